"""The command line: ``python -m publishing build`` and its kin, as the Makefile calls them.

A command imports its module when it runs, so that one does not wait for what another needs.
"""

from __future__ import annotations

import argparse
import gc
import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from publishing.base.memory import ADVICE, lacks_memory
from publishing.base.workers import WorkerLostError
from publishing.conf.clock import VARIABLE as CLOCK
from publishing.model.problem import printable


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Exit with a message that repeats what was given and obeys none of it."""
        super().error(printable(message))


class _Version(argparse.Action):
    """Says the version; only then is it looked up."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from publishing.base.distribution import NAME, package_version

        sys.stdout.write(f"{NAME} {package_version()}\n")
        parser.exit()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = _Parser(prog="python -m publishing", description=__doc__)
    parser.add_argument("--version", action=_Version, nargs=0, help="say which version this is")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("build", help="build the site", add_help=False)
    command.add_argument("--options", default="", help="more of them, as one text")
    command.set_defaults(run=_build)

    command = commands.add_parser("package", help="put the site up for a server of one's own")
    command.set_defaults(run=_package)

    command = commands.add_parser("serve", help="show the site with its drafts", add_help=False)
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--socket", type=int)
    command.add_argument("--options", default="", help="of a build, as one text")
    command.set_defaults(run=_serve)

    command = commands.add_parser("status", help="say what waits, what is missing, who writes")
    command.set_defaults(run=_status)

    command = commands.add_parser("check", help="validate posts without building")
    _add_posts(command)
    formats = ("text", "github", "json", "sarif")
    command.add_argument("--format", choices=formats, default="text", help="of the report")
    command.add_argument("--fix", action="store_true", help="mend what has one right answer")
    command.add_argument("--deep", action="store_true", help="render every body, however many")
    command.add_argument("--full", action="store_true", help="name all problems of one kind")
    command.set_defaults(run=_check)

    command = commands.add_parser("links", help="check links to other sites")
    _add_posts(command)
    command.set_defaults(run=_links)

    command = commands.add_parser("change", help="say what this publishes that another does not")
    command.add_argument("--base", default="origin/main", metavar="COMMIT")
    command.set_defaults(run=_change)

    command = commands.add_parser("receive", help="take in a preview that a stranger built")
    command.add_argument("--from", dest="source", type=_folder, required=True, metavar="FOLDER")
    command.add_argument("--branch", type=_folder, required=True, metavar="REPOSITORY")
    command.set_defaults(run=_receive)

    command = commands.add_parser("new", help="begin a post")
    for name in ("title", "author", "tags", "description", "images"):
        command.add_argument(f"--{name}", default="")
    command.set_defaults(run=_new)

    command = commands.add_parser("init", help="begin a publication")
    command.add_argument("folder", type=_folder, metavar="FOLDER", help="new, or empty")
    for name in ("name", "address", "language"):
        command.add_argument(f"--{name}", default="", help="of the publication")
    command.set_defaults(run=_init)

    command = commands.add_parser("schema", help="describe the front matter for editors")
    command.set_defaults(run=_schema)

    # The options of a build are those of `sphinx-build`, which `build` and `serve` read.
    options, words = parser.parse_known_args(arguments)
    if words and options.run not in {_build, _serve}:
        parser.error(f"unrecognized arguments: {' '.join(words)}")
    try:
        options.words = [*words, *shlex.split(getattr(options, "options", ""))]
    except ValueError as failure:
        parser.error(f"SPHINXOPTS: {failure}")
    # All that is read of ten thousand posts stays, and Python would look through all of it for
    # garbage again and again.
    gc.set_threshold(100_000, 50, 1_000)
    _forget_an_empty_clock()
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130  # as shells put it
    except BrokenPipeError:
        # Whoever read us has seen enough, as in `make status | head`. Python would complain
        # of that once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141  # likewise
    except Exception as failure:
        if not (is_lost := isinstance(failure, WorkerLostError)) and not lacks_memory(failure):
            raise
        said = f"{failure}: {ADVICE}" if is_lost else ADVICE
        os.write(2, f"{said}\n".encode())  # with what is left, no more than this
        return 1
    return status


def _add_posts(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("posts", nargs="*", metavar="POST", help="a post; all if none is named")
    add("--posts", dest="listed", default="", metavar="POSTS", help="more of them, as one text")


def _folder(written: str) -> Path:
    if not written:
        raise argparse.ArgumentTypeError("a folder is needed")
    return Path(written)


def _named(options: argparse.Namespace) -> list[str]:
    from publishing.authoring.named_posts import listed

    return [*options.posts, *listed(options.listed)]


def _forget_an_empty_clock() -> None:
    """Unset an empty clock, as :mod:`publishing.conf.clock` reads it; Sphinx breaks off over it."""
    if not os.environ.get(CLOCK, "unset").strip():
        del os.environ[CLOCK]


def _build(options: argparse.Namespace) -> int:
    from publishing.build import build

    # Next to nothing of what a build loads becomes garbage, but for what posts are made of
    # while they are rendered; that is the concern of :mod:`publishing.base.workers`.
    gc.disable()
    try:
        return build(Path.cwd(), os.environ, options.words)
    finally:
        gc.enable()


def _package(_options: argparse.Namespace) -> int:
    from publishing.output.package import package

    return package(Path.cwd())


def _serve(options: argparse.Namespace) -> int:
    from publishing.preview.serve import serve

    cwd, port, inherited = Path.cwd(), options.port, options.socket
    return serve(cwd, os.environ, options.words, port=port, inherited=inherited)


def _status(_options: argparse.Namespace) -> int:
    from publishing.pages.status import status

    return status(Path.cwd(), os.environ)


def _check(options: argparse.Namespace) -> int:
    from publishing.authoring.check import CheckOptions, check
    from publishing.authoring.reports import Format

    format = Format(options.format)
    check_options = CheckOptions(
        named=_named(options), format=format, fix=options.fix, deep=options.deep, full=options.full
    )
    return check(Path.cwd(), os.environ, check_options)


def _links(options: argparse.Namespace) -> int:
    from publishing.authoring.web_links import links

    return links(Path.cwd(), os.environ, _named(options))


def _change(options: argparse.Namespace) -> int:
    from publishing.authoring.announcement import tell_change

    return tell_change(Path.cwd(), os.environ, options.base)


def _receive(options: argparse.Namespace) -> int:
    from publishing.preview.reception import receive

    return receive(Path.cwd(), os.environ, options.source, options.branch)


def _new(options: argparse.Namespace) -> int:
    from publishing.authoring.new import Given, new

    given = Given(
        title=options.title,
        author=options.author,
        tags=options.tags,
        description=options.description,
        images=options.images,
    )
    may_ask = given == Given() and sys.stdin.isatty()
    return new(Path.cwd(), os.environ, given, input if may_ask else None)


def _init(options: argparse.Namespace) -> int:
    from publishing.authoring.init import GivenSite, init

    given = GivenSite(name=options.name, address=options.address, language=options.language)
    may_ask = given == GivenSite() and sys.stdin.isatty()
    return init(options.folder, os.environ, given, input if may_ask else None)


def _schema(_options: argparse.Namespace) -> int:
    from publishing.authoring.schema import describe

    return describe(Path.cwd())
