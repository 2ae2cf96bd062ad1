"""Markdown that was not read as it was meant: what tells it from text, a module for each kind."""
