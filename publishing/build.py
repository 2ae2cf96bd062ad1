"""Builds the site: reads, checks, prints, and puts the new edition in place."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from publishing import clock, imprint
from publishing.imprint import Imprint
from publishing.library import Library
from publishing.notice import notices
from publishing.options import Options, OptionsError
from publishing.post import Post, read_post
from publishing.printed import Printed
from publishing.problem import Problem, report, summary
from publishing.settings import Settings, SettingsError
from publishing.site import Output, Site, SiteError
from publishing.store import Store, StoreError
from publishing.target import Targets
from publishing.targets import targets
from publishing.workers import spread

if TYPE_CHECKING:
    from publishing.press import Press

BUILD = "_build"


def build(root: Path, environ: Mapping[str, str], words: Sequence[str] = ()) -> int:
    """Build the site of the project in *root* and return the exit status.

    :param words: options of `sphinx-build` that have a meaning here (``SPHINXOPTS``).

    The site that is in place stays as it was if anything refuses the new one.
    """
    try:
        options = Options.read(words)
        settings = Settings.load(root, environ)
        building = _Building(root, settings, options, clock.now(environ))
        try:
            return building.run(Store(root, settings, fresh=options.fresh))
        except StoreError:
            return building.run(Store(root, settings, fresh=True))
    except SettingsError as failure:
        return _refused(failure.problems, 0)
    except OptionsError as failure:
        sys.stdout.write(f"{failure}\n")
        return 2
    except (SiteError, StoreError) as failure:
        sys.stdout.write(f"{failure}\n")
        return 1
    except OSError as failure:
        sys.stdout.write(f"the site could not be built: {failure}. It is as it was.\n")
        return 1


@dataclass(frozen=True, slots=True)
class _Building:
    root: Path
    settings: Settings
    options: Options
    now: datetime

    def run(self, store: Store) -> int:
        site = Site(self.root / BUILD)
        # Taken before anything is read: what changes from here on is for the next build.
        sources = imprint.sources(self.root, self.settings, self.options.overrides)
        last = None if self.options.fresh else Imprint.load(self._imprint)
        if last and last.holds(self.root, sources, self.now) and site.is_whole():
            if self._refuses(last.problems):
                return _refused(last.problems, len(last.facts))
            return self._told(last, "nothing has changed")
        library = Library.load(self.root, self.settings, self.now, store.read)
        problems = list(library.problems)
        if self._refuses(problems):
            return _refused(problems, len(library.posts) + len(library.held))
        # From here on Sphinx is needed, which takes half a second to load.
        from publishing import ablog_bridge
        from publishing.edition import Edition
        from publishing.engine import Engine
        from publishing.link_check import check_links
        from publishing.press import Press

        with Engine(
            self.root, self.root / BUILD / ".sphinx", self.settings, self.options.overrides
        ) as engine:
            ablog_bridge.hand_over(engine.app, library)
            known = targets(library)
            pages, found = engine.read_pages(known)
            press = Press(engine, library, known, store.keep_text)
            printed = self._print(press, library, known, store)
            problems += found
            problems += (problem for one in printed.values() for problem in one.problems)
            if self._refuses(problems):
                return _refused(problems, len(library.posts) + len(library.held))
            outputs = tuple(Edition(engine, library, pages, printed, press, store).outputs())
            addresses = (output.path.removesuffix("index.html") for output in outputs)
            problems += check_links(library, printed, addresses)
            if self._refuses(problems):
                return _refused(problems, len(library.posts) + len(library.held))
            # Killed from here on, the site is made of one thing or another: look again.
            self._imprint.unlink(missing_ok=True)
            change = site.update(outputs, self._make)
        store.prune(printed, library.posts)
        facts = [
            *notices(library.posts, library.held),
            summary(problems, len(library.posts) + len(library.held)),
        ]
        made = Imprint.of(sources, library, printed.values(), report(problems), facts)
        made.save(self._imprint)
        return self._told(
            made, f"{len(change.written):,} files written, {len(change.deleted):,} deleted"
        )

    @property
    def _imprint(self) -> Path:
        return self.root / BUILD / ".site" / "imprint"

    def _make(self, outputs: Sequence[Output]) -> Iterator[tuple[int, bytes | Path]]:
        return spread(Output.made, outputs, self.options.jobs)

    def _print(
        self, press: Press, library: Library, known: Targets, store: Store
    ) -> dict[str, Printed]:
        """Print what has not been printed before, on all cores."""
        printed = {post.path: store.printed(post, known) for post in library.posts}

        def one(post: Post) -> Printed:
            # What the cache tells of a post is all but its body.
            whole, _ = read_post(post.path, (self.root / post.path).read_bytes(), self.settings)
            made = press.print(whole or post)
            store.keep(post, made)
            return made

        due = [post for post in library.posts if printed[post.path] is None]
        for place, made in spread(one, due, self.options.jobs):
            printed[due[place].path] = made
        return {path: made for path, made in printed.items() if made is not None}

    def _refuses(self, problems: Sequence[Problem]) -> bool:
        return any(problem.is_error or self.options.strict for problem in problems)

    def _told(self, edition: Imprint, done: str) -> int:
        _tell(edition.problems)
        if not self.options.quiet:
            lines = (*edition.facts, done, f"the site is in {BUILD}/html")
            sys.stdout.write("".join(f"{line}\n" for line in lines))
        return 0


def _refused(problems: Sequence[Problem], posts: int) -> int:
    _tell(problems)
    sys.stdout.write(f"{summary(problems, posts)}\nThe site is as it was: mend the errors first.\n")
    return 1


def _tell(problems: Sequence[Problem]) -> None:
    for problem in report(problems):
        sys.stdout.write(f"{problem}\n")
