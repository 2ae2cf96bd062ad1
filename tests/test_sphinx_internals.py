"""The names of others that they may change without a word: that they are as we know them,

and that one module touches them. What a test here fails over is to be tried before the pin moves.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import logging
import textwrap
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import ablog
import ablog.post
import docutils.nodes
import pytest
from ablog.blog import Blog, Catalog, Collection
from docutils.parsers.rst import directives, roles
from docutils.transforms import Transform
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from sphinx import config as sphinx_config
from sphinx.builders import Builder
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.environment import BuildEnvironment, _CurrentDocument
from sphinx.locale import translators
from sphinx.search import languages
from sphinx.util import logging as sphinx_logging
from sphinx.util.tags import Tags

from publishing.render import sphinx_internals, transforms
from publishing.render.sphinx_internals import transforms_of
from tests.publication import PROJECT
from tests.rendering import opened

PACKAGE = PROJECT / "publishing"
INTERNALS = PACKAGE / "render/sphinx_internals.py"
UPSTREAM = {
    *("ablog", "docutils", "markdown_it", "mdit_py_plugins", "myst_parser"),
    *("pydata_sphinx_theme", "sphinx", "sphinx_book_theme", "sphinx_design"),
}
DOCUMENTED_WHOLE = {"markdown_it", "mdit_py_plugins", "myst_parser"}
DOCUMENTED = {
    # https://docutils.sourceforge.io/docs/: howto/rst-directives, ref/doctree, ref/transforms
    "docutils.nodes",
    "docutils.parsers.rst.Directive",
    "docutils.parsers.rst.directives",
    "docutils.parsers.rst.directives.tables.RSTTable",
    "docutils.parsers.rst.states.RSTState",
    "docutils.parsers.rst.states.RSTStateMachine",
    "docutils.statemachine.StringList",
    "docutils.transforms.Transform",
    "docutils.utils.math.MathError",
    # https://www.sphinx-doc.org/en/master/extdev/
    "sphinx.addnodes",
    "sphinx.addnodes.pending_xref",
    "sphinx.application.Sphinx",
    "sphinx.builders.dirhtml.DirectoryHTMLBuilder",
    "sphinx.builders.html.StandaloneHTMLBuilder",
    "sphinx.config.Config",
    "sphinx.config.ENUM",
    "sphinx.domains.std.StandardDomain",
    "sphinx.environment.BuildEnvironment",
    "sphinx.errors.ConfigError",
    "sphinx.errors.ExtensionError",
    "sphinx.errors.SphinxError",
    "sphinx.errors.ThemeError",
    "sphinx.errors.VersionRequirementError",
    "sphinx.ext",
    "sphinx.locale._",
    "sphinx.parsers.Parser",
    "sphinx.transforms.SphinxTransform",
    "sphinx.transforms.post_transforms.SphinxPostTransform",
    "sphinx.util.logging",
    "sphinx_design",
}
BELOW = {
    # What stands below `render` cannot import from it. Both are held by tests of their own.
    ("base/formula_text.py", "docutils.utils.math.latex2mathml.tex2mathml"),
    ("conf/tags.py", "sphinx.util.tags.Tags"),
}
ENVIRONMENT = {"config", "doc2path", "docname", "found_docs", "metadata", "titles"}
ENVIRONMENT |= {"current_document", "get_doctree", "publication_targets"}
MAPPING = {"get", "setdefault"}  # of the environment of a Markdown parse, which is a dictionary


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield what a module imports from upstream, and the name that it has there."""
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [(f"{node.module}.{one.name}", one.asname or one.name) for one in node.names]
        elif isinstance(node, ast.Import):
            names = [(one.name, (one.asname or one.name).partition(".")[0]) for one in node.names]
        else:
            continue
        yield from ((full, name) for full, name in names if full.partition(".")[0] in UPSTREAM)


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def is_documented(name: str) -> bool:
    package, *parts = name.split(".")
    if package in DOCUMENTED_WHOLE:
        return not any(map(is_private, parts))
    return name in DOCUMENTED


BY_NAME = {"getattr", "setattr", "delattr", "hasattr"}


