"""Holds the body of a post to what a post may contain."""
