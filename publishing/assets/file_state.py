"""What a file is at the moment, as far as a post that names it is concerned."""

from __future__ import annotations

import os
import stat
from functools import cache
from pathlib import Path

from publishing.base.cache import digest
from publishing.base.lookup import is_linked, located


def file_state(root: Path, path: str) -> str:
    """Return a text that differs whenever what a post makes of *path* may differ.

    Of a file that is not there, the names beside it count too: one of them is suggested.
    """
    path = located(root, path)
    file = root / path
    try:
        found = file.lstat()
        if is_linked(root, path):
            return f"link to {os.path.realpath(file)}"
        if stat.S_ISREG(found.st_mode) and found.st_size > _LARGE:
            return f"large {found.st_size} {found.st_mtime_ns}"
        if stat.S_ISREG(found.st_mode):
            return _content(file, found.st_mtime_ns, found.st_size, found.st_ino)
        return f"kind {stat.S_IFMT(found.st_mode):o}"
    except (OSError, ValueError):
        return f"missing among {_names_beside(file)}"


def content_state(root: Path, path: str) -> str:
    """Return a text that differs whenever a page that is made from the file *path* may differ.

    The owner's pages may name any file, through a link and outside of the project too.
    """
    try:
        found = (root / path).stat()
        return _content(root / path, found.st_mtime_ns, found.st_size, found.st_ino)
    except (OSError, ValueError):
        return "missing"


_LARGE = 100_000_000
"""Bytes of a file that no bound allows and no memory need hold to know it again."""


@cache
def _content(file: Path, *_state: int) -> str:
    """Return the digest of a file, which a process that builds often need not read again."""
    return digest(file.read_bytes())


def _names_beside(file: Path) -> str:
    try:
        found = file.parent.stat()
        return _names_in(file.parent, found.st_mtime_ns, found.st_ino)
    except (OSError, ValueError):
        return "nothing"


@cache
def _names_in(folder: Path, *_state: int) -> str:
    """Return the digest of the names in a folder, which many of its posts may ask for."""
    return digest(*sorted(entry.name for entry in folder.iterdir()))
