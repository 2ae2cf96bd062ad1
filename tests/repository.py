"""Repositories for tests, which know nothing of who runs them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Ann",
    "GIT_AUTHOR_EMAIL": "ann@example.org",
    "GIT_COMMITTER_NAME": "Ann",
    "GIT_COMMITTER_EMAIL": "ann@example.org",
}


def git(root: Path, *words: str) -> str:
    """Run a command of git that must succeed, and return what it said."""
    command = ["git", *words]
    done = subprocess.run(
        command, cwd=root, env=os.environ | NOBODY, check=True, capture_output=True, text=True
    )
    return done.stdout


def begin(root: Path) -> None:
    """Make a folder a repository with all that is in it on `main`."""
    git(root, "init", "-q", "-b", "main")
    commit(root)


def commit(root: Path) -> None:
    """Commit all that has changed."""
    git(root, "add", ".")
    git(root, "commit", "-qm", "Something")
