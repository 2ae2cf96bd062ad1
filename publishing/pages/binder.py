"""Turns leaves into files of the site: head, text and frame become one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import escape

from publishing import address
from publishing.pages.direction import html_attributes
from publishing.pages.head import Head
from publishing.pages.security_headers import in_page, script_hash
from publishing.pages.sheet import Leaf, Sheet
from publishing.place.cache import digest
from publishing.place.site import Output
from publishing.press.frame import Frames
from publishing.press.templates import Templates
from publishing.settings import Settings


class Binder:
    """Binds the pages of one build.

    :param design: digest of all that every page is made with: code, templates, settings.
    """

    def __init__(
        self, frames: Frames, templates: Templates, settings: Settings, design: str
    ) -> None:
        self._frames = frames
        self._templates = templates
        self._settings = settings
        self._design = design
        self._head = Head(settings)

    def outputs(self, leaves: Iterable[Leaf]) -> Iterator[Output]:
        """Yield the file of each page."""
        for leaf in leaves:
            yield Output(
                address.file_of(leaf.address),
                digest(self._design, leaf.kind, leaf.key),
                lambda leaf=leaf: self._bind(leaf.sheet()).encode(),  # type: ignore[misc]
            )

    def _bind(self, sheet: Sheet) -> str:
        page = sheet.page
        if page.kind == "redirect":
            return self._templates.render(sheet.template, page, sheet.context)
        data = self._head.data(sheet)
        head = {"tags": self._head.tags(sheet), "data": data}
        title = page.title
        if page.kind != "home":
            title = f"{title} – {self._settings.project}"
        frame = self._frames.of(page.kind, page.address)
        hashes = (*frame.scripts, script_hash(data)) if data else frame.scripts
        return frame.fill(
            policy=str(escape(in_page(self._settings, hashes))),
            html_attrs=html_attributes(page.language),
            title=str(escape(title)),
            head=self._templates.render("head.html", page, sheet.context | head),  # type: ignore[operator]
            main=self._templates.render(sheet.template, page, sheet.context),
        )
