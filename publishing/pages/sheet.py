"""A page before it is rendered: its template and all that the template will see."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from publishing import address
from publishing.pages.cards import Row
from publishing.pages.sitemap import newest
from publishing.pages.view import PageView
from publishing.reading.dates import Moment
from publishing.reading.post import Post


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the site.

    :ivar template: the file in `_templates` that draws what stands in ``<main>``.
    :ivar context: everything that the page shows. Its ``repr`` is what tells whether the
        page must be made again, so every value in it must tell what it is.
    :ivar shows: the posts that it shows something of: it changes when they do.
    :ivar lists: of a page that is a list, the posts that it describes; search engines are told.
    """

    page: PageView
    template: str
    context: Mapping[str, Any]
    shows: Sequence[Post] = ()
    lists: Row | None = None


class Leaf(NamedTuple):
    """A page of which no more is known yet than whether it must be made.

    Most pages need not be, and there are ten thousand of them: a sheet is filled when it is due.

    :ivar kind: as in :class:`PageView`.
    :ivar address: likewise.
    :ivar key: text that differs whenever the sheet may differ.
    :ivar sheet: fills the sheet.
    :ivar url: its URL, if search engines should find it there.
    :ivar changed: when what it shows last changed, if it shows posts.
    """

    kind: str
    address: str
    key: str
    sheet: Callable[[], Sheet]
    url: str | None = None
    changed: Moment | None = None

    @classmethod
    def of(cls, sheet: Sheet, site_url: str) -> Leaf:
        """Return the leaf of a sheet that is filled already."""
        page = sheet.page
        url = address.absolute(page.address, site_url)
        return cls(
            kind=page.kind,
            address=page.address,
            key=f"{sheet.template}\n{page!r}\n{sheet.context!r}\n{sheet.lists!r}",
            sheet=lambda: sheet,
            url=url if page.robots is None and page.canonical == url else None,
            changed=newest(post.updated or post.date for post in sheet.shows),
        )

    def unlisted(self) -> Leaf:
        """Return the leaf, not to be found by search engines wherever it is put."""

        def sheet() -> Sheet:
            filled = self.sheet()
            return replace(filled, page=replace(filled.page, robots="noindex"))

        return self._replace(key=f"unlisted\n{self.key}", sheet=sheet, url=None)
