"""Gathers the problems of one file, so that one run names them all."""

from __future__ import annotations

from dataclasses import dataclass, field

from publishing.problem import Problem, error, warning
from publishing.reading.node import Place


@dataclass(slots=True)
class Findings:
    """What is wrong with the file at ``path``, in the order it was found."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def error(self, place: Place, code: str, message: str, help: str = "") -> None:
        """Add a problem that refuses the file."""
        self.problems.append(error(self.path, *place, code, message, help))

    def warning(self, place: Place, code: str, message: str, help: str = "") -> None:
        """Add a problem that is told but does not refuse."""
        self.problems.append(warning(self.path, *place, code, message, help))

    @property
    def has_error(self) -> bool:
        """Whether the file is refused."""
        return any(problem.is_error for problem in self.problems)


def shown(text: str, length: int = 60) -> str:
    """Return a text from a post as messages quote it: on one line, and not all of a long one."""
    line = " ".join(text.split())
    return f"'{line if len(line) <= length else line[: length - 1] + '…'}'"
