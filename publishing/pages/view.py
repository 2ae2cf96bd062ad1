"""What templates see: plain values, nothing of the machine.

A view's ``repr`` tells all that a page can show of it, so that a page's inputs can be
told apart by their text. A card stands on many pages and is told by its key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from publishing.assets.responsive_images import Shown
from publishing.library.publication_status import PublicationStatus
from publishing.model.dates import Moment
from publishing.model.post import Post
from publishing.model.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """The page itself.

    :ivar kind: which template and frame: ``post``, ``blog``, ``tag`` …
    :ivar address: where it is served, relative to the site.
    :ivar canonical: the whole URL that search engines should know it by.
    :ivar image: address of the drawn card that stands for the page where it is shared.
    :ivar robots: what robots are told of it, such as ``noindex``.
    """

    kind: str
    title: str
    address: str
    canonical: str
    language: str
    description: str = ""
    image: str | None = None
    image_alt: str = ""
    robots: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorView:
    """An author, as bylines and author boxes show one.

    :ivar count: how many posts, where authors are listed; a byline does not say it, or a
        new post would change the page of every older one.
    """

    name: str
    address: str
    count: int | None = None
    bio: str = ""
    avatar: str | None = None
    url: str | None = None
    links: tuple[tuple[str, str], ...] = ()

    @property
    def initials(self) -> str:
        """One or two letters that stand for a missing portrait."""
        parts = [part for part in self.name.split() if part[0].isalnum()]
        chosen = parts if len(parts) < 2 else [parts[0], parts[-1]]
        return "".join(part[0] for part in chosen).upper() or "·"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A tag, category or series; its count as of an author."""

    kind: Taxonomy
    name: str
    address: str
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Card:
    """A post, as lists show one.

    :ivar due: when it is published, which may be later than its date.
    :ivar key: what it is made from (:meth:`publishing.pages.cards.Cards.key`).
    :ivar front_matter: the post as its author means it, for what has no part in lists.
    """

    key: str = field(compare=False)
    front_matter: Post
    title: str
    address: str
    date: Moment
    due: Moment
    updated: Moment | None
    authors: tuple[AuthorView, ...]
    tags: tuple[TermView, ...]
    categories: tuple[TermView, ...]
    series: TermView | None
    description: str
    words: int
    minutes: int
    image: Shown | None
    image_alt: str
    language: str | None
    external_link: str | None
    featured: bool
    publication_status: PublicationStatus = PublicationStatus.PUBLISHED

    def __repr__(self) -> str:
        return f"Card({self.key})"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    """A year of the archive."""

    year: int
    address: str
    count: int
    cards: Sequence[Card]


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month of a year's page."""

    number: int
    cards: Sequence[Card]
