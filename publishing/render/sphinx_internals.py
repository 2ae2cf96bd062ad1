"""The private and undocumented names of Sphinx, docutils, ABlog and the theme.

Any release may change them. So they stand here and nowhere else, each with the reason for which
there is no other way. `tests/test_sphinx_internals.py` fails when one of them changes, or a method
that ours overrides, and when another module touches one.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, cast

# ABlog documents its settings and its directives, and none of its classes.
from ablog import post as ablog_post
from ablog.blog import Blog, Catalog, Collection
from ablog.blog import Post as AblogPost
from ablog.post import PostDirective, PostList, PostListDirective, UpdateDirective
from docutils import nodes
from docutils.frontend import Values, get_default_settings
from docutils.parsers.rst import Parser as RstParser
from docutils.parsers.rst import directives, roles
from docutils.parsers.rst.languages import get_language
from docutils.readers import standalone
from docutils.transforms import Transform
from docutils.transforms.references import DanglingReferences
from docutils.utils import normalize_language_tag
from docutils.utils.smartquotes import smartchars
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from sphinx import config as sphinx_config
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.domains import Domain
from sphinx.environment import CONFIG_CHANGED, BuildEnvironment
from sphinx.highlighting import PygmentsBridge  # makes a formatter for each block of code
from sphinx.locale import admonitionlabels, translators
from sphinx.parsers import Parser
from sphinx.search import languages  # for their stop words
from sphinx.theming import HTMLThemeFactory, Theme
from sphinx.transforms import SphinxSmartQuotes, SphinxTransformer
from sphinx.util import logging as sphinx_logging
from sphinx.util.docutils import LoggingReporter, docutils_namespace, patch_docutils, sphinx_domains
from sphinx.util.math import get_node_equation_number  # the section's before it, with `numfig`
from sphinx.util.nodes import is_smartquotable
from sphinx.writers.html5 import HTML5Translator
from sphinx_design.shared import create_component


@contextmanager
def executed(values: dict[str, Any]) -> Iterator[None]:
    """Let Sphinx take these values for what `conf.py` holds, and not execute it a second time.

    What its constructor is given counts as the command line's (sphinx-doc/sphinx#9506).
    """
    execute = sphinx_config.eval_config_file
    sphinx_config.eval_config_file = lambda filename, tags: values  # noqa: ARG005
    try:
        yield
    finally:
        sphinx_config.eval_config_file = execute


def candidates(listed: sphinx_config.ENUM) -> frozenset[Any]:
    """Return the values that a setting may have; an `ENUM` says only whether one is among them."""
    return cast(frozenset[Any], listed._candidates)


def enter_docutils(closing: ExitStack, root: Path) -> None:
    """Give Sphinx a docutils of its own until *closing* closes.

    Otherwise docutils reads the settings of whoever builds (~/.docutils), and what one application
    of a process has registered, and its language, are there for the next.
    """
    closing.enter_context(patch_docutils(root))
    closing.enter_context(docutils_namespace())
    roles._roles.clear()  # type: ignore[attr-defined]
    directives._directives.clear()  # type: ignore[attr-defined]
    translators.clear()


def hear(app: Sphinx, handler: logging.Handler) -> None:
    """Let *handler* have what Sphinx prints otherwise, with positions; no event tells of it."""
    handler.addFilter(sphinx_logging.WarningSuppressor(app))
    handler.addFilter(positions := sphinx_logging.SphinxLogRecordTranslator(app))
    positions.LogRecordClass = sphinx_logging.SphinxWarningLogRecord
    logging.getLogger(sphinx_logging.NAMESPACE).handlers[:] = [handler]


# -- One document by itself; Sphinx's own loop reads all before it writes the first --------


def reading_settings(env: BuildEnvironment) -> Values:
    """Return docutils' settings of a document that is read."""
    settings = get_default_settings(standalone.Reader, RstParser)
    for name, value in env.settings.items():
        setattr(settings, name, value)
    return settings


def begin_document(
    env: BuildEnvironment, docname: str, document: nodes.document, parser: Parser | None = None
) -> None:
    """Tell Sphinx which document is read, or resolved (sphinx-doc/sphinx#13151)."""
    env.prepare_settings(docname)
    env.current_document._parser = parser  # `env.parser` gives it to directives
    document.transformer = SphinxTransformer(document)  # to which directives may add their own
    document.transformer.set_environment(env)


def end_document(env: BuildEnvironment, docname: str) -> None:
    """Leave nothing of a document in the environment, as `Builder.read_doc` does."""
    env.prepare_settings("")
    env.ref_context.clear()
    env.clear_doc(docname)


def apply_transforms(document: nodes.document, transforms: Iterable[type[Transform]]) -> None:
    """Apply *transforms* and those that directives have added, in the order of their priority."""
    document.transformer.add_transforms(transforms)
    document.transformer.apply_transforms()


