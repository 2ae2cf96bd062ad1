"""What is wrong with a file, said so that its author can mend it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


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
        place = f"{printable(self.path)}:{self.line}:{self.column}"
        text = f"{place}: {self.severity.value}: {printable(self.message)}"
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


def summary(problems: Iterable[Problem], posts: int) -> str:
    """Return the last line of a report, such as ``2 errors, 1 warning in 40 posts``."""
    found = set(problems)  # as a report tells them: each once
    errors = sum(problem.is_error for problem in found)
    warnings = len(found) - errors
    return f"{_count(errors, 'error')}, {_count(warnings, 'warning')} in {_count(posts, 'post')}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
