"""The names in a value: a list of them, a text with commas, or a table that calls one so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from publishing.frontmatter.node import Items, Node, Scalar, Table


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


def split(text: str, *, is_spaced: bool = False) -> list[str]:
    """Return the names in a text; a semicolon, if there is one, lets names have commas.

    :param is_spaced: whether spaces part them where neither is there.
    """
    if is_spaced and not {",", ";"} & set(text):
        return text.split()
    parts: list[str] = []
    for part in text.split(";" if ";" in text else ","):
        if parts and part.strip().lower().rstrip(".") in _SUFFIXES:
            parts[-1] += f",{part}"
        else:
            parts.append(part)
    return parts


_SLUGS: Final = re.compile(r"[a-z0-9][a-z0-9_-]*(?: +[a-z0-9][a-z0-9_-]*)+")


def spaced(path: str, written: Iterable[str]) -> frozenset[str]:
    """Return the keys whose text has spaces for commas in a post that was written for Jekyll.

    Jekyll takes ``categories`` and ``tags`` apart at spaces, and ``category`` and ``tag`` not
    (https://jekyllrb.com/docs/posts/#tags-and-categories). Its posts name a layout, and their
    files begin with a day; other tools whose posts do one of the two have tags of several words.

    :param written: the keys of the post.
    """
    has_layout = "layout" in written
    is_named = _DATED.match(path.rpartition("/")[2]) is not None
    if has_layout and is_named:
        return frozenset({"categories", "tags"})
    return frozenset({"categories"}) if has_layout or is_named else frozenset()


def is_jekyll_list(node: Scalar) -> bool:
    """Return whether a text is what Jekyll takes for several categories: slugs and spaces."""
    return node.plain and _SLUGS.fullmatch(node.text) is not None


_DATED: Final = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}-")
_NAME_KEYS: Final = (
    *("name", "display_name", "displayname", "full_name"),
    *("id", "slug", "login", "username", "nick", "title"),
)
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "esq"})
"""What follows the comma in ``Martin King, Jr.``"""
