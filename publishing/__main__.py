"""``python -m publishing`` is the command line."""

from publishing.cli import main

main()
