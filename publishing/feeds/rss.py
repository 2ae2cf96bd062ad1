"""RSS 2.0 (https://www.rssboard.org/rss-specification), for readers that know nothing newer.

What RSS has no word for is said in those of its usual extensions: whole texts, authors, the
links of archived feeds (RFC 5005).
"""

from __future__ import annotations

from email.utils import format_datetime
from functools import lru_cache
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from publishing.feeds.feed import Entry, Feed, legible
from publishing.feeds.feed_format import FeedFormat

_NAMESPACES: Final = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:fh": "http://purl.org/syndication/history/1.0",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


def render(feed: Feed) -> bytes:
    """Return the feed as an RSS document in UTF-8: the same ids, dates and order as in Atom."""
    root = Element("rss", {"version": "2.0"} | _NAMESPACES)
    channel = SubElement(root, "channel")
    _line(channel, "title", feed.title)
    _line(channel, "link", feed.page_url)
    _line(channel, "description", feed.subtitle or feed.title)
    _line(channel, "language", feed.language)
    if feed.rights:
        _line(channel, "copyright", feed.rights)
    if feed.entries:
        changed = max(entry.changed for entry in feed.entries)
        _line(channel, "lastBuildDate", format_datetime(changed))
    if feed.is_archive:
        SubElement(channel, "fh:archive")
    for relation, url in (("self", feed.url), *feed.links):
        _link(channel, relation, url, RSS.media_type)
    if feed.icon:
        image = SubElement(channel, "image")
        _line(image, "url", feed.icon)
        _line(image, "title", feed.title)
        _line(image, "link", feed.page_url)
    indent(root)
    head = tostring(root, encoding="unicode").removesuffix("\n  </channel>\n</rss>")
    opening = f'<?xml version="1.0" encoding="utf-8"?>\n{head}\n'.encode()
    return b"".join([opening, *map(_item, feed.newest_first), b"  </channel>\n</rss>\n"])


@lru_cache(maxsize=256)  # a new post stands in the feeds of the blog, its author and its tags
def _item(entry: Entry) -> bytes:
    root = Element("item")
    _line(root, "title", entry.title)
    _line(root, "link", entry.url)
    SubElement(root, "guid", isPermaLink="false").text = entry.id
    _line(root, "pubDate", format_datetime(entry.published.instant))
    for author in entry.authors:
        _line(root, "dc:creator", author.name)
    for name, _, scheme in entry.categories:
        SubElement(root, "category", domain=scheme).text = legible(name)
    if entry.language:
        _line(root, "dc:language", entry.language)
    if entry.external_link:
        _link(root, "related", entry.external_link)
    if entry.image:
        SubElement(root, "media:thumbnail", url=entry.image)
    content = legible(entry.content).strip()
    summary = legible(entry.summary).strip()
    if summary or not content:  # a reader that knows no extension shows a title alone otherwise
        _line(root, "description", summary or entry.title)
    if content:
        SubElement(root, "content:encoded").text = content
    indent(root, level=2)
    return f"    {tostring(root, encoding='unicode')}\n".encode()


def _line(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = legible(text)


def _link(parent: Element, rel: str, href: str, media_type: str = "") -> None:
    stated = {"type": media_type} if media_type else {}
    SubElement(parent, "atom:link", {"rel": rel, "href": legible(href)} | stated)


RSS: Final = FeedFormat(name="rss", title="RSS feed", write=render, has_archives=True)
