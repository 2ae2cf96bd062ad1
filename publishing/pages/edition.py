"""One edition of the site: every file that it consists of, made from the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from publishing import address, rendered_text
from publishing.conf.inputs import PageInputs
from publishing.feeds.feeds import Feeds
from publishing.hosting.redirects import FILE as REDIRECTS
from publishing.hosting.redirects import redirects_file
from publishing.pages import assets, sitemap
from publishing.pages.binder import Binder
from publishing.pages.cards import Cards
from publishing.pages.listings import Listings
from publishing.pages.menu import menu_of
from publishing.pages.post_page import PostPages
from publishing.pages.security_headers import FILE as HEADERS
from publishing.pages.security_headers import headers_file, in_header, integrity
from publishing.pages.sheet import Leaf, Sheet
from publishing.pages.single import Pages
from publishing.pictures.deck import Deck
from publishing.pictures.gallery import Gallery, Shown
from publishing.place.cache import digest
from publishing.place.site import Output
from publishing.policy.illustration import own_picture
from publishing.policy.resource import asset_bytes
from publishing.press.conf_report import ConfReport
from publishing.press.engine import Engine
from publishing.press.frame import Frames
from publishing.press.page_reader import ReadPages
from publishing.press.printed import Printed
from publishing.press.printer import Press
from publishing.press.store import Store
from publishing.press.stylesheet import Bundles
from publishing.press.templates import Body, Templates
from publishing.provenance import code_digest
from publishing.reading.post import Post
from publishing.search.search import Search
from publishing.search.search_record import Record
from publishing.search.search_text import Text
from publishing.shelf.library import Library
from publishing.shelf.term import Kind
from publishing.stopwatch import Stopwatch

_TOPICS = 12
"""Tags that are offered to who finds nothing."""


class Edition:
    """Gathers the outputs of one build.

    :param report: what Sphinx makes of the configuration.
    :param pages: the ordinary pages.
    :param printed: what the press made of each published post, by its path.
    :param jobs: processes at once.
    :param watch: is told how long the search takes, which can be left out.
    :param search: the search of an earlier edition, to be shown with this one: to make it
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
        printed: Mapping[str, Printed],
        press: Press,
        gallery: Gallery,
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
        self._printed = printed
        self._press = press
        self._gallery = gallery
        self._store = store
        self._jobs = jobs
        self._watch = watch
        self.indexed: frozenset[str] = frozenset()
        self.search = search
        self._text = store.text
        self._code = code_digest()
        self._texts = store.words
        self._deck = Deck(library, store)
        self._own = {post.path: own_picture(post, library, gallery) for post in library.posts}
        self._cards = Cards(library, self._print_of, self._shown)

    def outputs(self) -> Iterator[Output]:
        """Yield every file of the site."""
        folder = self._engine.root / "_templates"
        preview = self._library.preview
        bundles = Bundles(
            self._engine.root,
            self._press,
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
        frames = Frames(
            self._engine.builder,
            self._settings,
            self._store,
            design,
            stylesheet=stylesheet,
            script=script,
            integrity=integrity(text),
            menu=menu,
        )
        leaves = list(self._leaves())
        if preview:
            leaves = list(map(Leaf.unlisted, leaves))
        framed = (leaf for leaf in leaves if leaf.kind != "redirect")
        frames.prepare(((leaf.kind, leaf.address) for leaf in framed), self._jobs)
        yield from Binder(frames, templates, self._settings, design).outputs(leaves)
        yield from Feeds(self._library, self._cards, self._feed_body, self._code).outputs()
        yield from self._sitemap(leaves)
        yield assets.made(*bundles.style)
        yield assets.made(*bundles.script)
        yield from assets.static_files(self._engine.root)
        yield assets.web_manifest(self._settings)
        hashes = frames.of("about", address.ABOUT).scripts
        yield assets.made(HEADERS, headers_file(in_header(self._settings, hashes)))
        yield assets.made(REDIRECTS, redirects_file(self._library.redirects))
        files = {file for printed in self._printed.values() for file in printed.files}
        images = self._library.images.values()
        files.update(file for file in images if not file.source.startswith(address.STATIC))
        yield from assets.post_files(self._engine.root, files, asset_bytes)
        of_pages = self._pages.pictures
        yield from assets.post_files(self._engine.root, of_pages, asset_bytes)
        yield from assets.post_files(self._engine.root, self._pages.files, Path.read_bytes)
        shown = {file for printed in self._printed.values() for file in printed.pictures}
        shown.update(images, of_pages)
        yield from self._gallery.outputs(sorted(shown))
        yield from self._deck.outputs()
        if not self.search:
            with self._watch.part("search"):
                self._index()
        yield from self.search

    def _leaves(self) -> Iterator[Leaf]:
        posts = PostPages(
            self._library, self._cards, self._print_of, self._text, self._store.remember
        )
        yield from posts.leaves()
        for sheet in self._sheets():
            yield Leaf.of(sheet, self._settings.site_url)

    def _sheets(self) -> Iterator[Sheet]:
        pages = Pages(self._library, self._cards)
        yield from pages.redirects()
        yield from Listings(self._library, self._cards).sheets()
        for page in self._pages.pages:
            body = Body(digest(page.body), partial(str, page.body))
            yield pages.home(page, body) if page.docname == "index" else pages.ordinary(page, body)
        yield pages.not_found()
        yield pages.search()
        if self._library.preview:
            from publishing.desk.status_page import status_sheet

            yield status_sheet(self._library, self._cards)

    def _words_of(self, body: str) -> Text:
        return self._texts.find(body, lambda: rendered_text.read(self._text(body)))

    def _index(self) -> None:
        records = list(self._records())
        tags = sorted(self._library.terms[Kind.TAG], key=lambda tag: -len(tag.posts))
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
            printed = self._print_of(post)
            yield Record(
                address=post.address,
                title=post.title,
                description=printed.description(post),
                authors=tuple(term.name for term in self._library.authors_of(post)),
                tags=tuple(term.name for term in self._library.tags_of(post)),
                day=post.date.day.isoformat(),
                language=post.language or "",
                key=printed.body,
                text=partial(self._words_of, printed.body),
            )
        for page in self._pages.pages:
            if page.docname != "index":
                key = digest(page.body)
                yield Record(
                    address=address.of_page(page.docname),
                    title=page.title,
                    description=page.description,
                    key=key,
                    text=partial(self._texts.find, key, partial(rendered_text.read, page.body)),
                )

    def _sitemap(self, leaves: list[Leaf]) -> Iterator[Output]:
        site_url = self._settings.site_url
        found = [sitemap.Page(leaf.url, leaf.changed) for leaf in leaves if leaf.url]
        files = sitemap.render(
            found, lambda part: address.absolute(address.of_sitemap_part(part), site_url)
        )
        yield assets.made(address.SITEMAP, files[0])
        for number, data in enumerate(files[1:], start=1):
            yield assets.made(address.of_sitemap_part(number), data)
        robots = sitemap.robots(address.absolute(address.SITEMAP, site_url))
        yield assets.made(address.ROBOTS, robots)

    def _print_of(self, post: Post) -> Printed:
        return self._printed[post.path]

    def _shown(self, post: Post) -> Shown | None:
        found = self._own[post.path]
        return found if isinstance(found, Shown) else None

    def _feed_body(self, post: Post) -> Body:
        key = self._print_of(post).feed
        return Body(key, partial(self._text, key))
