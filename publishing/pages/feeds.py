"""The feeds of the site: one of all posts, one beside each tag, category and author."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from publishing.base.cache import digest
from publishing.base.output import Output
from publishing.feeds.feed import Category, Entry, Feed, Place, archived, by_date, entry_id, feed_id
from publishing.feeds.feed_format import FeedFormat
from publishing.feeds.feed_limits import TAXONOMIES
from publishing.feeds.formats import PageFeed, addresses, site_feed, term_feed
from publishing.model import permalinks
from publishing.model.author import Person
from publishing.model.dates import Moment
from publishing.model.post import Post
from publishing.pages.content import SiteContent
from publishing.pages.templates import Body
from publishing.pages.view import Card

STYLESHEET = "_static/feed.css"
ICON = "_static/icons/180.png"


class _Document(NamedTuple):
    """A document of a feed, and the posts in it, before they are entries."""

    format: FeedFormat
    address: str
    feed: Feed
    posts: Sequence[Post]


class Feeds:
    """The feeds of a site, in each of its formats.

    :param content: what the site is made from.
    :param text: finds the text of a post for feeds, known by its digest.
    :param code: digest of the code that writes feeds.
    """

    def __init__(self, content: SiteContent, text: Callable[[Post], Body], code: str) -> None:
        self._library = content.library
        self._cards = content.cards
        self._text = text
        self._code = code
        self._settings = content.settings

    def outputs(self) -> Iterator[Output]:
        """Yield the file of every document."""
        return map(self._output, self._documents())

    def addresses(self) -> Iterator[str]:
        """Yield the address of every document."""
        return (document.address for document in self._documents())

    def _documents(self) -> Iterator[_Document]:
        yield from self._all_posts()
        for kind in TAXONOMIES:
            for term in self._library.terms[kind]:
                posts = self._library.public(term.posts)[: self._settings.feed_length]
                of_term = term_feed(term, self._settings)
                for format, where in addresses(of_term, self._settings):
                    yield _Document(format, where, self._feed(of_term, format, where), posts)

    def _all_posts(self) -> Iterator[_Document]:
        length, posts = self._settings.feed_length, self._library.public(self._library.posts)
        oldest_first = by_date(posts, self._id, _published)
        whole = site_feed(self._settings)
        for format, where in addresses(whole, self._settings):
            feed = self._feed(whole, format, where)
            if not format.has_archives:
                yield _Document(format, where, feed, oldest_first[-length:])
                continue
            position = partial(self._archive, format)
            for document, members in archived(feed, len(posts), length, position):
                where = document.url.removeprefix(self._settings.site_url)
                yield _Document(format, where, document, oldest_first[members])

    def _archive(self, format: FeedFormat, number: int) -> Place:
        where = permalinks.of_feed_archive(format.file, number)
        return Place(
            id=feed_id(self._settings.site_id, where),
            url=self._absolute(where),
            stylesheet=_stylesheet(format, where),
        )

    def _feed(self, of: PageFeed, format: FeedFormat, where: str) -> Feed:
        settings = self._settings
        return Feed(
            id=feed_id(settings.site_id, of.page),
            url=self._absolute(where),
            page_url=self._absolute(of.page),
            title=of.title,
            language=settings.language,
            author=Person(settings.project, settings.site_url),
            subtitle=settings.site_description,
            rights=settings.licence,
            licence_url=settings.licence_url,
            icon=self._absolute(ICON),
            stylesheet=_stylesheet(format, where),
        )

    def _output(self, document: _Document) -> Output:
        format, where, feed, posts = document
        shown = [f"{self._cards.key(post)} {self._text(post)!r}" for post in posts]

        def make() -> bytes:
            return format.write(replace(feed, entries=tuple(map(self._entry, posts))))

        return Output(where, digest(self._code, repr(feed), "\n".join(shown)), make)

    def _entry(self, post: Post) -> Entry:
        card = self._cards.of(post)
        return Entry(
            id=self._id(post),
            url=self._absolute(post.address),
            title=post.title,
            published=card.date,
            updated=post.updated or card.date,
            authors=tuple(
                Person(author.name, self._absolute(author.address)) for author in card.authors
            ),
            summary=card.description,
            content=self._text(post).__html__(),
            categories=tuple(self._categories(card)),
            language=post.language,
            external_link=post.external_link,
            image=self._absolute(card.image.address) if card.image else None,
        )

    def _categories(self, card: Card) -> Iterator[Category]:
        for term in (*card.tags, *card.categories):
            slug = term.address.split("/")[-2]
            yield Category(term.name, slug, self._absolute(term.kind.address))

    def _id(self, post: Post) -> str:
        return entry_id(self._settings.site_id, post.address)

    def _absolute(self, where: str) -> str:
        return permalinks.absolute(where, self._settings.site_url)


def _published(post: Post) -> Moment:
    assert post.date is not None
    return post.date


def _stylesheet(format: FeedFormat, where: str) -> str:
    return permalinks.relative(where, STYLESHEET) if format.has_stylesheet else ""
