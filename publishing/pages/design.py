"""What all pages of a site are made with, whatever they show."""

from __future__ import annotations

from dataclasses import dataclass

from publishing.base.output import Output
from publishing.base.theme_files import ThemeFiles
from publishing.conf.inputs import PageInputs
from publishing.library.library import Library
from publishing.pages.layout import Layouts
from publishing.pages.menu import menu_of
from publishing.pages.security_headers import integrity
from publishing.pages.site_files import made, static_files
from publishing.pages.stylesheet import Bundles
from publishing.pages.templates import Templates
from publishing.render.conf_report import ConfReport
from publishing.render.engine import Engine
from publishing.render.page_reader import ReadPages
from publishing.render.post_renderer import PostRenderer
from publishing.render.store import Store


@dataclass(frozen=True, slots=True)
class Design:
    """Templates, layouts, the style sheet and the script of one build.

    :ivar digest: of all of them, and of the code and the settings.
    :ivar files: the style sheet and the script, which every page loads, and what is served as it
        is: icons, what the search loads, whatever the owner has in `_static`.
    """

    digest: str
    templates: Templates
    layouts: Layouts
    files: tuple[Output, ...]

    @classmethod
    def of(
        cls,
        engine: Engine,
        report: ConfReport,
        library: Library,
        ordinary: ReadPages,
        renderer: PostRenderer,
        store: Store,
        jobs: int,
    ) -> Design:
        """Return the design of the pages of a library.

        :param report: what Sphinx makes of the configuration.
        """
        settings, themes = library.settings, engine.builder.theme_folders
        found = ThemeFiles.templates(engine.root, themes)
        static = ThemeFiles.static(engine.root, themes)
        preview = library.preview
        bundles = Bundles(renderer, static, found, store, report, jobs=jobs, preview=preview)
        menu = menu_of(library, (page.docname for page in ordinary.pages))
        templates = Templates(found, settings, engine.scratch / "templates", menu)
        (stylesheet, _), (script, text) = bundles.style, bundles.script
        digest = PageInputs(
            sphinx=report.sphinx,
            settings=settings,
            templates=templates.digest,
            stylesheet=stylesheet,
            script=script,
            menu=tuple(sorted(menu)),
            outline=ordinary.outline,
        ).digest
        layouts = Layouts(
            engine.builder,
            settings,
            store,
            digest,
            stylesheet=stylesheet,
            script=script,
            integrity=integrity(text),
            menu=menu,
        )
        files = (made(*bundles.style), made(*bundles.script), *static_files(static))
        return cls(digest, templates, layouts, files)
