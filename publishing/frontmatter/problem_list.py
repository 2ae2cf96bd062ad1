"""Gathers the problems of one file, so that one run names them all."""

from __future__ import annotations

from dataclasses import dataclass, field

from publishing.model.problem import Position, Problem, error, warning


@dataclass(slots=True)
class ProblemList:
    """What is wrong with the file at ``path``, in the order it was found."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def error(self, position: Position, code: str, message: str, help: str = "") -> None:
        """Add a problem that refuses the file."""
        self.problems.append(error(self.path, *position, code, message, help))

    def warning(self, position: Position, code: str, message: str, help: str = "") -> None:
        """Add a problem that is told but does not refuse."""
        self.problems.append(warning(self.path, *position, code, message, help))

    @property
    def has_error(self) -> bool:
        """Whether the file is refused."""
        return any(problem.is_error for problem in self.problems)
