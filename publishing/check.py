"""Validates posts without building: every problem in one run, in the words of the build.

All goes to standard output, problems first, the count last: a log then keeps their order, and
``make check | less`` shows everything. Only a wrong use of the command goes to standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from publishing import clock
from publishing.author import Authors
from publishing.catalogue import Catalogue
from publishing.folder import find_posts
from publishing.library import Library
from publishing.lookalike import near_terms
from publishing.notice import notices
from publishing.problem import Problem, printable, report, summary
from publishing.settings import Settings, SettingsError


class UsageError(Exception):
    """The command names something that is no post."""


def check(root: Path, environ: Mapping[str, str], named: Sequence[str] = ()) -> int:
    """Print what is wrong with the posts of the project in *root*.

    All posts are read even if some are *named*, since a post can clash with any other; only
    the problems of those named are printed.

    :returns: 0 without an error, 1 with one, 2 if a named file is no post.
    """
    try:
        settings = Settings.load(root, environ)
        now = clock.now(environ)
        chosen = _chosen(root, named)
    except SettingsError as failure:
        return _tell(failure.problems, (), 0)
    except UsageError as failure:
        sys.stderr.write(f"{failure}\n")
        return 2
    library = Library.load(root, settings, now)
    everything = Catalogue.of((*library.posts, *library.held), Authors())
    problems = [*library.problems, *near_terms(everything.terms)]
    if named:
        problems = [problem for problem in problems if problem.path in chosen]
    posts = [post for post in library.posts if post.path in chosen]
    held = [post for post in library.held if post.path in chosen]
    return _tell(problems, notices(posts, held), len(chosen))


def _tell(problems: Sequence[Problem], facts: Iterator[str] | tuple[()], posts: int) -> int:
    """Print a report; what is published is told if anything is."""
    has_error = any(problem.is_error for problem in problems)
    lines = [*map(str, report(problems)), *(() if has_error else facts), summary(problems, posts)]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return int(has_error)


def _chosen(root: Path, named: Sequence[str]) -> Collection[str]:
    """Return the paths of the named posts, or of all.

    :raises UsageError: telling of every name that is no post.
    """
    found = [file.path for file in find_posts(root)]
    if not named:
        return frozenset(found)
    chosen, faults = set(), []
    for name in named:
        path = Path(os.path.relpath(name, root)).as_posix()
        below = [post for post in found if post == path or post.startswith(f"{path}/")]
        chosen.update(below)
        if not below:
            why = "is not a post: posts are .md files below posts/"
            faults.append(f"{printable(name)} {why if Path(name).exists() else 'does not exist'}")
    if faults:
        raise UsageError("\n".join(faults))
    return chosen
