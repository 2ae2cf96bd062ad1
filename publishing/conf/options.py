"""What `make html SPHINXOPTS="…"` can say: options of `sphinx-build` that mean something here."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NoReturn

from publishing.base.workers import cores
from publishing.model.problem import Problem


class OptionsError(Exception):
    """The options cannot be understood; the words say why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to build.

    :ivar jobs: processes at once.
    :ivar fresh: make everything again, whatever was kept.
    :ivar strict: a warning refuses the build, as an error does.
    :ivar quiet: say nothing but problems.
    :ivar verbose: say where the time went, too.
    :ivar full: name every problem, however many of a kind there are.
    :ivar preview: show what is not published yet as well, in a folder of its own.
    :ivar overrides: settings for this build, by name.
    :ivar tags: what `conf.py` and the directive `only` ask for.
    """

    jobs: int
    fresh: bool
    strict: bool
    quiet: bool
    verbose: bool
    full: bool
    preview: bool
    overrides: dict[str, str]
    tags: tuple[str, ...]

    @classmethod
    def read(cls, words: Sequence[str]) -> Options:
        """Read the options.

        :raises OptionsError: one is unknown or has no sound value.
        """
        given = _parser().parse_args(words)
        overrides = {}
        for pair in given.define:
            name, equals, value = pair.partition("=")
            if not equals or not name:
                raise OptionsError(f"-D {pair}: write -D name=value")
            overrides[name] = value
        return cls(
            jobs=given.jobs,
            fresh=given.fresh,
            strict=given.strict,
            quiet=given.quiet,
            verbose=given.verbose,
            full=given.full,
            preview=given.preview,
            overrides=overrides,
            tags=tuple(given.tags),
        )

    def refuses(self, problems: Iterable[Problem]) -> bool:
        """Whether any of the problems keeps a site from being put in place."""
        return any(problem.is_error or self.strict for problem in problems)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise OptionsError(message)


def _parser() -> _Parser:
    parser = _Parser(prog="publishing build", add_help=False, allow_abbrev=False)
    add = parser.add_argument
    add("-j", "--jobs", type=_jobs, default=cores(), metavar="N")
    add("-E", "-a", "--fresh-env", "--write-all", dest="fresh", action="store_true")
    add("-W", "--fail-on-warning", dest="strict", action="store_true")
    add("-q", "--quiet", action="store_true")
    add("-v", "--verbose", action="store_true")
    add("--full", action="store_true")
    add("--preview", action="store_true")
    add("-D", "--define", action="append", default=[], metavar="NAME=VALUE")
    add("-t", "--tag", dest="tags", action="append", default=[], metavar="TAG")
    # Accepted because habits and recipes write them: all problems are always reported.
    add("--keep-going", "-n", "--nitpicky", dest="always", action="store_true")
    return parser


def _jobs(written: str) -> int:
    if written == "auto":
        return cores()
    if written.isdecimal() and 1 <= int(written) <= 256:
        return int(written)
    raise argparse.ArgumentTypeError(f"{written!r} is not a number from 1 to 256, nor auto")
