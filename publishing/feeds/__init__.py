"""Tells subscribers: Atom and JSON Feed."""
