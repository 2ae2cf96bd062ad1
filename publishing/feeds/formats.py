"""The registry of feed formats: one entry is all that a format needs to be offered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from publishing.conf.settings import Settings
from publishing.feeds.atom import ATOM
from publishing.feeds.feed_format import FeedFormat
from publishing.feeds.jsonfeed import JSON_FEED
from publishing.feeds.rss import RSS
from publishing.model import permalinks
from publishing.model.taxonomy import Term

FEED_FORMATS: Final = {format.name: format for format in (ATOM, JSON_FEED, RSS)}


class PageFeed(NamedTuple):
    """A feed of the posts that a page lists, in whatever formats.

    :ivar title: what it is called.
    :ivar page: the address of the page.
    """

    title: str
    page: str


class FeedLink(NamedTuple):
    """A link to a feed, as pages show it.

    :ivar address: relative to the site, or to the page.
    """

    title: str
    address: str
    media_type: str


def site_feed(settings: Settings) -> PageFeed:
    """Return the feed of all posts."""
    return PageFeed(settings.project, permalinks.BLOG)


def term_feed(term: Term, settings: Settings) -> PageFeed:
    """Return the feed of the posts of a tag, a category or an author."""
    return PageFeed(f"{term.name} – {settings.project}", term.address)


def addresses(feed: PageFeed, settings: Settings) -> Iterator[tuple[FeedFormat, str]]:
    """Yield the formats that a feed is written in, the publication's first choice first.

    Each comes with the address of the feed in it.
    """
    for name in settings.feed_formats:
        format = FEED_FORMATS[name]
        if format.of_terms or feed.page == permalinks.BLOG:
            yield format, permalinks.of_feed(feed.page, format.file)


def site_links(settings: Settings) -> list[FeedLink]:
    """Return what links to the feed of all posts say and where they lead."""
    found = addresses(site_feed(settings), settings)
    return [FeedLink(format.title, where, format.media_type) for format, where in found]


def address(feed: PageFeed, settings: Settings) -> str | None:
    """Return the address that people are shown for a feed, if it is written in any format."""
    return next((where for _, where in addresses(feed, settings)), None)
