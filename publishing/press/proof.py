"""Prints posts to see what is wrong with them, as the build would, and writes no page.

What was printed before, by a check or a build, is kept by content and costs nothing. A print
takes about ten milliseconds, and Sphinx half a second to load.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from publishing.conf.configuration import Configuration
from publishing.press.batch import kept, print_all
from publishing.press.conf_report import kept_report, new_report
from publishing.press.printed import Printed
from publishing.press.store import Store
from publishing.problem import Problem
from publishing.reading.post import Post
from publishing.shelf.library import Library
from publishing.shelf.targets import targets_of
from publishing.workers import cores

if TYPE_CHECKING:
    from publishing.press.engine import Engine

MOST: Final = 200
"""Posts that are printed unasked: about as many as two seconds allow."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """The prints of the posts of a library, those included that wait.

    :ivar printed: by path.
    :ivar left: paths of the posts that were not printed, since they were too many.
    :ivar configuration: what Sphinx says of the configuration.
    """

    printed: Mapping[str, Printed] = field(default_factory=dict)
    left: frozenset[str] = frozenset()
    configuration: tuple[Problem, ...] = ()


def proofs(
    configuration: Configuration, library: Library, store: Store, wanted: Collection[str]
) -> Proofs:
    """Return the prints of all posts; what was not kept is printed now.

    :param wanted: paths of the posts that are printed however many they are; the others
        only if they are few.
    :raises SettingsError: Sphinx cannot start with this configuration.
    """
    everyone = {post.path: post for post in (*library.held, *library.posts)}
    with ExitStack() as closing:
        engine = None
        report = kept_report(configuration, store)
        if report is None:
            engine = closing.enter_context(_engine(configuration))
            report = new_report(configuration, store, engine.app.known, engine.app.problems)
        store.print_with(report.prints)
        printed, due = kept(store, everyone.values(), targets_of(library))
        if len(due) > MOST:
            due = [post for post in due if post.path in wanted]
        if due:
            engine = engine or closing.enter_context(_engine(configuration))
            printed |= _printed(engine, library, store, due)
    return Proofs(printed, frozenset(everyone.keys() - printed.keys()), report.problems)


@contextmanager
def _engine(configuration: Configuration) -> Iterator[Engine]:
    """Load Sphinx and all that comes with it, which most checks do without."""
    from publishing.press.engine import Engine

    with (
        tempfile.TemporaryDirectory(prefix="check-") as scratch,
        Engine(configuration, Path(scratch)) as engine,
    ):
        yield engine


def _printed(
    engine: Engine, library: Library, store: Store, due: Sequence[Post]
) -> dict[str, Printed]:
    from publishing.pictures.decoder import Limits
    from publishing.pictures.gallery import Gallery
    from publishing.press.printer import Press

    root, settings, of = library.root, library.settings, targets_of(library)
    gallery = Gallery(root, store.pictures, Limits.of(settings))
    press = Press(engine, library, of, store.keep_text, gallery, store.words.find)
    return print_all(press, store, root, settings, due, cores())
