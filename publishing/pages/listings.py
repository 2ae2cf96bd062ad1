"""The pages that list posts: newest, archive, years, tags, categories, authors, series."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from publishing.conf.settings import Settings
from publishing.library.library import Library
from publishing.model import permalinks
from publishing.model.dates import Moment
from publishing.model.post import Post
from publishing.model.taxonomy import Taxonomy, Term
from publishing.pages.cards import Cards
from publishing.pages.page_spec import PageSpec
from publishing.pages.paging import parts
from publishing.pages.view import MonthView, YearView, page_view

ARCHIVE_LIMIT = 500
"""Posts up to which the archive names each; beyond, it names the years, which name the posts."""


@dataclass(frozen=True, slots=True)
class _Words:
    one: str
    index: str
    heading: str


WORDS = {
    Taxonomy.TAG: _Words("tag", "tags", "Tags"),
    Taxonomy.CATEGORY: _Words("category", "categories", "Categories"),
    Taxonomy.AUTHOR: _Words("author", "authors", "Authors"),
    Taxonomy.SERIES: _Words("series", "all-series", "Series"),
}
"""What each kind of term and the index of its terms are called, in templates and on the page."""


class Listings:
    """Makes the sheets of all lists."""

    def __init__(self, library: Library, cards: Cards) -> None:
        self._library = library
        self._cards = cards
        self._settings: Settings = library.settings

    def specs(self) -> Iterator[PageSpec]:
        """Yield every list of the site."""
        yield from self._blog()
        yield from self._archive()
        for kind in Taxonomy:
            yield self._index(kind)
            for term in self._library.terms[kind]:
                yield from self._term(term)

    def _blog(self) -> Iterator[PageSpec]:
        yield from self._list(
            "blog", "Posts", permalinks.BLOG, self._library.posts, permalinks.FEED
        )

    def _term(self, term: Term) -> Iterator[PageSpec]:
        kind = WORDS[term.kind].one
        feed = None if term.kind is Taxonomy.SERIES else term.feed
        # A series is read from its beginning; all other lists show what is new.
        posts = tuple(reversed(term.posts)) if term.kind is Taxonomy.SERIES else term.posts
        yield from self._list(kind, term.name, term.address, posts, feed, term)

    def _list(
        self,
        kind: str,
        heading: str,
        front: str,
        posts: tuple[Post, ...],
        feed: str | None,
        term: Term | None = None,
    ) -> Iterator[PageSpec]:
        size = len(posts) or 1 if kind == "series" else self._settings.posts_per_page
        about = {"term": None, "author": None}
        if term:
            view = self._cards.author if term.kind is Taxonomy.AUTHOR else self._cards.term
            about["author" if term.kind is Taxonomy.AUTHOR else "term"] = view(term)  # type: ignore[assignment]
        for part in parts(posts, size, front):
            title = heading if part.number is None else f"{heading}, part {part.number}"
            cards = self._cards.all(part.items)
            yield PageSpec(
                page_view(self._settings, kind, title, part.address, feed=feed),
                "author.html" if kind == "author" else "listing.html",
                {
                    "heading": heading,
                    "cards": cards,
                    "number": part.number,
                    "newer": part.newer,
                    "older": part.older,
                    "front": front,
                    "feed": feed,
                    # A full part never changes, so only the front counts the whole.
                    "total": len(posts) if part.number is None else None,
                    **about,
                },
                shows=part.items,
                lists=cards,
            )

    def _archive(self) -> Iterator[PageSpec]:
        named = len(self._library.posts) <= ARCHIVE_LIMIT
        years = _grouped(self._library.posts, lambda moment: moment.day.year)
        views = tuple(
            YearView(
                year=year,
                address=permalinks.of_year(year),
                count=len(posts),
                cards=self._cards.all(posts) if named else (),
            )
            for year, posts in years.items()
        )
        yield PageSpec(
            page_view(self._settings, "archive", "Archive", permalinks.ARCHIVE),
            "archive.html",
            {"years": views, "total": len(self._library.posts)},
            shows=self._library.posts,
            lists=self._cards.all(()),  # hundreds of titles, which the page itself has
        )
        for view, newer, older in zip(views, (None, *views), (*views[1:], None), strict=False):
            months = _grouped(years[view.year], lambda moment: moment.day.month)
            yield PageSpec(
                page_view(self._settings, "year", str(view.year), view.address),
                "year.html",
                {
                    "year": view.year,
                    "count": view.count,
                    "months": tuple(
                        MonthView(month, self._cards.all(posts)) for month, posts in months.items()
                    ),
                    "newer": newer and newer.address,
                    "older": older and older.address,
                },
                shows=years[view.year],
                lists=self._cards.all(years[view.year]),
            )

    def _index(self, kind: Taxonomy) -> PageSpec:
        terms, words, cards = self._library.terms[kind], WORDS[kind], self._cards
        authors = kind is Taxonomy.AUTHOR
        return PageSpec(
            page_view(self._settings, words.index, words.heading, kind.address),
            "terms.html",
            {
                "heading": words.heading,
                "terms": () if authors else tuple(cards.term(term, counted=True) for term in terms),
                "authors": tuple(cards.author(term, counted=True) for term in terms if authors),
            },
            shows=[term.posts[0] for term in terms],
        )


def _grouped(posts: Iterable[Post], part: Callable[[Moment], int]) -> dict[int, list[Post]]:
    """Group posts by a part of their date, the latest group first.

    Not by runs: two posts of one night can lie in two years, each in its own zone.
    """
    groups: dict[int, list[Post]] = {}
    for post in posts:
        assert post.date is not None
        groups.setdefault(part(post.date), []).append(post)
    return dict(sorted(groups.items(), reverse=True))
