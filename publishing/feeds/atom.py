"""Atom (RFC 4287), with the links of archived feeds (RFC 5005).

Built with the standard library's ElementTree, which escapes whatever it is given. feedgen
stamps the build's clock on a feed and knows neither archives nor several links of a kind;
lxml would write the same bytes no faster.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from publishing.feeds.feed import Entry, Feed, legible
from publishing.feeds.feed_format import FeedFormat
from publishing.model.author import Person

_ATOM: Final = "http://www.w3.org/2005/Atom"
_HISTORY: Final = "http://purl.org/syndication/history/1.0"
_MEDIA: Final = "http://search.yahoo.com/mrss/"


def render(feed: Feed) -> bytes:
    """Return the feed as an Atom document in UTF-8: the same bytes for the same feed."""
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": feed.language})
    if feed.is_archive:
        SubElement(root, "fh:archive", {"xmlns:fh": _HISTORY})
    _line(root, "id", feed.id)
    _text(root, "title", feed.title)
    if feed.subtitle:
        _text(root, "subtitle", feed.subtitle)
    _line(root, "updated", feed.updated)
    _link(root, "self", feed.url, type="application/atom+xml")
    _link(root, "alternate", feed.page_url, type="text/html")
    for relation, url in feed.links:
        _link(root, relation, url, type="application/atom+xml")
    _person(root, feed.author)
    if feed.icon:
        _line(root, "icon", feed.icon)
    if feed.rights:
        _text(root, "rights", feed.rights)
    if feed.licence_url:
        _link(root, "license", feed.licence_url)
    indent(root)
    head = tostring(root, encoding="unicode").removesuffix("\n</feed>")
    opening = f"{_prolog(feed.stylesheet)}{head}\n".encode()
    return b"".join([opening, *map(_entry, feed.newest_first), b"</feed>\n"])


def _prolog(stylesheet: str) -> str:
    declaration = '<?xml version="1.0" encoding="utf-8"?>\n'
    if not stylesheet:
        return declaration
    return f'{declaration}<?xml-stylesheet type="text/css" href="{escape(stylesheet)}"?>\n'


@lru_cache(maxsize=256)  # a new post stands in the feeds of the blog, its author and its tags
def _entry(entry: Entry) -> bytes:
    """Return the element, in the order in which a style sheet shows it."""
    root = Element("entry", {"xml:lang": entry.language} if entry.language else {})
    _line(root, "id", entry.id)
    _line(root, "published", entry.published.rfc3339)
    _line(root, "updated", entry.changed.isoformat())
    _text(root, "title", entry.title)
    for author in entry.authors:
        _person(root, author)
    content = legible(entry.content).strip()
    summary = legible(entry.summary).strip()
    if summary or not content:  # one of them must be there; a title says more than nothing
        _text(root, "summary", summary or entry.title)
    _link(root, "alternate", entry.url, type="text/html")
    if entry.external_link:
        _link(root, "related", entry.external_link)
    for name, slug, scheme in entry.categories:
        SubElement(root, "category", term=legible(slug), scheme=scheme, label=legible(name))
    if entry.image:
        SubElement(root, "media:thumbnail", {"xmlns:media": _MEDIA, "url": entry.image})
    if content:
        SubElement(root, "content", type="html").text = content
    indent(root, level=1)
    return f"  {tostring(root, encoding='unicode')}\n".encode()


def _line(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = legible(text)


def _link(parent: Element, rel: str, href: str, **attributes: str) -> None:
    SubElement(parent, "link", {"rel": rel, "href": legible(href)} | attributes)


def _person(parent: Element, person: Person) -> None:
    author = SubElement(parent, "author")
    _line(author, "name", person.name)
    if person.url:
        _line(author, "uri", person.url)


def _text(parent: Element, tag: str, text: str) -> None:
    """Add text, as HTML where a reader might take it for that.

    Many readers treat every title as HTML, whatever its type says. They would swallow the
    tags in ``How to close a <b>tag</b>``; marked and escaped as HTML it reads right in all.
    """
    text = legible(text)
    if _MARKUP.search(text) or unescape(text) != text:
        SubElement(parent, tag, type="html").text = escape(text, quote=False)
    else:
        SubElement(parent, tag, type="text").text = text


_MARKUP: Final = re.compile(r"</|&(#|\w*[\d_])")

ATOM: Final = FeedFormat(
    name="atom",
    title="Atom feed",
    write=render,
    has_archives=True,
    has_stylesheet=True,
)
