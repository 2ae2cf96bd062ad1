"""Where the time of a build goes, for who asks (`SPHINXOPTS=-v`)."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Counts the processor time of the parts of a build, ended child processes included."""

    def __init__(self) -> None:
        self._spent: dict[str, float] = {}
        self._parts = ["the rest"]
        self._last = 0.0  # with all that was loaded before there was a watch

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Count the block as a part; one inside another counts for itself alone."""
        self._note()
        self._parts.append(name)
        try:
            yield
        finally:
            self._note()
            self._parts.pop()

    def __str__(self) -> str:
        self._note()
        total = sum(self._spent.values())
        parts = ", ".join(f"{name} {seconds:.2f}" for name, seconds in self._spent.items())
        return f"{total:.2f} s of processor time: {parts}"

    def _note(self) -> None:
        now = _spent()
        part = self._parts[-1]
        self._spent[part] = self._spent.get(part, 0.0) + now - self._last
        self._last = now


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
