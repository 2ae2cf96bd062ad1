"""Decides what each page shows, and binds it."""
