"""Tables for values: days of Material for MkDocs, pictures of Hugo, authors of Docusaurus."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from publishing.compat.foreign_keys import states_day
from publishing.frontmatter.keys import DATE, IMAGE_ALT, UPDATED, Key
from publishing.frontmatter.node import Entry, Items, Node, Scalar, Table
from publishing.frontmatter.spelling import find

Given = list[tuple[Key, Entry]]


def inner_keys(key: Key, entry: Entry) -> tuple[Given, list[str]]:
    """Return the keys that the value of a key gives, and those in it without effect.

    ``date: {created: …, updated: …}``, ``cover: {image: …, alt: …}``.
    """
    if key is DATE:
        return _days(entry.value, entry) if isinstance(entry.value, Table) else ([(key, entry)], [])
    node = entry.value.items[0] if isinstance(entry.value, Items) else entry.value
    alt = None
    if isinstance(node, Table):
        alt, node = _first(node, ("alt",)), _first(node, _PICTURE_KEYS) or node
    value = replace(node, position=entry.value.position)
    given = [(key, Entry(entry.key, value, entry.position))]
    if isinstance(alt, Scalar):
        given.append((IMAGE_ALT, Entry(entry.key, alt, entry.position)))
    return given, []


def name_in_table(table: Table) -> Node | None:
    """Return what a table calls its name: ``{name: Ann Lee, url: …}``."""
    return _first(table, _NAME_KEYS)


def _first(table: Table, names: tuple[str, ...]) -> Node | None:
    inner = {entry.key.lower(): entry.value for entry in table.entries}
    return next((inner[name] for name in names if name in inner), None)


def _days(table: Table, entry: Entry) -> tuple[Given, list[str]]:
    given: Given = []
    ignored = []
    for inner in table.entries:
        key = DATE if states_day(inner) else find(inner.key)
        if key in {DATE, UPDATED}:
            given.append((key, inner))
        else:
            ignored.append(f"{entry.key}.{inner.key}")
    if not any(key is DATE for key, _ in given):
        given.insert(0, (DATE, entry))
    return given, ignored


_PICTURE_KEYS: Final = ("path", "src", "url", "image", "file", "feature", "thumb", "teaser")
_NAME_KEYS: Final = (
    *("name", "display_name", "displayname", "full_name"),
    *("id", "slug", "login", "username", "nick", "title"),
)
