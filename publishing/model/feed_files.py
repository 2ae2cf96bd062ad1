"""The file of each feed format: what it is called beside the page that it follows, and its type.

Addresses, settings and hosts need to know before any feed is written.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class FeedFile(NamedTuple):
    """The file of a feed format: its name and its media type."""

    name: str
    media_type: str


FEED_FILES: Final = {
    "atom": FeedFile("atom.xml", "application/atom+xml"),
    "json": FeedFile("feed.json", "application/feed+json"),
    "rss": FeedFile("rss.xml", "application/rss+xml"),
}
"""By what `feed_formats` in `conf.py` calls the format."""
