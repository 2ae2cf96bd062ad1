"""A post, as its author means it: the model that everything else speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Final

from publishing.model.moment import Moment
from publishing.model.problem import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post. Every text is what its author wrote, never markup.

    :ivar path: file, relative to the project: ``posts/2026/slug/index.md``.
    :ivar docname: the path without its suffix.
    :ivar address: where it is served, relative to the site: ``posts/2026/slug/``.
    :ivar title: one line of text.
    :ivar date: the day or instant that it is dated by; nothing for a draft.
    :ivar not_before: when it is published, if that is later than its date.
    :ivar expires: when it is taken back.
    :ivar updated: when it last changed for readers.
    :ivar authors: names or ids, as written, in order.
    :ivar description: plain text, empty if none is given.
    :ivar tags: names, as written.
    :ivar categories: names, as written.
    :ivar series: the name of its series.
    :ivar image: the picture, as written.
    :ivar image_alt: the picture in words.
    :ivar language: BCP 47 tag, if it is not the site's.
    :ivar draft: whether it is held back: a draft, or meant for a few.
    :ivar held_by: what holds it back, as its author wrote it: ``visibility: private``.
    :ivar is_private: whether it is meant for a few.
    :ivar redirect_from: its old addresses, relative to the site: ``old/`` or ``old.html``.
    :ivar canonical: where it first appeared, if elsewhere.
    :ivar external_link: the page elsewhere that it is about.
    :ivar featured: whether the front page shows it first.
    :ivar comments: whether readers can comment; nothing for the site's choice.
    :ivar body: Markdown, without the heading that is the title; lines count as in the file.
    :ivar body_line: the line of the file that the body starts at, from 1.
    :ivar digest: SHA-256 of the file.
    :ivar ignored: keys, as written, that have no effect here.
    :ivar positions: line and column of the value of each key given, by the key's own name.
    """

    path: str
    docname: str
    address: str
    title: str
    date: Moment | None = None
    not_before: Moment | None = None
    expires: Moment | None = None
    updated: Moment | None = None
    authors: tuple[str, ...] = ()
    description: str = ""
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    series: str | None = None
    image: str | None = None
    image_alt: str = ""
    language: str | None = None
    draft: bool = False
    held_by: str = ""
    is_private: bool = False
    redirect_from: tuple[str, ...] = ()
    canonical: str | None = None
    external_link: str | None = None
    featured: bool = False
    comments: bool | None = None
    body: str
    body_line: int
    digest: str
    ignored: tuple[str, ...] = ()
    positions: Mapping[str, Position] = field(default_factory=dict, compare=False)

    @property
    def due(self) -> Moment | None:
        """When it is published, unless it is held back; nothing if that is not known."""
        return self.not_before or self.date

    @property
    def terms(self) -> int:
        """How many authors, tags and categories it names."""
        return len(self.authors) + len(self.tags) + len(self.categories)

    @property
    def face(self) -> tuple[object, ...]:
        """All of it but its body: what lists and feeds show of a post."""
        return _FACE(self)


_INSIDE: Final = {"body", "body_line", "digest", "ignored", "positions", "held_by"}

_FACE: Final = attrgetter(*(item.name for item in fields(Post) if item.name not in _INSIDE))
