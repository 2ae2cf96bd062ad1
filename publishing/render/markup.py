"""Reads the Markdown of a post, and holds it to the policy while it is read.

MyST's own parser does the reading. What it may read is narrowed before (bounds, syntax),
while (directives, roles, raw HTML) and after (:mod:`publishing.render.inspection`: every address
in the finished tree, however it came there).
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from markdown_it import MarkdownIt
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.transforms import (
    CollectFootnotes,
    SortFootnotes,
)
from myst_parser.parsers.mdit import create_md_parser
from sphinx.parsers import Parser

from publishing.base.other_tools import LEFTOVER_TAGS
from publishing.markdown.definition import unused
from publishing.markdown.other_tools import HOSTS
from publishing.markdown.syntax import read_more
from publishing.model.invisible_characters import controls
from publishing.policy import rules as policy
from publishing.policy.limits import (
    TALLY,
    BodyBounds,
    OverrunError,
    Tally,
    count_blocks,
    count_texts,
    measure,
)
from publishing.render.anchors import ResolveAnchors
from publishing.render.context import PostContext, SiteLink, Target
from publishing.render.element_ids import ElementIds, PostDocument
from publishing.render.inspection import inspect
from publishing.render.renderer import CONTEXT, PostRenderer
from publishing.render.sphinx_internals import empty
from publishing.render.wording import reworded

__all__ = ["PostContext", "PostParser", "SiteLink", "Target", "post_parser"]


def post_parser(site: MdParserConfig) -> PostParser:
    """Return a parser for posts, to be used for one after the other.

    :param site: MyST's settings of the site; what a policy does not list is taken from them.
    """
    config = site.copy(
        enable_extensions=site.enable_extensions & policy.EXTENSIONS.keys(),
        commonmark_only=False,
        dmath_double_inline=True,
        gfm_only=False,
        fence_as_directive=set(),
        heading_anchors=6,
        html_meta={},
        substitutions={},
        title_to_header=False,
        url_schemes={},
    )
    md = create_md_parser(config, PostRenderer)
    md.disable("front_matter")  # a body has none: `---` at its start is a line across the page
    md.disable("wordcount")  # publishing.render.text_stats counts what readers see
    md.core.ruler.after("block", "count_blocks", count_blocks)
    read_more(md, site)
    md.core.ruler.push("count_texts", count_texts)
    md.options["maxNesting"] = 2 * BodyBounds().depth + 6  # too deep is refused, not left out
    # Addresses reach the policy as they were written, the bad ones too.
    md.validateLink = lambda _url: True  # type: ignore[assignment,method-assign]
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return PostParser(md)


class PostParser(Parser):
    """Parses the body of the post in :attr:`context`, which holds what it finds."""

    supported = ()
    context: PostContext

    def __init__(self, md: MarkdownIt) -> None:
        self._md = md

    def get_transforms(self) -> list[Any]:
        """Return the transforms of MyST that a post needs, and ours."""
        return [
            SortFootnotes,
            CollectFootnotes,
            ElementIds,
            ResolveAnchors,
        ]

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a body into *document*; nothing is added to one that is over a bound."""
        context = self.context
        context.body = inputstring
        document.settings.file_insertion_enabled = False
        document.settings.raw_enabled = False
        document.reporter.attach_observer(_Reports(context))
        document.reporter.stream = None  # type: ignore[assignment]
        document.settings.myst_footnote_sort = True
        document.settings.myst_footnote_transition = True
        assert isinstance(document, PostDocument)
        document.post_context = context
        for found in controls(inputstring):
            help = "delete it; an editor that shows invisible characters helps"
            message = f"the post holds {found.name}, which no text needs"
            context.refuse_at(found.char, None, "control-character", message, help)
            return
        try:
            measure(inputstring, context.bounds, context.line_offset)
            self._render(inputstring, document)
            inspect(document, context)
        except OverrunError as overrun:
            empty(document)
            context.refuse(
                overrun.line, "post-large", str(overrun), "split the post, or shorten it"
            )
        except RecursionError:
            empty(document)
            context.refuse(None, "post-deep", "blocks too deep inside each other", "nest less")

    def _render(self, body: str, document: nodes.document) -> None:
        renderer = self._md.renderer
        assert isinstance(renderer, PostRenderer)
        self._md.options["document"] = document
        tally = Tally(self.context.bounds)
        # Blank lines before the body make every line number one of the file.
        text = "\n" * self.context.line_offset + body
        env = {TALLY: tally, CONTEXT: self.context, HOSTS: self.context.embed_hosts}
        self._md.render(text, env)
        renderer.join_notes()
        for line, label in unused(env, text):
            found = f"[{label}]: defines a link that nothing uses, and does not show"
            help = f"write \\[{label}]: if it is text, or [{label}][] where the link belongs"
            self.context.warn(line + 1, "definition-unused", found, help, at=f"[{label}]:")
        offset = self.context.line_offset
        code = [(start - offset, end - offset) for start, end in renderer.code]
        for leftover in LEFTOVER_TAGS.read(body, code) if LEFTOVER_TAGS.is_met(body) else ():
            times = f" and {leftover.count - 1} more" if leftover.count > 1 else ""
            self.context.warn(
                leftover.line + offset,
                "template-leftover",
                f"leftover template tag {leftover.tag}{times}, {leftover.becomes}",
                leftover.help,
                column=leftover.column,
            )


class _Reports:
    """Turns what docutils says of a post into problems."""

    def __init__(self, context: PostContext) -> None:
        self._context = context

    def __call__(self, message: nodes.system_message) -> None:
        level = message["level"]
        text = message.children[0].astext() if message.children else ""
        if level < 2:
            return
        tell = self._context.refuse if level > 2 else self._context.warn
        tell(message.get("line"), "markup", *reworded(text.replace(f"{self._context.root}/", "")))
