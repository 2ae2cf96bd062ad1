"""Builds the site: reads, checks, prints, and puts the new edition in place."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from publishing import ablog_bridge, clock
from publishing.edition import Edition
from publishing.engine import Engine
from publishing.library import Library
from publishing.link_check import check_links
from publishing.press import Press
from publishing.problem import Problem, report, summary
from publishing.provenance import code_digest
from publishing.settings import Settings, SettingsError
from publishing.site import Site

BUILD = "_build"


def build(root: Path, environ: Mapping[str, str]) -> int:
    """Build the site of the project in *root* and return the exit status.

    The site that is in place stays as it was if anything refuses the new one.
    """
    try:
        settings = Settings.load(root, environ)
        now = clock.now(environ)
    except SettingsError as failure:
        return _refused(failure.problems, 0)
    except clock.ClockError as failure:
        sys.stdout.write(f"{failure}\n")
        return 2
    library = Library.load(root, settings, now)
    problems = list(library.problems)
    if any(problem.is_error for problem in problems):
        return _refused(problems, len(library.posts) + len(library.held))
    with Engine(root, root / BUILD / ".sphinx", settings) as engine:
        ablog_bridge.hand_over(engine.app, library)
        pages, found = engine.read_pages()
        press = Press(engine, library)
        printed = {post.path: press.print(post) for post in library.posts}
        problems += found
        problems += (problem for one in printed.values() for problem in one.problems)
        if any(problem.is_error for problem in problems):
            return _refused(problems, len(library.posts) + len(library.held))
        outputs = tuple(Edition(engine, library, pages, printed, code_digest()).outputs())
        addresses = (output.path.removesuffix("index.html") for output in outputs)
        problems += check_links(library, printed, addresses)
        change = Site(root / BUILD).update(outputs)
    _tell(problems)
    sys.stdout.write(
        f"{summary(problems, len(library.posts))}\n"
        f"{len(library.posts):,} posts published, {len(library.held):,} held back; "
        f"{len(change.written):,} files written, {len(change.deleted):,} deleted, "
        f"{change.kept:,} kept. The site is in {BUILD}/html.\n"
    )
    return 0


def _refused(problems: list[Problem], posts: int) -> int:
    _tell(problems)
    sys.stdout.write(f"{summary(problems, posts)}\nThe site is as it was: mend the errors first.\n")
    return 1


def _tell(problems: list[Problem]) -> None:
    for problem in report(problems):
        sys.stdout.write(f"{problem}\n")
