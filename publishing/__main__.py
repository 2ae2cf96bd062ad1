"""``python -m publishing`` is the command line, and so is ``publishing`` where it is installed."""

import os
import sys

from publishing.cli import main


def command() -> int:
    """Run the command line as ``python -m`` does: modules beside `conf.py` can be imported."""
    sys.path.insert(0, os.getcwd())  # noqa: PTH109 - sys.path holds texts
    return main()


if __name__ == "__main__":
    sys.exit(main())
