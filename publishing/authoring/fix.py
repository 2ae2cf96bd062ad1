"""A mend of one problem: one stretch of one line, and no other byte of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from publishing.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Fix:
    """A mend of one problem, on the problem's line.

    :ivar problem: what it mends.
    :ivar column: where what it replaces starts, from 1, in characters.
    :ivar end_column: the column after the last that it replaces.
    :ivar text: what is written there instead.
    :ivar line_before: the line as it is.
    """

    problem: Problem
    column: int
    end_column: int
    text: str
    line_before: str

    @property
    def line_after(self) -> str:
        """The line as it will be."""
        line = self.line_before
        return line[: self.column - 1] + self.text + line[self.end_column - 1 :]

    def overlaps(self, other: Fix) -> bool:
        """Whether two mends touch one character, or meet where nothing is between them."""
        return (
            self.problem.line == other.problem.line
            and self.column <= other.end_column
            and other.column <= self.end_column
        )


def applied(data: bytes, fix: Fix) -> bytes:
    """Return a file's bytes with one mend."""
    start, line = line_of(data, fix.problem.line)
    first = start + len(line[: fix.column - 1].encode())
    last = start + len(line[: fix.end_column - 1].encode())
    return data[:first] + fix.text.encode() + data[last:]


def line_of(data: bytes, number: int) -> tuple[int, str]:
    """Return where a line starts, in bytes, and its text, counted as :mod:`source` does."""
    start = len(_MARK) if data.startswith(_MARK) else 0
    for _ in range(number - 1):
        end = _LINE_END.search(data, start)
        if end is None:
            return len(data), ""
        start = end.end()
    end = _LINE_END.search(data, start)
    stop = end.start() if end else len(data)
    return start, data[start:stop].decode("utf-8", errors="replace")


_MARK: Final = b"\xef\xbb\xbf"
_LINE_END: Final = re.compile(rb"\r\n|\r|\n")
