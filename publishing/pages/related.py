"""Which posts a reader of one post may want next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from math import log

RELATED = 3
"""How many a post page shows."""


def related(
    marks: Mapping[str, Iterable[Hashable]], count: int = RELATED
) -> dict[str, tuple[str, ...]]:
    """Return, for each item, the items that share most with it.

    :param marks: what each item is about, such as its tags; in order of preference, so that
        of two that share as much the earlier one is chosen.

    A mark that few items bear says more than one that many do (inverse document frequency).
    A mark on over a tenth of a thousand items says next to nothing and is passed over,
    which keeps the work proportionate to the number of items.
    """
    return _related(tuple((item, tuple(dict.fromkeys(marks[item]))) for item in marks), count)


@lru_cache(maxsize=1)  # one edition of a preview follows the other, and few edits change marks
def _related(
    marks: tuple[tuple[str, tuple[Hashable, ...]], ...], count: int
) -> dict[str, tuple[str, ...]]:
    order = {item: place for place, (item, _) in enumerate(marks)}
    bearers: defaultdict[Hashable, list[str]] = defaultdict(list)
    for item, borne in marks:
        for mark in borne:
            bearers[mark].append(item)
    limit = max(100, len(order) // 100)
    weights = {
        mark: log(1 + len(order) / len(items))
        for mark, items in bearers.items()
        if 1 < len(items) <= limit
    }
    chosen = {}
    for item, borne in marks:
        scores: Counter[str] = Counter()
        for mark in borne:
            if mark in weights:
                for other in bearers[mark]:
                    scores[other] += weights[mark]  # type: ignore[assignment]
        scores.pop(item, None)
        best = sorted(scores, key=lambda other: (-scores[other], order[other]))
        chosen[item] = tuple(best[:count])
    return chosen
