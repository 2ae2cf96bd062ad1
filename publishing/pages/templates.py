"""The templates of this publication: strangers' words come in, and are only ever text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
)

from publishing.base.rendered_text import plain
from publishing.base.theme_files import ThemeFiles
from publishing.conf.settings import Settings
from publishing.feeds.formats import site_links
from publishing.model import permalinks
from publishing.model.date_words import day_of_year, long_day, long_instant, month_name
from publishing.pages.view import PageView

LAYOUT = "layout.html"
"""The one template that belongs to the theme's world (:mod:`publishing.pages.layout`)."""


class Body:
    """HTML made elsewhere and known by the digest of what it is made from.

    A page says by its ``repr`` what it shows; the text itself is fetched when the page is made.
    """

    def __init__(self, key: str, load: Callable[[], str]) -> None:
        self._key = key
        self._load = load

    def __repr__(self) -> str:
        return f"Body({self._key})"

    def __html__(self) -> str:
        return self._load()


class Templates:
    """Renders the templates of a publication.

    :param files: where they are.
    :param compiled: a folder for what Jinja makes of them, to be found by the next build.
    :param menu: addresses that menus can lead to (:func:`publishing.pages.menu.menu_of`).
    """

    def __init__(
        self,
        files: ThemeFiles,
        settings: Settings,
        compiled: Path | None = None,
        menu: Collection[str] = (),
    ) -> None:
        if compiled:
            compiled.mkdir(parents=True, exist_ok=True)
        self._files = files
        self._settings = settings
        self._environment = Environment(
            loader=_loader(files),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.do"],
            # Beside the site, not in the cache that travels: this is code that will be run.
            bytecode_cache=FileSystemBytecodeCache(str(compiled)) if compiled else None,
            auto_reload=False,
        )
        language = settings.language
        self._environment.filters["plain"] = plain
        self._environment.globals.update(
            site=settings,
            menu=menu,
            feeds=site_links(settings),
            day=lambda moment: long_day(moment, language),
            day_of_year=lambda moment: day_of_year(moment, language),
            instant=lambda moment: long_instant(moment, language),
            month=lambda number: month_name(number, language),
            absolute=lambda target: permalinks.absolute(target, settings.site_url),
        )

    @cached_property
    def digest(self) -> str:
        """Digest of every template, those that others extend included."""
        found = hashlib.sha256()
        for folder in self._files.folders:
            for name, path in ThemeFiles((), (folder,)).files().items():
                if path.suffix != ".typ":  # of cards, which are made elsewhere
                    data = path.read_bytes()
                    found.update(f"{name}\0{len(data)}\0".encode() + data)
            found.update(b"\0")
        return found.hexdigest()

    def render(self, template: str, page: PageView, context: Mapping[str, Any]) -> str:
        """Return *template* with *context*, as seen from *page*."""

        def link(target: str) -> str:
            return permalinks.link(page.address, target, self._settings.site_url)

        return self._environment.get_template(template).render(context, page=page, link=link)


def _loader(files: ThemeFiles) -> BaseLoader:
    """Find templates as Sphinx does: ``!post.html`` is the theme's, whatever the owner has."""
    of_theme = PrefixLoader({"": FileSystemLoader(files.themes)}, delimiter="!")
    return ChoiceLoader([FileSystemLoader(files.folders), of_theme])
