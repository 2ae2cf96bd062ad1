"""Sphinx, held as an engine: its configuration, parsers, transforms, writer and theme.

Sphinx's own loop reads every document into one environment, resolves each against
all the others and writes it. Only the ordinary pages (`index.md`, `about.md`) go
that way here, and even they are handed back as values: what is written, and when,
is decided in one place, :mod:`publishing.output.site_folder`. Posts are rendered one by one by
:mod:`publishing.render.post_renderer`.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from publishing.assets.responsive_images import RasterError, ResponsiveImages, image_attributes
from publishing.base.theme_files import TEMPLATES, THEME
from publishing.conf.configuration import Configuration
from publishing.conf.page_folders import closed_folders
from publishing.model import permalinks
from publishing.model.target import PostFile
from publishing.render.application import Application
from publishing.render.highlighter import Highlighter
from publishing.render.sphinx_internals import (
    HTML5Translator,
    Theme,
    enter_docutils,
    numbers,
    title_node,
)
from publishing.render.tree_text import tree_text


@dataclass(frozen=True, slots=True)
class Page:
    """An ordinary page, as Sphinx made it.

    :ivar docname: its name in Sphinx, such as ``about``.
    :ivar title: plain text.
    :ivar body: HTML of the whole document, its title included.
    :ivar description: its `html_meta` description, or nothing.
    """

    docname: str
    title: str
    body: str
    description: str


class PublicationBuilder(DirectoryHTMLBuilder):
    """Makes pages as Sphinx's directory builder does, and writes none of them."""

    # ABlog looks for "html" in the name of a builder before it makes links.
    name = "publication-html"
    search = False
    copysource = False
    use_index = False

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        super().__init__(app, env)
        self.pages: dict[str, Page] = {}
        self.page_only: list[tuple[str, str]] = []
        self.responsive_images: ResponsiveImages | None = None

    def init_templates(self) -> None:
        """Let our templates draw on any theme that `html_theme` names."""
        super().init_templates()
        if THEME not in map(Path, self.theme.get_theme_dirs()):
            self.templates.init(self, _Drawn(self.theme))

    @property
    def theme_folders(self) -> tuple[Path, ...]:
        """Where files of ours may be: in a theme that inherits from ours, and in ours."""
        folders = [*map(Path, self.theme.get_theme_dirs())]
        return (*folders[: folders.index(THEME)], THEME) if THEME in folders else (THEME,)

    @property
    def _parent_layout(self) -> str:
        """The layout that ours extends, as templates name it."""
        folders = [*map(Path, self.theme.get_theme_dirs())]
        parent = folders[folders.index(THEME) + 1] if THEME in folders else folders[0]
        return f"{parent.name}/layout.html"

    def init_highlighter(self) -> None:
        """Let all code share what colours it; the pages' own style sheet has the colours."""
        self.highlighter = Highlighter("sphinx")
        self.dark_highlighter = None

    def write_doc_serialized(self, docname: str, doctree: nodes.document) -> None:
        """Index nothing."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Keep the document's HTML instead of writing a file."""
        title = title_node(self.env, docname)
        self.pages[docname] = Page(
            docname=docname,
            title=tree_text(title) if title else docname,
            body=self._html_of_page(docname, doctree),
            description=_description(doctree),
        )

    def _html_of_page(self, docname: str, doctree: nodes.document) -> str:
        here = self.get_target_uri(docname)
        self.imgpath = permalinks.relative(here, self.imagedir)
        self.post_process_images(doctree)
        if self.responsive_images:
            self._measure(docname, doctree, self.responsive_images)
        doctree.settings = self.docsettings
        downloads = permalinks.relative(here, "_downloads")
        return self.fragment(docname, doctree, imgpath=self.imgpath, dlpath=downloads)

    def _measure(
        self, docname: str, doctree: nodes.document, responsive_images: ResponsiveImages
    ) -> None:
        """Give the pictures of a page that states no sizes their own, and narrower ones."""
        link = partial(permalinks.relative, permalinks.of_page(docname))
        for node in doctree.findall(nodes.image):
            name = self.images.get(node["uri"])
            if name and not {"width", "height", "scale"} & node.attributes.keys():
                file = PostFile(f"{self.imagedir}/{name}", node["uri"])
                with suppress(RasterError):
                    node["attributes"] = image_attributes(responsive_images.shown(file), link=link)

    def fragment(
        self, docname: str, doctree: nodes.document, *, imgpath: str = "", dlpath: str = ""
    ) -> str:
        """Return the HTML of a resolved doctree.

        What only a page can use is in :attr:`page_only`, each with what stands for it elsewhere.
        """
        self.secnumbers, self.fignumbers = numbers(self.env, docname)
        self.imgpath, self.dlpath = imgpath, dlpath
        self.current_docname = docname
        self.page_only = []
        visitor = self.create_translator(doctree, self)
        doctree.walkabout(visitor)
        assert isinstance(visitor, HTML5Translator)
        return "".join(visitor.fragment)

    def render_page(self, pagename: str, context: dict[str, Any], template: str) -> str:
        """Return a page that the theme draws around *context*."""
        # Sphinx renders into a file only; two workers must not share one.
        scratch = Path(self.outdir) / f"page-{os.getpid()}.html"
        known = {"parent_layout": self._parent_layout, **context}
        self.handle_page(pagename, known, template, outfilename=scratch)
        text = scratch.read_text(encoding="utf-8")
        scratch.unlink()
        return text

    def copy_assets(self) -> None:
        """Copy nothing: :mod:`publishing.pages.site_files` chooses the files that pages use."""

    def finish(self) -> None:
        """Write no index, inventory or search data: nothing here reads them."""


