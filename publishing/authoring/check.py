"""Validates posts without building: every problem in one run, in the words of the build.

What is checked, from the front matter to an editor's review:

- the model: front matter, authors, addresses, and how posts clash with each other;
- the body, rendered as the build does it (:mod:`publishing.authoring.render_check`), drafts and
  posts of the future too;
- what an editor would say (:mod:`publishing.authoring.editor`), which the build does not repeat.

All goes to standard output, problems first, the count last: a log then keeps their order, and
``make check | less`` shows everything. Only a wrong use of the command goes to standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from publishing.authoring import render_check
from publishing.authoring.apply_fixes import fixes, is_link, mend_file
from publishing.authoring.autofix import is_mendable
from publishing.authoring.editor import Editor
from publishing.authoring.fix import Fix
from publishing.authoring.named_posts import UsageError, chosen
from publishing.authoring.reports import Format, Report, write
from publishing.authoring.review import same_slugs
from publishing.base.workers import cores
from publishing.conf import clock
from publishing.conf.configuration import Configuration
from publishing.conf.settings import Settings, SettingsError
from publishing.library.authors import Authors
from publishing.library.catalogue import Catalogue
from publishing.library.folder import file_of
from publishing.library.library import Library
from publishing.library.lookalike import near_terms
from publishing.model.post import Post
from publishing.model.problem import Problem, error, report
from publishing.render.conf_report import faults
from publishing.render.store import Store
from publishing.site.validation import library_notices, validate


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """What a check is asked for.

    :ivar named: posts, or folders of them; all if none is named.
    :ivar format: what the report is written for.
    :ivar fix: whether to mend what has one right answer.
    :ivar deep: whether to render every body, however many have not been rendered before.
    :ivar full: whether to name every problem, however many of a kind there are.
    """

    named: Sequence[str] = ()
    format: Format = Format.TEXT
    fix: bool = False
    deep: bool = False
    full: bool = False


def check(root: Path, environ: Mapping[str, str], check_options: CheckOptions | None = None) -> int:
    """Print what is wrong with the posts of the project in *root*.

    :returns: 0 without an error, 1 with one, 2 if a named file is no post.
    """
    check_options = check_options or CheckOptions()
    try:
        found = examine(root, environ, check_options)
    except SettingsError as failure:
        found = Report(problems=tuple(report(failure.problems)), posts=0)
    except UsageError as failure:
        sys.stderr.write(f"{failure}\n")
        return 2
    sys.stdout.write(write(found, check_options.format))
    return int(found.has_error)


def examine(root: Path, environ: Mapping[str, str], check_options: CheckOptions) -> Report:
    """Return what is wrong with the posts of the project in *root*.

    All posts are read even if some are named, since a post can clash with any other; only
    the problems of those named are told.

    :raises SettingsError: `conf.py` or the environment cannot be used.
    :raises UsageError: a named file is no post.
    """
    configuration = Configuration.load(root, environ)
    if configuration.problems:
        raise SettingsError(faults(configuration))
    checking = _Checking(
        configuration, clock.now(environ), check_options, chosen(root, check_options.named)
    )
    return checking.report()


@dataclass(frozen=True, slots=True)
class _Checking:
    configuration: Configuration
    now: datetime
    check_options: CheckOptions
    chosen: Collection[str]

    @property
    def root(self) -> Path:
        return self.configuration.root

    @property
    def settings(self) -> Settings:
        return self.configuration.settings

    def report(self) -> Report:
        mended, failed = self._mended() if self.check_options.fix else ((), ())
        store = Store(self.root, self.settings)
        library = Library.load(self.root, self.settings, self.now, store.read, jobs=cores())
        everyone = (*library.posts, *library.held)
        reviewed = sorted(
            (post for post in everyone if post.path in self.chosen), key=lambda post: post.path
        )
        wanted = self.chosen if self.check_options.named or self.check_options.deep else ()
        try:
            proofs = render_check.proofs(self.configuration, library, store, wanted)
        except SettingsError as failure:  # of Sphinx, without which nothing can be rendered
            proofs = render_check.Proofs(configuration=tuple(failure.problems))
        problems = report(
            [
                *failed,
                *library.problems,
                *proofs.configuration,
                *validate(library, proofs.rendered, store),
                *near_terms(Catalogue.of(everyone, Authors()).terms),
                *same_slugs(everyone),
                *self._reviewed(reviewed),
            ]
        )
        # Of a picture that is not there, nothing is to be described.
        missing = {problem.path for problem in problems if problem.code == "image-missing"}
        problems = [one for one in problems if one.code != "image-alt" or one.path not in missing]
        if self.check_options.named:
            broken = [problem for problem in proofs.configuration if problem.is_error]
            problems = [one for one in problems if one.path in self.chosen or one in broken]
        told = self.chosen if self.check_options.named else None
        has_error = any(problem.is_error for problem in problems)
        return Report(
            problems=tuple(problems),
            posts=len(self.chosen),
            facts=(
                *_left(len(proofs.left.intersection(self.chosen))),
                *library_notices(library, proofs.rendered, problems, told, is_refused=has_error),
            ),
            fixes=() if self.check_options.fix else tuple(self._fixes(problems)),
            mended=mended,
            full=self.check_options.full or bool(self.check_options.named),
        )

    def _reviewed(self, posts: Sequence[Post]) -> Iterator[Problem]:
        editor = Editor(self.root, self.settings)
        reviews = editor.reviews(posts)
        for post in posts:
            yield from reviews[post.path].problems
            yield from editor.weigh(post, reviews[post.path].pictures)

    def _fixes(self, problems: Sequence[Problem]) -> Iterator[Fix]:
        paths = {problem.path for problem in problems if is_mendable(problem)}
        for path in sorted(paths & set(self.chosen)):
            if is_link(self.root, path):
                continue
            yield from fixes(path, file_of(self.root, path).read_bytes(), self.settings)

    def _mended(self) -> tuple[tuple[Fix, ...], tuple[Problem, ...]]:
        made: list[Fix] = []
        failed = []
        for path in sorted(self.chosen):
            try:
                made += mend_file(self.root, path, self.settings)
            except OSError as failure:
                what = f"this file cannot be mended: {failure.strerror}"
                failed.append(error(path, 1, 1, "post-file", what))
        return tuple(made), tuple(failed)


def _left(posts: int) -> Iterator[str]:
    if posts:
        yield (
            f"the bodies of {posts:,} posts were not checked, since they have not been rendered "
            "before: make html does, and make check DEEP=1"
        )
