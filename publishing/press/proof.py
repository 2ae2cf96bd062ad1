"""Prints posts to see what is wrong with them, as the build would, and writes no page.

What was printed before, by a check or a build, is kept by content and costs nothing. A print
takes about ten milliseconds, and Sphinx half a second to load.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from publishing import address
from publishing.conf.configuration import Configuration
from publishing.desk.manuscript import manuscript
from publishing.press.conf_report import kept_report, new_report
from publishing.press.printed import Printed
from publishing.press.store import Store
from publishing.problem import Problem
from publishing.reading.post import Post
from publishing.shelf.library import Library
from publishing.shelf.target import Targets
from publishing.shelf.targets import targets
from publishing.workers import cores, spread

if TYPE_CHECKING:
    from publishing.press.engine import Engine

MOST: Final = 200
"""Posts that are printed unasked: about as many as two seconds allow."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """The prints of some posts.

    :ivar printed: by path.
    :ivar left: how many posts were not printed, since they were too many.
    :ivar configuration: what Sphinx says of the configuration.
    """

    printed: Mapping[str, Printed]
    left: int
    configuration: tuple[Problem, ...]

    @property
    def problems(self) -> Iterator[Problem]:
        """What printing found."""
        yield from self.configuration
        for one in self.printed.values():
            yield from one.problems


def proofs(
    configuration: Configuration,
    library: Library,
    store: Store,
    posts: Sequence[Post],
    wanted: Collection[str],
) -> Proofs:
    """Return the prints of *posts* and of all that is published, which they may link to.

    What was not kept is printed now.

    :param wanted: paths of the posts that are printed however many they are; the others
        only if they are few.
    :raises SettingsError: Sphinx cannot start with this configuration.
    """
    known = targets(library)
    everyone = {post.path: post for post in (*library.posts, *posts)}
    with ExitStack() as closing:
        engine = None
        report = kept_report(configuration, store)
        if report is None:
            engine = closing.enter_context(_engine(configuration))
            report = new_report(configuration, store, engine.app.known, engine.app.problems)
        store.print_with(report.prints)
        printed = {}
        due = []
        for path, post in everyone.items():
            if (kept := store.printed(post, known)) is not None:
                printed[path] = kept
            else:
                due.append(post)
        if len(due) > MOST:
            due = [post for post in due if post.path in wanted]
        if due:
            engine = engine or closing.enter_context(_engine(configuration))
            printed |= _printed(engine, library, store, due, known)
    left = sum(post.path not in printed for post in posts)
    return Proofs(printed, left, report.problems)


def long_feeds(library: Library, printed: Mapping[str, Printed]) -> Iterator[Problem]:
    """Yield an error for every feed that is too long, if all published posts are printed."""
    from publishing.feeds.feed_bounds import hold_feeds

    if all(post.path in printed for post in library.posts):
        yield from hold_feeds(library, printed)


def dead_links(
    library: Library, posts: Sequence[Post], printed: Mapping[str, Printed]
) -> Iterator[Problem]:
    """Yield a warning for every link of *posts* to an address or heading that the site has not.

    Nothing is said unless all published posts are printed: what is not known may be there.
    """
    from publishing.link_check import check_links

    if any(post.path not in printed for post in library.posts):
        return
    others = (p for p in posts if p.path in printed and p.path not in library.by_path)
    everyone = replace(library, posts=(*library.posts, *others))
    if any(printed[post.path].links for post in everyone.posts):
        yield from check_links(everyone, printed, addresses(library, printed))


def addresses(library: Library, printed: Mapping[str, Printed]) -> Iterator[str]:
    """Yield every address of the site that a post may link to."""
    from publishing.pages.cards import Cards
    from publishing.pages.listings import Listings

    cards = Cards(library, lambda post: printed[post.path], lambda _post: None)
    for sheet in Listings(library, cards).sheets():
        yield sheet.page.address
        if sheet.page.feed:
            yield sheet.page.feed
    yield from (post.address for post in library.posts)
    yield from library.redirects
    for target in targets(library).values():
        if target.address is not None:
            yield target.address
    yield from (address.SEARCH, address.JSON_FEED, address.SITEMAP, address.ROBOTS)
    yield from (file.address for one in printed.values() for file in one.files)
    yield from (image.address for image in library.images.values())
    for path in (library.root / address.STATIC).rglob("*"):
        yield path.relative_to(library.root).as_posix()


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
    engine: Engine, library: Library, store: Store, due: Sequence[Post], known: Targets
) -> dict[str, Printed]:
    from publishing.pictures.decoder import Limits
    from publishing.pictures.gallery import Gallery
    from publishing.press.printer import Press

    gallery = Gallery(library.root, store.pictures, Limits.of(library.settings))
    press = Press(engine, library, known, store.keep_text, gallery, store.words.find)

    def one(post: Post) -> Printed | None:
        whole = post if post.body else manuscript(library.root, post.path, library.settings)
        if whole is None:
            return None
        made = press.print(whole)
        store.keep(post, made)
        return made

    made = {due[place].path: one for place, one in spread(one, due, cores())}
    return {path: one for path, one in made.items() if one is not None}
