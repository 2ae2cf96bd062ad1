"""The one style sheet and the one script of the site."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import Final

from publishing.base.cache import digest
from publishing.base.theme_files import ThemeFiles
from publishing.base.workers import spread
from publishing.conf.inputs import ThemeInputs
from publishing.pages import theme_css
from publishing.policy import rules as policy
from publishing.render.conf_report import ConfReport
from publishing.render.post_renderer import PostRenderer
from publishing.render.sphinx_internals import theme
from publishing.render.store import Store

TOKENS: Final = "css/tokens.css"
"""The one sheet that an owner's does not replace but follows: it names the values that differ."""
OF_PREVIEWS = frozenset({"preview.css"})
"""What only previews show."""

SPECIMEN = Path(__file__).with_name("specimen") / "index.md"
"""A post with everything that a post can contain."""


class Bundles:
    """What every page loads: our components over the theme's rules, and our scripts.

    Their names carry their digests, so that a server may let browsers keep them for ever.
    That of the style sheet does not in a preview, where a change of it would be a change of
    every page; a script is stated by every page anyhow, with its hash.

    :param report: what Sphinx makes of the configuration.
    """

    def __init__(
        self,
        renderer: PostRenderer,
        static: ThemeFiles,
        templates: ThemeFiles,
        store: Store,
        report: ConfReport,
        *,
        jobs: int = 1,
        preview: bool = False,
    ) -> None:
        self._renderer = renderer
        self._static = static
        self._templates = templates
        self._store = store
        self._report = report
        self._jobs = jobs
        self._preview = preview
        self._left_out = frozenset() if preview else OF_PREVIEWS

    @cached_property
    def style(self) -> tuple[str, bytes]:
        """The style sheet: its address and its text.

        The theme's rules stand in a layer of their own, under all of ours.
        """
        sheets = self._static.files("css/*.css")
        tokens = (folder / TOKENS for folder in reversed(self._static.folders))
        parts = [path for path in tokens if path.is_file()]
        parts += (path for name, path in sheets.items() if name != TOKENS)
        own = "\n".join(self._texts(parts))
        data = f"@layer theme, base;\n@layer theme {{\n{self._theme()}\n}}\n{own}".encode()
        name = "site" if self._preview else f"site-{digest(data)[:12]}"
        return f"_static/{name}.css", data

    @cached_property
    def script(self) -> tuple[str, bytes]:
        """The script: its address and its text."""
        data = "\n".join(self._texts(self._static.files("js/*.js").values())).encode()
        return f"_static/site-{digest(data)[:12]}.js", data

    def _theme(self) -> str:
        """Return the theme's rules, which takes a second to find, or what was found before."""
        templates = "\n".join(self._texts(self._templates.files("**/*.html").values()))
        specimen = SPECIMEN.read_text(encoding="utf-8")
        # Any setting may change it, so it is rendered anew; its classes change with few.
        page = self._store.remember(
            "specimen",
            self._report.rendered_posts.digest,
            specimen,
            make=lambda: self._renderer.specimen(SPECIMEN),
        )

        def make() -> str:
            specs = list(theme_css.sources(self._renderer.builder))
            cut = partial(theme_css.cut, vocabulary=vocabulary(templates, page, specs))
            made = dict(spread(cut, specs, self._jobs, worth=1))
            return "\n".join(made[position] for position in range(len(specs)))

        inputs = ThemeInputs(
            names=self._report.sphinx.names,
            theme=theme(self._renderer.builder).name,
            files=self._report.sphinx.files,
            templates=templates,
            specimen=page,
        )
        return self._store.remember("theme css", inputs.digest, make=make)

    def _texts(self, files: Iterable[Path]) -> list[str]:
        wanted = (path for path in files if path.name not in self._left_out)
        return [path.read_text(encoding="utf-8") for path in wanted]


def vocabulary(templates: str, specimen: str, specs: Iterable[str]) -> frozenset[str]:
    """Return the classes and ids that the theme's rules may name.

    :param templates: all of them; *specimen* as HTML.
    :param specs: the theme's style sheets.
    """
    of_options = map(theme_css.of_options, specs)
    return policy.CLASSES.union(theme_css.words(templates), theme_css.words(specimen), *of_options)
