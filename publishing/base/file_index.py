"""What files hold, known by their state: how Git finds what has changed among many files.

To read ten thousand posts and compute their digests takes longer than all that an edit of one
is then worth. A file whose size, times and number on the disk are as they were holds what it
held; whoever sets the time of last modification back cannot do so with that of the last change.
"""

# Paths are text here, because a Path object costs more than the call that it is for.
# ruff: noqa: PTH116, PTH123

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

_FORMAT: Final = "states of files, 1"

_RACE: Final = 3 * 10**9
"""Nanoseconds before the index was begun in which a file must not have changed to be known.

File systems keep times to two seconds at worst (FAT): a file that is saved twice within them
may look the same both times. Git calls such entries racy, and looks at them again, too.
"""


class FileIndex:
    """The digests of files of one project, kept in *file*; it may be deleted at any time."""

    def __init__(self, file: Path, root: Path) -> None:
        self._file = file
        self._root = root
        self._begun = time.time_ns()
        self._known = _load(file)
        self._seen: dict[str, list[Any]] = {}

    def digest(self, path: str, enough: int) -> str:
        """Return the digest of a file's first *enough* bytes, or of why it cannot be read."""
        where = f"{self._root}/{path}"
        try:
            found = os.stat(where)
            state = [
                found.st_mtime_ns,
                found.st_ctime_ns,
                found.st_size,
                found.st_ino,
                found.st_dev,
                enough,
            ]
            known = self._known.get(path)
            if isinstance(known, list) and known[:-1] == state:
                self._seen[path] = known
                return str(known[-1])
            with open(where, "rb") as file:
                data = file.read(enough)
        except OSError as failure:
            return sha256(repr(failure).encode()).hexdigest()
        content = sha256(data).hexdigest()
        if max(found.st_mtime_ns, found.st_ctime_ns) < self._begun - _RACE:
            self._seen[path] = [*state, content]
        return content

    def save(self) -> None:
        """Keep what was seen since this index was made."""
        if self._seen == self._known:
            return
        following = self._file.with_name(f"{self._file.name}.next")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            following.write_text(json.dumps([_FORMAT, self._seen]), encoding="ascii")
            following.replace(self._file)


def _load(file: Path) -> dict[str, list[Any]]:
    try:
        name, known = json.loads(file.read_bytes())
    except (OSError, ValueError, TypeError, RecursionError):
        return {}
    return known if name == _FORMAT and isinstance(known, dict) else {}
