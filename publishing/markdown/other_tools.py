"""Rules for the Markdown of other tools: each looks for a sign of one, and asks what reads it.

Posts come as they were written for Jekyll (kramdown), Hugo, Zola or Pelican (Python-Markdown).
What comes of them is held to the policy like all else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from publishing.base import other_tools
from publishing.base.other_tools import Reader

HOSTS: Final = "frame-hosts"
"""Where the hosts whose frames may be shown stand in the environment of a parse."""
BETWEEN_TAGS: Final = "between-tags"
"""Where a box says that its first line and its last are tags."""
UNREAD: Final = "unread-shortcode"
"""Where a block of code says which shortcode it stood in."""
ABBREVIATIONS: Final = "abbreviations"
"""Where the abbreviations that a text defines stand in the environment of its parse."""
ATTRIBUTED: Final = frozenset(
    {"code_inline", "em_close", "image", "link_close", "s_close", "strong_close"}
)
"""What may have attributes behind it in a line."""
LONGEST_TAG: Final = 2_000
"""Characters of a tag."""


def read_other_tools(md: MarkdownIt) -> None:
    """Add the rules to a parser."""
    first = md.block.ruler.get_all_rules()[0]
    between: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before(first, "shortcode", _at_line(other_tools.SHORTCODE), between)
    definition = _at_line(other_tools.TAGGED_DEFINITION)
    md.block.ruler.before("reference", "tagged_definition", definition)
    md.inline.ruler.after("text", "template_tag", _tag)
    md.core.ruler.after("block", "foreign_blocks", _blocks)
    md.core.ruler.after("inline", "foreign_words", _words)


def _at_line(reader: Reader) -> Callable[[StateBlock, int, int, bool], bool]:
    """Return a block rule that asks *reader* where its sign begins a line."""

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not reader.is_at(state.src, state.bMarks[start] + state.tShift[start]):
            return False
        is_read: bool = reader.read(state, start, end, silent)
        return is_read

    return rule


def _tag(state: StateInline, silent: bool) -> bool:
    """Inline rule: a tag of a template language, or a comment of one."""
    text, start = state.src, state.pos
    if not other_tools.TEMPLATE_TAG.is_at(text, start) and (
        not text.startswith("{#", start) or text.find("#}", start, start + LONGEST_TAG) < 0
    ):
        return False
    is_read: bool = other_tools.TEMPLATE_TAG.read(state, silent)
    return is_read


def _blocks(state: StateCore) -> None:
    """Core rule: attributes of blocks, code that names its language, requests for contents."""
    if any(_is_foreign(token) for token in state.tokens):
        other_tools.BLOCKS.read(state)


_SIGNS: Final = {
    "html_block": re.compile(r"<[a-z][^>]*\smarkdown=", re.IGNORECASE),
    "code_block": re.compile(r"\A(?::::|#!)[A-Za-z]"),
    "inline": re.compile(
        rf"(?:^|[ \t]){other_tools.ATTRIBUTES}[^\n]*\}}[ \t]*$"
        r"|\A\s*\[(?:TOC|\[_?TOC)|\A\s*\*\[|\]\([{|]",
        re.IGNORECASE | re.MULTILINE,
    ),
}


def _is_foreign(token: Token) -> bool:
    sign = _SIGNS.get(token.type)
    return sign is not None and sign.search(token.content) is not None


def _words(state: StateCore) -> None:
    """Core rule: attributes behind a text, sizes in the words of pictures, abbreviations."""
    if ABBREVIATIONS in state.env or _has_attributes(state.tokens):
        other_tools.WORDS.read(state)


def _has_attributes(tokens: list[Token]) -> bool:
    for token in tokens:
        before = ""
        for child in token.children or ():
            is_attributed = before in ATTRIBUTED and other_tools.WORDS.is_at(child.content)
            words = child.children[-1].content if child.children else ""
            is_sized = child.type == "image" and "|" in words
            if is_attributed or is_sized:
                return True
            before = child.type
    return False
