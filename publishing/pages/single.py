"""The pages that are not lists: posts, home, ordinary pages, 404, old addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from publishing import address
from publishing.pages.cards import Cards
from publishing.pages.related import Marks, related
from publishing.pages.sheet import Leaf, Sheet
from publishing.pages.view import AuthorView, PageView, TermView
from publishing.press.engine import Page
from publishing.press.printed import Printed
from publishing.press.templates import Body
from publishing.reading.post import Post
from publishing.shelf.library import Library
from publishing.shelf.term import Kind

HOME_POSTS = 8
"""Posts on the front page: one large, the others as a list that fits two screens."""
HOME_TOPICS = 12
HOME_AUTHORS = 6
NEWEST = 5
"""Posts that a page without content of its own (404, search) offers."""


class _Around(NamedTuple):
    """A post, what was printed of it, and the posts that its page shows besides."""

    post: Post
    printed: Printed
    newer: Post | None
    older: Post | None
    related: tuple[Post, ...]
    series: tuple[Post, ...]


class Pages:
    """Makes the sheets of single pages."""

    def __init__(self, library: Library, cards: Cards) -> None:
        self._library = library
        self._cards = cards
        self._settings = library.settings

    def posts(
        self,
        printed: Callable[[Post], Printed],
        text: Callable[[str], str],
        remember: Callable[..., str],
    ) -> Iterator[Leaf]:
        """Yield the page of every post.

        :param text: loads what was printed, by its key.
        """
        library = self._library
        near = self._related(printed, remember)
        for post in library.posts:
            series = library.series_of(post)
            around = _Around(
                post,
                printed(post),
                newer=library.newer(post),
                older=library.older(post),
                related=tuple([library.by_path[path] for path in near[post.path]]),
                series=tuple(reversed(series.posts)) if series else (),
            )
            url = self._url(post.address)
            yield Leaf(
                "post",
                post.address,
                key=self._key(around),
                sheet=partial(self._post, around, text),
                url=url if (post.canonical or url) == url else None,
                changed=post.updated or post.date,
            )

    def _key(self, around: _Around) -> str:
        """Return a text that tells everything in *around* that its page can show.

        The card's key tells what the front matter says, the body's what is printed, headings
        included.
        """
        key = self._cards.key
        return "\n".join(
            (
                key(around.post),
                around.printed.body,
                key(around.newer) if around.newer else "",
                key(around.older) if around.older else "",
                *map(key, around.related),
                "",
                *map(key, around.series),
            )
        )

    def _post(self, around: _Around, text: Callable[[str], str]) -> Sheet:
        """Return the page of a post. Whatever it is made from must be in :meth:`_key`."""
        cards, (post, printed, newer, older, related, series) = self._cards, around
        return Sheet(
            self._page(
                "post",
                post.title,
                post.address,
                canonical=post.canonical,
                language=post.language,
                description=cards.of(post).description,
                image=address.of_card(post.address),
                image_alt=f"{post.title} – {self._settings.project}",
            ),
            "post.html",
            {
                "post": cards.of(post),
                "body": Body(printed.body, partial(text, printed.body)),
                "toc": printed.toc,
                "newer": cards.of(newer) if newer else None,
                "older": cards.of(older) if older else None,
                "related": cards.all(related),
                "series_posts": cards.all(series),
                "source_path": post.path,
                "edit_url": self._edit_url(post.path),
            },
        )

    def _related(
        self, printed: Callable[[Post], Printed], remember: Callable[..., str]
    ) -> dict[str, tuple[str, ...]]:
        """Return the paths of the posts that a reader of each post may want next."""
        library = self._library
        marks = {
            post.path: Marks(
                tags=tuple(tag.slug for tag in library.tags_of(post)),
                words=printed(post).gist,
                group=series.slug if (series := library.series_of(post)) else "",
            )
            for post in library.posts
        }
        return related(marks, remember)

    def redirects(self) -> Iterator[Sheet]:
        """Yield a page at every old address, which leads to the post."""
        for old, post in self._library.redirects.items():
            where = self._page("redirect", post.title, old)
            yield Sheet(
                PageView(
                    kind="redirect",
                    title=post.title,
                    address=old,
                    canonical=self._url(post.address),
                    language=where.language,
                    robots="noindex",
                ),
                "redirect.html",
                {"target": post.address},
            )

    def home(self, page: Page, body: Body) -> Sheet:
        """Return the front page: what the publication is, and its newest posts."""
        posts = self._library.posts
        featured = next((post for post in posts if post.featured), posts[0] if posts else None)
        others = [post for post in posts if post is not featured][: HOME_POSTS - 1]
        view = self._page(
            "home",
            self._settings.project,
            address.HOME,
            description=page.description or self._settings.site_description,
            feed=address.FEED,
        )
        return Sheet(
            view,
            "home.html",
            {
                "body": body,
                "featured": self._cards.of(featured) if featured else None,
                "cards": self._cards.all(others),
                "topics": self._topics(),
                "authors": self._authors(),
                "total": len(posts),
                # Where it began, if that is not among the newest.
                "first": self._cards.of(posts[-1]) if len(posts) > HOME_POSTS else None,
            },
        )

    def ordinary(self, page: Page, body: Body) -> Sheet:
        """Return a page that Sphinx read."""
        where = address.of_page(page.docname)
        kind = "about" if where == address.ABOUT else "page"  # the header marks where one is
        return Sheet(
            self._page(kind, page.title, where, description=page.description),
            "page.html",
            {"body": body, "edit_url": self._edit_url(f"{page.docname}.md")},
        )

    def not_found(self) -> Sheet:
        """Return the page that a host serves where there is none."""
        return self._offering("404", "Page not found", address.NOT_FOUND)

    def search(self) -> Sheet:
        """Return the search page."""
        return self._offering("search", "Search", address.SEARCH)

    def _offering(self, kind: str, title: str, where: str) -> Sheet:
        cards = self._cards.all(self._library.posts[:NEWEST])
        view = self._page(kind, title, where, robots="noindex")
        return Sheet(view, f"{kind}.html", {"cards": cards})

    def _topics(self) -> tuple[TermView, ...]:
        tags = sorted(self._library.terms[Kind.TAG], key=lambda term: -len(term.posts))
        return tuple(self._cards.term(tag, counted=True) for tag in tags[:HOME_TOPICS])

    def _authors(self) -> tuple[AuthorView, ...]:
        authors = sorted(self._library.terms[Kind.AUTHOR], key=lambda term: -len(term.posts))
        return tuple(self._cards.author(term, counted=True) for term in authors[:HOME_AUTHORS])

    def _edit_url(self, path: str) -> str | None:
        if not self._settings.source_url:
            return None
        settings = self._settings
        return f"{settings.source_url}/edit/{settings.source_branch}/{address.href(path)}"

    def _url(self, where: str) -> str:
        return address.absolute(where, self._settings.site_url)

    def _page(
        self,
        kind: str,
        title: str,
        where: str,
        *,
        canonical: str | None = None,
        language: str | None = None,
        description: str = "",
        image: str | None = None,
        image_alt: str = "",
        robots: str | None = None,
        feed: str | None = None,
    ) -> PageView:
        return PageView(
            kind=kind,
            title=title,
            address=where,
            canonical=canonical or self._url(where),
            language=language or self._settings.language,
            description=description,
            image=image,
            image_alt=image_alt,
            robots=robots,
            feed=feed,
        )
