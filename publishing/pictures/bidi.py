"""Which way each character of a line runs: the Unicode Bidirectional Algorithm (UAX #9).

Without its explicit controls, which nothing that we set keeps: a line is one paragraph, its
direction is given, and letters, digits and marks say the rest (rules W1 to N2, I1, I2, L2).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

_OPENING = {"(": ")", "[": "]", "{": "}"}
_NUMBERS = frozenset({"EN", "AN"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "ES", "ET", "CS", "BN"})


def first_direction(text: str) -> str:
    """Return ``L`` or ``R`` for the first letter of *text* that has a direction, or nothing."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"L", "R", "AL"}:
            return "L" if kind == "L" else "R"
    return ""


def runs(text: str, *, is_rtl: bool) -> Iterator[tuple[str, bool]]:
    """Yield the stretches of *text* that run one way, from left to right as they are seen.

    :param is_rtl: whether the line as a whole runs from right to left.
    :return: each stretch in the order of reading, and whether that is from right to left.
    """
    found = [
        (level, "".join(char for char, _ in group))
        for level, group in groupby(
            zip(text, levels(text, is_rtl=is_rtl), strict=True), key=lambda pair: pair[1]
        )
    ]
    for threshold in range(max((level for level, _ in found), default=0), 0, -1):
        turned: list[tuple[int, str]] = []
        for is_deep, group in groupby(found, key=lambda run: run[0] >= threshold):
            deep = [*group]
            turned += reversed(deep) if is_deep else deep
        found = turned
    yield from ((run, level % 2 == 1) for level, run in found)


def levels(text: str, *, is_rtl: bool) -> list[int]:
    """Return the embedding level of each character; odd ones run from right to left."""
    base = "R" if is_rtl else "L"
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    _resolve_marks(kinds, base)
    _resolve_numbers(kinds, base)
    _resolve_brackets(text, kinds, base)
    _resolve_neutrals(kinds, base)
    steps = {"L": 1, "R": 0, "EN": 1, "AN": 1} if is_rtl else {"L": 0, "R": 1, "EN": 2, "AN": 2}
    return [is_rtl + steps[kind] for kind in kinds]


def _resolve_marks(kinds: list[str], base: str) -> None:
    """W1: a mark runs with its letter."""
    previous = base
    for place, kind in enumerate(kinds):
        if kind in {"NSM", "BN"}:
            kinds[place] = previous
        previous = kinds[place]


def _resolve_numbers(kinds: list[str], base: str) -> None:
    """W2 to W7: numbers, and the signs that belong to them."""
    strong = base
    for place, kind in enumerate(kinds):
        if kind in {"L", "R", "AL"}:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[place] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for place in range(1, len(kinds) - 1):
        before, kind, after = kinds[place - 1 : place + 2]
        is_inside = kind == "CS" or (kind == "ES" and before == "EN")
        if is_inside and before == after and before in _NUMBERS:
            kinds[place] = before
    for order in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):
        previous = ""
        for place in order:
            if kinds[place] == "ET" and previous == "EN":
                kinds[place] = "EN"
            previous = kinds[place]
    strong = base
    for place, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"


def _resolve_brackets(text: str, kinds: list[str], base: str) -> None:
    """N0: both brackets of a pair run one way."""
    open_: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for place, char in enumerate(text):
        if kinds[place] == "ON" and char in _OPENING:
            open_.append((_OPENING[char], place))
        elif kinds[place] == "ON" and char in {closing for closing, _ in open_}:
            while (opened := open_.pop())[0] != char:
                pass
            pairs.append((opened[1], place))
    for start, end in sorted(pairs):
        inside = {_direction(kind) for kind in kinds[start + 1 : end]} - {""}
        before = next(filter(None, map(_direction, reversed(kinds[:start]))), base)
        if inside:
            kinds[start] = kinds[end] = base if base in inside else before


def _resolve_neutrals(kinds: list[str], base: str) -> None:
    """N1 and N2: spaces and signs run with what is on both sides of them, or with the line."""
    place = 0
    for is_neutral, group in groupby([*kinds], key=_NEUTRAL.__contains__):
        end = place + len([*group])
        if is_neutral:
            before = _direction(kinds[place - 1]) if place else base
            after = _direction(kinds[end]) if end < len(kinds) else base
            kinds[place:end] = [before if before == after else base] * (end - place)
        place = end


def _direction(kind: str) -> str:
    """Return the direction that a kind gives to what is beside it: numbers count as R."""
    return "R" if kind == "R" or kind in _NUMBERS else "L" if kind == "L" else ""
