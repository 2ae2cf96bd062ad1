"""Which posts a reader of one post may want next."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

RELATED: Final = 3
"""How many a post page shows."""

_TELLING: Final = 16
"""Marks by which an item is compared: the most telling ones that it bears."""


class Marks(NamedTuple):
    """What an item is about.

    :ivar tags: what its author says that it is about.
    :ivar words: what its text says, the weightiest word first.
    :ivar group: items of one group are not offered to each other; the page of each names
        all of them already. Empty for an item that is in none.
    """

    tags: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    group: str = ""

    def all(self) -> list[str]:
        """Return the marks, the weightiest first, each once."""
        return list(dict.fromkeys([*(f"#{tag}" for tag in self.tags), *self.words]))


def related(
    marks: Mapping[str, Marks], remember: Callable[..., str], count: int = RELATED
) -> dict[str, tuple[str, ...]]:
    """Return, for each item, the items that share most with it.

    :param marks: the items, in order of preference: of two that share as much, the earlier
        one is chosen.
    :param remember: as :meth:`publishing.render.store.Store.remember`.

    A mark that few items bear says more than one that many do (inverse document frequency).
    It is counted in doublings: an edit moves the frequency of a few dozen words by one, which
    so leaves nearly all weights, and nearly all pages, as they were.
    """
    items = list(marks)
    borne = [its.all() for its in marks.values()]
    stated = [
        f"{item}\n{its.group}\n{' '.join(all_of_them)}"
        for (item, its), all_of_them in zip(marks.items(), borne, strict=True)
    ]
    lines = remember(
        "related",
        str(count),
        *stated,
        make=lambda: "\n".join(_lines(list(marks.values()), borne, count)),
    ).split("\n")
    return {
        item: tuple(items[int(position)] for position in line.split())
        for item, line in zip(items, lines, strict=False)  # no item makes one empty line
    }


def _lines(marks: Sequence[Marks], borne: Sequence[Sequence[str]], count: int) -> Iterator[str]:
    weights = _weights(borne)
    telling = [_telling(its, weights) for its in borne]
    bearers = _bearers(telling)
    fellows = _Fellows(marks)
    for position, its in enumerate(telling):
        nearest = chain(_nearest(position, its, weights, bearers), fellows.of(position))
        group = marks[position].group
        chosen: list[int] = []
        for other in nearest:
            if other not in chosen and not (group and group == marks[other].group):
                chosen.append(other)
                if len(chosen) == count:
                    break
        yield " ".join(map(str, chosen))


def _nearest(
    position: int,
    its: Iterable[str],
    weights: Mapping[str, int],
    bearers: Mapping[str, Iterable[int]],
) -> list[int]:
    """Return the items that share a telling mark with one, by the weight of what they share."""
    scores: dict[int, int] = {}
    for mark in its:
        weight = weights[mark]
        for other in bearers[mark]:
            scores[other] = scores.get(other, 0) + weight
    scores.pop(position, None)
    return sorted(scores, key=lambda other: (-scores[other], other))


def _weights(borne: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return how much each mark says that more than one item bears, and not too many.

    A mark of over a quarter of all says next to nothing. And the work for a mark is the square
    of how many bear it: so that it grows in proportion to the number of items, a mark
    that is to be compared may have 127 bearers among 2,000 items, and among twice as many
    items half as many bearers, down to 15.
    """
    size = len(borne).bit_length()
    longest = min(size - 2, max(4, min(7, 18 - size)))
    frequency = Counter(chain.from_iterable(borne))
    return {
        mark: size - number.bit_length()
        for mark, number in frequency.items()
        if number > 1 and number.bit_length() <= longest
    }


def _telling(its: Sequence[str], weights: Mapping[str, int]) -> list[str]:
    """Return the marks that tell an item from others: weighty there, and rare elsewhere."""
    room = 2 * len(its)
    ranked = [
        (-weights[mark] * (room - rank), mark) for rank, mark in enumerate(its) if mark in weights
    ]
    ranked.sort()
    return [mark for _, mark in ranked[:_TELLING]]


def _bearers(borne: Iterable[Iterable[str]]) -> defaultdict[str, list[int]]:
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    for position, its in enumerate(borne):
        for mark in its:
            bearers[mark].append(position)
    return bearers


class _Fellows:
    """The items that share a tag with one: for those whose words are not enough."""

    def __init__(self, marks: Sequence[Marks]) -> None:
        self._marks = marks
        self._bearers = _bearers(item.tags for item in marks)

    def of(self, position: int) -> Iterator[int]:
        """Yield those nearest to this one in its rarest tag, then in the next.

        First come those that follow it, not the first of all: a new item stands before all
        others, and would be on the page of each.
        """
        most = len(self._marks) * 3 // 4  # what nearly all bear makes no one a fellow
        tags = sorted(self._marks[position].tags, key=lambda tag: (len(self._bearers[tag]), tag))
        for tag in tags:
            bearers = self._bearers[tag]
            if len(bearers) <= most:
                here = bisect_left(bearers, position)
                yield from bearers[here + 1 :]
                yield from reversed(bearers[:here])
