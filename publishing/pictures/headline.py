"""Fits a title into a space: as large as it reads well, its lines broken where they may."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2

from publishing.pictures.line_breaks import Broken, Piece, break_, fill, pieces
from publishing.pictures.typesetting import Line, Setter

_SIZES = (96, 90, 84, 78, 72, 66, 60, 55, 50, 45, 40)
_SMALL = 55  # a title at this size or below may take more than four lines
_ASCENDER = 0.74  # the height of the tallest letters, in ems

# What speaks against a size, beside how the lines break; see line_breaks.
_HALF_SIZE = 0.25
_LINE_MORE = 0.02  # for each above two


@dataclass(frozen=True, slots=True)
class Headline:
    """A title, set.

    :ivar size: pixels of an em.
    :ivar leading: pixels from one baseline to the next.
    """

    lines: tuple[Line, ...]
    size: int
    leading: float


def fit(title: str, setter: Setter, language: str, width: int, height: int) -> Headline:
    """Set *title* in a space of so many pixels; what does not fit at any size is cut.

    :param height: down to the last baseline.
    """
    smallest = _SIZES[-1]
    leading = setter.set(title).leading
    parts = pieces(title, language, lambda text: setter.set(text).width, width / smallest)
    options = [
        (_against(broken, size), size, broken)
        for size in _SIZES
        for broken in _breaks(parts, width / size, _most_lines(size, leading, height))
    ]
    if options:
        _, size, broken = min(options, key=lambda option: option[0])
        return Headline(tuple(map(setter.set, broken.lines)), size, leading * size)
    *full, rest = fill(parts, width / smallest, _most_lines(smallest, leading, height))
    lines = (*map(setter.set, full), setter.cut(rest, width / smallest))
    return Headline(lines, smallest, leading * smallest)


def _most_lines(size: int, leading: float, height: int) -> int:
    # Scripts that need more between lines need some of it below the last one too.
    first = (_ASCENDER + (leading - 1) / 2) * size
    return min(1 + int((height - first) / (leading * size)), 4 if size > _SMALL else 6)


def _breaks(parts: Sequence[Piece], column: float, most: int) -> Iterator[Broken]:
    """Yield the title in as few lines as it takes, and in one more if that may read better."""
    if any(part.width > column for part in parts):
        return
    fewest = len(fill(parts, column, most + 1))
    for count in range(fewest, min(most, fewest + (fewest > 1)) + 1):
        broken = break_(parts, column, count)
        if broken:
            yield broken


def _against(broken: Broken, size: int) -> float:
    many = max(0, len(broken.lines) - 2)
    return broken.cost + _LINE_MORE * many + _HALF_SIZE * log2(_SIZES[0] / size)
