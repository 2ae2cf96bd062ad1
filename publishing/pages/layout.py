"""The theme's page, rendered once and cut where a page's own words go.

What the theme draws around the words (header, footer, style sheets) depends on the
kind of page and on how deep it stands, not on what it says. Rendering it for each
of ten thousand pages was a third of a stock build. It also keeps strangers' words
out of the theme's templates, which do not escape what they print.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from publishing.conf.settings import Settings
from publishing.feeds.formats import site_links
from publishing.model import permalinks
from publishing.model.direction import html_attributes
from publishing.pages.security_headers import script_hashes
from publishing.render.engine import PublicationBuilder
from publishing.render.store import Store

# Private-use characters: no template of the theme prints, escapes or trims them.
_OPEN, _CLOSE = "\ue000", "\ue001"
SLOTS = ("policy", "html_attrs", "title", "head", "main")


class LayoutError(Exception):
    """A template does not print a slot exactly once."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The theme's page with a gap for each slot.

    :ivar pieces: what stands before, between and after the gaps.
    :ivar order: the slot that fills each gap.
    :ivar scripts: hashes of the scripts that stand in it, for a content security policy.
    """

    pieces: tuple[str, ...]
    order: tuple[str, ...]
    scripts: tuple[str, ...]

    @classmethod
    def cut(cls, page: str) -> Layout:
        """Cut a rendered page at its slots.

        :raises LayoutError: if a slot is missing or printed twice.
        """
        first, *rest = page.split(_OPEN)
        pieces, order = [first], []
        for part in rest:
            slot, _, piece = part.partition(_CLOSE)
            order.append(slot)
            pieces.append(piece)
        if sorted(order) != sorted(SLOTS):
            raise LayoutError(
                f"layout.html must print each of {', '.join(SLOTS)} once; it printed "
                f"{', '.join(order) or 'none'}"
            )
        return cls(tuple(pieces), tuple(order), script_hashes(page))

    def fill(self, **slots: str) -> str:
        """Return the page with its gaps filled: each of :data:`SLOTS` as text."""
        parts = [self.pieces[0]]
        for slot, piece in zip(self.order, self.pieces[1:], strict=True):
            parts += (slots[slot], piece)
        return "".join(parts)


def slot(name: str) -> str:
    """Return the mark that stands for *name* in a layout."""
    return f"{_OPEN}{name}{_CLOSE}"


class Layouts:
    """The layouts of one build, each rendered once, or found from before.

    :param store: where layouts are kept: rendering one loads all of the theme's templates.
    :param design: digest of all that layouts are made with.
    :param integrity: the hash of the script, which its element states.
    :param menu: addresses that menus can lead to (:func:`publishing.pages.menu.menu_of`).
    """

    def __init__(
        self,
        builder: PublicationBuilder,
        settings: Settings,
        store: Store,
        design: str,
        *,
        stylesheet: str,
        script: str,
        integrity: str,
        menu: Collection[str],
    ) -> None:
        self._builder = builder
        self._settings = settings
        self._store = store
        self._design = design
        self._stylesheet = stylesheet
        self._script = script
        self._integrity = integrity
        self._menu = menu
        self._made: dict[tuple[str, str], Layout] = {}

    def prepare(self, pages: Iterable[tuple[str, str]], jobs: int) -> None:
        """Render the layouts of all pages, given as kind and address, on several cores.

        Otherwise processes that make pages side by side would each render all of them.
        """
        by_depth = {(kind, source.count("/")): source for kind, source in pages}
        many = [(kind, source) for (kind, _), source in by_depth.items()]
        texts = self._store.remember_all(
            [self._parts(*one) for one in many],
            lambda position: self._render(*many[position]),
            jobs,
            worth=4,
        )
        for one, text in zip(many, texts, strict=True):
            self._made[self._key(*one)] = Layout.cut(text)

    def of(self, kind: str, source: str) -> Layout:
        """Return the layout of pages of one *kind* that stand as deep as the address *source*."""
        key = self._key(kind, source)
        if key not in self._made:
            text = self._store.remember(
                *self._parts(kind, source), make=lambda: self._render(kind, source)
            )
            self._made[key] = Layout.cut(text)
        return self._made[key]

    def _key(self, kind: str, source: str) -> tuple[str, str]:
        return kind, self._link(source, permalinks.HOME)

    def _parts(self, kind: str, source: str) -> tuple[str, ...]:
        return "layout", self._design, *self._key(kind, source)

    def _link(self, source: str, target: str) -> str:
        return permalinks.link(source, target, self._settings.site_url)

    def _render(self, kind: str, source: str) -> str:
        slots = [name for name in SLOTS if name != "html_attrs"]
        context: dict[str, Any] = {f"slot_{name}": slot(name) for name in slots} | {
            "page_kind": kind,
            "site": self._settings,
            "menu": self._menu,
            "feeds": site_links(self._settings),
            "site_html_attributes": html_attributes(self._settings.language),
            "stylesheet": self._stylesheet,
            "site_script": self._script,
            "site_script_integrity": self._integrity,
            "link": lambda target: self._link(source, target),
            "body": "",
            "metatags": "",
            "title": "",
            "meta": {},
            "parents": [],
            "prev": None,
            "next": None,
            "toc": "",
            "display_toc": False,
            "page_source_suffix": ".md",
            "sourcename": "",
        }
        # The theme's own links, too, are made for a page that stands this deep.
        page = self._builder.render_page(f"{source}index", context, "layout.html")
        return _HTML.sub(rf'<html\1 {slot("html_attrs")} data-kind="{kind}" >', page, count=1)


# The theme writes this tag before it asks any block of ours, and its templates set all that it
# is made of: https://github.com/sphinx-doc/sphinx/issues/10385 asks for attributes of it.
_HTML = re.compile(r"<html\b([^<>]*?) *>")
