"""Tables that hold several keys: days of Material for MkDocs, pictures of Hugo and Docusaurus."""

from __future__ import annotations

from publishing.compat.foreign_keys import states_day
from publishing.frontmatter.keys import DATE, IMAGE_ALT, UPDATED, Key
from publishing.frontmatter.node import Entry, Items, Scalar, Table
from publishing.frontmatter.spelling import find

Given = list[tuple[Key, Entry]]


def inner_keys(key: Key, entry: Entry) -> tuple[Given, list[str]]:
    """Return the keys that the value of a key gives, and those in it without effect.

    ``date: {created: …, updated: …}``, ``cover: {image: …, alt: …}``. Of a picture, what names the
    file is left to its reader.
    """
    node = entry.value.items[0] if isinstance(entry.value, Items) else entry.value
    if not isinstance(node, Table):
        return [(key, entry)], []
    if key is DATE:
        return _days(node, entry)
    words = [inner.value for inner in node.entries if inner.key.lower() == "alt"]
    alts = [Entry(entry.key, one, entry.position) for one in words if isinstance(one, Scalar)]
    return [(key, entry), *((IMAGE_ALT, alt) for alt in alts)], []


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
