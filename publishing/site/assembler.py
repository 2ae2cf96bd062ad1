"""One build of the site: every file that it consists of, made from the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from publishing.assets.resource import asset_bytes
from publishing.assets.responsive_images import ResponsiveImages, Shown
from publishing.base import rendered_text
from publishing.base.cache import digest
from publishing.base.code_digest import code_digest
from publishing.base.output import Output
from publishing.base.stopwatch import Stopwatch
from publishing.conf.inputs import PageInputs
from publishing.feeds import sitemap
from publishing.library.library import Library
from publishing.model import permalinks
from publishing.model.post import Post
from publishing.model.taxonomy import Taxonomy
from publishing.output.redirects import FILE as REDIRECTS
from publishing.output.redirects import redirects_file
from publishing.pages import site_files
from publishing.pages.cards import Cards
from publishing.pages.feeds import Feeds
from publishing.pages.layout import Layouts
from publishing.pages.listings import Listings
from publishing.pages.menu import menu_of
from publishing.pages.page_spec import PageSpec, PageTask
from publishing.pages.page_writer import PageWriter
from publishing.pages.post_page import PostPages
from publishing.pages.security_headers import FILE as HEADERS
from publishing.pages.security_headers import headers_file, in_header, integrity
from publishing.pages.single import Pages
from publishing.pages.social_cards import SocialCards
from publishing.pages.stylesheet import Bundles
from publishing.pages.templates import Body, Templates
from publishing.render.conf_report import ConfReport
from publishing.render.engine import Engine
from publishing.render.page_reader import ReadPages
from publishing.render.post_images import own_picture
from publishing.render.post_renderer import PostRenderer
from publishing.render.rendered_post import RenderedPost
from publishing.render.store import Store
from publishing.render.text import Text
from publishing.search.record import Record
from publishing.search.search import Search

_TOPICS = 12
"""Tags that are offered to who finds nothing."""


class SiteAssembler:
    """Gathers the outputs of one build.

    :param report: what Sphinx makes of the configuration.
    :param pages: the ordinary pages.
    :param rendered: what was rendered of each published post, by its path.
    :param jobs: processes at once.
    :param watch: is told how long the search takes, which can be left out.
    :param search: the search of an earlier build, to be shown with this one: to make it
        takes longer than all the rest of an edit.
    :ivar indexed: keys of the parts of the index, once the outputs are known.
    :ivar search: the files of the search, likewise.
    """

    def __init__(
        self,
        engine: Engine,
        report: ConfReport,
        library: Library,
        pages: ReadPages,
        rendered: Mapping[str, RenderedPost],
        renderer: PostRenderer,
        responsive_images: ResponsiveImages,
        store: Store,
        jobs: int,
        watch: Stopwatch,
        search: tuple[Output, ...] = (),
    ) -> None:
        self._engine = engine
        self._report = report
        self._library = library
        self._settings = library.settings
        self._pages = pages
        self._rendered = rendered
        self._renderer = renderer
        self._responsive_images = responsive_images
        self._store = store
        self._jobs = jobs
        self._watch = watch
        self.indexed: frozenset[str] = frozenset()
        self.search = search
        self._text = store.text
        self._code = code_digest()
        self._texts = store.words
        self._social_cards = SocialCards(library, store)
        self._own = {
            post.path: own_picture(post, library, responsive_images) for post in library.posts
        }
        self._cards = Cards(library, self._rendered_of, self._shown)

    def outputs(self) -> Iterator[Output]:
        """Yield every file of the site."""
        folder = self._engine.root / "_templates"
        preview = self._library.preview
        bundles = Bundles(
            self._engine.root,
            self._renderer,
            folder,
            self._store,
            self._report,
            jobs=self._jobs,
            preview=preview,
        )
        menu = menu_of(self._library, (page.docname for page in self._pages.pages))
        templates = Templates(folder, self._settings, self._engine.scratch / "templates", menu)
        (stylesheet, _), (script, text) = bundles.style, bundles.script
        design = PageInputs(
            sphinx=self._report.sphinx,
            settings=self._settings,
            templates=templates.digest,
            stylesheet=stylesheet,
            script=script,
            menu=tuple(sorted(menu)),
            outline=self._pages.outline,
        ).digest
        layouts = Layouts(
            self._engine.builder,
            self._settings,
            self._store,
            design,
            stylesheet=stylesheet,
            script=script,
            integrity=integrity(text),
            menu=menu,
        )
        tasks = list(self._tasks())
        if preview:
            tasks = list(map(PageTask.unlisted, tasks))
        framed = (task for task in tasks if task.kind != "redirect")
        layouts.prepare(((task.kind, task.address) for task in framed), self._jobs)
        yield from PageWriter(layouts, templates, self._settings, design).outputs(tasks)
        yield from Feeds(self._library, self._cards, self._feed_body, self._code).outputs()
        yield from self._sitemap(tasks)
        yield site_files.made(*bundles.style)
        yield site_files.made(*bundles.script)
        yield from site_files.static_files(self._engine.root)
        yield site_files.web_manifest(self._settings)
        hashes = layouts.of("about", permalinks.ABOUT).scripts
        yield site_files.made(HEADERS, headers_file(in_header(self._settings, hashes)))
        yield site_files.made(REDIRECTS, redirects_file(self._library.redirects))
        files = {file for rendered in self._rendered.values() for file in rendered.files}
        images = self._library.images.values()
        files.update(file for file in images if not file.source.startswith(permalinks.STATIC))
        yield from site_files.post_files(self._engine.root, files, asset_bytes)
        of_pages = self._pages.pictures
        yield from site_files.post_files(self._engine.root, of_pages, asset_bytes)
        yield from site_files.post_files(self._engine.root, self._pages.files, Path.read_bytes)
        shown = {file for rendered in self._rendered.values() for file in rendered.pictures}
        shown.update(images, of_pages)
        yield from self._responsive_images.outputs(sorted(shown))
        yield from self._social_cards.outputs()
        if not self.search:
            with self._watch.part("search"):
                self._index()
        yield from self.search

    def _tasks(self) -> Iterator[PageTask]:
        posts = PostPages(
            self._library, self._cards, self._rendered_of, self._text, self._store.remember
        )
        yield from posts.tasks()
        for spec in self._specs():
            yield PageTask.of(spec, self._settings.site_url)

    def _specs(self) -> Iterator[PageSpec]:
        pages = Pages(self._library, self._cards)
        yield from pages.redirects()
        yield from Listings(self._library, self._cards).specs()
        for page in self._pages.pages:
            body = Body(digest(page.body), partial(str, page.body))
            yield pages.home(page, body) if page.docname == "index" else pages.ordinary(page, body)
        yield pages.not_found()
        yield pages.search()
        if self._library.preview:
            from publishing.pages.status_page import status_spec

            yield status_spec(self._library, self._cards)

    def _words_of(self, body: str) -> Text:
        return self._texts.find(body, lambda: rendered_text.read(self._text(body)))

    def _index(self) -> None:
        records = list(self._records())
        tags = sorted(self._library.terms[Taxonomy.TAG], key=lambda tag: -len(tag.posts))
        search = Search(
            records,
            [(tag.name, tag.address) for tag in tags[:_TOPICS]],
            self._settings.language,
            self._store.index,
            self._code,
            jobs=self._jobs,
        )
        self.search = tuple(search.outputs())
        self.indexed = search.keys.union(self._texts.key(record.key) for record in records)

    def _records(self) -> Iterator[Record]:
        """Yield all posts and the pages, except home, which lists the others."""
        for post in self._library.posts:
            assert post.date is not None
            rendered = self._rendered_of(post)
            yield Record(
                address=post.address,
                title=post.title,
                description=rendered.description(post),
                authors=tuple(term.name for term in self._library.authors_of(post)),
                tags=tuple(term.name for term in self._library.tags_of(post)),
                day=post.date.day.isoformat(),
                language=post.language or "",
                key=rendered.body,
                text=partial(self._words_of, rendered.body),
            )
        for page in self._pages.pages:
            if page.docname != "index":
                key = digest(page.body)
                yield Record(
                    address=permalinks.of_page(page.docname),
                    title=page.title,
                    description=page.description,
                    key=key,
                    text=partial(self._texts.find, key, partial(rendered_text.read, page.body)),
                )

    def _sitemap(self, tasks: list[PageTask]) -> Iterator[Output]:
        site_url = self._settings.site_url
        found = [sitemap.Page(task.url, task.changed) for task in tasks if task.url]
        files = sitemap.render(
            found, lambda part: permalinks.absolute(permalinks.of_sitemap_part(part), site_url)
        )
        yield site_files.made(permalinks.SITEMAP, files[0])
        for number, data in enumerate(files[1:], start=1):
            yield site_files.made(permalinks.of_sitemap_part(number), data)
        robots = sitemap.robots(permalinks.absolute(permalinks.SITEMAP, site_url))
        yield site_files.made(permalinks.ROBOTS, robots)

    def _rendered_of(self, post: Post) -> RenderedPost:
        return self._rendered[post.path]

    def _shown(self, post: Post) -> Shown | None:
        found = self._own[post.path]
        return found if isinstance(found, Shown) else None

    def _feed_body(self, post: Post) -> Body:
        key = self._rendered_of(post).feed
        return Body(key, partial(self._text, key))
