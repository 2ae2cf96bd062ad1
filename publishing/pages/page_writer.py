"""Turns pages into files of the site: head, text and layout become one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, TypeAlias

from markupsafe import escape

from publishing.base.cache import digest
from publishing.base.output import Output
from publishing.conf.settings import Settings
from publishing.model import permalinks
from publishing.model.direction import html_attributes
from publishing.pages.head import Head
from publishing.pages.layout import Layouts
from publishing.pages.page_kind import DeferredPage, PageKind
from publishing.pages.security_headers import in_page, script_hash
from publishing.pages.templates import Templates

SitePage: TypeAlias = tuple[PageKind[Any], DeferredPage[Any]]
"""A page of a site and its kind."""


class PageWriter:
    """Writes the pages of one build.

    :param design: digest of all that every page is made with: code, templates, settings.
    :param robots: what robots are told of every page.
    """

    def __init__(
        self,
        layouts: Layouts,
        templates: Templates,
        settings: Settings,
        design: str,
        robots: str | None,
    ) -> None:
        self._layouts = layouts
        self._templates = templates
        self._settings = settings
        self._design = design
        self._robots = robots
        self._head = Head(settings)

    def outputs(self, pages: Iterable[SitePage]) -> Iterator[Output]:
        """Yield the file of each page."""
        design = digest(self._design, str(self._robots))
        for kind, page in pages:
            yield Output(
                permalinks.file_of(page.address),
                digest(design, kind.name, page.key()),
                partial(self._written, kind, page),
            )

    def _written(self, kind: PageKind[Any], page: DeferredPage[Any]) -> bytes:
        spec = page.spec()
        view = kind.view(spec, self._settings, self._robots)
        main = self._templates.render(kind.template, view, spec.context)
        if not kind.has_layout:
            return main.encode()
        data = self._head.data(kind, view, spec)
        head = {"tags": self._head.tags(kind, view, spec), "data": data}
        title = f"{view.title} – {self._settings.project}" if kind.names_site else view.title
        layout = self._layouts.of(kind.name, view.address)
        hashes = (*layout.scripts, script_hash(data)) if data else layout.scripts
        return layout.fill(
            policy=str(escape(in_page(self._settings, hashes))),
            html_attrs=html_attributes(view.language),
            title=str(escape(title)),
            head=self._templates.render("head.html", view, {**spec.context, **head}),
            main=main,
        ).encode()
