"""The status as a page, which only previews have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from publishing.model import permalinks
from publishing.model.post import Post
from publishing.pages.content import SiteContent
from publishing.pages.page_kind import PageKind, PageSpec
from publishing.pages.status import Share, Status
from publishing.pages.view import Card

ADDRESS: Final = "status/"


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart.

    :ivar address: the page of the author or year.
    """

    name: str
    address: str
    published: int
    waiting: int

    @property
    def total(self) -> int:
        """The length of the bar."""
        return self.published + self.waiting


@dataclass(frozen=True, slots=True)
class Waiting:
    """A post, and the file to open."""

    card: Card
    path: str


def _status(content: SiteContent) -> Iterator[PageSpec[None]]:
    if not content.preview:
        return
    preview, cards = content.library, content.cards
    found = Status.of(preview)

    def waiting(posts: Iterable[Post]) -> tuple[Waiting, ...]:
        # The library's own: one without a date has today's there.
        return tuple(Waiting(cards.of(preview.by_path[post.path]), post.path) for post in posts)

    yield PageSpec(
        title="Status",
        address=ADDRESS,
        about=None,
        context={
            "published": found.published,
            "scheduled": waiting(found.scheduled),
            "drafts": waiting(found.drafts),
            "withheld": waiting(found.withheld),
            "undescribed": waiting(found.undescribed),
            "unpictured": waiting(found.unpictured),
            "rare": tuple(map(cards.term, found.rare)),
            "authors": tuple(map(_bar, found.authors)),
            "years": tuple(map(_bar, found.years)),
        },
    )


def _bar(share: Share) -> Bar:
    where = share.term.address if share.term else permalinks.of_year(int(share.name))
    return Bar(share.name, where, share.published, share.waiting)


STATUS: Final = PageKind(name="status", template="status.html", pages=_status, robots="noindex")
