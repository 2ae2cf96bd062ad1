"""The pages that list posts: newest, archive, years, tags, categories, authors, series."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final, NamedTuple

from publishing.feeds import formats
from publishing.feeds.feed_limits import TAXONOMIES
from publishing.feeds.formats import PageFeed, site_feed, term_feed
from publishing.model import permalinks
from publishing.model.dates import Moment
from publishing.model.post import Post
from publishing.model.taxonomy import Taxonomy, Term
from publishing.pages import descriptions
from publishing.pages.cards import Row
from publishing.pages.content import SiteContent
from publishing.pages.descriptions import About
from publishing.pages.headtags import Subject
from publishing.pages.page_kind import PageKind, PageSpec
from publishing.pages.paging import parts
from publishing.pages.view import AuthorView, MonthView, TermView, YearView

ARCHIVE_LIMIT = 500
"""Posts up to which the archive names each; beyond, it names the years, which name the posts."""


class _List(NamedTuple):
    """A list of posts, on as many pages as it takes.

    :ivar front: the address of its first page.
    :ivar term: the tag, category or series whose posts they are.
    :ivar author: the author whose posts they are.
    """

    heading: str
    front: str
    posts: tuple[Post, ...]
    size: int
    feed: PageFeed | None
    term: TermView | None = None
    author: AuthorView | None = None


def _blog(content: SiteContent) -> Iterator[PageSpec[Row]]:
    settings = content.settings
    posts, size = content.library.posts, settings.posts_per_page
    listed = _List("Posts", permalinks.BLOG, posts, size, site_feed(settings))
    return _pages(content, listed, content.cards.all)


def _archive(content: SiteContent) -> Iterator[PageSpec[Row]]:
    views = tuple(view for view, _ in _years(content))
    yield PageSpec(
        title="Archive",
        address=permalinks.ARCHIVE,
        about=content.cards.all(()),  # hundreds of titles, which the page itself has
        context={"years": views, "total": len(content.library.posts)},
        shows=content.library.posts,
    )


def _each_year(content: SiteContent) -> Iterator[PageSpec[Row]]:
    years = _years(content)
    views = [view for view, _ in years]
    near = zip((None, *views), (*views[1:], None), strict=False)
    for (view, posts), (newer, older) in zip(years, near, strict=False):
        months = _grouped(posts, lambda moment: moment.day.month)
        yield PageSpec(
            title=str(view.year),
            address=view.address,
            about=content.cards.all(posts),
            context={
                "year": view.year,
                "count": view.count,
                "months": tuple(
                    MonthView(month, content.cards.all(posts)) for month, posts in months.items()
                ),
                "newer": newer and newer.address,
                "older": older and older.address,
            },
            shows=posts,
        )


def _years(content: SiteContent) -> list[tuple[YearView, list[Post]]]:
    """Return the years of the archive, the latest first, and their posts."""
    posts = content.library.posts
    named = len(posts) <= ARCHIVE_LIMIT
    return [
        (
            YearView(
                year=year,
                address=permalinks.of_year(year),
                count=len(posts),
                cards=content.cards.all(posts if named else ()),
            ),
            posts,
        )
        for year, posts in _grouped(posts, lambda moment: moment.day.year).items()
    ]


def _terms(kind: Taxonomy, content: SiteContent) -> Iterator[PageSpec[Row]]:
    """Yield the pages of each tag, category or series."""
    for term in content.library.terms[kind]:
        listed = _of_term(content, term)._replace(term=content.cards.term(term))
        yield from _pages(content, listed, content.cards.all)


def _authors(content: SiteContent) -> Iterator[PageSpec[AuthorView]]:
    for term in content.library.terms[Taxonomy.AUTHOR]:
        author = content.cards.author(term)
        listed = _of_term(content, term)._replace(author=author)
        yield from _pages(content, listed, partial(_always, author))


def _always(about: About, _posts: object) -> About:
    return about


def _of_term(content: SiteContent, term: Term) -> _List:
    posts, size = term.posts, content.settings.posts_per_page
    if term.kind is Taxonomy.SERIES:  # read from its beginning, on one page
        posts, size = tuple(reversed(posts)), len(posts) or 1
    feed = term_feed(term, content.settings) if term.kind in TAXONOMIES else None
    return _List(term.name, term.address, posts, size, feed)


def _pages(
    content: SiteContent, listed: _List, about: Callable[[tuple[Post, ...]], About]
) -> Iterator[PageSpec[About]]:
    """Yield the pages of a list.

    :param about: returns what a page is about, by its posts.
    """
    heading, front, posts, size, feed, term, author = listed
    for part in parts(posts, size, front):
        yield PageSpec(
            title=heading if part.number is None else f"{heading}, part {part.number}",
            address=part.address,
            about=about(part.items),
            feed=feed,
            context={
                "heading": heading,
                "cards": content.cards.all(part.items),
                "number": part.number,
                "newer": part.newer,
                "older": part.older,
                "front": front,
                "feed": feed and formats.address(feed, content.settings),
                # A full part never changes, so only the front counts the whole.
                "total": len(posts) if part.number is None else None,
                "term": term,
                "author": author,
            },
            shows=part.items,
        )


def _index(kind: Taxonomy, heading: str, content: SiteContent) -> Iterator[PageSpec[None]]:
    """Yield the page that names all terms of a kind."""
    terms, cards = content.library.terms[kind], content.cards
    authors = kind is Taxonomy.AUTHOR
    yield PageSpec(
        title=heading,
        address=kind.address,
        about=None,
        context={
            "heading": heading,
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


def _list_kind(name: str, pages: Callable[[SiteContent], Iterator[PageSpec[Row]]]) -> PageKind[Row]:
    return PageKind(name=name, template="listing.html", pages=pages, data=descriptions.collection)


def _index_kind(name: str, heading: str, kind: Taxonomy) -> PageKind[None]:
    return PageKind(
        name=name,
        template="terms.html",
        pages=partial(_index, kind, heading),
        data=descriptions.trail,
    )


BLOG: Final = _list_kind("blog", _blog)
ARCHIVE: Final = PageKind(
    name="archive", template="archive.html", pages=_archive, data=descriptions.collection
)
YEAR: Final = PageKind(
    name="year", template="year.html", pages=_each_year, data=descriptions.collection
)
TAG: Final = _list_kind("tag", partial(_terms, Taxonomy.TAG))
TAGS: Final = _index_kind("tags", "Tags", Taxonomy.TAG)
CATEGORY: Final = _list_kind("category", partial(_terms, Taxonomy.CATEGORY))
CATEGORIES: Final = _index_kind("categories", "Categories", Taxonomy.CATEGORY)
AUTHOR: Final = PageKind(
    name="author",
    template="author.html",
    pages=_authors,
    subject=Subject.PROFILE,
    data=descriptions.profile,
)
AUTHORS: Final = _index_kind("authors", "Authors", Taxonomy.AUTHOR)
SERIES: Final = _list_kind("series", partial(_terms, Taxonomy.SERIES))
ALL_SERIES: Final = _index_kind("all-series", "Series", Taxonomy.SERIES)
