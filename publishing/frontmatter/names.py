"""The names in a value: a list of them, or a text with commas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from publishing.frontmatter.node import Items, Node


def flat(items: tuple[Node, ...]) -> Iterator[Node]:
    """Yield items, those of inner lists too: Hexo writes a category's path as a list."""
    for item in items:
        if isinstance(item, Items):
            yield from item.items
        else:
            yield item


def split(text: str) -> list[str]:
    """Return the names in a text; a semicolon, if there is one, lets names have commas."""
    parts: list[str] = []
    for part in text.split(";" if ";" in text else ","):
        if parts and part.strip().lower().rstrip(".") in _SUFFIXES:
            parts[-1] += f",{part}"
        else:
            parts.append(part)
    return parts


_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "esq"})
"""What follows the comma in ``Martin King, Jr.``"""
