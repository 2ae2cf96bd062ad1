"""Finds the smallest change that makes broken front matter readable.

The usual slips (a colon in a title, a tab, a missing quotation mark) each have a rewriting of one
line. A rewriting is told only if the front matter can be read further with it, and reading goes
on with the mended line, so that one run finds what is wrong further down as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from publishing.frontmatter.node import Entry
from publishing.frontmatter.problem_list import ProblemList
from publishing.model.problem import Position

SYNTAX: Final = "front-matter-syntax"
"""The rule of a complaint for which a mend may have better words."""
TAB: Final = "front-matter-tab"
"""The rule of a slip that is mended on all lines at once."""
ROUNDS: Final = 12
"""Broken lines that are told of one post. More are one habit, or an attack."""
HELP: Final = 300
"""Characters of a mend: enough for any title."""
TRIES: Final = 60
"""Rewritings tried for one post: each reads the front matter again."""


class Complaint(Exception):  # noqa: N818
    """What keeps front matter from being read.

    :ivar position: where it shows, in the file.
    :ivar code: the rule.
    :ivar message: what was found.
    :ivar help: what to write instead.
    :ivar line: the line that may be at fault, as an index into the front matter.
    :ivar opened: the line where that which is not closed was opened, as an index.
    :ivar is_final: whether no rewriting of a line mends it: a bound is a bound.
    :ivar is_of_line: whether the rest can be read without the line.
    """

    def __init__(
        self,
        position: Position,
        code: str,
        message: str,
        help: str = "",
        *,
        line: int = 0,
        opened: int | None = None,
        is_final: bool = False,
        is_of_line: bool = True,
    ) -> None:
        super().__init__(message)
        self.position, self.code, self.message, self.help = position, code, message, help
        self.line, self.opened = line, line if opened is None else opened
        self.is_final, self.is_of_line = is_final, is_of_line


@dataclass(frozen=True, slots=True)
class Mend:
    """A line rewritten.

    :ivar text: the new line.
    :ivar found: what was found, if it says more than the complaint.
    :ivar help: what to write.
    :ivar code: the rule; none if a later reading tells the same better.
    :ivar subject: the key and a colon, if the line has one.
    :ivar column: where the fault is, if not where the complaint is.
    """

    text: str
    found: str = ""
    help: str = ""
    code: str = SYNTAX
    column: int | None = None
    subject: str = ""


Parse = Callable[[str], tuple[Entry, ...]]
"""Reads front matter, or raises a :class:`Complaint`."""
Slips = Callable[[str], Iterable[Mend]]
"""Rewrites a line in every way that might mend it, the likeliest first."""


@dataclass(slots=True)
class Mending:
    """Reads front matter, line by line if need be.

    :ivar first_line: the line of the file that it starts at.
    :ivar advice: how a line should look, where nothing better is known.
    :ivar is_whole: whether nothing was left out of what was read.
    """

    parse: Parse
    slips: Slips
    first_line: int
    problem_list: ProblemList
    advice: str
    tries: int = TRIES
    is_whole: bool = True

    def read(self, text: str) -> tuple[Entry, ...]:
        """Return the entries, without those that no mend could save."""
        lines = text.split("\n")
        for _ in range(ROUNDS):
            found = self._try(lines)
            if not isinstance(found, Complaint):
                return found
            cure = self._cure(lines, found)
            self._tell(found, cure)
            if cure is None:
                break
            self.is_whole &= cure.mend.text != ""
            lines = cure.lines
        self.is_whole = False
        return ()

    def _try(self, lines: list[str]) -> tuple[Entry, ...] | Complaint:
        try:
            return self.parse("\n".join(lines))
        except Complaint as complaint:
            if complaint.line >= len(lines):
                # What ends without an end is complained of on the line after the last.
                complaint.line = len(lines) - 1
                complaint.position = (self.first_line + complaint.line, len(lines[-1]) + 1)
            return complaint

    def _cure(self, lines: list[str], complaint: Complaint) -> _Cure | None:
        if complaint.is_final:
            return None
        mends = [(i, mend) for i in _suspects(lines, complaint) for mend in self.slips(lines[i])]
        if complaint.is_of_line and complaint.line < len(lines):
            mends.append((complaint.line, Mend("")))
        for index, mend in mends:
            if self.tries == 0:
                return None
            self.tries -= 1
            mended = [*lines[:index], mend.text, *lines[index + 1 :]]
            if mend.code == TAB:
                mended = [untabbed(line) for line in mended]
            following = self._try(mended)
            if not isinstance(following, Complaint) or following.line > complaint.line:
                return _Cure(index, mend, mended)
        return None

    def _tell(self, complaint: Complaint, cure: _Cure | None) -> None:
        position, code, found, help = complaint.position, complaint.code, complaint.message, ""
        if cure is not None:
            mend = cure.mend
            if not mend.code:
                return
            if code != SYNTAX:
                found = f"{mend.subject}{found}"
            else:
                code, found = mend.code, mend.found or found
                if cure.index != complaint.line or mend.column is not None:
                    position = (self.first_line + cure.index, mend.column or 1)
            help = mend.help
        help = help or complaint.help or self.advice
        self.problem_list.error(
            position, code, found, help if len(help) <= HELP else f"{help[:HELP]}…"
        )


@dataclass(frozen=True, slots=True)
class _Cure:
    index: int
    mend: Mend
    lines: list[str]


def _suspects(lines: list[str], complaint: Complaint) -> Iterator[int]:
    """Name lines that may be at fault: where it shows or began, the one above, odd quotations."""
    named = (complaint.line, complaint.opened, max(complaint.line - 1, 0))
    odd = (index for index in range(complaint.line) if _ODD.search(lines[index]))
    yield from dict.fromkeys(index for index in (*named, *odd) if index < len(lines))


def untabbed(line: str) -> str:
    """Return a line indented with spaces."""
    text = line.lstrip(" \t")
    return line[: len(line) - len(text)].replace("\t", "  ") + text


_ODD: Final = re.compile(r"""[:=]\s+(?:"[^"]*|'[^']*|\[[^\]]*)$""")
