"""Builds the site: reads, checks, prints, and puts the new edition in place."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from publishing import clock
from publishing.conf.configuration import Configuration
from publishing.imprint import Imprint, Sources
from publishing.options import Options, OptionsError
from publishing.place.file_index import FileIndex
from publishing.place.site import Site, SiteError
from publishing.press.conf_report import faults, kept_report
from publishing.press.store import Store, StoreError
from publishing.problem import Problem, printable, report, summary
from publishing.problem import lines as problem_lines
from publishing.settings import Settings, SettingsError
from publishing.shelf.library import Library
from publishing.shelf.notice import shortened
from publishing.stopwatch import Stopwatch
from publishing.validation import library_notices
from publishing.workers import ProblemError, spread

BUILD = "_build"
PREVIEW = f"{BUILD}/preview"
"""Folders of the site and of its preview, which never touches the site."""


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
        return _refused(failure.problems, summary(failure.problems, 0))
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
        last = None if anew else Imprint.load(self._imprint)
        known = kept_report(configuration, store) if last else None
        if last and known:
            inputs = sources.inputs(settings, known.sphinx).digest
            if last.holds(self.root, inputs, self.now) and site.is_whole():
                if self.options.refuses(last.problems):
                    return _refused(last.problems, last.facts[-1], full=self.options.full)
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
                from publishing.workshop import Workshop

                scratch = self._folder / ".sphinx"
                workshop = Workshop(configuration, scratch, self.options, store, self.watch)
        except SettingsError as failure:
            return self._refused(library, [*library.problems, *failure.problems])
        with workshop:
            made = workshop.make(library, is_sound=is_sound)
            problems = report([*library.problems, *made.problems])
            if self.options.refuses(problems):
                return self._refused(library, problems)
            # Killed from here on, the site is made of one thing or another: look again.
            self._imprint.unlink(missing_ok=True)
            if not gc.isenabled():
                gc.freeze()  # nothing made so far is garbage: let no later collection look at it
            try:
                with self.watch.part("making files"):
                    change = site.update(made.outputs, partial(spread, jobs=self.options.jobs))
            except ProblemError as failure:
                return self._refused(library, report([*problems, failure.problem]))
        store.prune(made.printed, (*library.posts, *library.held), made.drawn)
        facts = [
            *library_notices(library, made.printed, problems),
            summary(problems, library.count),
        ]
        inputs = sources.inputs(settings, workshop.report.sphinx).digest
        edition = Imprint.of(inputs, library, made.printed.values(), made.pages, problems, facts)
        edition.save(self._imprint)
        return self._told(
            edition, f"{len(change.written):,} files written, {len(change.deleted):,} deleted"
        )

    def _refused(self, library: Library, problems: Sequence[Problem]) -> int:
        return _refused(problems, summary(problems, library.count), full=self.options.full)

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
    def _imprint(self) -> Path:
        return self._folder / ".site" / "imprint"

    def _told(self, edition: Imprint, done: str) -> int:
        full = self.options.full
        _tell(edition.problems, full=full)
        if not self.options.quiet:
            place = (self._folder / "html").relative_to(self.root).as_posix()
            facts = edition.facts if full else shortened(edition.facts)
            lines = (*facts, done, f"the site is in {place}")
            sys.stdout.write("".join(f"{line}\n" for line in lines))
            if self.options.verbose:
                sys.stdout.write(f"{self.watch}\n")
        return 0


def _refused(problems: Sequence[Problem], last: str, *, full: bool = False) -> int:
    _tell(problems, full=full)
    sys.stdout.write(f"{last}\nThe site is as it was: mend the errors first.\n")
    return 1


def _tell(problems: Sequence[Problem], *, full: bool) -> None:
    sys.stdout.writelines(f"{line}\n" for line in problem_lines(problems, full=full))
