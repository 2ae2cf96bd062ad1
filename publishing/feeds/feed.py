"""Feeds as plain values, whatever format they are written in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Final, NamedTuple, TypeVar
from urllib.parse import quote
from zlib import crc32

from publishing.model.author import Person
from publishing.model.dates import Moment

Item = TypeVar("Item")


class Category(NamedTuple):
    """A tag or category: its name as text, its slug, and the URL where its kind is listed."""

    name: str
    slug: str
    scheme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A post, as a feed tells it.

    :ivar id: as :func:`entry_id` makes it.
    :ivar url: its page. Every URL here is whole and percent-encoded.
    :ivar title: text.
    :ivar published: the post's date.
    :ivar updated: when it last changed, as the post says; the post's date if it never did.
    :ivar authors: none means the feed's author.
    :ivar summary: text.
    :ivar content: the whole post as sanitised HTML, every URL in it whole.
    :ivar language: BCP 47 tag, where it is not the feed's.
    :ivar external_link: what the post is about, elsewhere.
    :ivar image: the URL of its picture.
    """

    id: str
    url: str
    title: str
    published: Moment
    updated: Moment
    authors: tuple[Person, ...] = ()
    summary: str = ""
    content: str = ""
    categories: tuple[Category, ...] = ()
    language: str | None = None
    external_link: str | None = None
    image: str | None = None

    @property
    def changed(self) -> datetime:
        """When the post was updated, as feeds tell it.

        Posts dated by the day share midnight. Validators warn of entries that were updated at
        one instant, and readers that sort by it would shuffle them, so a day is told with a
        fraction of a second. It is made from the id, and so stays what it is whatever other
        posts there are: an entry that changed would be shown to subscribers again.
        """
        instant = self.updated.instant
        if not self.updated.day_only:
            return instant
        return instant + timedelta(microseconds=crc32(self.id.encode()) % 1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed document.

    :ivar id: as :func:`feed_id` makes it.
    :ivar url: where the document itself is.
    :ivar page_url: the page that it follows.
    :ivar language: BCP 47 tag.
    :ivar author: the publication.
    :ivar rights: the licence in words; ``licence_url`` is its text.
    :ivar icon: URL of a square picture.
    :ivar stylesheet: how a browser shows the feed; relative, so that it works at any path.
    :ivar links: further links as relation and URL, such as those of :func:`archived`.
    :ivar is_archive: whether this is an archive document (RFC 5005, section 4).
    """

    id: str
    url: str
    page_url: str
    title: str
    language: str
    author: Person
    entries: tuple[Entry, ...] = ()
    subtitle: str = ""
    rights: str = ""
    licence_url: str = ""
    icon: str = ""
    stylesheet: str = ""
    links: tuple[tuple[str, str], ...] = ()
    is_archive: bool = False

    @property
    def newest_first(self) -> tuple[Entry, ...]:
        """The entries, the last updated first."""
        by_id = sorted(self.entries, key=attrgetter("id"))
        return tuple(sorted(by_id, key=attrgetter("changed"), reverse=True))

    @property
    def updated(self) -> str:
        """When the newest entry was updated, as RFC 3339; of an empty feed, the day in its id."""
        changed = max((entry.changed for entry in self.entries), default=None)
        return changed.isoformat() if changed else f"{_day_of(self.id)}T00:00:00Z"


def entry_id(site_id: str, address: str) -> str:
    """Return the id of the post at *address*: a tag URI that survives a move of the site.

    :param site_id: RFC 4151 authority and day, ``example.org,2021``.
    :param address: relative to the site. Whatever RFC 3986 does not reserve stays as it is and
        the rest is percent-encoded UTF-8, so that the id is in its canonical form.
    """
    return f"tag:{site_id}:{quote(address.removesuffix('/'))}"


def feed_id(site_id: str, address: str) -> str:
    """Return the id of the feed of the page at *address*, which no entry can have.

    An encoded address has no colon.
    """
    return f"tag:{site_id}:feed:{quote(address.removesuffix('/'))}"


class Place(NamedTuple):
    """Where an archive document stands: the values of a :class:`Feed` that depend on it."""

    id: str
    url: str
    stylesheet: str = ""


def archived(
    feed: Feed, total: int, length: int, position: Callable[[int], Place]
) -> Iterator[tuple[Feed, slice]]:
    """Divide a feed of all posts: the newest *length* to subscribe to, then the archives.

    Yields each document without entries, and which of all entries it holds, as :func:`by_date`
    sorts them: most documents of an old publication need not be written again.

    Archives are numbered from the oldest, 1, and always full, so that a new post changes
    none of them but the newest, once, which is told of its successor. Each has an id of its
    own, since two documents of one id would be two versions of one.

    They are half as long as the feed: whenever there is one there are two, and none stands
    without a link to another, which RFC 5005 takes for an incomplete archive.

    :param total: how many posts there are.
    :param position: where the archive of a number stands.
    """
    size = max(length // 2, 1)
    last = max((total - 1) // size, 0) if total > length else 0
    positions = {number: position(number) for number in range(1, last + 1)}

    def links(number: int) -> tuple[tuple[str, str], ...]:
        near = (("prev-archive", number - 1), ("next-archive", number + 1))
        return tuple((relation, positions[at].url) for relation, at in near if at in positions)

    newest = slice(max(total - length, 0), total)
    yield replace(feed, links=feed.links + links(last + 1)), newest
    for number, at in positions.items():
        archive = replace(
            feed,
            id=at.id,
            url=at.url,
            stylesheet=at.stylesheet,
            links=(("current", feed.url), *links(number)),
            is_archive=True,
        )
        yield archive, slice((number - 1) * size, number * size)


def by_date(
    items: Iterable[Item], name: Callable[[Item], str], date: Callable[[Item], Moment]
) -> tuple[Item, ...]:
    """Return items by date, oldest first, in the reverse of the order on pages.

    :param name: the id of the entry of an item.
    :param date: when it was published.
    """
    by_id = sorted(items, key=name, reverse=True)
    # Two datetimes with offsets take ten times as long to compare as two numbers.
    return tuple(sorted(by_id, key=lambda item: date(item).instant.timestamp()))


def _day_of(tag: str) -> str:
    """Return the day in a tag URI, whose month and day of the month may be left out."""
    year, month, day, *_ = f"{tag.partition(',')[2].partition(':')[0]}-01-01".split("-")
    return f"{year}-{month}-{day}"


def legible(text: str) -> str:
    """Return text without what XML 1.0 cannot hold, and without other control characters.

    Dropped rather than replaced: a replacement character tells readers and validators that
    the file's encoding is broken, which it is not.
    """
    # Feeds hold whole posts, and a search takes three times as long as a translation.
    return text.translate(_ILLEGIBLE_ASCII) if text.isascii() else _ILLEGIBLE.sub("", text)


# XML 1.0, production 2, less the C1 controls that it discourages.
_ILLEGIBLE: Final = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ILLEGIBLE_ASCII: Final = dict.fromkeys(code for code in range(128) if _ILLEGIBLE.match(chr(code)))
