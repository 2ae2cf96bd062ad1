"""Makes editions of the site with one Sphinx, which takes half a second to load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from publishing.feeds.feed_bounds import hold_feeds
from publishing.link_check import check_links
from publishing.options import Options
from publishing.pages.edition import Edition
from publishing.pictures.decoder import Limits
from publishing.pictures.gallery import Gallery
from publishing.place.site import Output
from publishing.press import ablog_bridge
from publishing.press.engine import Engine
from publishing.press.printed import Printed
from publishing.press.printer import Press
from publishing.press.store import Store
from publishing.problem import Problem, error
from publishing.reading.post import Post, read_post
from publishing.settings import Settings
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
    """

    printed: Mapping[str, Printed]
    outputs: tuple[Output, ...]
    search: tuple[Output, ...]
    drawn: frozenset[str]
    problems: tuple[Problem, ...]


_NO_FRONT_PAGE = error(
    "index.md",
    1,
    1,
    "page-missing",
    "there is no such page, and the front page begins with it",
    "write a heading, and a sentence or two that say what the publication is about",
)


class Workshop:
    """Sphinx and the store, as a context manager, for as many editions as are wanted.

    :param scratch: a folder for Sphinx's own files, safe to delete.
    :param watch: is told what the time is spent on.
    """

    def __init__(
        self,
        root: Path,
        scratch: Path,
        settings: Settings,
        options: Options,
        store: Store,
        watch: Stopwatch | None = None,
    ) -> None:
        self._root = root
        self._settings = settings
        self._store = store
        self._jobs = options.jobs
        self._watch = watch or Stopwatch()
        self._engine = Engine(root, scratch, settings, options.overrides)

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
        if not any(self._root.glob("index.*")):  # Sphinx would stop, and make no page at all
            return Made({}, (), (), frozenset(), (_NO_FRONT_PAGE,))
        ablog_bridge.hand_over(self._engine.app, library)
        known = targets(library)
        gallery = Gallery(self._root, self._store.pictures, Limits.of(self._settings))
        pages, found = self._engine.read_pages(known, gallery)
        store = self._store
        press = Press(self._engine, library, known, store.keep_text, gallery, store.words.find)
        with self._watch.part("printing"):
            printed = self._print(press, library, known)
        problems = [*found, *(problem for one in printed.values() for problem in one.problems)]
        problems += hold_feeds(library, printed)
        outputs: tuple[Output, ...] = ()
        indexed: frozenset[str] = frozenset()
        if is_sound and not any(problem.is_error for problem in problems):
            gallery.prepare(library.images.values(), self._jobs)
            edition = Edition(
                self._engine,
                library,
                pages,
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
        return Made(printed, outputs, search, frozenset(drawn), tuple(problems))

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