class _Drawn:
    """A theme that ours does not inherit from, behind it."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def get_theme_dirs(self) -> list[Path]:
        """Return the folders that templates are looked for in."""
        return [THEME, *map(Path, self._theme.get_theme_dirs())]


def _description(doctree: nodes.document) -> str:
    for node in doctree.findall(nodes.meta):
        if node.get("name") == "description":
            return str(node["content"])
    return ""


class Engine:
    """One Sphinx application for one build, as a context manager.

    :param scratch: a folder for Sphinx's own files, safe to delete.
    :raises SettingsError: Sphinx cannot start with this configuration.
    """

    def __init__(self, configuration: Configuration, scratch: Path) -> None:
        self.configuration = configuration
        root = self.root = configuration.root
        self.scratch = scratch
        scratch.mkdir(parents=True, exist_ok=True)
        self._closing = ExitStack()
        enter_docutils(self._closing, root)
        with self._closing.pop_all() as closing:
            ours = {}
            if not configuration.problems:
                settings = configuration.settings
                ours = {"html_baseurl": settings.site_url, "language": settings.language}
            self.app = Application(configuration, scratch, PublicationBuilder.name, ours)
            configuration.code.forget_bytecode()
            self.log = self.app.log
            assert isinstance(self.app.builder, PublicationBuilder)
            self.builder: PublicationBuilder = self.app.builder
            self._closing = closing.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()


def setup_engine(app: Sphinx) -> None:
    """Make the builder known, and tell Sphinx what this site does without.

    What posts are read with is loaded whether `conf.py` lists it or not.
    """
    app.setup_extension("myst_parser")
    app.setup_extension("sphinx_design")
    app.add_builder(PublicationBuilder)
    app.add_html_theme("publishing", THEME)
    app.connect("config-inited", _configure)


def _configure(app: Sphinx, config: Config) -> None:
    config.html_math_renderer = "mathml"
    config.templates_path = config.templates_path or [TEMPLATES]
    # Sphinx walks every folder in search of pages, through links too.
    config.exclude_patterns = [
        *config.exclude_patterns,
        *closed_folders(Path(app.srcdir), config.include_patterns),
    ]
    # Pages stand in the site's navigation, not in a tree of chapters.
    config.suppress_warnings = [*config.suppress_warnings, "toc.not_included", "myst.header"]
