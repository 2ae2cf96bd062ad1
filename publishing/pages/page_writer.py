"""Turns page tasks into files of the site: head, text and layout become one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import escape

from publishing.base.cache import digest
from publishing.base.output import Output
from publishing.conf.settings import Settings
from publishing.model import permalinks
from publishing.model.direction import html_attributes
from publishing.pages.head import Head
from publishing.pages.layout import Layouts
from publishing.pages.page_spec import PageSpec, PageTask
from publishing.pages.security_headers import in_page, script_hash
from publishing.pages.templates import Templates


class PageWriter:
    """Binds the pages of one build.

    :param design: digest of all that every page is made with: code, templates, settings.
    """

    def __init__(
        self, layouts: Layouts, templates: Templates, settings: Settings, design: str
    ) -> None:
        self._layouts = layouts
        self._templates = templates
        self._settings = settings
        self._design = design
        self._head = Head(settings)

    def outputs(self, tasks: Iterable[PageTask]) -> Iterator[Output]:
        """Yield the file of each page."""
        for task in tasks:
            yield Output(
                permalinks.file_of(task.address),
                digest(self._design, task.kind, task.key),
                lambda task=task: self._bind(task.spec()).encode(),  # type: ignore[misc]
            )

    def _bind(self, spec: PageSpec) -> str:
        page = spec.page
        if page.kind == "redirect":
            return self._templates.render(spec.template, page, spec.context)
        data = self._head.data(spec)
        head = {"tags": self._head.tags(spec), "data": data}
        title = page.title
        if page.kind != "home":
            title = f"{title} – {self._settings.project}"
        layout = self._layouts.of(page.kind, page.address)
        hashes = (*layout.scripts, script_hash(data)) if data else layout.scripts
        return layout.fill(
            policy=str(escape(in_page(self._settings, hashes))),
            html_attrs=html_attributes(page.language),
            title=str(escape(title)),
            head=self._templates.render("head.html", page, spec.context | head),  # type: ignore[operator]
            main=self._templates.render(spec.template, page, spec.context),
        )