def transforms_of(app: Sphinx) -> tuple[list[type[Transform]], list[type[Transform]]]:
    """Return what Sphinx applies to a document once it is read, and before it is written."""
    # Sphinx has dangling references of its own.
    reader = [one for one in standalone.Reader().get_transforms() if one is not DanglingReferences]
    return [*reader, *app.registry.get_transforms()], [*app.registry.get_post_transforms()]


def empty(document: nodes.document) -> None:
    """Forget what a document holds, in thirty attributes."""
    transformer = document.transformer
    document.__init__(document.settings, document.reporter, source=document["source"])  # type: ignore[misc]
    document.transformer = transformer


class MystRenderer(SphinxRenderer):
    """MyST's renderer, for one document after the other."""

    def begin(
        self, options: dict[str, Any], env: MutableMapping[str, Any], document: nodes.document
    ) -> None:
        """Begin a document; MyST's `setup_render` makes another one, at a price, and drops it."""
        self.md_env, self.md_options, self.md_config = env, options, options["myst_config"]
        self.document = self.current_node = document
        self.reporter = document.reporter
        # Directives have their English names, whatever the language of the site: in others
        # an allowed word might name another directive.
        self.language_module_rst = get_language("en")  # type: ignore[assignment]
        self._heading_offset, self._level_to_section, self._heading_slugs = 0, {0: document}, {}

    def _render_tokens(self, tokens: list[Token]) -> None:
        """Render *tokens*, where MyST gives every text in a paragraph the line of its paragraph."""
        self.prepare(tokens)
        for child in SyntaxTreeNode(tokens).children:
            self.rules[f"render_{child.type}"](child)

    def prepare(self, tokens: list[Token]) -> None:
        """Change tokens before they are rendered."""

    render_more = _render_tokens  # tokens that no parser has made


# -- What the environment knows of ordinary pages; its documentation names six attributes --


def myst_config(env: BuildEnvironment) -> MdParserConfig:
    """Return MyST's settings of the site."""
    return cast(MdParserConfig, env.myst_config)  # type: ignore[attr-defined]


def read_everything(app: Sphinx) -> None:
    """Read all pages and resolve them, whatever has changed."""
    app.env.config_status = CONFIG_CHANGED
    app.build(force_all=True)


def domains(env: BuildEnvironment) -> Iterable[Domain]:
    """Return the domains."""
    return env.domains.sorted()


def figure_numbers(env: BuildEnvironment) -> dict[str, dict[str, dict[str, tuple[int, ...]]]]:
    """Return the numbers of figures, tables and code, by page, kind and id."""
    return env.toc_fignumbers


def builder_name(env: BuildEnvironment) -> str:
    """Return the name of the builder; what a transform has of it is deprecated."""
    return env._builder_cls.name


def numbers(env: BuildEnvironment, docname: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the numbers of the sections of a page, and of its figures, tables and code."""
    return env.toc_secnumbers.get(docname, {}), env.toc_fignumbers.get(docname, {})


def title_node(env: BuildEnvironment, docname: str) -> nodes.title | None:
    """Return the heading of a page; `titles` has the one of the table of contents."""
    return env.longtitles.get(docname)


def contents(env: BuildEnvironment, docname: str) -> list[str]:
    """Return the pages in the tables of contents of a page."""
    return env.toctree_includes.get(docname, [])


def downloads(env: BuildEnvironment) -> list[tuple[str, str]]:
    """Return the files that pages offer, each with the name that it gets."""
    return [(str(source), str(name)) for source, (_, name) in sorted(env.dlfiles.items())]


def files_read(env: BuildEnvironment) -> Iterator[str]:
    """Yield what pages include, show and offer, relative to the project."""
    yield from (str(path) for paths in env.dependencies.values() for path in paths)
    yield from map(str, (*env.images, *env.dlfiles))


def theme(builder: StandaloneHTMLBuilder) -> Theme:
    """Return the theme."""
    return builder.theme


SWITCHED_OFF = {
    "doctree-read": (ablog_post.process_posts,),
    "env-purge-doc": (ablog_post.purge_posts,),
    "html-collect-pages": (ablog_post.generate_archive_pages, ablog_post.generate_atom_feeds),
}
"""Handlers of ABlog that read or write what the library and the feeds now do, by event."""


def load_ablog(app: Sphinx) -> None:
    """Load ABlog without what is switched off; Sphinx tells nobody the number of a listener."""
    app.setup_extension("ablog")
    for event, handlers in SWITCHED_OFF.items():
        for listener in list(app.events.listeners[event]):
            if listener.handler in handlers:
                app.disconnect(listener.id)


def new_blog(app: Sphinx) -> Blog:
    """Return an empty blog: ABlog keeps its one on the class for good (sunpy/ablog#316)."""
    Blog._dict.clear()
    app.env.ablog_posts = {}  # type: ignore[attr-defined]
    return Blog(app)
