"""What posts have in common: a tag, a category, an author, a series."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from publishing.model import permalinks

if TYPE_CHECKING:
    from publishing.model.author import Author
    from publishing.model.post import Post


class Taxonomy(Enum):
    """The kinds of term; the value is their part of an address."""

    TAG = "tag"
    CATEGORY = "category"
    AUTHOR = "author"
    SERIES = "series"

    @property
    def address(self) -> str:
        """Where all terms of this kind are listed: ``blog/tag/``."""
        return permalinks.of_terms(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term and the published posts that have it.

    :ivar name: as most of its posts spell it; an author in ``authors.yml`` as spelt there.
    :ivar slug: the last part of its address.
    :ivar author: who it is, of an author.
    :ivar posts: newest first.
    """

    kind: Taxonomy
    name: str
    slug: str
    author: Author | None = None
    posts: tuple[Post, ...] = ()

    @property
    def address(self) -> str:
        """Where its posts are listed: ``blog/tag/c-sharp/``."""
        return permalinks.of_term(self.kind.value, self.slug)
