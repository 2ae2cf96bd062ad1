"""Headings of a body: the one that can be the title, as plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from publishing.base.inline_text import inline_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

SEARCHED: Final = 32 * 1024
"""Characters of a body in which a heading is looked for."""
LONGEST: Final = 2000
"""Characters of a heading, markup included."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a body.

    :ivar text: its text, without markup.
    :ivar level: 1 to 6.
    :ivar start: its first line, from 0.
    :ivar end: the line after its last.
    :ivar leads: whether nothing that is shown stands before it.
    """

    text: str
    level: int
    start: int
    end: int
    leads: bool


def leading(body: str) -> Heading | None:
    """Return the heading that a body starts with.

    What is not shown may stand before it: blank lines, comments, MyST's targets.
    """
    skipped = _UNSEEN.match(body)
    start = skipped.end() if skipped else 0
    paragraph = body[start : _end_of_paragraph(body, start)]
    if not (_ATX.match(paragraph) or _UNDERLINE.search(paragraph)):
        return None
    heading = _first(paragraph)
    if heading is None or heading.start:
        return None
    line = body.count("\n", 0, start)
    return Heading(heading.text, heading.level, line, line + heading.end, leads=True)


def first(body: str) -> Heading | None:
    """Return the first heading of a body: not one in a list, a quotation, code or a directive."""
    return leading(body) or _first(body[:SEARCHED])


def is_only(heading: Heading, body: str) -> bool:
    """Return whether no later heading of a body is of the same level."""
    rest = "\n".join(body[:SEARCHED].split("\n")[heading.end :])
    return all(level != heading.level for level, *_ in _blocks(rest))


def without(body: str, heading: Heading) -> str:
    """Return a body with a heading's lines blank, so that all others keep their number."""
    lines = body.split("\n")
    lines[heading.start : heading.end] = [""] * (heading.end - heading.start)
    return "\n".join(lines)


def plain(markdown: str) -> str:
    """Return the text of a line of Markdown: no markup, no tags, entities decoded."""
    tokens = _parser().parseInline(markdown)
    return inline_text(tokens[0].children or [])


def _first(text: str) -> Heading | None:
    for level, start, end, content in _blocks(text):
        if content and (words := _words(content)):
            return Heading(words, level, start, end, leads=False)
    return None


def _words(content: str) -> str:
    """Return the text of a heading; if it is too long for a title, as it is written."""
    return plain(_ATTRIBUTES.sub("", content)) if len(content) <= LONGEST else content


def _blocks(text: str) -> list[tuple[int, int, int, str]]:
    """Return level, first line, end and Markdown of the headings at the top of a text."""
    tokens = _block_parser().parse(text)
    return [
        (int(token.tag[1]), token.map[0], token.map[1], tokens[index + 1].content)
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.map
    ]


def _end_of_paragraph(body: str, start: int) -> int:
    end = _BLANK.search(body, start)
    return min(end.start() if end else len(body), start + SEARCHED)


# Imported when first needed: most posts say their title in the front matter.
@lru_cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.attrs import attrs_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.myst_role import myst_role_plugin

    from publishing.markdown.emphasis import read_cjk_emphasis
    from publishing.markdown.formula import read_formulas
    from publishing.markdown.shorthand import read_shorthand

    parser = MarkdownIt("commonmark").enable("strikethrough").use(myst_role_plugin)
    parser.use(dollarmath_plugin, double_inline=True)
    read_cjk_emphasis(parser)
    read_formulas(parser, allow_space=False, allow_digits=False)
    read_shorthand(parser)
    return parser.use(attrs_plugin, spans=True)


@lru_cache
def _block_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.colon_fence import colon_fence_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.myst_blocks import myst_block_plugin

    parser = MarkdownIt("commonmark").use(colon_fence_plugin).use(myst_block_plugin)
    parser.use(dollarmath_plugin)
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


# Each alternative ends at the end of a line, and starts unlike the others.
_UNSEEN: Final = re.compile(
    r"(?:[ \t]*\n|%[^\n]*\n|\([^\s()]+\)=[ \t]*\n|<!--.*?-->[ \t]*\n)*", re.DOTALL
)
_ATX: Final = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)", re.MULTILINE)
_UNDERLINE: Final = re.compile(r"\n {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)
_BLANK: Final = re.compile(r"\n[ \t]*\n")
_ATTRIBUTES: Final = re.compile(r"(?:^|\s)\{[#.:][^{}]*\}$")
