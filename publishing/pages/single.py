"""The pages that stand alone: home, ordinary pages, 404, search, old addresses."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.library.library import Library
from publishing.model import permalinks
from publishing.model.taxonomy import Taxonomy
from publishing.pages.cards import Cards
from publishing.pages.page_spec import PageSpec
from publishing.pages.templates import Body
from publishing.pages.view import AuthorView, TermView, page_view
from publishing.render.engine import Page

HOME_POSTS = 8
"""Posts on the front page: one large, the others as a list that fits two screens."""
HOME_TOPICS = 12
HOME_AUTHORS = 6
NEWEST = 5
"""Posts that a page without content of its own (404, search) offers."""


class Pages:
    """Makes the sheets of single pages."""

    def __init__(self, library: Library, cards: Cards) -> None:
        self._library = library
        self._cards = cards
        self._settings = library.settings

    def redirects(self) -> Iterator[PageSpec]:
        """Yield a page at every old address, which leads to the post."""
        for old, post in self._library.redirects.items():
            yield PageSpec(
                page_view(
                    self._settings,
                    "redirect",
                    post.title,
                    old,
                    canonical=permalinks.absolute(post.address, self._settings.site_url),
                    robots="noindex",
                ),
                "redirect.html",
                {"target": post.address},
            )

    def home(self, page: Page, body: Body) -> PageSpec:
        """Return the front page: what the publication is, and its newest posts."""
        posts = self._library.posts
        featured = next((post for post in posts if post.featured), posts[0] if posts else None)
        others = [post for post in posts if post is not featured][: HOME_POSTS - 1]
        view = page_view(
            self._settings,
            "home",
            self._settings.project,
            permalinks.HOME,
            description=page.description or self._settings.site_description,
            feed=permalinks.FEED,
        )
        return PageSpec(
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
            shows=[featured, *others] if featured else (),
        )

    def ordinary(self, page: Page, body: Body) -> PageSpec:
        """Return a page that Sphinx read."""
        where = permalinks.of_page(page.docname)
        kind = "about" if where == permalinks.ABOUT else "page"  # the header marks where one is
        return PageSpec(
            page_view(self._settings, kind, page.title, where, description=page.description),
            "page.html",
            {"body": body, "edit_url": self._settings.edit_url(f"{page.docname}.md")},
        )

    def not_found(self) -> PageSpec:
        """Return the page that a host serves where there is none."""
        return self._offering("404", "Page not found", permalinks.NOT_FOUND)

    def search(self) -> PageSpec:
        """Return the search page."""
        return self._offering("search", "Search", permalinks.SEARCH)

    def _offering(self, kind: str, title: str, where: str) -> PageSpec:
        cards = self._cards.all(self._library.posts[:NEWEST])
        view = page_view(self._settings, kind, title, where, robots="noindex")
        return PageSpec(view, f"{kind}.html", {"cards": cards})

    def _topics(self) -> tuple[TermView, ...]:
        tags = sorted(self._library.terms[Taxonomy.TAG], key=lambda term: -len(term.posts))
        return tuple(self._cards.term(tag, counted=True) for tag in tags[:HOME_TOPICS])

    def _authors(self) -> tuple[AuthorView, ...]:
        authors = sorted(self._library.terms[Taxonomy.AUTHOR], key=lambda term: -len(term.posts))
        return tuple(self._cards.author(term, counted=True) for term in authors[:HOME_AUTHORS])
