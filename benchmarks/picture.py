"""A picture of growth: seconds against posts, both axes by powers of ten, as SVG."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

_WIDTH, _HEIGHT = 760, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 168, 56, 56
_LABEL_GAP = 16

# Its own background, so that it reads wherever it is shown; light and dark by the reader's wish.
_STYLE = """\
svg { --paper: #fff; --ink: #1f2328; --faint: #d1d9e0; --a: #0969da; --b: #bc4c00; --c: #1a7f37; }
@media (prefers-color-scheme: dark) {
  svg { --paper: #0d1117; --ink: #e6edf3; --faint: #30363d; }
  svg { --a: #4493f8; --b: #f0883e; --c: #3fb950; }
}
text { font: 13px system-ui, sans-serif; fill: var(--ink); }
.heading { font-size: 16px; font-weight: 600; }
.axis { stroke: var(--faint); stroke-width: 1; }
.line { fill: none; stroke-width: 2.5; stroke-linejoin: round; }
.dashed { stroke-dasharray: 6 5; }
.label { paint-order: stroke; stroke: var(--paper); stroke-width: 5px; }
.end { text-anchor: end; }
.middle { text-anchor: middle; }
"""
_COLOURS = ("a", "b", "c")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the picture.

    :ivar group: lines of one group have one colour.
    :ivar dashed: whether it is drawn in dashes.
    :ivar points: posts and seconds, both above 0, by rising posts.
    """

    label: str
    group: str
    dashed: bool
    points: tuple[tuple[int, float], ...]


def draw(title: str, lines: Sequence[Line]) -> str:
    """Return the picture; every point carries its value as a tooltip and the ends as text.

    :raises ValueError: where there is no point to draw.
    """
    points = [point for line in lines for point in line.points]
    if not points:
        raise ValueError("there is nothing to draw")
    x = _Axis(_decades(posts for posts, _ in points), _LEFT, _WIDTH - _RIGHT)
    y = _Axis(_decades(seconds for _, seconds in points), _HEIGHT - _BOTTOM, _TOP)
    groups = list(dict.fromkeys(line.group for line in lines))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{_STYLE}</style>",
        '<rect width="100%" height="100%" rx="8" style="fill: var(--paper)"/>',
        f'<text class="heading" x="{_LEFT}" y="30">{escape(title)}</text>',
        *_grid(x, y),
    ]
    ends: dict[float, list[tuple[float, str, str]]] = {}
    for line in lines:
        colour = f"var(--{_COLOURS[groups.index(line.group) % len(_COLOURS)]})"
        parts += _curve(line, colour, x, y)
        posts, seconds = line.points[-1]
        end = (y.position(seconds), f"{line.label}, {_number(seconds)} s", colour)
        ends.setdefault(x.position(posts), []).append(end)
    for across, column in ends.items():
        parts += _labels(across + 12, column)
    return "\n".join([*parts, "</svg>"]) + "\n"


@dataclass(frozen=True, slots=True)
class _Axis:
    """A logarithmic scale over whole decades, laid between two places of the picture."""

    decades: range
    start: int
    end: int

    def position(self, value: float) -> float:
        share = (math.log10(value) - self.decades[0]) / (self.decades[-1] - self.decades[0])
        return round(self.start + share * (self.end - self.start), 1)


def _decades(values: Iterable[float]) -> range:
    found = [math.log10(value) for value in values]
    low = math.floor(min(found))
    return range(low, max(math.ceil(max(found)), low + 1) + 1)


def _grid(x: _Axis, y: _Axis) -> list[str]:
    parts = []
    for decade in y.decades:
        at = y.position(10.0**decade)
        parts.append(f'<path class="axis" d="M{x.start} {at}H{x.end}"/>')
        label = _number(10.0**decade)
        parts.append(f'<text class="end" x="{x.start - 8}" y="{at + 4}">{label} s</text>')
    for decade in x.decades:
        at = x.position(10.0**decade)
        parts.append(f'<path class="axis" d="M{at} {y.start}V{y.end}"/>')
        parts.append(f'<text class="middle" x="{at}" y="{y.start + 20}">{10**decade:,}</text>')
    parts.append(
        f'<text class="middle" x="{(x.start + x.end) / 2}" y="{_HEIGHT - 12}">posts</text>'
    )
    return parts


def _curve(line: Line, colour: str, x: _Axis, y: _Axis) -> list[str]:
    positions = [(x.position(posts), y.position(seconds)) for posts, seconds in line.points]
    path = "L".join(f"{across} {down}" for across, down in positions)
    dashes = " dashed" if line.dashed else ""
    parts = [f'<path class="line{dashes}" style="stroke: {colour}" d="M{path}"/>']
    for (across, down), (posts, seconds) in zip(positions, line.points, strict=True):
        words = escape(f"{line.label}: {_number(seconds)} s at {posts:,} posts")
        parts.append(
            f'<circle cx="{across}" cy="{down}" r="4" style="fill: {colour}">'
            f"<title>{words}</title></circle>"
        )
    return parts


def _labels(across: float, ends: Iterable[tuple[float, str, str]]) -> list[str]:
    """Return the labels of lines that end above one another, moved down where they would meet."""
    parts = []
    free = 0.0
    for wanted, words, colour in sorted(ends):
        at = max(wanted, free)
        free = at + _LABEL_GAP
        style = f"fill: {colour}"
        parts.append(
            f'<text class="label" style="{style}" x="{across}" y="{at + 4}">{escape(words)}</text>'
        )
    return parts


def _number(value: float) -> str:
    """Return a number with two figures that count: ``0.94``, ``4.1``, ``41``."""
    return f"{value:,.0f}" if value >= 9.95 else f"{value:.2g}"
