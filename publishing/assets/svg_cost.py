"""How much work a cleaned SVG is to draw: its shapes, and all that their references repeat.

A few lines can ask for millions of shapes: a mask of shapes that are masked, a pattern of
patterns, a marker at each of a thousand corners. Browsers draw all of them. So the references of
a picture are followed, and what they lead to is counted as often as it is drawn. One is a plain
shape; the others were measured against that in Chromium, each over the whole of a picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from publishing.policy.rules import names

MOST: Final = 25_000
"""Plain shapes that a picture may be as much work as. Chromium draws so many in a second or two."""

_DEEPEST = 30
"""References that lead to references."""


class CostError(Exception):
    """The picture is too much work; the text says why."""


def hold_cost(root: etree._Element) -> None:
    """Hold a cleaned picture to what a browser draws quickly.

    :raises CostError: if it is more work, or refers to itself.
    """
    picture = _Picture(root)
    if picture.cost(root, 0) > MOST:
        raise CostError(f"it is as much work to draw as more than {MOST:,} shapes")


_REFERENCE: Final = re.compile(r"url\(\s*['\"]?#([\w.:-]+)")
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NUMBER: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_INHERITED: Final = names("fill stroke marker-start marker-mid marker-end stroke-dasharray")
_OWN: Final = names("mask clip-path filter opacity")
# Drawn where something refers to them, and not where they stand.
_ASIDE: Final = names(
    "clipPath defs filter linearGradient marker mask pattern radialGradient symbol"
)
_SHAPES: Final = names("circle ellipse line path polygon polyline rect text textPath tspan use")
_LAYERS: Final = {
    "clipPath": 10,
    "linearGradient": 5,
    "marker": 1,
    "mask": 100,
    "pattern": 150,
    "radialGradient": 5,
}
"""What it costs to use one of these once, beside what is in it."""
_PRIMITIVES: Final = {
    "feConvolveMatrix": 100,
    "feDiffuseLighting": 1_000,
    "feDisplacementMap": 300,
    "feGaussianBlur": 200,
    "feMorphology": 200,
    "feSpecularLighting": 1_000,
    "feTurbulence": 2_500,
}
_PLAIN_PRIMITIVE: Final = 20


def _name(element: etree._Element) -> str:
    return str(etree.QName(element.tag).localname)


class _Picture:
    """One picture, and what was found out of its parts.

    Properties come from attributes and from rules of style sheets, and some from the elements
    around. A rule counts for every element that its last part names.
    """

    def __init__(self, root: etree._Element) -> None:
        self._by_id = {e.get("id"): e for e in root.iter() if e.get("id")}
        self._rules = [*_rules(root)]
        self._inherited: dict[etree._Element, dict[str, str]] = {}
        self._own: dict[etree._Element, dict[str, str]] = {}
        for element in root.iter():
            stated = self._stated(element)
            around = self._inherited.get(element.getparent(), {})
            passed = {name: stated[name] for name in stated.keys() & _INHERITED}
            self._inherited[element] = {**around, **passed} if passed else around
            self._own[element] = {name: stated[name] for name in stated.keys() & _OWN}
        self._costs: dict[etree._Element, float] = {}
        self._shapes: dict[etree._Element, int] = {}

    def _stated(self, element: etree._Element) -> dict[str, str]:
        stated = {str(name): str(value) for name, value in element.attrib.items()}
        if self._rules:
            called = {_name(element), f"#{element.get('id')}"}
            called.update(f".{name}" for name in element.get("class", "").split())
            for needed, properties in self._rules:
                if needed <= called:
                    stated.update(properties)
        return stated

    def cost(self, top: etree._Element, depth: int) -> float:
        """Return the work of drawing what is in *top*, in plain shapes."""
        if depth > _DEEPEST:
            raise CostError(f"it has references that are more than {_DEEPEST} deep")
        if top in self._costs:
            if self._costs[top] < 0:
                raise CostError("it has a part that refers to itself")
            return self._costs[top]
        self._costs[top] = -1
        total, shapes = 0.0, 0
        for element in _drawn(top):
            total += self._of_one(element, depth)
            shapes += _name(element) in _SHAPES
            if total > MOST:
                break  # enough is known, and the rest may take long
        self._costs[top], self._shapes[top] = total, shapes
        return total

    def _of_one(self, element: etree._Element, depth: int) -> float:
        name = _name(element)
        total = 1 + len(element.text or "") / 50
        if name in _SHAPES:
            total += self._of_paint(element, depth)
        elif name.startswith("fe"):
            total += _of_primitive(element, name)
        own = self._own[element]
        if "opacity" in own and len(element):
            total += 10
        for property in ("mask", "clip-path", "filter"):
            total += self._of_references(own.get(property, ""), depth)
        target = self._by_id.get((element.get("href") or "")[1:])
        if target is not None:
            total += self.cost(target, depth + 1)
            # What is copied is painted as the copy says, where it says nothing itself.
            total += self._shapes.get(target, 0) * self._of_paint(element, depth)
        return total

    def _of_paint(self, element: etree._Element, depth: int) -> float:
        around = self._inherited[element]
        total = 0.0
        for property in around.keys() & _INHERITED:
            if property == "stroke-dasharray":
                total += _of_dashes(element, around[property])
            else:
                once = self._of_references(around[property], depth)
                total += once * (_corners(element) if property == "marker-mid" else 1)
        return total

    def _of_references(self, value: str, depth: int) -> float:
        total = 0.0
        for id in _REFERENCE.findall(value):
            target = self._by_id.get(id)
            if target is not None:
                total += _LAYERS.get(_name(target), 0) + self.cost(target, depth + 1)
        return total


def _drawn(top: etree._Element) -> Iterator[etree._Element]:
    """Yield *top* and what is drawn with it."""
    stack = [top]
    while stack:
        element = stack.pop()
        yield element
        stack += (child for child in reversed(element) if _name(child) not in _ASIDE)


def _rules(root: etree._Element) -> Iterator[tuple[frozenset[str], dict[str, str]]]:
    """Yield what an element must be called for a rule, and those of its properties that cost."""
    for spec in root.iter("{*}style"):
        for selectors, block in _RULE.findall(spec.text or ""):
            pairs = (declaration.partition(":") for declaration in block.split(";"))
            stated = {name.strip(): value.strip() for name, _, value in pairs}
            costly = {name: stated[name] for name in stated.keys() & (_INHERITED | _OWN)}
            for selector in selectors.split(",") if costly else ():
                last = (selector.split() or [""])[-1]
                yield frozenset(re.findall(r"[#.]?[\w-]+", last)), costly


def _of_primitive(element: etree._Element, name: str) -> float:
    cost = _PRIMITIVES.get(name, _PLAIN_PRIMITIVE)
    if name == "feGaussianBlur":
        return cost * (1 + _largest(element.get("stdDeviation")) / 25)
    if name == "feMorphology":
        return cost * max(1, _largest(element.get("radius")))
    if name == "feConvolveMatrix":
        return cost * max(3, _largest(element.get("order"))) ** 2
    return cost


def _largest(value: str | None) -> float:
    return max((abs(float(number)) for number in _NUMBER.findall(value or "")), default=0)


def _corners(element: etree._Element) -> int:
    numbers = _NUMBER.findall(element.get("d") or element.get("points") or "")
    return len(numbers) // 2 + 1


def _of_dashes(element: etree._Element, dashes: str) -> float:
    """Return what it costs to cut the outline of a shape into dashes: a drawing each."""
    period = sum(abs(float(number)) for number in _NUMBER.findall(dashes))
    return min(_length(element) / period, 1_000_000) / 200 if period else 0


def _length(element: etree._Element) -> float:
    """Return how long the outline of a shape is at most."""
    path = element.get("d") or element.get("points") or ""
    if not path:
        sides = ("x1", "x2", "y1", "y2", "width", "height", "r", "rx", "ry")
        return 7 * sum(_largest(element.get(side)) for side in sides)
    numbers = [float(number) for number in _NUMBER.findall(path)]
    if not re.search(r"[^MLCSQTZz\d\s.,eE+-]", path):
        # Whole places, in pairs: the way from each to the next.
        return sum(abs(one - other) for one, other in zip(numbers[2:], numbers, strict=False))
    return 7 * sum(map(abs, numbers))
