"""The problems of one post, of which each kind is told only so often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from publishing.model.problem import Problem

MOST = 100
"""Problems of one kind that are told of one post. More are one habit, or an attack."""


def told(problems: list[Problem]) -> Iterator[Problem]:
    """Yield the problems, and of those that are too many of a kind how many more there are."""
    told: Counter[str] = Counter()
    for problem in sorted(problems, key=lambda problem: problem.line):
        told[problem.code] += 1
        if told[problem.code] <= MOST:
            yield problem
        elif told[problem.code] == MOST + 1:
            more = sum(other.code == problem.code for other in problems) - MOST
            yield replace(
                problem, message=f"{more:,} more like those above, from this line on", help=""
            )
