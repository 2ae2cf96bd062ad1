"""Helps those who write and those who review."""
