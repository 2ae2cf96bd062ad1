"""What one command costs, and what it did to a folder."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024  # getrusage(2): bytes there, KiB here
_TREE_INTERVAL = 0.5  # to look through the pages of a process takes milliseconds


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command used, its children included.

    :ivar wall: seconds from start to end.
    :ivar cpu: seconds of processor time, in the program and in the kernel for it.
    :ivar peak: resident bytes of its largest process at that process's peak.
    :ivar peak_tree: resident bytes of all its processes at their common peak, looked at
        twice a second; a page that several share counts in parts (Linux's proportional set
        size). 0 where there is no ``/proc``.
    :ivar search: seconds of the processor time that went into the index of the search, where
        the command says so itself (`SPHINXOPTS=-v`); 0 elsewhere.
    """

    wall: float
    cpu: float
    peak: int
    peak_tree: int
    search: float = 0.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A file at one moment: where it is on the disk, when it was written, what it holds."""

    inode: int
    written: int
    size: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Difference:
    """What happened to a folder between two snapshots, in numbers of files."""

    written: int
    changed: int
    removed: int


class CommandError(Exception):
    """A measured command that failed, with the end of what it said."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command to its end and return what it cost.

    :raises CommandError: where it ends with anything but 0.
    """
    with tempfile.TemporaryFile() as log:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        watcher = _TreeWatcher(process.pid)
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        peak_tree = watcher.end()
        log.seek(0)
        words = log.read().decode(errors="replace")[-4000:]
        if process.returncode:
            raise CommandError(f"{' '.join(command)}: exit {process.returncode}\n{words}")
    search = _SEARCH.search(words)
    return Cost(
        wall,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss * _MAXRSS_UNIT,
        peak_tree,
        float(search[1]) if search else 0.0,
    )


_SEARCH = re.compile(r"s of processor time: .*\bsearch (\d+\.\d+)")


def snapshot(folder: Path, before: Mapping[str, Mark] | None = None) -> dict[str, Mark]:
    """Return a mark for every file below a folder, by its path in it.

    :param before: an earlier snapshot; a file with the same place, time and size as there
        is taken to hold the same and not read again.
    """
    known = before or {}
    marks: dict[str, Mark] = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            about = path.stat()
            key = path.relative_to(folder).as_posix()
            old = known.get(key)
            position = (about.st_ino, about.st_mtime_ns, about.st_size)
            if old and position == (old.inode, old.written, old.size):
                marks[key] = old
            else:
                marks[key] = Mark(*position, hashlib.blake2b(path.read_bytes()).digest())
    return marks


def compare(before: Mapping[str, Mark], after: Mapping[str, Mark]) -> Difference:
    """Return how many files were written, how many hold something new, how many went."""
    written = [key for key, mark in after.items() if before.get(key) != mark]
    changed = [
        key for key in written if key not in before or before[key].digest != after[key].digest
    ]
    return Difference(len(written), len(changed), len(before.keys() - after.keys()))


class _TreeWatcher(threading.Thread):
    """Looks at the memory of a process and its descendants while they run."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._ended = threading.Event()
        self._peak = 0

    def run(self) -> None:
        while not self._ended.wait(_TREE_INTERVAL):
            self._peak = max(self._peak, _resident(self._pid))

    def end(self) -> int:
        self._ended.set()
        self.join()
        return self._peak


def _resident(pid: int) -> int:
    """Return the resident bytes of a process and its descendants, 0 where not to be known."""
    total = 0
    with suppress(OSError, ValueError, TypeError):
        found = _PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
        total = int(found[1]) * 1024 if found else 0
        for task in Path(f"/proc/{pid}/task").iterdir():
            total += sum(_resident(int(child)) for child in (task / "children").read_text().split())
    return total


_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)
