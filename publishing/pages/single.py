"""The pages that stand alone: home, ordinary pages, 404, search, old addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from publishing.base.cache import digest
from publishing.feeds.formats import site_feed
from publishing.library.library import Library
from publishing.model import permalinks
from publishing.model.taxonomy import Taxonomy, Term
from publishing.pages import descriptions
from publishing.pages.content import SiteContent
from publishing.pages.page_kind import PageKind, PageSpec
from publishing.pages.templates import Body
from publishing.render.engine import Page

HOME_POSTS = 8
"""Posts on the front page: one large, the others as a list that fits two screens."""
HOME_TOPICS = 12
HOME_AUTHORS = 6
NEWEST = 5
"""Posts that a page without content of its own (404, search) offers."""
_NOINDEX: Final = "noindex"


def _home(content: SiteContent) -> Iterator[PageSpec[None]]:
    """Yield the front page: what the publication is, and its newest posts."""
    library, cards, settings = content.library, content.cards, content.settings
    posts = library.posts
    featured = next((post for post in posts if post.featured), posts[0] if posts else None)
    others = [post for post in posts if post is not featured][: HOME_POSTS - 1]
    for page in content.ordinary:
        if permalinks.of_page(page.docname) != permalinks.HOME:
            continue
        yield PageSpec(
            title=settings.project,
            address=permalinks.HOME,
            about=None,
            description=page.description or settings.site_description,
            feed=site_feed(settings),
            context={
                "body": _body(page),
                "featured": cards.of(featured) if featured else None,
                "cards": cards.all(others),
                "topics": tuple(
                    cards.term(tag, counted=True)
                    for tag in commonest(library, Taxonomy.TAG, HOME_TOPICS)
                ),
                "authors": tuple(
                    cards.author(author, counted=True)
                    for author in commonest(library, Taxonomy.AUTHOR, HOME_AUTHORS)
                ),
                "total": len(posts),
                # Where it began, if that is not among the newest.
                "first": cards.of(posts[-1]) if len(posts) > HOME_POSTS else None,
            },
            shows=[featured, *others] if featured else (),
        )


def _about(content: SiteContent) -> Iterator[PageSpec[None]]:
    return (page for page in _ordinary(content) if page.address == permalinks.ABOUT)


def _others(content: SiteContent) -> Iterator[PageSpec[None]]:
    apart = {permalinks.HOME, permalinks.ABOUT}
    return (page for page in _ordinary(content) if page.address not in apart)


def _ordinary(content: SiteContent) -> Iterator[PageSpec[None]]:
    """Yield the pages that Sphinx read."""
    for page in content.ordinary:
        yield PageSpec(
            title=page.title,
            address=permalinks.of_page(page.docname),
            about=None,
            description=page.description,
            context={
                "body": _body(page),
                "edit_url": content.settings.edit_url(f"{page.docname}.md"),
            },
        )


def _not_found(content: SiteContent) -> Iterator[PageSpec[None]]:
    """Yield the page that a host serves where there is none."""
    yield _offering(content, "Page not found", permalinks.NOT_FOUND)


def _search(content: SiteContent) -> Iterator[PageSpec[None]]:
    yield _offering(content, "Search", permalinks.SEARCH)


def _redirects(content: SiteContent) -> Iterator[PageSpec[None]]:
    """Yield a page at every old address, which leads to the post."""
    for old, post in content.library.redirects.items():
        yield PageSpec(
            title=post.title,
            address=old,
            about=None,
            canonical=permalinks.absolute(post.address, content.settings.site_url),
            context={"target": post.address},
        )


def commonest(library: Library, kind: Taxonomy, most: int) -> list[Term]:
    """Return the terms of a kind that most posts have."""
    return sorted(library.terms[kind], key=lambda term: -len(term.posts))[:most]


def _offering(content: SiteContent, title: str, where: str) -> PageSpec[None]:
    newest = content.cards.all(content.library.posts[:NEWEST])
    return PageSpec(title=title, address=where, about=None, context={"cards": newest})


def _body(page: Page) -> Body:
    return Body(digest(page.body), lambda: str(page.body))


HOME: Final = PageKind(
    name="home",
    template="home.html",
    pages=_home,
    data=descriptions.website,
    names_site=False,
)
# Apart from other pages, since the menu marks where one is.
ABOUT: Final = PageKind(name="about", template="page.html", pages=_about)
PAGE: Final = PageKind(name="page", template="page.html", pages=_others)
NOT_FOUND: Final = PageKind(name="404", template="404.html", pages=_not_found, robots=_NOINDEX)
SEARCH: Final = PageKind(name="search", template="search.html", pages=_search, robots=_NOINDEX)
REDIRECT: Final = PageKind(
    name="redirect",
    template="redirect.html",
    pages=_redirects,
    robots=_NOINDEX,
    has_layout=False,
)
