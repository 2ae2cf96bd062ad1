"""Which files of the project have changed, found by looking at all of them again and again.

To look at a thousand posts takes five milliseconds. Being told by the system would save
those, and would not work on every mount, in every container and for every editor.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from publishing.base.theme_files import STATIC, TEMPLATES, THEME

INTERVAL: Final = 0.15
"""Seconds between two looks."""
SETTLED: Final = 0.03
"""Seconds without a change after which a save is taken to be complete: some editors write an
empty file first, and version control writes many."""
TIME_LIMIT: Final = 20
"""Looks after which a change is told even so: something may be writing for ever."""

FOLDERS: Final = ("posts", STATIC, TEMPLATES)
SUFFIXES: Final = frozenset({".md", ".py", ".yml"})
"""Of files beside `conf.py`: pages, settings, authors."""

State = tuple[int, int, int]
"""When a file was written, its size and its number: a file put in another's place has another."""


class Watch:
    """The files of one project.

    :param code: folder of the program, which a change of its code starts anew.
    """

    def __init__(self, root: Path, code: Path, sleep: Callable[[float], None] = time.sleep) -> None:
        self._root = str(root)
        self._code = str(code)
        self._sleep = sleep
        self._cost = 0.0
        self._also: frozenset[str] = frozenset()
        self._known = self._look()
        self._known_also: dict[str, State] = {}

    def also(self, paths: frozenset[str]) -> None:
        """Look at these files, and all that is in these folders, too, from now on."""
        if paths != self._also:
            self._also = paths
            self._known_also = self._look_also()

    def wait(self, at_most: float | None = None) -> frozenset[str]:
        """Return once files have changed: their paths, those in the project relative to it.

        :param at_most: seconds after which nothing is returned if nothing has changed.
        """
        end = float("inf") if at_most is None else time.monotonic() + at_most
        while not (changed := self.changes()):
            if time.monotonic() >= end:
                return changed
            # However many files there are, nine tenths of the time are left to others.
            self._sleep(max(INTERVAL, 9 * self._cost))
        for _ in range(TIME_LIMIT):
            self._sleep(SETTLED)
            if not (more := self.changes()):
                break
            changed |= more
        return changed

    def changes(self) -> frozenset[str]:
        """Return what has changed since the last time."""
        before, before_also = self._known, self._known_also
        self._known, self._known_also = self._look(), self._look_also()
        if before == self._known and before_also == self._known_also:
            return frozenset()
        changed = (
            before.items() ^ self._known.items() | before_also.items() ^ self._known_also.items()
        )
        paths = {path for path, _ in changed}
        return frozenset(path.removeprefix(f"{self._root}{os.sep}") for path in paths)

    def is_code(self, path: str) -> bool:
        """Whether a path that has changed is part of the program."""
        where = os.path.join(self._root, path)  # noqa: PTH118
        return where.startswith(f"{self._code}{os.sep}") and where.endswith(".py")

    def _look(self) -> dict[str, State]:
        begun = time.monotonic()
        found = dict(_files(self._root, lambda name: name[name.rfind(".") :] in SUFFIXES))
        folders = (f"{self._root}{os.sep}{folder}" for folder in FOLDERS)
        for folder in (*folders, f"{self._code}{os.sep}{THEME.name}"):
            found.update(_files(folder, _is_seen, deep=True))
        found.update(_files(self._code, lambda name: name.endswith(".py"), deep=True))
        self._cost = time.monotonic() - begun
        return found

    def _look_also(self) -> dict[str, State]:
        found: dict[str, State] = {}
        for path in self._also:
            where = os.path.join(self._root, path)  # noqa: PTH118 - as below
            if os.path.isdir(where):  # noqa: PTH112
                found.update(_files(where, _is_seen, deep=True))
            else:
                with suppress(OSError):
                    one = os.stat(where)  # noqa: PTH116
                    found[where] = (one.st_mtime_ns, one.st_size, one.st_ino)
        return found


def _is_seen(name: str) -> bool:
    return not name.startswith(".")


def _files(
    folder: str, is_wanted: Callable[[str], bool], *, deep: bool = False
) -> Iterator[tuple[str, State]]:
    folders = [folder]
    while folders:
        try:
            entries = os.scandir(folders.pop())
        except OSError:  # deleted since, or not there at all
            continue
        with entries:
            for entry in entries:
                if deep and _is_seen(entry.name) and entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif is_wanted(entry.name) and (state := _state(entry)):
                    yield entry.path, state


def _state(entry: os.DirEntry[str]) -> State | None:
    try:
        found = entry.stat()
    except OSError:  # a link to nothing, or deleted since
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
