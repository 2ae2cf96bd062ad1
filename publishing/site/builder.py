"""Makes sites with one Sphinx, which takes half a second to load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from publishing.assets.decoder import Limits
from publishing.assets.responsive_images import ResponsiveImages
from publishing.base.output import Output
from publishing.base.stopwatch import Stopwatch
from publishing.conf.configuration import Configuration
from publishing.conf.options import Options
from publishing.conf.page_folders import open_folders
from publishing.library.library import Library
from publishing.library.targets import targets, targets_of
from publishing.model.problem import Problem
from publishing.pages.design import Design
from publishing.render import ablog_bridge
from publishing.render.batch import TargetsOf, kept, render_all
from publishing.render.conf_report import new_report
from publishing.render.engine import Engine
from publishing.render.page_reader import ReadPages, read_pages
from publishing.render.post_renderer import PostRenderer
from publishing.render.rendered_post import RenderedPost
from publishing.render.store import Store
from publishing.site.assembler import SiteAssembler
from publishing.site.search_records import site_search
from publishing.site.validation import feed_problems, render_problems, site_problems


@dataclass(frozen=True, slots=True)
class Made:
    """A built site that has not been put in place.

    :ivar rendered: what was rendered of each post, those included that wait, by path.
    :ivar outputs: every file of the site; none if there is an error.
    :ivar search: those of them that are the search.
    :ivar drawn: keys of the cards and pictures among them.
    :ivar problems: what making it found.
    :ivar pages: the files that ordinary pages were made from, and their state.
    """

    rendered: Mapping[str, RenderedPost]
    outputs: tuple[Output, ...]
    search: tuple[Output, ...]
    drawn: frozenset[str]
    problems: tuple[Problem, ...]
    pages: Mapping[str, str]


class Builder:
    """Sphinx and the store, as a context manager, for as many builds as are wanted.

    :param scratch: a folder for Sphinx's own files, safe to delete.
    :param watch: is told what the time is spent on.
    :ivar report: what Sphinx makes of the configuration.
    :raises SettingsError: Sphinx cannot start with it.
    """

    def __init__(
        self,
        configuration: Configuration,
        scratch: Path,
        options: Options,
        store: Store,
        watch: Stopwatch | None = None,
    ) -> None:
        self._root = configuration.root
        self._settings = configuration.settings
        self._store = store
        self._jobs = options.jobs
        self._watch = watch or Stopwatch()
        self._engine = Engine(configuration, scratch)
        app = self._engine.app
        self.report = new_report(configuration, store, app.known, app.problems)
        store.render_with(self.report.rendered_posts)

    @property
    def page_folders(self) -> set[str]:
        """The folders of the project that ordinary pages may be in."""
        return open_folders(self._root, self._engine.configuration.page_patterns)

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
        """Render what must be rendered, and say what the site consists of.

        :param is_sound: whether the library has no error. Otherwise the posts that could be
            read are rendered all the same, so that one run tells of everything.
        :param search: the search of an earlier build, to be kept.
        """
        ablog_bridge.hand_over(self._engine.app, library)
        images = ResponsiveImages(self._root, self._store.pictures, Limits.of(self._settings))
        ordinary = read_pages(self._engine, targets(library), images)
        of = targets_of(library)
        store, words = self._store, self._store.words
        renderer = PostRenderer(self._engine, library, of, store.keep_text, images, words.find)
        rendered = self._render(library, renderer, of)
        problems = [
            *self.report.problems,
            *ordinary.problems,
            *render_problems(library, rendered),
            *feed_problems(library, rendered),
        ]
        outputs: tuple[Output, ...] = ()
        indexed: frozenset[str] = frozenset()
        if is_sound and not any(problem.is_error for problem in problems):
            images.prepare(library.images.values(), self._jobs)
            with self._watch.part("pages"):
                assembler = self._assembler(library, ordinary, rendered, renderer, images)
                outputs = tuple(assembler.outputs())
            if not search:
                with self._watch.part("search"):
                    made, indexed = site_search(assembler.content, store, self._jobs)
                    search = tuple(made.outputs())
            outputs += search
        addresses = [output.path.removesuffix("index.html") for output in outputs]
        problems += site_problems(library, rendered, store, images, addresses or None)
        drawn = images.keys | indexed | {output.fingerprint for output in outputs}
        return Made(rendered, outputs, search, frozenset(drawn), tuple(problems), ordinary.sources)

    def _render(
        self, library: Library, renderer: PostRenderer, of: TargetsOf
    ) -> dict[str, RenderedPost]:
        """Return what every post is rendered to, those included that wait, by path."""
        store = self._store
        with self._watch.part("rendering"):
            everyone = {post.path: post for post in (*library.held, *library.posts)}
            rendered, due = kept(store, everyone.values(), of)
            return rendered | render_all(
                renderer, store, self._root, self._settings, due, self._jobs
            )

    def _assembler(
        self,
        library: Library,
        ordinary: ReadPages,
        rendered: Mapping[str, RenderedPost],
        renderer: PostRenderer,
        images: ResponsiveImages,
    ) -> SiteAssembler:
        store, jobs = self._store, self._jobs
        return SiteAssembler(
            library=library,
            ordinary=ordinary,
            rendered={post.path: rendered[post.path] for post in library.posts},
            responsive_images=images,
            design=Design.of(self._engine, self.report, library, ordinary, renderer, store, jobs),
            store=store,
            jobs=jobs,
        )
