"""The size of a picture, as attributes or declarations of a style state it."""

from __future__ import annotations

import re

_SIDE = re.compile(
    r"(?<![\w-])(?:max-)?(width|height|w|h)\s*[=:]\s*[\"'“]?(\d{1,5}(?:px|%)?)(?![\d.])[\"'”]?"
)
_SIDES = {"w": "width", "h": "height"}


def sizes(attributes: str) -> dict[str, str | int | float]:
    """Return width and height that *attributes*, or declarations of a style, state."""
    return {_SIDES.get(side, side): value for side, value in _SIDE.findall(attributes)}
