"""Draws cards, and makes pictures fit the screens that show them."""
