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

from publishing.base.file_index import FileIndex
from publishing.base.folders import BUILD, PREVIEW
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
from publishing.output.site_folder import Site
from publishing.render.conf_report import faults, kept_report
from publishing.render.store import Store, StoreError
from publishing.site.build_stamp import BuildStamp, Sources
from publishing.site.validation import library_notices

if TYPE_CHECKING:
    from publishing.site.builder import Made


def build(root: Path, environ: Mapping[str, str], words: Sequence[str] = ()) -> int:
    """Build the site of the project in *root* and return the exit status.

    :param words: options of `sphinx-build` that have a meaning here (``SPHINXOPTS``).

    The site that is in place stays as it was if anything refuses the new one.
    """
    try:
        options = Options.read(words)
        configuration = Configuration.load(root, environ, options.overrides, options.tags)
        if configuration.problems:
            raise SettingsError(faults(configuration))
        building = _Building(configuration, options, clock.now(environ))
        try:
            return building.run(fresh=options.fresh)
        except StoreError:
            return building.run(fresh=True)
    except SettingsError as failure:
        return _refused(failure.problems, [summary(failure.problems, 0)])
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


@dataclass(frozen=True, slots=True)
class _Building:
    configuration: Configuration
    options: Options
    now: datetime
    watch: Stopwatch = field(default_factory=Stopwatch)

    def run(self, *, fresh: bool) -> int:
        configuration, settings = self.configuration, self.settings
        store = Store(self.root, settings, fresh=fresh)
        site = Site(self._folder)
        # Taken before anything is read: what changes from here on is for the next build.
        states = self._folder / ".site" / "files"
        if fresh:
            states.unlink(missing_ok=True)
        index = FileIndex(states, self.root)
        with self.watch.part("reading"):
            sources = Sources.of(self.root, configuration.page_patterns, index)
            index.save()
        # A preview says what day it is, so it is never the same again.
        anew = fresh or self.options.preview
        last = None if anew else BuildStamp.load(self._build_stamp)
        known = kept_report(configuration, store) if last else None
        if last and known:
            inputs = sources.inputs(settings, known.sphinx).digest
            if last.holds(self.root, inputs, self.now) and site.is_whole():
                if self.options.refuses(last.problems):
                    return self._refused(last.problems, (*last.facts[:-2], last.facts[-1]))
                return self._told(last, "nothing has changed")
        with self.watch.part("reading"):
            library = Library.load(
                self.root,
                settings,
                self.now,
                store.read,
                preview=self.options.preview,
                folder=sources.folder,
                recall=lambda path: store.recall(path, sources.contents[path]),
                jobs=self.options.jobs,
            )
        is_sound = not self.options.refuses(library.problems)
        # From here on Sphinx is needed, which takes half a second to load.
        try:
            with self.watch.part("loading Sphinx"):
                from publishing.site.builder import Builder

                scratch = self._folder / ".sphinx"
                site_builder = Builder(configuration, scratch, self.options, store, self.watch)
        except SettingsError as failure:
            found = [*library.problems, *failure.problems]
            return self._refused(found, [summary(found, library.count)])
        with site_builder:
            made = site_builder.make(library, is_sound=is_sound)
            problems = report([*library.problems, *made.problems])
            if self.options.refuses(problems):
                return self._refused(problems, _facts(library, made, problems, is_refused=True))
            # Killed from here on, the site is made of one thing or another: look again.
            self._build_stamp.unlink(missing_ok=True)
            if not gc.isenabled():
                gc.freeze()  # nothing made so far is garbage: let no later collection look at it
            try:
                with self.watch.part("making files"):
                    change = site.update(made.outputs, partial(spread, jobs=self.options.jobs))
            except ProblemError as failure:
                found = report([*problems, failure.problem])
                return self._refused(found, _facts(library, made, found, is_refused=True))
        store.prune(made.rendered, (*library.posts, *library.held), made.drawn)
        facts = _facts(library, made, problems)
        inputs = sources.inputs(settings, site_builder.report.sphinx).digest
        stamp = BuildStamp.of(inputs, library, made.rendered.values(), made.pages, problems, facts)
        stamp.save(self._build_stamp)
        return self._told(
            stamp,
            f"{len(change.written):,} files written, {len(change.deleted):,} deleted",
        )

    def _refused(self, problems: Sequence[Problem], facts: Sequence[str]) -> int:
        return _refused(problems, facts, full=self.options.full)

    @property
    def root(self) -> Path:
        return self.configuration.root

    @property
    def settings(self) -> Settings:
        return self.configuration.settings

    @property
    def _folder(self) -> Path:
        return self.root / (PREVIEW if self.options.preview else BUILD)

    @property
    def _build_stamp(self) -> Path:
        return self._folder / ".site" / "stamp"

    def _told(self, stamp: BuildStamp, done: str) -> int:
        full = self.options.full
        _tell(stamp.problems, full=full)
        if not self.options.quiet:
            position = (self._folder / "html").relative_to(self.root).as_posix()
            facts = stamp.facts if full else shortened(stamp.facts)
            lines = (*facts, done, f"the site is in {position}")
            sys.stdout.write("".join(f"{line}\n" for line in lines))
            if self.options.verbose:
                sys.stdout.write(f"{self.watch}\n")
        return 0


def _facts(
    library: Library, made: Made, problems: Sequence[Problem], *, is_refused: bool = False
) -> list[str]:
    notices = library_notices(library, made.rendered, problems, is_refused=is_refused)
    return [*notices, summary(problems, library.count)]


def _refused(problems: Sequence[Problem], facts: Sequence[str], *, full: bool = False) -> int:
    _tell(problems, full=full)
    lines = (
        *(facts if full else shortened(facts)),
        "The site is as it was: mend the errors first.",
    )
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 1


def _tell(problems: Sequence[Problem], *, full: bool) -> None:
    sys.stdout.writelines(f"{line}\n" for line in problem_lines(problems, full=full))
