"""The registry of page kinds: whatever is listed here is on the site, and nothing else is a page.

Written, described to search engines, and known to `make check` as an address that posts can
link to: an entry is all that it takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from publishing.pages import listings, single
from publishing.pages.content import SiteContent
from publishing.pages.page_kind import DeferredPage, PageKind
from publishing.pages.post_page import POST
from publishing.pages.status_page import STATUS

PAGE_KINDS: Final[tuple[PageKind[Any], ...]] = (
    POST,
    single.REDIRECT,
    listings.BLOG,
    listings.ARCHIVE,
    listings.YEAR,
    listings.TAGS,
    listings.TAG,
    listings.CATEGORIES,
    listings.CATEGORY,
    listings.AUTHORS,
    listings.AUTHOR,
    listings.ALL_SERIES,
    listings.SERIES,
    single.HOME,
    single.ABOUT,
    single.PAGE,
    single.NOT_FOUND,
    single.SEARCH,
    STATUS,
)


def site_pages(content: SiteContent) -> Iterator[tuple[PageKind[Any], DeferredPage[Any]]]:
    """Yield every page of a site and its kind."""
    for kind in PAGE_KINDS:
        for page in kind.deferred(content):
            yield kind, page
