"""Lets Sphinx read the ordinary pages: what they say, what is wrong with them, what they need."""

from __future__ import annotations

import os
import shutil
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import Directive

from publishing.assets.file_state import content_state
from publishing.assets.responsive_images import ResponsiveImages
from publishing.conf.execution import described
from publishing.conf.settings import CONF
from publishing.model.problem import Problem, error
from publishing.model.target import PostFile, Targets
from publishing.render.engine import Engine, Page
from publishing.render.sphinx_internals import (
    contents,
    domains,
    downloads,
    files_read,
    read_everything,
)

_MADE = ("_downloads", "_images")
"""Folders that extensions write pictures and files into while a page is read or written."""


@dataclass(frozen=True, slots=True)
class ReadPages:
    """The ordinary pages of a site.

    :ivar pictures: the pictures that they show, which are published in several sizes.
    :ivar files: what else is published with them: downloads, and what extensions made.
    :ivar sources: every file that they were made from, and its state.
    :ivar outline: their names and titles, and which stand in whose table of contents: what a
        theme may show around any page.
    """

    pages: tuple[Page, ...] = ()
    problems: tuple[Problem, ...] = ()
    pictures: tuple[PostFile, ...] = ()
    files: tuple[PostFile, ...] = ()
    sources: dict[str, str] = field(default_factory=dict)
    outline: tuple[str, ...] = ()


def read_pages(
    engine: Engine, targets: Targets, responsive_images: ResponsiveImages | None = None
) -> ReadPages:
    """Let Sphinx read and resolve the ordinary pages.

    A page over which a directive or an extension fails is told of and left out, to see what is
    wrong with the others; the site is then refused.

    :param targets: what they may link to.
    :param responsive_images: makes the sizes of their pictures.
    """
    failures: list[Problem] = []
    left_out: set[str] = set()
    with _excluded(engine) as exclude:
        while True:
            found, failure = _read(engine, targets, responsive_images)
            if failure is None:
                break
            docname, problem = _told(engine, failure)
            if docname is None or docname in left_out:
                # Without its front page Sphinx reads nothing: that is no news.
                return ReadPages(problems=(*found, *(failures or [problem])))
            failures.append(problem)
            left_out.add(docname)
            exclude(docname)
    builder = engine.builder
    read = ReadPages(
        pages=tuple(builder.pages.values()),
        problems=(*found, *failures),
        pictures=tuple(
            PostFile(f"{builder.imagedir}/{name}", source)
            for source, name in sorted(builder.images.items())
        ),
        files=(*_downloads(engine), *_made(engine)),
        sources={path: content_state(engine.root, path) for path in _sources(engine)},
        outline=tuple(_outline(engine)),
    )
    # No label or number of a page may reach a post, whose rendering does not know of pages.
    for domain in domains(engine.app.env):
        for docname in engine.app.env.found_docs:
            domain.clear_doc(docname)
    return read


def _read(
    engine: Engine, targets: Targets, responsive_images: ResponsiveImages | None
) -> tuple[list[Problem], Exception | None]:
    """Read all pages anew; return what was said, and what was raised."""
    app, builder = engine.app, engine.builder
    builder.responsive_images = responsive_images
    # All over again, in a process that builds often: what was said of a page that has not
    # changed since is to be said again, and a page that is gone is to be gone.
    builder.pages.clear()
    builder.images.clear()
    for name in _MADE:
        shutil.rmtree(Path(app.outdir) / name, ignore_errors=True)
        (Path(app.outdir) / name).mkdir(parents=True, exist_ok=True)
    app.env.publication_targets = targets  # type: ignore[attr-defined]
    with engine.log.collect() as found:
        try:
            read_everything(app)
        except Exception as failure:  # of a directive, an extension, a listener in conf.py
            return found, failure
    return found, None


@contextmanager
def _excluded(engine: Engine) -> Iterator[Callable[[str], None]]:
    """Give what leaves a page out, until the block ends."""
    config, env = engine.app.config, engine.app.env
    before = config.exclude_patterns

    def exclude(docname: str) -> None:
        config.exclude_patterns = [*config.exclude_patterns, str(env.doc2path(docname, base=False))]

    try:
        yield exclude
    finally:
        config.exclude_patterns = before


def _told(engine: Engine, failure: Exception) -> tuple[str | None, Problem]:
    """Return the page that a failure is about, and what to say of it."""
    docname = directive = line = None
    cause: BaseException | None = failure
    while cause:
        for frame, _ in traceback.walk_tb(cause.__traceback__):
            held = frame.f_locals
            if held.get("docname") in engine.app.env.found_docs:
                docname = held["docname"]
            if isinstance(held.get("self"), Directive):
                directive, line = held["self"].name, held["self"].lineno
            elif isinstance(held.get("node"), nodes.Node) and held["node"].line:
                line = held["node"].line
        failure = cause if isinstance(cause, Exception) else failure
        cause = getattr(cause, "orig_exc", None) or cause.__cause__
    env = engine.app.env
    if docname is None and env.config.root_doc not in env.found_docs:
        return None, _without_front(engine, env.config.root_doc)
    said, mend = described(failure, engine.root)
    path = str(engine.app.env.doc2path(docname, base=False)) if docname else CONF
    what = f"{{{directive}}} fails: {said}" if directive else f"this page fails: {said}"
    help = f"correct what {{{directive}}} is given, or leave it out" if directive else mend
    return docname, error(path, line or 1, 1, "page-fails", what, help)


def _without_front(engine: Engine, name: str) -> Problem:
    if name != "index":
        position = engine.configuration.blame("root_doc")
        found = f"root_doc names {name!r}, and there is no such page"
        mend = "leave root_doc out: the front page is index.md"
    elif any(engine.root.glob("index.*")):
        position = engine.configuration.blame("include_patterns")
        found = "include_patterns leaves out the front page"
        mend = 'add "index.md"'
    else:
        position = "index.md", 1, 1
        found = "there is no such page, and the front page begins with it"
        mend = "write a heading, and a sentence or two that say what the publication is about"
    return error(*position, "page-missing", found, mend)


def _outline(engine: Engine) -> Iterator[str]:
    env = engine.app.env
    for docname in sorted(env.found_docs):
        title = env.titles.get(docname)
        yield f"{docname} {title.astext() if title else ''} {contents(env, docname)}"


def _downloads(engine: Engine) -> Iterator[PostFile]:
    for source, name in downloads(engine.app.env):
        yield PostFile(f"_downloads/{name}", source)


def _made(engine: Engine) -> Iterator[PostFile]:
    """Yield what extensions wrote beside the pages, such as a drawn graph."""
    out = Path(engine.app.outdir)
    for name in _MADE:
        for file in sorted((out / name).rglob("*")):
            if file.is_file():
                address = file.relative_to(out).as_posix()
                yield PostFile(address, os.path.relpath(file, engine.root))


def _sources(engine: Engine) -> set[str]:
    """Return the files that pages are, include, show and offer, relative to the project."""
    env = engine.app.env
    found = [env.doc2path(docname, base=False) for docname in env.found_docs]
    return {*map(str, found), *files_read(env)}
