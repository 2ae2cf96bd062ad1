"""The feeds of the site: one of all posts, one beside each tag, category and author."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from publishing.base.cache import digest
from publishing.base.output import Output
from publishing.feeds import atom, jsonfeed
from publishing.feeds.feed import Category, Entry, Feed, Place, archived, by_date, entry_id, feed_id
from publishing.library.library import Library
from publishing.model import permalinks
from publishing.model.author import Person
from publishing.model.dates import Moment
from publishing.model.post import Post
from publishing.model.taxonomy import Taxonomy
from publishing.pages.cards import Cards
from publishing.pages.templates import Body
from publishing.pages.view import Card

STYLESHEET = "_static/feed.css"
ICON = "_static/icons/180.png"


class Feeds:
    """Makes the outputs of all feeds.

    :param content: finds the text of a post for feeds, known by its digest.
    :param code: digest of the code that writes feeds.
    """

    def __init__(
        self, library: Library, cards: Cards, content: Callable[[Post], Body], code: str
    ) -> None:
        self._library = library
        self._cards = cards
        self._content = content
        self._code = code
        self._settings = library.settings

    def outputs(self) -> Iterator[Output]:
        """Yield every feed document."""
        yield from self._all_posts()
        for kind in (Taxonomy.TAG, Taxonomy.CATEGORY, Taxonomy.AUTHOR):
            for term in self._library.terms[kind]:
                feed = self._feed(f"{term.name} – {self._settings.project}", term.address)
                posts = self._library.public(term.posts)
                yield self._output(feed, term.feed, posts[: self._settings.feed_length])

    def _all_posts(self) -> Iterator[Output]:
        length, posts = self._settings.feed_length, self._library.public(self._library.posts)
        feed = self._feed(self._settings.project, permalinks.BLOG)
        oldest_first = by_date(posts, self._id, _published)
        for document, members in archived(feed, len(posts), length, self._archive):
            where = document.url.removeprefix(self._settings.site_url)
            yield self._output(document, where, oldest_first[members])
        json_feed = replace(feed, url=self._absolute(permalinks.JSON_FEED), stylesheet="")
        yield self._output(json_feed, permalinks.JSON_FEED, oldest_first[-length:])

    def _archive(self, number: int) -> Place:
        where = permalinks.of_feed_archive(number)
        return Place(
            id=feed_id(self._settings.site_id, where),
            url=self._absolute(where),
            stylesheet=permalinks.relative(where, STYLESHEET),
        )

    def _feed(self, title: str, page: str) -> Feed:
        settings = self._settings
        where = permalinks.of_feed(page)
        return Feed(
            id=feed_id(settings.site_id, page),
            url=self._absolute(where),
            page_url=self._absolute(page),
            title=title,
            language=settings.language,
            author=Person(settings.project, settings.site_url),
            subtitle=settings.site_description,
            rights=settings.licence,
            licence_url=settings.licence_url,
            icon=self._absolute(ICON),
            stylesheet=permalinks.relative(where, STYLESHEET),
        )

    def _output(self, feed: Feed, where: str, posts: Iterable[Post]) -> Output:
        members = tuple(posts)
        shown = [f"{self._cards.key(post)} {self._content(post)!r}" for post in members]
        write = jsonfeed.render if where == permalinks.JSON_FEED else atom.render

        def make() -> bytes:
            return write(replace(feed, entries=tuple(map(self._entry, members))))

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
            content=self._content(post).__html__(),
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
