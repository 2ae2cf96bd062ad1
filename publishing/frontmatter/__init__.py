"""The head of a file: its keys and values, each with its place."""
