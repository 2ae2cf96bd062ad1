"""What a page's head tells those who link to it, as plain tags for a template to write.

Open Graph (https://ogp.me) is the common tongue: X reads all but the kind of card from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from publishing.feeds.formats import FeedLink
from publishing.model.author import Person
from publishing.model.dates import Moment


class Tag(NamedTuple):
    """An element without content: ``meta`` or ``link``, and its attributes in order."""

    name: str
    attributes: Mapping[str, str]


class Subject(Enum):
    """What a page is; the value is Open Graph's word for it."""

    ARTICLE = "article"
    PROFILE = "profile"
    WEBSITE = "website"


class Picture(NamedTuple):
    """The picture of a page: its whole URL, what it shows, and its size in pixels, if known."""

    url: str
    alt: str = ""
    width: int | None = None
    height: int | None = None


class Article(NamedTuple):
    """What is known of a post beyond its page."""

    published: Moment
    updated: Moment | None = None
    authors: Sequence[Person] = ()
    section: str = ""
    tags: Sequence[str] = ()


def head_tags(
    *,
    title: str,
    canonical: str,
    site_name: str,
    language: str,
    subject: Subject = Subject.WEBSITE,
    description: str = "",
    picture: Picture | None = None,
    article: Article | None = None,
    feeds: Sequence[FeedLink] = (),
    robots: str | None = None,
) -> tuple[Tag, ...]:
    """Return the tags of a page's head but for its title, each with something to say.

    :param canonical: the whole URL that the page should be known by.
    :param feeds: the page's own feed first, since some readers offer only one.
    :param robots: such as ``noindex``.
    """
    named = [("description", description), ("robots", robots or "")]
    graph = [
        ("og:type", subject.value),
        ("og:site_name", site_name),
        ("og:title", title),
        ("og:description", description),
        ("og:url", canonical),
        ("og:locale", _locale(language)),
    ]
    if picture:
        named.append(("twitter:card", "summary_large_image"))
        graph += _picture(picture)
    else:
        named.append(("twitter:card", "summary"))
    if article:
        named += (("author", person.name) for person in article.authors)
        graph += _article(article)
    return (
        *(_meta("name", name, text) for name, text in named if text),
        Tag("link", {"rel": "canonical", "href": canonical}),
        *(_meta("property", name, text) for name, text in graph if text),
        *(_discovery(feed) for feed in feeds),
    )


def _meta(key: str, name: str, text: str) -> Tag:
    return Tag("meta", {key: name, "content": " ".join(text.split())})


def _discovery(feed: FeedLink) -> Tag:
    kind = {"rel": "alternate", "type": feed.media_type}
    return Tag("link", {**kind, "title": feed.title, "href": feed.address})


def _picture(picture: Picture) -> Iterator[tuple[str, str]]:
    yield "og:image", picture.url
    yield "og:image:alt", picture.alt
    if picture.width and picture.height:
        yield "og:image:width", str(picture.width)
        yield "og:image:height", str(picture.height)


def _article(article: Article) -> Iterator[tuple[str, str]]:
    yield "article:published_time", article.published.rfc3339
    if article.updated:
        yield "article:modified_time", article.updated.rfc3339
    for person in article.authors:
        yield "article:author", person.url or person.name
    yield "article:section", article.section
    for tag in article.tags:
        yield "article:tag", tag


def _locale(language: str) -> str:
    """Return ``pt_BR`` for ``pt-BR``; Open Graph has no word for a language without a region."""
    found = re.fullmatch(r"([a-z]{2,3})(?:-[A-Za-z]{4})?-([A-Z]{2})", language)
    return "_".join(found.groups()) if found else ""
