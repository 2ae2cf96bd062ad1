"""The files that a site consists of, before they are made, and who makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site.

    :ivar path: where it is in the site: ``posts/x/index.html``.
    :ivar fingerprint: digest of everything it is made from, the code included.
    :ivar make: returns its bytes, or a file to copy.
    """

    path: str
    fingerprint: str
    make: Callable[[], bytes | Path]


Staged: TypeAlias = tuple[str, int]
"""Where the file of an output waits, and its size; nowhere if the live tree has it."""

Runner: TypeAlias = Callable[
    [Callable[[tuple[int, Output]], Staged], Sequence[tuple[int, Output]]],
    Iterable[tuple[int, Staged]],
]


def in_turn(
    work: Callable[[tuple[int, Output]], Staged], items: Sequence[tuple[int, Output]]
) -> Iterator[tuple[int, Staged]]:
    """Do work on one item after the other; yield the place of each and what came of it."""
    for position, item in enumerate(items):
        yield position, work(item)


def each(
    due: Sequence[Output], stage: Callable[[tuple[int, Output]], Staged], run: Runner
) -> Iterator[tuple[Output, Staged]]:
    """Make what is due and see that nothing was left out or made twice."""
    waiting = set(range(len(due)))
    for position, staged in run(stage, list(enumerate(due))) if due else ():
        waiting.remove(position)
        yield due[position], staged
    if waiting:
        raise SiteError(f"{len(waiting)} outputs were not made, such as {due[min(waiting)].path!r}")


class SiteError(Exception):
    """The site cannot be put in place; the words say why and what to do."""
