"""Puts the site in place in one step, and keeps what can be used again."""
