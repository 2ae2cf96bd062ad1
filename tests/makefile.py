"""The project's Makefile in a folder of its own, with the environment that runs the tests."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from tests.publication import PROJECT

VENV = "env"


def targets() -> list[str]:
    """Return the targets that `make help` lists, in its order."""
    text = (PROJECT / "Makefile").read_text(encoding="utf-8")
    return re.findall(r"^([a-z]+):.*## ", text, re.MULTILINE)


def equip(root: Path) -> None:
    """Let ``make VENV=env`` work in *root*, without setting anything up."""
    shutil.copy(PROJECT / "Makefile", root)
    (root / "requirements.lock").touch()
    set_up(root / VENV)


def set_up(environment: Path) -> None:
    """Make what ``VENV`` can name, later than the project that is to use it."""
    (environment / "bin").mkdir(parents=True)
    python = environment / "bin" / "python"
    python.write_text(f'#!/bin/sh\nPYTHONPATH="{PROJECT}" exec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    (environment / ".ready").touch()
