"""Puts the site in place, and tells hosts what they must know."""
