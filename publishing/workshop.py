"""Makes editions of the site with one Sphinx, which takes half a second to load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from publishing.conf.configuration import Configuration
from publishing.conf.page_folders import open_folders
from publishing.feeds.feed_bounds import hold_feeds
from publishing.link_check import check_links
from publishing.options import Options
from publishing.pages.edition import Edition
from publishing.pictures.decoder import Limits
from publishing.pictures.gallery import Gallery
from publishing.place.site import Output
from publishing.press import ablog_bridge
from publishing.press.conf_report import new_report
from publishing.press.engine import Engine
from publishing.press.page_reader import read_pages
from publishing.press.printed import Printed
from publishing.press.printer import Press
from publishing.press.store import Store
from publishing.problem import Problem
from publishing.reading.post import Post, read_post
from publishing.shelf.library import Library
from publishing.shelf.target import Targets
from publishing.shelf.targets import targets
from publishing.stopwatch import Stopwatch
from publishing.workers import spread


@dataclass(frozen=True, slots=True)
class Made:
    """An edition that has not been put in place.

    :ivar printed: what the press made of each post, by path.
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
        press = Press(self._engine, library, known, store.keep_text, gallery, store.words.find)
        with self._watch.part("printing"):
            printed = self._print(press, library, known)
        problems = [
            *self.report.problems,
            *read.problems,
            *(problem for one in printed.values() for problem in one.problems),
            *hold_feeds(library, printed),
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
                printed,
                press,
                gallery,
                self._store,
                self._jobs,
                self._watch,
                search,
            )
            with self._watch.part("pages"):
                outputs = tuple(edition.outputs())
            problems += edition.problems()
            addresses = (output.path.removesuffix("index.html") for output in outputs)
            problems += check_links(library, printed, addresses)
            indexed, search = edition.indexed, edition.search
        drawn = gallery.keys | indexed | {output.fingerprint for output in outputs}
        return Made(printed, outputs, search, frozenset(drawn), tuple(problems), read.sources)

    def _print(self, press: Press, library: Library, known: Targets) -> dict[str, Printed]:
        """Print what has not been printed before, on all cores."""
        store = self._store
        printed = {post.path: store.printed(post, known) for post in library.posts}

        def one(post: Post) -> Printed:
            whole = post if post.body else self._whole(post)
            made = press.print(whole or post)
            # Saved by its author in this very moment, it is another post than the one in
            # question: under that one's name its print would come up for ever.
            if whole and whole.digest == post.digest:
                store.keep(post, made)
            return made

        due = [post for post in library.posts if printed[post.path] is None]
        for place, made in spread(one, due, self._jobs):
            printed[due[place].path] = made
        return {path: made for path, made in printed.items() if made is not None}

    def _whole(self, post: Post) -> Post | None:
        """Return a post with its body: what the cache tells of a post is all but that."""
        data = (self._root / post.path).read_bytes()
        whole, _ = read_post(post.path, data, self._settings)
        return whole
