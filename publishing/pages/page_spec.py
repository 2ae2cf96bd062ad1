"""A page before it is rendered: its template and all that the template will see."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from publishing.model import permalinks
from publishing.model.dates import Moment, newest
from publishing.model.post import Post
from publishing.pages.cards import Row
from publishing.pages.view import PageView


@dataclass(frozen=True, slots=True)
class PageSpec:
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


class PageTask(NamedTuple):
    """A page of which no more is known yet than whether it must be made.

    Most pages need not be, and there are ten thousand of them: a spec is filled when it is due.

    :ivar kind: as in :class:`PageView`.
    :ivar address: likewise.
    :ivar key: text that differs whenever the spec may differ.
    :ivar spec: fills the spec.
    :ivar url: its URL, if search engines should find it there.
    :ivar changed: when what it shows last changed, if it shows posts.
    """

    kind: str
    address: str
    key: str
    spec: Callable[[], PageSpec]
    url: str | None = None
    changed: Moment | None = None

    @classmethod
    def of(cls, spec: PageSpec, site_url: str) -> PageTask:
        """Return the task of a spec that is filled already."""
        page = spec.page
        url = permalinks.absolute(page.address, site_url)
        return cls(
            kind=page.kind,
            address=page.address,
            key=f"{spec.template}\n{page!r}\n{spec.context!r}\n{spec.lists!r}",
            spec=lambda: spec,
            url=url if page.robots is None and page.canonical == url else None,
            changed=newest(post.updated or post.date for post in spec.shows),
        )

    def unlisted(self) -> PageTask:
        """Return the task, not to be found by search engines wherever it is put."""

        def spec() -> PageSpec:
            filled = self.spec()
            return replace(filled, page=replace(filled.page, robots="noindex"))

        return self._replace(key=f"unlisted\n{self.key}", spec=spec, url=None)
