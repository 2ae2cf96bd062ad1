"""Renders one post: its Markdown becomes HTML for its page and for feeds.

Sphinx reads all documents into one environment before it writes the first. Here a post
goes from source to HTML by itself, through the same parser, transforms and writer, and
leaves nothing behind. So the result depends on the post, the settings and the few facts
it asked for (:attr:`RenderedPost.asked`): it can be kept by content, rendered in any process,
and no label, equation number or setting of one post reaches another.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf
from pathlib import Path

from docutils import nodes

from publishing.assets.file_state import file_state
from publishing.assets.responsive_images import ResponsiveImages
from publishing.base.rendered_text import RenderedText
from publishing.base.rendered_text import read as read_rendered
from publishing.library.library import Library
from publishing.model.file_limits import bounded
from publishing.model.post import Post
from publishing.model.target import PostFile, Target
from publishing.policy.limits import BodyBounds
from publishing.policy.sanitiser import clean
from publishing.policy.time_limit import TimeLimitError, time_limit
from publishing.render import transforms
from publishing.render.batch import TargetsOf
from publishing.render.context import PostContext
from publishing.render.element_ids import PostDocument
from publishing.render.engine import Engine, PublicationBuilder
from publishing.render.keywords import keywords
from publishing.render.many_problems import told
from publishing.render.markup import post_parser
from publishing.render.numbering import number_alone
from publishing.render.page_size import hold_html
from publishing.render.relative_links import from_anywhere, from_page
from publishing.render.rendered_post import Heading, RenderedPost, listing_digest
from publishing.render.sphinx_internals import (
    LoggingReporter,
    apply_transforms,
    begin_document,
    end_document,
    figure_numbers,
    myst_config,
    reading_settings,
    sphinx_domains,
)
from publishing.render.text import Text, read
from publishing.render.text_stats import excerpt, words

SECONDS = 8
"""Processor time that a post may take; real ones take a hundredth of a second."""


class PostRenderer:
    """Renders posts, one after the other, with one parser and one set of settings.

    :param targets_of: finds where the source files that a post may link to are served.
    :param keep: keeps a text for when its page is made, and returns its digest.
    :param responsive_images: makes the sizes of pictures.
    :param find: finds the words of a kept text, as :meth:`publishing.render.text.Texts.find`
        does.
    """

    def __init__(
        self,
        engine: Engine,
        library: Library,
        targets_of: TargetsOf,
        keep: Callable[[str], str],
        responsive_images: ResponsiveImages,
        find: Callable[[str, Callable[[], RenderedText]], Text] = lambda _key, load: read(load()),
    ) -> None:
        self._engine = engine
        self._settings = library.settings
        self._targets_of = targets_of
        self._keep = keep
        self._responsive_images = responsive_images
        self._find = find
        self._parser = post_parser(myst_config(engine.app.env))
        reading, self._resolving = transforms.of_posts(engine.app)
        self._reading = (*reading, *self._parser.get_transforms())
        self._read_settings = reading_settings(engine.app.env)
        self._write_settings = engine.builder.docsettings.copy()
        # The page's own heading is the title: a post's first sections are <h2>.
        self._write_settings.initial_header_level = 2
        # For each post docutils would look for the style sheets of its own pages.
        self._write_settings.stylesheet_path = self._write_settings.stylesheet = None
        self._write_settings.cloak_email_addresses = False  # or mailto:a%40b, which no mailer knows

    def render(self, post: Post) -> RenderedPost:
        """Render *post*. Whatever is wrong with it is in :attr:`RenderedPost.problems`."""
        asked: dict[str, Target | None] = {}
        targets = self._targets_of(post)

        def resolve(path: str) -> Target | None:
            if path not in asked:
                asked[path] = targets.get(path)
            return asked[path]

        context = PostContext(
            path=post.path,
            root=self._engine.root,
            line_offset=post.body_line - 1,
            resolve_post=resolve,
            responsive_images=self._responsive_images,
            site_url=self._settings.site_url,
            embed_hosts=frozenset(self._settings.embed_hosts),
            bounds=bounded(BodyBounds(), self._settings.bounds),
        )
        page = feed = ""
        with self._engine.log.collect() as logged, sphinx_domains(self._engine.app.env):
            try:
                with time_limit(SECONDS):
                    document = self._read(post, context)
                    page, feed = self._write(post, document)
            except TimeLimitError:
                document = self._document(post)
                found = f"the post keeps the machine busy for more than {SECONDS} seconds"
                context.refuse(None, "post-slow", found, "split it, or simplify its longest part")
            except MemoryError:  # of this machine, and nothing to keep of the post
                raise
            except Exception as failure:  # of a library, on input that nobody has thought of
                document = self._document(post)
                found = f"the post cannot be rendered: {type(failure).__name__}: {failure}"
                context.refuse(None, "post-unprintable", found, "leave out what was added last")
        page, feed = self._cleaned(post, context, page, feed)
        rendered = read_rendered(page)
        first, length = (
            excerpt(rendered.beginnings(), context.stand_ins, context.lead),
            words(rendered.text()),
        )
        body = self._keep(page)
        return RenderedPost(
            body=body,
            feed=self._keep(feed),
            length=len(feed),
            listing_digest=listing_digest(post, first, length),
            excerpt=first,
            words=length,
            keywords=keywords(
                f"{post.title} {post.description or first}",
                self._find(body, lambda: rendered).content,
                post.language or self._settings.language,
            ),
            toc=tuple(
                Heading(heading.level, heading.id, rendered.text(heading.start, heading.end))
                for heading in rendered.headings
            ),
            ids=tuple(sorted(rendered.ids)),
            files=tuple(
                PostFile(where, asset.file.relative_to(self._engine.root).as_posix())
                for where, asset in sorted(context.assets.items())
            ),
            pictures=tuple(sorted(context.pictures)),
            links=tuple(context.links),
            asked=tuple(sorted(asked.items())),
            looked=tuple(
                (path, file_state(self._engine.root, path)) for path in sorted(context.looked)
            ),
            problems=tuple(told([*context.problems, *logged])),
        )

    def _cleaned(self, post: Post, context: PostContext, page: str, feed: str) -> tuple[str, str]:
        """Return the post's HTML without what no post may have; nothing if that is too long."""
        feeds, hosts = 2 + post.terms, frozenset(self._settings.embed_hosts)
        if hold_html(page, feed, feeds, context):
            elsewhere = from_anywhere(post.address, self._settings.site_url)
            page = clean(page, rewrite=from_page(post.address), embed_hosts=hosts)
            feed = clean(feed, rewrite=elsewhere, embed_hosts=hosts)
            if hold_html(page, feed, feeds, context):
                return page, feed
        return "", ""

    @property
    def builder(self) -> PublicationBuilder:
        """What writes the HTML."""
        return self._engine.builder

    def specimen(self, file: Path) -> str:
        """Return the HTML of a post of ours, with all that a post's HTML can have."""
        post = Post(
            path=f"{file.parent.name}/{file.name}",
            docname=f"{file.parent.name}/{file.stem}",
            address=f"{file.parent.name}/",
            title="Specimen",
            body=file.read_text(encoding="utf-8"),
            body_line=1,
            digest="",
        )
        context = PostContext(
            path=post.path,
            root=file.parent.parent,
            line_offset=0,
            resolve_post=lambda _: None,
            responsive_images=self._responsive_images,
            seconds=inf,  # its picture is drawn on no page
        )
        with self._engine.log.collect(), sphinx_domains(self._engine.app.env):
            page, _ = self._write(post, self._read(post, context))
        return page

    def _document(self, post: Post) -> nodes.document:
        """Return a document without contents."""
        source = str(self._engine.root / post.path)
        settings = self._read_settings.copy()
        settings.language_of_text = post.language or self._settings.language
        reporter = LoggingReporter(source, settings.report_level, settings.halt_level)
        document = PostDocument(settings, reporter, source=source)
        document.note_source(source, -1)
        return document

    def _read(self, post: Post, context: PostContext) -> nodes.document:
        env = self._engine.app.env
        document = self._document(post)
        begin_document(env, post.docname, document, self._parser)
        self._parser.context = context
        try:
            self._parser.parse(post.body, document)
            if context.is_refused and not document.children:
                return document  # over a bound: nothing was read
            apply_transforms(document, transforms.due(self._reading, document))
            figure_numbers(env).pop(post.docname, None)  # of a post whose rendering broke off
            number_alone(env, post.docname, document)
            # Post-transforms ask for the document's name; Sphinx copies deeply what it
            # knows of a document before them, which grows with all that was read.
            begin_document(env, post.docname, document)
            apply_transforms(document, transforms.due(self._resolving, document))
        finally:
            end_document(env, post.docname)
        return document

    def _write(self, post: Post, document: nodes.document) -> tuple[str, str]:
        """Return the post's HTML for its page and for feeds."""
        document.settings = self._write_settings
        page = feed = self._engine.builder.fragment(post.docname, document)
        figure_numbers(self._engine.app.env).pop(post.docname, None)
        for text, elsewhere in self._engine.builder.page_only:
            feed = feed.replace(text, elsewhere)
        return page, _PAGE_ONLY.sub("", feed)


# The arrow of a box that unfolds: readers of feeds know no SVG, and feed validators warn of it.
# And the numbers of lines: without our style sheet, they are part of the code.
_PAGE_ONLY = re.compile(r'<svg\b.*?</svg>|<span class="linenos">[^<]*</span>', re.DOTALL)
