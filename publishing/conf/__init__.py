"""Reads `conf.py`: executes it once, as Sphinx does, and says what the site is made from."""
