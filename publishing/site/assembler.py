"""Assembles a site: every file that it consists of, made from the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from publishing.assets.resource import asset_bytes
from publishing.assets.responsive_images import ResponsiveImages, Shown
from publishing.base.code_digest import code_digest
from publishing.base.output import Output
from publishing.library.library import Library
from publishing.model import permalinks
from publishing.model.post import Post
from publishing.output.redirects import FILE as REDIRECTS
from publishing.output.redirects import redirects_file
from publishing.pages import site_files
from publishing.pages.cards import Cards
from publishing.pages.content import SiteContent
from publishing.pages.design import Design
from publishing.pages.feeds import Feeds
from publishing.pages.page_writer import PageWriter
from publishing.pages.registry import site_pages
from publishing.pages.security_headers import FILE as HEADERS
from publishing.pages.security_headers import headers_file, in_header
from publishing.pages.single import ABOUT
from publishing.pages.social_cards import SocialCards
from publishing.pages.templates import Body
from publishing.render.page_reader import ReadPages
from publishing.render.post_images import own_picture
from publishing.render.rendered_post import RenderedPost
from publishing.render.store import Store


@dataclass(frozen=True, kw_only=True)
class SiteAssembler:
    """Gathers the files of one site; those of its search are made apart.

    :ivar ordinary: the pages that Sphinx read.
    :ivar rendered: what was made of the body of each published post, by its path.
    :ivar jobs: processes at once.
    """

    library: Library
    ordinary: ReadPages
    rendered: Mapping[str, RenderedPost]
    responsive_images: ResponsiveImages
    design: Design
    store: Store
    jobs: int

    @cached_property
    def content(self) -> SiteContent:
        """What the pages show."""
        pictures = {
            post.path: own_picture(post, self.library, self.responsive_images)
            for post in self.library.posts
        }

        def image(post: Post) -> Shown | None:
            found = pictures[post.path]
            return found if isinstance(found, Shown) else None

        return SiteContent(
            library=self.library,
            cards=Cards(self.library, self._rendered_of, image),
            rendered=self._rendered_of,
            text=self.store.text,
            remember=self.store.remember,
            ordinary=self.ordinary.pages,
            preview=self.library.preview,
        )

    def outputs(self) -> Iterator[Output]:
        """Yield every file of the site but the search."""
        yield from self._pages()
        yield from Feeds(self.content, self._feed_text, code_digest()).outputs()
        yield from self._files()
        yield from self._assets()
        yield from SocialCards(self.library, self.store).outputs()

    def _pages(self) -> Iterator[Output]:
        """Yield every page, and the sitemap, which names those that may be found."""
        settings, preview, design = self.library.settings, self.library.preview, self.design
        pages = list(site_pages(self.content))
        framed = ((kind.name, page.address) for kind, page in pages if kind.has_layout)
        design.layouts.prepare(framed, self.jobs)
        robots = "noindex" if preview else None
        writer = PageWriter(design.layouts, design.templates, settings, design.digest, robots)
        yield from writer.outputs(pages)
        found = (page for kind, page in pages if not (preview or kind.robots))
        yield from site_files.sitemap_files(
            ((page.url(settings), page.changed) for page in found), settings.site_url
        )

    def _files(self) -> Iterator[Output]:
        """Yield what the site itself needs beside its pages, and what hosts are told."""
        settings = self.library.settings
        yield from self.design.files
        yield site_files.web_manifest(settings)
        hashes = self.design.layouts.of(ABOUT.name, permalinks.ABOUT).scripts
        yield site_files.made(HEADERS, headers_file(in_header(settings, hashes)))
        yield site_files.made(REDIRECTS, redirects_file(self.library.redirects))

    def _assets(self) -> Iterator[Output]:
        """Yield the files and pictures that posts and pages show."""
        root, ordinary = self.library.root, self.ordinary
        images = self.library.images.values()
        files = {file for rendered in self.rendered.values() for file in rendered.files}
        files.update(file for file in images if not file.source.startswith(permalinks.STATIC))
        yield from site_files.post_files(root, files, asset_bytes)
        yield from site_files.post_files(root, ordinary.pictures, asset_bytes)
        yield from site_files.post_files(root, ordinary.files, Path.read_bytes)
        shown = {file for rendered in self.rendered.values() for file in rendered.pictures}
        shown.update(images, ordinary.pictures)
        yield from self.responsive_images.outputs(sorted(shown))

    def _rendered_of(self, post: Post) -> RenderedPost:
        return self.rendered[post.path]

    def _feed_text(self, post: Post) -> Body:
        return self.content.body(self.rendered[post.path].feed)
