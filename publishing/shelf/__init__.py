"""Relates posts to each other: authors, terms, series, addresses that collide."""
