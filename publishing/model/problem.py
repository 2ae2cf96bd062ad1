"""What is wrong with a file, said so that its author can mend it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final


class Severity(Enum):
    """Whether a problem keeps the site from being built."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, at one place of one file.

    :ivar path: the file, relative to the project, with forward slashes.
    :ivar line: 1-based line; 1 where the whole file is meant.
    :ivar column: 1-based column in characters.
    :ivar severity: an error refuses the build, a warning does not.
    :ivar code: short stable name of the rule, such as ``date-invalid``.
    :ivar message: what was found: ``date: '30 Feb' is not a date``.
    :ivar help: what to write instead: ``write date: 2026-02-28``.
    """

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    help: str = ""

    @property
    def is_error(self) -> bool:
        """Whether this problem refuses the build."""
        return self.severity is Severity.ERROR

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of a report: by file, then by place in it."""
        return (self.path, self.line, self.column, self.severity.value, self.message)

    def __str__(self) -> str:
        """The problem as the contract words it, free of terminal escapes."""
        position = f"{printable(self.path)}:{self.line}:{self.column}"
        text = f"{position}: {self.severity.value}: {printable(self.message)}"
        return f"{text}\n    help: {printable(self.help)}" if self.help else text


def error(path: str, line: int, column: int, code: str, message: str, help: str = "") -> Problem:
    """Make a :class:`Problem` that refuses the build."""
    return Problem(path, line, column, Severity.ERROR, code, message, help)


def warning(path: str, line: int, column: int, code: str, message: str, help: str = "") -> Problem:
    """Make a :class:`Problem` that is told but does not refuse the build."""
    return Problem(path, line, column, Severity.WARNING, code, message, help)


def printable(text: str) -> str:
    r"""Return text that a terminal or a CI log can show without obeying it.

    A post's words come from strangers: control characters (``\x1b[2J`` clears a
    screen), line breaks, ``::`` at the beginning of a line (``::error::`` is a GitHub log
    command, spaces before it or none), ``##[``, which begins a command wherever it stands,
    and characters that hide or reorder others are written as escapes.
    """
    text = text.replace("##[", r"#\x23[")
    if text.lstrip().startswith("::"):
        text = text.replace("::", r"\x3a:", 1)
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if _is_shown(c) else _escape(c) for c in text)


def _is_shown(char: str) -> bool:
    return char == " " or unicodedata.category(char) not in _UNSHOWN


_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def _escape(char: str) -> str:
    code = ord(char)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def report(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems in the order of a report, each once."""
    return sorted(set(problems), key=lambda problem: problem.sort_key)


def lines(problems: Iterable[Problem], *, full: bool = False) -> Iterator[str]:
    """Yield the problems as a terminal shows them, in the order of a report.

    Those that are too many of a kind are one: the first, with the number of the others and where
    the next of them are.

    :param full: whether each is told, however many there are.
    """
    found = report(problems)
    kinds: dict[tuple[Severity, str], list[Problem]] = {}
    for problem in found:
        kinds.setdefault((problem.severity, problem.code), []).append(problem)
    for problem in found:
        same = kinds[problem.severity, problem.code]
        if full or len(same) <= MOST[problem.severity]:
            yield str(problem)
        elif problem is same[0]:
            yield f"{problem}\n{_others(same[1:])}"


def _others(problems: list[Problem]) -> str:
    files = len({problem.path for problem in problems})
    positions = [f"{printable(problem.path)}:{problem.line}" for problem in problems[:_PLACES]]
    counted = f"{len(problems):,} more of this kind in {_count(files, 'file')}"
    return f"    and {counted}: {', '.join(positions)} … (FULL=1 lists all)"


MOST: Final = {Severity.ERROR: 100, Severity.WARNING: 20}
"""Problems of one kind that are told one by one. Of errors, each has to be mended."""
_PLACES: Final = 3


def summary(problems: Iterable[Problem], posts: int) -> str:
    """Return the last line of a report, such as ``2 errors, 1 warning in 40 posts``.

    It says besides how many posts have no date, and how many files may be posts and are not.
    """
    found = set(problems)  # as a report tells them: each once
    errors = sum(problem.is_error for problem in found)
    warnings = len(found) - errors
    last = f"{_count(errors, 'error')}, {_count(warnings, 'warning')} in {_count(posts, 'post')}"
    codes = [problem.code for problem in found]
    lost = [
        f"{codes.count(code):,} {one if codes.count(code) == 1 else many}"
        for code, one, many in _LOST
        if code in codes
    ]
    return f"{last}; not published: {', '.join(lost)}" if lost else last


_LOST: Final = (
    ("date-missing", "post without a date", "posts without a date"),
    ("post-suffix", "file that may be a post", "files that may be posts"),
)
"""Rules of what is not published although its author may expect it."""


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def shown(text: str, length: int = 60) -> str:
    """Return a text from a post as messages quote it: on one line, and not all of a long one."""
    line = " ".join(text.split())
    return f"'{line if len(line) <= length else line[: length - 1] + '…'}'"


Position = tuple[int, int]
"""A line and a column in the file, both from 1, the column in characters."""
