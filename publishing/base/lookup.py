"""Finds files by name as people mean it: the form of its characters is the disk's own affair.

macOS and the archives that it packs write ``ö`` as two characters where a keyboard writes one,
and Linux takes the two for different names. So names are compared in one form (NFC, UAX 15),
and so are addresses; only when a file is opened, its own spelling counts.
"""

# Paths are text here, because a Path object costs more than the call that it is for.
# ruff: noqa: PTH114, PTH116, PTH208

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from publishing.model.filename import composed


def located(root: str | Path, path: str) -> str:
    """Return a path below *root* as the disk spells it, or composed where there is no such file.

    Of two files that differ by nothing but form, the composed one is meant, whichever is written.
    """
    path = composed(path)
    if path.isascii() or os.path.lexists(f"{root}/{path}"):
        return path
    found = ""
    for part in path.split("/"):
        found += _spelt(f"{root}/{found}", part) + "/"
    return found[:-1]


def is_linked(root: str | Path, path: str) -> bool:
    """Whether a path leads through a symbolic link below its first folder.

    The first folder, `posts` or `_static`, is the owner's, who may keep it elsewhere.
    """
    top, slash, rest = path.partition("/")
    expected = os.path.realpath(f"{root}/{top}") + slash + rest
    # A link that leads to itself has no other path.
    if os.path.realpath(f"{root}/{path}") != expected:
        return True
    return bool(rest) and os.path.islink(f"{root}/{path}")


def _spelt(folder: str, part: str) -> str:
    if part.isascii() or os.path.lexists(folder + part):
        return part
    try:
        found = os.stat(folder)
        return _spellings(folder, found.st_mtime_ns, found.st_ino).get(part, part)
    except (OSError, ValueError):
        return part


@lru_cache(maxsize=64)
def _spellings(folder: str, *_state: int) -> dict[str, str]:
    """Return the names in a folder by their composed form, so far as the two differ."""
    spelt = ((composed(name), name) for name in sorted(os.listdir(folder), reverse=True))
    return {form: name for form, name in spelt if form != name}