def private_attributes(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield what is reached for in values of others, and what is put into their modules."""
    foreign = {name for _, name in imported(module)}
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            what = node.args[1] if node.func.id in BY_NAME else None
            if isinstance(what, ast.Constant) and is_private(str(what.value)):
                yield node.lineno, str(what.value)
        if not isinstance(node, ast.Attribute):
            continue
        value, owner = node.value, ast.unparse(node.value)
        if owner.rpartition(".")[2] == "env" and node.attr not in ENVIRONMENT | MAPPING:
            yield node.lineno, f"env.{node.attr}"
        if isinstance(node.ctx, ast.Store) and owner in foreign:
            yield node.lineno, f"{owner}.{node.attr} = …"
        is_own = isinstance(value, ast.Name) and value.id in {"self", "cls"}
        if is_private(node.attr) and not is_own and owner != "super()":
            yield node.lineno, f"{owner}.{node.attr}"


TUPLES = {"_asdict", "_make", "_replace"}  # documented methods of named tuples


def own_attributes(module: ast.Module) -> set[str]:
    """Return what the classes of a module state that their values have."""
    classes = [node for node in module.body if isinstance(node, ast.ClassDef)]
    stated = [one.target for node in classes for one in node.body if isinstance(one, ast.AnnAssign)]
    return {one.id for one in stated if isinstance(one, ast.Name)}


def touched(path: Path) -> list[str]:
    module, where = tree(path), path.relative_to(PACKAGE).as_posix()
    wrong = [
        f"{where}: import of {full}"
        for full, _ in imported(module)
        if not is_documented(full) and (where, full) not in BELOW
    ]
    for line, name in private_attributes(module):
        is_lxml = name.startswith("etree.")
        if not (is_lxml or name.rpartition(".")[2] in TUPLES | own_attributes(module)):
            wrong.append(f"{where}:{line}: {name}")
    return wrong


MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != INTERNALS)


def test_no_other_module_touches_a_private_or_undocumented_name() -> None:
    assert [line for path in MODULES for line in touched(path)] == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("from sphinx.environment import _CurrentDocument", 1),
        ("from sphinx.util.osutil import relative_uri", 1),
        ("from myst_parser.mocking import MockState", 0),
        ("from myst_parser._docs import x", 1),
        ("from ablog.blog import Blog", 1),
        ("import sphinx.registry", 1),
        ("from sphinx import config\nconfig.eval_config_file = print", 2),
        ("def f(app):\n    app.env.longtitles", 1),
        ("def f(env):\n    env.titles", 0),
        ("def f(app):\n    app._listeners", 1),
        ("def f(app):\n    getattr(app, '_listeners')", 1),
        ("class A:\n    def f(self):\n        self._x = 1", 0),
    ],
)
def test_a_touch_is_seen(tmp_path: Path, monkeypatch: Any, code: str, found: int) -> None:
    monkeypatch.setattr("tests.test_sphinx_internals.PACKAGE", tmp_path)
    (tmp_path / "a.py").write_text(code)
    assert len(touched(tmp_path / "a.py")) == found


# -- Subclasses ------------------------------------------------------------------------


@cache
def own_names(cls: type) -> frozenset[str]:
    """Return the methods of a class, and the attributes that it sets or asks of itself."""
    node = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    named = {one.name for one in ast.walk(node) if isinstance(one, ast.FunctionDef)}
    for one in ast.walk(node):
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name):
            named |= {one.attr} if one.value.id == "self" else set()
    return frozenset(named)


def subclasses() -> Iterator[tuple[type, list[type]]]:
    """Yield each class of ours that has a base upstream, and its bases there."""
    for path in (*MODULES, INTERNALS):
        classes = [node.name for node in tree(path).body if isinstance(node, ast.ClassDef)]
        if not classes or (not any(imported(tree(path))) and "render" not in path.parts):
            continue
        name = ".".join(path.relative_to(PROJECT).with_suffix("").parts)
        module = importlib.import_module(name)
        for cls in (getattr(module, one) for one in classes):
            bases = [b for b in cls.__mro__ if b.__module__.partition(".")[0] in UPSTREAM]
            if bases:
                yield cls, bases


def test_no_other_class_uses_a_private_name_of_its_base() -> None:
    wrong = []
    for cls, bases in subclasses():
        theirs = {name for base in bases for name in own_names(base) if is_private(name)}
        if cls.__module__ != sphinx_internals.__name__:
            wrong += [f"{cls.__qualname__}.{name}" for name in own_names(cls) & theirs]
    # ABlog's constructor of a post is not called, so its values are set here. See the bridge.
    assert sorted(wrong) == [
        *("LibraryPost._blog", "LibraryPost._computed_date", "LibraryPost._next"),
        *("LibraryPost._prev", "LibraryPost._title"),
    ]


# What a subclass of ours overrides or sets, for its base to call or read.
OVERRIDDEN = {
    "ablog.blog.Post": "_blog _next _prev _title archive author category date docname doctree "
    "draft excerpt external_link language location nocomments options order published redirect "
    "section tags update",
    "ablog.post.PostListDirective": "run",
    "docutils.nodes.document": "ids nameids set_id",
    "myst_parser.mdit_to_docutils.base.DocutilsRenderer": "_heading_offset _heading_slugs "
    "_level_to_section _render_tokens add_line_and_source_path copy_attributes create_warning "
    "current_node_context generate_heading_target nested_render_text render_children "
    "render_code_block render_colon_fence render_fence render_footnote_ref "
    "render_footnote_reference render_heading render_hr render_html_block render_link "
    "render_math_block render_math_block_label render_myst_role render_myst_target "
    "render_paragraph render_restructuredtext renderInlineAsText rules run_directive setup_render",
    "sphinx.application.Sphinx": "preload_builder setup_extension",
    "sphinx.builders.html.StandaloneHTMLBuilder": "copy_assets create_translator "
    "current_docname dark_highlighter dlpath docsettings fignumbers finish handle_page highlighter "
    "imagedir images imgpath init_highlighter post_process_images secnumbers write_doc "
    "write_doc_serialized",
    "sphinx.highlighting.PygmentsBridge": "get_formatter",
    "sphinx.transforms.SphinxSmartQuotes": "apply get_tokens",
    "sphinx.writers.html5.HTML5Translator": "add_permalink_ref image_size starttag visit_raw",
}


@pytest.mark.parametrize("name", OVERRIDDEN)
def test_what_is_overridden_is_there(name: str) -> None:
    module, _, called = name.rpartition(".")
    cls = getattr(importlib.import_module(module), called)
    there = {one for base in cls.__mro__[:-1] for one in (*vars(base), *own_names(base))}
    assert set(OVERRIDDEN[name].split()) - there == set()


# -- Signatures and behaviour ------------------------------------------------------------

SIGNATURES = {
    "docutils.frontend.get_default_settings": "(*components)",
    "docutils.parsers.rst.languages.get_language": "(language_code, reporter=None)",
    "docutils.utils.math.latex2mathml.tex2mathml": "(tex_math, as_block=False)",
    "docutils.utils.smartquotes.smartchars": "(language='en')",
    "myst_parser.mdit_to_docutils.base.DocutilsRenderer.run_directive": "(self, name, first_line, "
    "content, position, additional_options=None, *, block_text=None)",
    "myst_parser.parsers.directives.parse_directive_text": "(directive_class, first_line, content, "
    "*, line=None, validate_options=True, additional_options=None)",
    "sphinx.builders.html.StandaloneHTMLBuilder.handle_page": "(self, pagename, addctx, "
    "templatename='page.html', *, outfilename=None, event_arg=None)",
    "sphinx.config.eval_config_file": "(filename, tags)",
    "sphinx.environment.BuildEnvironment.prepare_settings": "(self, docname)",
    "sphinx.environment.BuildEnvironment.clear_doc": "(self, docname)",
    "sphinx.highlighting.PygmentsBridge.get_formatter": "(self, **kwargs)",
    "sphinx.theming.HTMLThemeFactory.create": "(self, name)",
    "sphinx.theming.Theme.get_options": "(self, overrides=None)",
    "sphinx.theming.Theme.get_theme_dirs": "(self)",
    "sphinx.transforms.SphinxTransformer.set_environment": "(self, env)",
    "sphinx.util.docutils.docutils_namespace": "()",
    "sphinx.util.docutils.patch_docutils": "(confdir=None)",
    "sphinx.util.nodes.is_smartquotable": "(node)",
    "sphinx_design.shared.create_component": "(name, classes=(), *, rawtext='', children=(), "
    "**attributes)",
}


def found(name: str) -> Any:
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        try:
            value: Any = importlib.import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        for part in parts[end:]:
            value = getattr(value, part)
        return value
    raise AssertionError(name)


@pytest.mark.parametrize("name", SIGNATURES)
def test_it_is_called_as_we_call_it(name: str) -> None:
    parameters = inspect.signature(found(name)).parameters.values()
    bare = [parameter.replace(annotation=inspect.Parameter.empty) for parameter in parameters]
    assert str(inspect.Signature(bare)) == SIGNATURES[name]


def test_sphinx_executes_conf_py_where_it_is_put_off(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("project = 'Executed'")
    assert "namespace = eval_config_file(" in inspect.getsource(sphinx_config)
    before = sphinx_config.eval_config_file
    with sphinx_internals.executed({"project": "Held"}):
        held = sphinx_config.Config.read(tmp_path, overrides={}, tags=Tags())
    assert held.project == "Held"
    assert sphinx_config.eval_config_file is before


def test_an_enumeration_says_what_it_holds() -> None:
    listed = sphinx_config.ENUM("a", None, True)
    assert sphinx_internals.candidates(listed) == {"a", None, True}


def test_registries_are_empty_and_put_back(tmp_path: Path) -> None:
    roles.register_local_role("probe", lambda *_, **__: ([], []))
    translators["probe", "probe"] = object()  # type: ignore[assignment]
    try:
        with ExitStack() as closing:
            sphinx_internals.enter_docutils(closing, tmp_path)
            assert roles._roles == {}  # type: ignore[attr-defined]
            assert directives._directives == {}  # type: ignore[attr-defined]
            assert translators == {}
        assert "probe" in roles._roles  # type: ignore[attr-defined]
    finally:
        roles._roles.pop("probe", None)  # type: ignore[attr-defined]


def test_sphinx_speaks_to_one_logger_by_the_same_filters() -> None:
    assert sphinx_logging.NAMESPACE == "sphinx"
    source = inspect.getsource(sphinx_logging.setup)
    for part in ("logging.getLogger(NAMESPACE)", "WarningSuppressor(app)", "addHandler("):
        assert part in source
    assert sphinx_logging.WarningLogRecordTranslator.LogRecordClass is (
        sphinx_logging.SphinxWarningLogRecord
    )
    assert issubclass(sphinx_logging.SphinxLogRecordTranslator, logging.Filter)


def test_sphinx_reads_a_document_in_these_steps() -> None:
    source = inspect.getsource(Builder.read_doc)
    begun, ended = source.index("env.prepare_settings(docname)"), source.index("# cleanup")
    assert begun < ended < source.index("env.ref_context.clear()")
    assert "_CurrentDocument(" in inspect.getsource(BuildEnvironment.prepare_settings)
    assert "current_document._parser" in inspect.getsource(BuildEnvironment.parser.fget)  # type: ignore[attr-defined]
    assert _CurrentDocument().docname == ""
    assert "CONFIG_CHANGED" in inspect.getsource(BuildEnvironment.get_outdated_files) or (
        "config_changed" in inspect.getsource(BuildEnvironment.get_outdated_files)
    )


def test_the_environment_keeps_these_of_pages(tmp_path: Path) -> None:
    with opened(tmp_path) as renderer:
        env = renderer.renderer._engine.app.env
        builder = renderer.renderer.builder
        assert isinstance(builder, DirectoryHTMLBuilder)
        assert sphinx_internals.theme(builder).name == "publishing"
        title = sphinx_internals.title_node(env, "index")
        assert isinstance(title, docutils.nodes.title)
        assert sphinx_internals.contents(env, "index") == []
        assert sphinx_internals.downloads(env) == []
        assert [*sphinx_internals.files_read(env)] == []
        assert sphinx_internals.figure_numbers(env) is env.toc_fignumbers
        assert {one.name for one in sphinx_internals.domains(env)} >= {"std", "math"}
        assert sphinx_internals.myst_config(env).enable_extensions


def test_myst_sets_up_what_we_set_up_in_its_place() -> None:
    """It makes a document each time; https://myst-parser.readthedocs.io says of no other way."""
    assert own_names(SphinxRenderer) & {"setup_render"} == set()
    source = inspect.getsource(DocutilsRenderer.setup_render)
    assert 'options.get("document", make_document())' in source
    set_there = {
        node.attr
        for node in ast.walk(ast.parse(textwrap.dedent(source)))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    ours = inspect.getsource(sphinx_internals.MystRenderer.begin)
    assert {name for name in set_there if f"self.{name}" not in ours} == set()


def test_an_emptied_document_is_as_a_new_one() -> None:
    document = docutils.utils.new_document("a")
    document += docutils.nodes.paragraph("", "Text.")
    document.note_explicit_target(docutils.nodes.target(names=["here"]))
    document.note_footnote(docutils.nodes.footnote())
    transformer = document.transformer
    sphinx_internals.empty(document)
    assert (document.children, document.footnotes) == ([], [])
    assert (document.ids, document.nameids) == ({}, {})
    assert document.transformer is transformer


def test_the_stop_words_of_a_language_are_listed() -> None:
    assert not isinstance(languages["en"], str)
    assert {"the", "and"} <= languages["en"].stopwords
    assert languages["zh"] == "sphinx.search.zh.SearchChinese"


# -- Transforms ----------------------------------------------------------------------------

# Those that no post needs: they look for what only reStructuredText can write, write into the
# environment of pages, or number what has a name. A new one is to be looked at: it belongs here,
# or in `transforms.RUN`.
LEFT_OUT = {
    "ablog.post.CheckFrontMatter",
    "docutils.transforms.frontmatter.DocInfo",
    "docutils.transforms.frontmatter.DocTitle",
    "docutils.transforms.frontmatter.SectionSubTitle",
    "docutils.transforms.references.AnonymousHyperlinks",
    "docutils.transforms.references.Substitutions",
    "docutils.transforms.universal.Decorations",
    "docutils.transforms.universal.ExposeInternals",
    "docutils.transforms.universal.StripComments",
    "myst_parser.mdit_to_docutils.transforms.UnreferencedFootnotesDetector",
    "publishing.render.page_ids.PageIds",
    "pydata_sphinx_theme.short_link.ShortenLinkTransform",
    "sphinx.builders.latex.transforms.BibliographyTransform",
    "sphinx.builders.latex.transforms.CitationReferenceTransform",
    "sphinx.builders.latex.transforms.DocumentTargetTransform",
    "sphinx.builders.latex.transforms.FootnoteDocnameUpdater",
    "sphinx.builders.latex.transforms.IndexInSectionTitleTransform",
    "sphinx.builders.latex.transforms.LaTeXFootnoteTransform",
    "sphinx.builders.latex.transforms.LiteralBlockTransform",
    "sphinx.builders.latex.transforms.MathReferenceTransform",
    "sphinx.builders.latex.transforms.ShowUrlsTransform",
    "sphinx.builders.latex.transforms.SubstitutionDefinitionsRemover",
    "sphinx.builders.linkcheck.HyperlinkCollector",
    "sphinx.domains.c.AliasTransform",
    "sphinx.domains.citation.CitationDefinitionTransform",
    "sphinx.domains.citation.CitationReferenceTransform",
    "sphinx.domains.cpp.AliasTransform",
    "sphinx.transforms.AutoIndexUpgrader",
    "sphinx.transforms.AutoNumbering",
    "sphinx.transforms.DefaultSubstitutions",
    "sphinx.transforms.DoctestTransform",
    "sphinx.transforms.DoctreeReadEvent",
    "sphinx.transforms.ExtraTranslatableNodes",
    "sphinx.transforms.GlossarySorter",
    "sphinx.transforms.HandleCodeBlocks",
    "sphinx.transforms.MoveModuleTargets",
    "sphinx.transforms.ReorderConsecutiveTargetAndIndexNodes",
    "sphinx.transforms.SortIds",
    "sphinx.transforms.i18n.AddTranslationClasses",
    "sphinx.transforms.i18n.Locale",
    "sphinx.transforms.i18n.PreserveTranslatableMessages",
    "sphinx.transforms.i18n.RemoveTranslatableInline",
    "sphinx.transforms.i18n.TranslationProgressTotaliser",
    "sphinx.transforms.post_transforms.OnlyNodeTransform",
    "sphinx.transforms.post_transforms.PropagateDescDomain",
    "sphinx.transforms.post_transforms.SigElementFallbackTransform",
    "sphinx.transforms.post_transforms.images.DataURIExtractor",
    "sphinx.transforms.post_transforms.images.ImageDownloader",
    "sphinx.transforms.references.SphinxDomains",
    "sphinx.versioning.UIDTransform",
    "sphinx_design.extension.AddFirstTitleCss",
}


class OfAnExtension(Transform):
    """What an extension of an owner brings."""


def test_every_transform_of_upstream_is_run_or_left_out_on_purpose(tmp_path: Path) -> None:
    with opened(tmp_path) as renderer:
        app = renderer.renderer._engine.app
        every = {one for group in transforms_of(app) for one in group}
        assert {transforms.name(one) for one in every} == LEFT_OUT | transforms.RUN.keys()
        app.registry.transforms.append(OfAnExtension)
        reading, resolving = transforms.of_posts(app)
        assert OfAnExtension in reading
        ours = {transforms.name(one) for one in (*reading, *resolving)}
        ours -= {"publishing.render.smart_quotes.PostSmartQuotes", transforms.name(OfAnExtension)}
        assert ours == transforms.RUN.keys() - {"sphinx.transforms.SphinxSmartQuotes"}


def stand_in(module: str) -> type[Transform]:
    return type("NewOne", (Transform,), {"__module__": module})


@pytest.mark.parametrize(
    ("module", "is_stock"),
    [
        ("sphinx.transforms.new", True),
        ("docutils.transforms.new", True),
        ("myst_parser.new", True),
        ("sphinx.ext.todo", False),
        ("sphinxcontrib.bibtex", False),
        ("conf", False),
    ],
)
def test_what_upstream_adds_does_not_run_unseen(module: str, is_stock: bool) -> None:
    assert transforms.is_stock(stand_in(module)) is is_stock


# -- ABlog, and the theme --------------------------------------------------------------------


def test_ablog_keeps_its_state_on_the_class() -> None:
    assert isinstance(Blog._dict, dict)
    assert "self.__dict__ = self._dict" in inspect.getsource(Blog.__init__)
    assert {"posts", "catalogs", "archive", "references"} <= own_names(Blog)
    assert list(inspect.signature(Collection).parameters) == [
        *("catalog", "label", "name", "href", "path", "page"),
    ]
    assert {"collections", "__setitem__"} <= own_names(Catalog) | set(vars(Catalog))


def test_what_is_switched_off_is_what_ablog_switches_on() -> None:
    source = inspect.getsource(ablog.setup)
    for event, handlers in sphinx_internals.SWITCHED_OFF.items():
        for handler in handlers:
            assert f'app.connect("{event}", {handler.__name__})' in source


def theme_template(theme: ModuleType) -> str:
    folder = Path(str(theme.__file__)).parent / "theme" / theme.__name__
    return (folder / "layout.html").read_text(encoding="utf-8")


def test_the_theme_lets_nobody_add_to_its_html_tag() -> None:
    """`publishing.pages.layout` adds attributes to what it wrote."""
    pydata = theme_template(importlib.import_module("pydata_sphinx_theme"))
    tag, _, rest = pydata.partition('{%- extends "basic/layout.html" %}')
    assert "{% set html_tag %}" in tag
    assert "{% block" not in tag
    assert "html_tag" not in rest
    assert "html_tag" not in theme_template(importlib.import_module("sphinx_book_theme"))
