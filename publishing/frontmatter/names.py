"""The names in a value: a list of them, a text with commas, or a table that calls one so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from publishing.frontmatter.node import Items, Node, Table


def flat(items: tuple[Node, ...]) -> Iterator[Node]:
    """Yield items, those of inner lists too: Hexo writes a category's path as a list."""
    for item in items:
        if isinstance(item, Items):
            yield from item.items
        else:
            yield item


def named(table: Table) -> Node | None:
    """Return what a table of another tool calls its name: ``{name: Ann Lee, url: …}``."""
    inner = {entry.key.lower(): entry.value for entry in table.entries}
    return next((inner[key] for key in _NAME_KEYS if key in inner), None)


def split(text: str) -> list[str]:
    """Return the names in a text; a semicolon, if there is one, lets names have commas."""
    parts: list[str] = []
    for part in text.split(";" if ";" in text else ","):
        if parts and part.strip().lower().rstrip(".") in _SUFFIXES:
            parts[-1] += f",{part}"
        else:
            parts.append(part)
    return parts


_NAME_KEYS: Final = (
    *("name", "display_name", "displayname", "full_name"),
    *("id", "slug", "login", "username", "nick", "title"),
)
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "esq"})
"""What follows the comma in ``Martin King, Jr.``"""
