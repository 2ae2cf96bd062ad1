"""Builds the site: reads, checks, renders, and puts the new site in place."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.base.cache import digest
from publishing.base.file_index import FileIndex
from publishing.base.folders import BUILD, PREVIEW, hold_writable
from publishing.base.output import SiteError
from publishing.base.stopwatch import Stopwatch
from publishing.base.workers import ProblemError, spread
from publishing.conf import clock
from publishing.conf.configuration import Configuration
from publishing.conf.options import Options, OptionsError
from publishing.conf.settings import Settings, SettingsError
from publishing.library.library import Library
from publishing.library.summary import shortened
from publishing.model.problem import Problem, printable, report, summary
from publishing.model.problem import lines as problem_lines
from publishing.output.site_folder import Change, Site
from publishing.render.conf_report import ConfReport, faults, kept_report
from publishing.render.store import Store, StoreError
from publishing.site.build_stamp import BuildStamp, Sources
from publishing.site.validation import library_notices

if TYPE_CHECKING:
    from publishing.site.builder import Builder, Made


def build(root: Path, environ: Mapping[str, str], words: Sequence[str] = ()) -> int:
    """Build the site of the project in *root* and return the exit status.

    :param words: options of `sphinx-build` that have a meaning here (``SPHINXOPTS``).

    The site that is in place stays as it was if anything refuses the new one.
    """
    full = False
    try:
        options = Options.read(words)
        full = options.full
        configuration = Configuration.load(root, environ, options.overrides, options.tags)
        if configuration.problems:
            raise SettingsError(faults(configuration))
        started = _Build(configuration, options, clock.now(environ))
        try:
            return started.run(fresh=options.fresh)
        except StoreError:
            return started.run(fresh=True)
    except _RefusedError as refused:
        return _refused(refused.problems, refused.facts, full=full)
    except SettingsError as failure:
        return _refused(failure.problems, [summary(failure.problems, 0)], full=full)
    except OptionsError as failure:
        sys.stdout.write(f"{printable(str(failure))}\n")
        return 2
    except (SiteError, StoreError) as failure:
        sys.stdout.write(f"{printable(str(failure))}\n")
        return 1
    except OSError as failure:
        what = printable(str(failure))
        sys.stdout.write(f"the site could not be built: {what}. It is as it was.\n")
        return 1


class _RefusedError(Exception):
    """The new site is refused: what is wrong, and the last lines that are said."""

    def __init__(self, problems: Sequence[Problem], facts: Sequence[str]) -> None:
        super().__init__()
        self.problems = problems
        self.facts = facts


@dataclass(frozen=True, slots=True)
class _Build:
    """One build, its steps in their order."""

    configuration: Configuration
    options: Options
    now: datetime
    watch: Stopwatch = field(default_factory=Stopwatch)

    def run(self, *, fresh: bool) -> int:
        """Build the site and return the exit status.

        :param fresh: whether to forget everything that was kept of earlier builds.
        """
        hold_writable(self.root, PREVIEW if self.options.preview else BUILD)
        store, site = Store(self.root, self.settings, fresh=fresh), Site(self.folder)
        # Taken before anything is read: what changes from here on is for the next build.
        sources = self._look(fresh=fresh)
        if not fresh and (stamp := self._unchanged(store, site, sources)):
            return self._told(stamp, "nothing has changed")
        library = self._read(store, sources)
        with self._start_sphinx(store, library) as builder:
            is_sound = not self.options.refuses(library.problems)
            made = builder.make(library, is_sound=is_sound)
            problems = report([*library.problems, *made.problems])
            self._hold(library, made, problems)
            change = self._put_in_place(site, library, made, problems)
        store.prune(made.rendered, (*library.posts, *library.held), made.drawn)
        inputs = self._inputs(sources, builder.report)
        facts = _facts(library, made, problems)
        stamp = BuildStamp.of(inputs, library, made.rendered.values(), made.pages, problems, facts)
        stamp.save(self._stamp_file)
        done = f"{len(change.written):,} files written, {len(change.deleted):,} deleted"
        return self._told(stamp, done)

    def _look(self, *, fresh: bool) -> Sources:
        """Look at every file of the project that goes into the site."""
        states = self.folder / ".site" / "files"
        if fresh:
            states.unlink(missing_ok=True)
        index = FileIndex(states, self.root)
        with self.watch.part("reading"):
            sources = Sources.of(self.root, self.configuration.page_patterns, index)
            index.save()
        return sources

    def _inputs(self, sources: Sources, conf: ConfReport) -> str:
        """Return the digest of what the site is made from, and of what is said of `conf.py`."""
        return digest(sources.inputs(self.settings, conf.sphinx).digest, *map(str, conf.problems))

    def _unchanged(self, store: Store, site: Site, sources: Sources) -> BuildStamp | None:
        """Return the stamp of the site that is in place, if it would be made again the same."""
        # A preview says what day it is, so it is never the same again.
        stamp = None if self.options.preview else BuildStamp.load(self._stamp_file)
        known = kept_report(self.configuration, store) if stamp else None
        if not (stamp and known):
            return None
        inputs = self._inputs(sources, known)
        if not (stamp.holds(self.root, inputs, self.now) and site.is_whole()):
            return None
        if self.options.refuses(stamp.problems):
            raise _RefusedError(stamp.problems, (*stamp.facts[:-2], stamp.facts[-1]))
        return stamp

    def _read(self, store: Store, sources: Sources) -> Library:
        """Read every post, and decide which are published."""
        with self.watch.part("reading"):
            return Library.load(
                self.root,
                self.settings,
                self.now,
                store.read,
                preview=self.options.preview,
                folder=sources.folder,
                recall=lambda path: store.recall(path, sources.contents[path]),
                jobs=self.options.jobs,
            )

    def _start_sphinx(self, store: Store, library: Library) -> Builder:
        """Load Sphinx, which takes half a second."""
        try:
            with self.watch.part("loading Sphinx"):
                from publishing.site.builder import Builder

                scratch = self.folder / ".sphinx"
                return Builder(self.configuration, scratch, self.options, store, self.watch)
        except SettingsError as failure:
            found = [*library.problems, *failure.problems]
            raise _RefusedError(found, [summary(found, library.count)]) from None

    def _hold(self, library: Library, made: Made, problems: Sequence[Problem]) -> None:
        """Refuse the site if anything is wrong with it that refuses it."""
        if self.options.refuses(problems):
            raise _RefusedError(problems, _facts(library, made, problems, is_refused=True))

    def _put_in_place(
        self, site: Site, library: Library, made: Made, problems: Sequence[Problem]
    ) -> Change:
        """Make the files that are due, and let the new site take the place of the old one."""
        # Killed from here on, the site is made of one thing or another: look again.
        self._stamp_file.unlink(missing_ok=True)
        if not gc.isenabled():
            gc.freeze()  # nothing made so far is garbage: let no later collection look at it
        try:
            with self.watch.part("making files"):
                return site.update(made.outputs, partial(spread, jobs=self.options.jobs))
        except ProblemError as failure:
            found = report([*problems, failure.problem])
            raise _RefusedError(found, _facts(library, made, found, is_refused=True)) from None

    def _told(self, stamp: BuildStamp, done: str) -> int:
        full = self.options.full
        _tell(stamp.problems, full=full)
        if not self.options.quiet:
            where = (self.folder / "html").relative_to(self.root).as_posix()
            facts = stamp.facts if full else shortened(stamp.facts)
            lines = (*facts, done, f"the site is in {where}")
            sys.stdout.write("".join(f"{line}\n" for line in lines))
            if self.options.verbose:
                sys.stdout.write(f"{self.watch}\n")
        return 0

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self.configuration.root

    @property
    def settings(self) -> Settings:
        """The settings of the publication."""
        return self.configuration.settings

    @property
    def folder(self) -> Path:
        """Where the site is built."""
        return self.root / (PREVIEW if self.options.preview else BUILD)

    @property
    def _stamp_file(self) -> Path:
        return self.folder / ".site" / "stamp"


def _facts(
    library: Library, made: Made, problems: Sequence[Problem], *, is_refused: bool = False
) -> list[str]:
    notices = library_notices(library, made.rendered, problems, is_refused=is_refused)
    return [*notices, summary(problems, library.count)]


def _refused(problems: Sequence[Problem], facts: Sequence[str], *, full: bool) -> int:
    _tell(problems, full=full)
    lines = (
        *(facts if full else shortened(facts)),
        "The site is as it was: mend the errors first.",
    )
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 1


def _tell(problems: Sequence[Problem], *, full: bool) -> None:
    sys.stdout.writelines(f"{line}\n" for line in problem_lines(problems, full=full))
