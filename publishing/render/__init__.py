"""Turns the body of a post into HTML: Sphinx, MyST, ABlog and the theme, under the policy."""
