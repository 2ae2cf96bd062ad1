"""Files of authors as Material for MkDocs, Docusaurus and Jekyll write them."""

from __future__ import annotations

from typing import Final

from publishing.frontmatter.node import Entry, Table

KEYS: Final = {
    **dict.fromkeys(("link", "web", "website", "homepage", "site", "uri"), "url"),
    **dict.fromkeys(("description", "about"), "bio"),
    **dict.fromkeys(("image", "image_url", "picture", "photo", "imageURL"), "avatar"),
    **dict.fromkeys(("display_name", "full_name"), "name"),
}
"""What other tools call a key of an entry."""

_ROLE: Final = "title"


def unwrapped(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries, which Material puts below one key, `authors`."""
    if len(entries) == 1 and entries[0].key == "authors" and isinstance(entries[0].value, Table):
        inner = entries[0].value.entries
        if inner and all(isinstance(entry.value, Table) for entry in inner):
            return inner
    return entries


def renamed(key: str, others: frozenset[str]) -> str:
    """Return what a key is called here.

    :param others: the keys of the entry. What somebody does (`title`) is said for want of a bio.
    """
    if key == _ROLE and not others & {"bio", "description", "about"}:
        return "bio"
    return KEYS.get(key, key)
