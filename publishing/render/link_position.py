"""Where in a post a link or a picture stands, told by the address that it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_LINE = 1_000
"""Lines over which a paragraph is looked for the address of a link that begins in its first."""
# What stands before the address: `![what it shows](`, `[text](<`, `<img alt="x" src="`.
_BEGINNING = re.compile(r"(?:!?\[(?:[^\[\]\\\n]|\\.)*\][ \t]*\([ \t]*<?|<[A-Za-z][^<>]*)$")


def position(lines: Sequence[str], first: int, address: str, nth: int) -> tuple[int, int] | None:
    """Return line and column, both from 0, of the *nth* link to *address* in a paragraph.

    :param first: the line that the link begins on.
    """
    for number, line in enumerate(lines[first : first + _LINE], first):
        if number > first and not line.strip():
            return None
        for column in _columns(line, address):
            nth -= 1
            if nth <= 0:
                before = _BEGINNING.search(line, 0, column)
                return number, before.start() if before else column
    return None


def _columns(line: str, address: str) -> Iterator[int]:
    """Yield where an address stands in a line, as a whole; an empty one, where it is missing."""
    if not address:
        yield from (
            found.end() for found in re.finditer(r"\]\(", line) if line[found.end()] in ")<"
        )
        return
    column = line.find(address)
    while column >= 0:
        end = column + len(address)
        is_begun = address[0].isalnum() and (
            line[column - 1 : column].isalnum() or line[column - 1 : column] in {"/", "-", "."}
        )
        if not (is_begun or (address[-1].isalnum() and line[end : end + 1].isalnum())):
            yield column
        column = line.find(address, end)
