"""Who writes a post, as pages and feeds show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Somebody who writes.

    :ivar id: the short name in `authors.yml`, which also is the address of the author's page;
        nothing for who is not registered there.
    :ivar name: as bylines show it.
    :ivar url: the author's own site.
    :ivar bio: one or two sentences, plain text.
    :ivar avatar: address of the portrait, such as ``_static/authors/ann.webp``.
    :ivar links: label and address of other places of the author.
    """

    id: str | None = None
    name: str
    url: str | None = None
    bio: str = ""
    avatar: str | None = None
    links: tuple[tuple[str, str], ...] = ()


class Person(NamedTuple):
    """An author, or the publication as one: a name as text, and a whole URL."""

    name: str
    url: str | None = None
