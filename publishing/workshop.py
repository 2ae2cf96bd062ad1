"""Makes editions of the site with one Sphinx, which takes half a second to load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from publishing.conf.configuration import Configuration
from publishing.conf.page_folders import open_folders
from publishing.options import Options
from publishing.pages.edition import Edition
from publishing.pictures.decoder import Limits
from publishing.pictures.gallery import Gallery
from publishing.place.site import Output
from publishing.press import ablog_bridge
from publishing.press.batch import kept, print_all
from publishing.press.conf_report import new_report
from publishing.press.engine import Engine
from publishing.press.page_reader import read_pages
from publishing.press.printed import Printed
from publishing.press.printer import Press
from publishing.press.store import Store
from publishing.problem import Problem
from publishing.shelf.library import Library
from publishing.shelf.targets import targets, targets_of
from publishing.stopwatch import Stopwatch
from publishing.validation import feed_problems, print_problems, site_problems


@dataclass(frozen=True, slots=True)
class Made:
    """An edition that has not been put in place.

    :ivar printed: what the press made of each post, those included that wait, by path.
    :ivar outputs: every file of the site; none if there is an error.
    :ivar search: those of them that are the search.
    :ivar drawn: keys of the cards and pictures among them.
    :ivar problems: what making it found.
    :ivar pages: the files that ordinary pages were made from, and their state.
    """

    printed: Mapping[str, Printed]
    outputs: tuple[Output, ...]
    search: tuple[Output, ...]
    drawn: frozenset[str]
    problems: tuple[Problem, ...]
    pages: Mapping[str, str]


class Workshop:
    """Sphinx and the store, as a context manager, for as many editions as are wanted.

    :param scratch: a folder for Sphinx's own files, safe to delete.
    :param watch: is told what the time is spent on.
    :ivar report: what Sphinx makes of the configuration.
    :raises SettingsError: Sphinx cannot start with it.
    """

    def __init__(
        self,
        configuration: Configuration,
        scratch: Path,
        options: Options,
        store: Store,
        watch: Stopwatch | None = None,
    ) -> None:
        self._root = configuration.root
        self._settings = configuration.settings
        self._store = store
        self._jobs = options.jobs
        self._watch = watch or Stopwatch()
        self._engine = Engine(configuration, scratch)
        app = self._engine.app
        self.report = new_report(configuration, store, app.known, app.problems)
        store.print_with(self.report.prints)

    @property
    def page_folders(self) -> set[str]:
        """The folders of the project that ordinary pages may be in."""
        return open_folders(self._root, self._engine.configuration.page_patterns)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of Sphinx."""
        self._engine.__exit__()

    def make(
        self, library: Library, *, is_sound: bool = True, search: tuple[Output, ...] = ()
    ) -> Made:
        """Print what must be printed, and say what the site consists of.

        :param is_sound: whether the library has no error. Otherwise the posts that could be
            read are printed all the same, so that one run tells of everything.
        :param search: the search of an earlier edition, to be kept.
        """
        ablog_bridge.hand_over(self._engine.app, library)
        known = targets(library)
        gallery = Gallery(self._root, self._store.pictures, Limits.of(self._settings))
        read = read_pages(self._engine, known, gallery)
        store = self._store
        of = targets_of(library)
        press = Press(self._engine, library, of, store.keep_text, gallery, store.words.find)
        with self._watch.part("printing"):
            everyone = {post.path: post for post in (*library.held, *library.posts)}
            printed, due = kept(store, everyone.values(), of)
            printed |= print_all(press, store, self._root, self._settings, due, self._jobs)
        problems = [
            *self.report.problems,
            *read.problems,
            *print_problems(library, printed),
            *feed_problems(library, printed),
        ]
        outputs: tuple[Output, ...] = ()
        indexed: frozenset[str] = frozenset()
        if is_sound and not any(problem.is_error for problem in problems):
            gallery.prepare(library.images.values(), self._jobs)
            edition = Edition(
                self._engine,
                self.report,
                library,
                read,
                {post.path: printed[post.path] for post in library.posts},
                press,
                gallery,
                self._store,
                self._jobs,
                self._watch,
                search,
            )
            with self._watch.part("pages"):
                outputs = tuple(edition.outputs())
            indexed, search = edition.indexed, edition.search
        addresses = [output.path.removesuffix("index.html") for output in outputs]
        problems += site_problems(library, printed, store, gallery, addresses or None)
        drawn = gallery.keys | indexed | {output.fingerprint for output in outputs}
        return Made(printed, outputs, search, frozenset(drawn), tuple(problems), read.sources)
