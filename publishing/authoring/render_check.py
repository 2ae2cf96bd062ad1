"""Renders posts to see what is wrong with them, as the build would, and writes no page.

What was rendered before, by a check or a build, is kept by content and costs nothing. A post
takes about ten milliseconds, and Sphinx half a second to load.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from publishing.base.workers import cores
from publishing.conf.configuration import Configuration
from publishing.library.library import Library
from publishing.library.targets import targets_of
from publishing.model.post import Post
from publishing.model.problem import Problem
from publishing.render.batch import kept, render_all
from publishing.render.conf_report import kept_report, new_report
from publishing.render.rendered_post import RenderedPost
from publishing.render.store import Store

if TYPE_CHECKING:
    from publishing.render.engine import Engine

MOST: Final = 200
"""Posts that are rendered unasked: about as many as two seconds allow."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """The rendered posts of a library, those included that wait.

    :ivar rendered: by path.
    :ivar left: paths of the posts that were not rendered, since they were too many.
    :ivar configuration: what Sphinx says of the configuration.
    """

    rendered: Mapping[str, RenderedPost] = field(default_factory=dict)
    left: frozenset[str] = frozenset()
    configuration: tuple[Problem, ...] = ()


def proofs(
    configuration: Configuration, library: Library, store: Store, wanted: Collection[str]
) -> Proofs:
    """Return the rendered posts of all posts; what was not kept is rendered now.

    :param wanted: paths of the posts that are rendered however many they are; the others
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
        store.render_with(report.rendered_posts)
        rendered, due = kept(store, everyone.values(), targets_of(library))
        if len(due) > MOST:
            due = [post for post in due if post.path in wanted]
        if due:
            engine = engine or closing.enter_context(_engine(configuration))
            rendered |= _rendered(engine, library, store, due)
    return Proofs(rendered, frozenset(everyone.keys() - rendered.keys()), report.problems)


@contextmanager
def _engine(configuration: Configuration) -> Iterator[Engine]:
    """Load Sphinx and all that comes with it, which most checks do without."""
    from publishing.render.engine import Engine

    with (
        tempfile.TemporaryDirectory(prefix="check-") as scratch,
        Engine(configuration, Path(scratch)) as engine,
    ):
        yield engine


def _rendered(
    engine: Engine, library: Library, store: Store, due: Sequence[Post]
) -> dict[str, RenderedPost]:
    from publishing.assets.decoder import Limits
    from publishing.assets.responsive_images import ResponsiveImages
    from publishing.render.post_renderer import PostRenderer

    root, settings, of = library.root, library.settings, targets_of(library)
    responsive_images = ResponsiveImages(root, store.pictures, Limits.of(settings))
    renderer = PostRenderer(
        engine, library, of, store.keep_text, responsive_images, store.words.find
    )
    return render_all(renderer, store, root, settings, due, cores())
