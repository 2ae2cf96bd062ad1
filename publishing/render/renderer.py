"""Turns the Markdown of a post into a docutils tree, letting in what the policy lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any, cast

from docutils import nodes
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.warnings_ import MystWarnings

from publishing.base.inline_text import inline_text
from publishing.markdown.other_tools import BETWEEN_TAGS
from publishing.markdown.unparsed.rule import UNPARSED
from publishing.policy.limits import TALLY, OverrunError
from publishing.render.box_renderer import BoxRenderer
from publishing.render.footnote_renderer import FootnoteRenderer
from publishing.render.rawhtml import settle
from publishing.render.wording import reworded

CONTEXT = "post-context"
"""Where the :class:`PostContext` stands in the environment of a Markdown parse."""

_CODE = frozenset({"code", "code-block", "sourcecode", "parsed-literal", "math"})
_CODE_TOKENS = frozenset({"fence", "code_block", "math_block", "math_block_label", "amsmath"})
_UNTOLD = frozenset({MystWarnings.MD_HEADING_NON_CONSECUTIVE, MystWarnings.STRIKETHROUGH})


class PostRenderer(FootnoteRenderer, BoxRenderer):
    """Renders the tokens of one post at a time.

    :ivar code: 0-based ranges of lines of the file that are code, or tags that are read.
    """

    code: list[tuple[int, int]]

    def setup_render(self, options: dict[str, Any], env: MutableMapping[str, Any]) -> None:
        """Begin a post."""
        self.begin(options, env, options["document"])
        self.post = env[CONTEXT]
        self.code = []
        self.tally = env[TALLY]
        self._depth = 0
        self._marks, self._notes = {}, {}
        self._labels = set()
        self.inline_notes = []

    def create_warning(self, message: str, subtype: MystWarnings | str, **kwargs: Any) -> None:
        """Note what MyST warns of as a problem of the post."""
        if subtype not in _UNTOLD:
            name = subtype.value if isinstance(subtype, MystWarnings) else subtype
            self.post.warn(kwargs.get("line"), f"markdown-{name}", *reworded(message))

    # -- Lines and nesting -------------------------------------------------------

    def prepare(self, tokens: list[Token]) -> None:
        """Give each token its line, and settle the raw HTML among them."""
        if not (self._depth or self.post.lead):
            self.post.lead = _lead(tokens)
        for token in tokens:
            if token.map:
                token.map = [token.map[0] + 1, token.map[1] + 1]
                _number(token.children or [], token.map[0])
                self._note_code(token)
                self._tell_of_unparsed(token, token.map[0])
        settle(tokens, self.post, lambda token: token.map[0] if token.map else 1)

    def _tell_of_unparsed(self, token: Token, first: int) -> None:
        for found in token.meta.get(UNPARSED, ()):
            line = first + found.line
            self.post.warn(line, found.code, found.message, found.help, at=found.at)

    def render_icon(self, token: SyntaxTreeNode) -> None:
        """Leave out an icon of another theme."""
        message = f"the icon {token.info} is left out"
        help = "write a word, or an emoji"
        self.post.warn(token_line(token, 1), "icon", message, help, at=token.info)

    def _note_code(self, token: Token) -> None:
        assert token.map
        named = token.info.strip().partition("}")[0]
        is_code = not named.startswith("{") or named[1:] in _CODE
        first, last = token.map[0] - 1, token.map[1] - 1
        if is_code and token.type in _CODE_TOKENS:
            self.code.append((first, last))
        elif BETWEEN_TAGS in token.meta:
            self.code += [(first, first + 1), (last - 1, last)]

    def nested_render_text(self, text: str, lineno: int, *args: Any, **kwargs: Any) -> None:
        """Render the text of a directive, a quotation's source or a caption."""
        with self._deeper(lineno):
            self.tally.base = lineno
            self.tally.add("parses", "texts in boxes, cells and captions", 0)
            super().nested_render_text(text, lineno, *args, **kwargs)

    @contextmanager
    def _deeper(self, line: int) -> Iterator[None]:
        self._depth += 1
        if self._depth > self.post.bounds.depth:
            limit = self.post.bounds.depth
            raise OverrunError(line, self._depth, limit, "blocks inside each other")
        yield
        self._depth -= 1

    # -- Headings, links, attributes ---------------------------------------------

    def render_heading(self, token: SyntaxTreeNode) -> None:
        """Render a heading; inside an element of raw HTML it begins no section."""
        if not (token.meta or {}).get("inside"):
            return super().render_heading(token)
        level = min(int(token.tag[1]) + 1, 6)
        rubric = nodes.rubric("", "", **{"heading-level": level})
        self.add_line_and_source_path(rubric, token)
        with self.current_node_context(rubric, append=True):
            self.render_children(token)
        self.generate_heading_target(token, level, rubric, rubric)
        return None

    def render_paragraph(self, token: SyntaxTreeNode) -> None:
        """Render a paragraph, unless all that it held was removed."""
        super().render_paragraph(token)
        if not any(str(child) for child in self.current_node[-1].children):
            del self.current_node[-1]

    def render_text(self, token: SyntaxTreeNode) -> None:
        """Render words, unless all of them were attributes of what is before."""
        if token.content:
            super().render_text(token)

    def render_hr(self, token: SyntaxTreeNode) -> None:
        """Render a line across the page, wherever it stands; docutils allows it in few places."""
        node = nodes.raw("", "<hr>\n", format="html")
        self.add_line_and_source_path(node, token)
        self.current_node.append(node)

    def renderInlineAsText(self, tokens: list[SyntaxTreeNode]) -> str:  # noqa: N802
        """Return the words that stand for a picture, code and formulas among them."""
        return inline_text(tokens)

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """Render raw HTML, settled before; nothing is left of most comments."""
        if not token.content.strip():
            return
        super().render_html_block(token)
        if "</h" in token.content:
            self.document.raws.append(cast(nodes.raw, self.current_node[-1]))

    def render_link(self, token: SyntaxTreeNode) -> None:
        """Render a link as it is written; the finished tree is inspected for where it leads."""
        node = nodes.reference(refuri=str(token.attrGet("href") or ""))
        self.add_line_and_source_path(node, token)
        self.copy_attributes(
            token, node, ("class", "id", "reftitle"), aliases={"title": "reftitle"}
        )
        with self.current_node_context(node, append=True):
            self.render_children(token)

    def copy_attributes(self, token: SyntaxTreeNode, *args: Any, **kwargs: Any) -> None:
        """Copy the attributes of a token, with the classes that a post may name."""
        for name in (token.meta or {}).get("insecure_attrs", ()):
            help = "leave it out: no post runs a script"
            self.post.warn(token_line(token, 1), "html-handler", f"{name} is removed", help)
        if "class" in token.attrs:
            names = str(token.attrs["class"]).split()
            token.attrs["class"] = " ".join(self.allowed_classes(names, token_line(token, 1)))
        super().copy_attributes(token, *args, **kwargs)


def _lead(tokens: list[Token]) -> int:
    """Return how many paragraphs stand before the mark that ends the excerpt, if there is one."""
    count = 0
    for token in tokens:
        if token.type == "html_block" and _EXCERPT_END.match(token.content):
            return count
        count += token.type == "paragraph_open" and token.level == 0
    return 0


_EXCERPT_END = re.compile(
    r"\s*<!--\s*(?:more|truncate|teaser_end|pelican_end_summary|excerpt)\s*-->", re.IGNORECASE
)
"""Where lists cut a post: WordPress, Hugo, Jekyll and Zola; Docusaurus; Nikola; Pelican."""


def _number(tokens: list[Token], line: int) -> None:
    """Give each piece of text the line that it begins on, not that of its paragraph."""
    for token in tokens:
        token.map = [line, line + 1]
        if token.type in {"softbreak", "hardbreak"}:
            line += 1
        elif token.type in {"html_inline", "math_inline"}:
            line += token.content.count("\n")
