"""What there is to say of a feed format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from publishing.feeds.feed import Feed
from publishing.model.feed_files import FEED_FILES


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFormat:
    """A format in which feeds are written.

    :ivar name: as `feed_formats` in `conf.py` and :data:`FEED_FILES` have it.
    :ivar title: what links to a feed of it say.
    :ivar write: returns the bytes of a feed: the same for the same feed.
    :ivar of_terms: whether each tag, category and author has a feed of it, as all posts have.
    :ivar has_archives: whether posts that are too old for the feed of all posts are in
        documents of their own, which it leads to (RFC 5005).
    :ivar has_stylesheet: whether a browser shows it with a style sheet.
    """

    name: str
    title: str
    write: Callable[[Feed], bytes]
    of_terms: bool = True
    has_archives: bool = False
    has_stylesheet: bool = False

    @property
    def file(self) -> str:
        """The name of its file, beside the page that it follows."""
        return FEED_FILES[self.name].name

    @property
    def media_type(self) -> str:
        """The media type of its file."""
        return FEED_FILES[self.name].media_type
