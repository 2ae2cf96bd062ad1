"""Builds previews one after the other, keeping Sphinx loaded and whatever else stays the same."""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from publishing.base.folders import PREVIEW
from publishing.base.memory import ADVICE, lacks_memory
from publishing.base.output import Output, SiteError
from publishing.base.workers import ProblemError, spread
from publishing.conf import clock
from publishing.conf.configuration import Configuration
from publishing.conf.local_code import project_code
from publishing.conf.options import Options
from publishing.conf.settings import CONF, Settings, SettingsError
from publishing.library.library import Library
from publishing.library.loading import Memory
from publishing.model.problem import Problem, error, report
from publishing.output.site_folder import Change, Site
from publishing.render.conf_report import faults
from publishing.render.store import Store, StoreError
from publishing.site.builder import Builder


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """How one build went.

    :ivar posts: how many posts were looked at.
    :ivar change: what is new in the site; None if it was refused and is as it was.
    :ivar seconds: how long it took.
    """

    problems: tuple[Problem, ...]
    posts: int
    change: Change | None
    seconds: float


class Session:
    """The previews of one project.

    :ivar settings: as of the last build whose settings could be read.
    :ivar owes_search: whether posts have changed since the search was made.
    :ivar sources: files and folders that the last build was made from, beside those that every
        project has: the code that `conf.py` reaches, the files that settings name, what ordinary
        pages include, and where they are. Those of a `conf.py` that cannot be executed are not
        known, so that all of the project's code is among them.
    """

    def __init__(self, root: Path, environ: Mapping[str, str], options: Options) -> None:
        self.settings: Settings | None = None
        self.owes_search = False
        self.sources: frozenset[str] = frozenset()
        self._starting: frozenset[str] = frozenset()
        self._root = root
        self._environ = environ
        self._options = options
        self._site = Site(root / PREVIEW)
        self._shop: tuple[Builder, Store, Settings] | None = None
        self._memory: Memory = {}
        self._search: tuple[Output, ...] = ()

    def build(self, changed: Collection[str] = (), *, search: bool = False) -> Round:
        """Build the preview. Nothing that is wrong with the project is raised.

        :param changed: files that have changed since the last build.
        :param search: whether to make the search anew. It takes longer than all the rest, so
            that of an earlier build is kept as a rule.
        """
        begun = time.perf_counter()
        posts, change = 0, None
        if CONF in changed or self._starting.intersection(changed):
            self.close()
        try:
            site_builder, store, settings = self._shop = self._shop or self._open()
            now = clock.now(self._environ)
            library = Library.load(
                self._root, settings, now, store.read, preview=True, memory=self._memory
            )
            posts, problems = library.count, library.problems
            is_sound = not self._options.refuses(problems)
            kept = () if search else self._search
            made = site_builder.make(library, is_sound=is_sound, search=kept)
            self.sources = self._starting.union(made.pages, site_builder.page_folders)
            problems = tuple(report([*problems, *made.problems]))
            if not self._options.refuses(problems):
                change = self._site.update(made.outputs, partial(spread, jobs=self._options.jobs))
                self._search = made.search
                self.owes_search = bool(kept and (self.owes_search or change.written))
        except SettingsError as failure:
            self.close()
            self.sources |= {*project_code(self._root)}
            self._starting |= self.sources
            problems = tuple(report(failure.problems))
        except Exception as failure:  # of a template, of the disk: it may be mended by a save
            self.close()
            problems = (self._fault(failure),)
        seconds = time.perf_counter() - begun
        return Round(problems=problems, posts=posts, change=change, seconds=seconds)

    def close(self) -> None:
        """Let go of Sphinx; the next build loads it again."""
        if self._shop:
            self._shop[0].close()
        self._shop = None
        self._memory.clear()
        self._search = ()

    def _open(self) -> tuple[Builder, Store, Settings]:
        options = self._options
        configuration = Configuration.load(
            self._root, self._environ, options.overrides, options.tags
        )
        if configuration.problems:
            raise SettingsError(faults(configuration))
        self.settings = settings = configuration.settings
        store = Store(self._root, settings, fresh=options.fresh)
        scratch = self._root / PREVIEW / ".sphinx"
        self._starting = frozenset(_relative(self._root, configuration.code.files))
        site_builder = Builder(configuration, scratch, options, store)
        self._starting |= {path for path, _ in site_builder.report.sphinx.files}
        return site_builder, store, settings

    def _fault(self, failure: Exception) -> Problem:
        """Say where the project made the program fail, as near to it as can be known."""
        if isinstance(failure, ProblemError):
            return failure.problem
        if isinstance(failure, SiteError | StoreError):
            return error(PREVIEW, 1, 1, "preview-fault", str(failure))
        path, line = PREVIEW, 1
        for layout in traceback.extract_tb(failure.__traceback__):
            if Path(layout.filename).is_relative_to(self._root):
                path = Path(layout.filename).relative_to(self._root).as_posix()
                line = layout.lineno or 1
        if lacks_memory(failure):
            return error(PREVIEW, 1, 1, "preview-fault", ADVICE)
        if not isinstance(failure, OSError):
            traceback.print_exception(failure, file=sys.stdout)
        what = f"{type(failure).__name__}: {failure}"
        return error(path, line, 1, "preview-fault", what)


def _relative(root: Path, files: Iterable[Path]) -> Iterator[str]:
    return (os.path.relpath(file, root.resolve()) for file in files)
