"""Reads the file of a post: its front matter, its dates and its title."""
