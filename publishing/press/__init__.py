"""Prints posts: Sphinx, MyST, ABlog and the theme, each held to its part."""
