"""Lets a parser note what of a text it did not read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from publishing.markdown.unparsed.blocks import find_blocks
from publishing.markdown.unparsed.code import find_code
from publishing.markdown.unparsed.emphasis import find_emphasis
from publishing.markdown.unparsed.fences import find_unclosed
from publishing.markdown.unparsed.finding import CLOSE, GAP, OPEN, Detector, Text, Unparsed
from publishing.markdown.unparsed.formulas import find_formulas
from publishing.markdown.unparsed.html import find_html, find_in_html
from publishing.markdown.unparsed.links import find_links
from publishing.markdown.unparsed.other_tools import find_marks
from publishing.markdown.unparsed.split_links import find_split_links
from publishing.markdown.unparsed.substitutions import find_substitutions
from publishing.markdown.unparsed.tables import find_tables, lost_cells

UNPARSED: Final = "unparsed"
"""Where a token says what of it was not read: a list of :class:`Unparsed`."""

_DETECTORS: Final[tuple[Detector, ...]] = (
    find_blocks,
    find_tables,
    find_links,
    find_split_links,
    find_emphasis,
    find_code,
    find_formulas,
    find_html,
    find_substitutions,
    find_marks,
)


def note_unparsed(md: MarkdownIt) -> None:
    """Let a parser note what it did not read, in the tokens that it returns.

    It is looked for right after the marks were read: what is escaped is a piece of its own then,
    and not yet joined to the text beside it.
    """
    md.core.ruler.after("inline", "unparsed", _note)
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})


def _note(state: StateCore) -> None:
    before, last = "", ""
    for token in state.tokens:
        if token.type == "inline":
            _add(token, _in_text(token, before, last))
        elif token.type in {"fence", "colon_fence"}:
            _add(token, find_unclosed(token))
        elif token.type == "html_block":
            _add(token, find_in_html(token))
        before, last = last, token.type


def _in_text(token: Token, before: str, last: str) -> Iterator[Unparsed]:
    text = Text(
        "".join(_MARKS.get(child.type) or _words(child) for child in token.children or ()),
        is_paragraph=last == "paragraph_open",
        is_item=before == "list_item_open",
        is_below_table=before == "table_close",
        source=token.content,
    )
    for detector in _DETECTORS:
        yield from detector(text)


_MARKS = {
    "em_close": CLOSE,
    "em_open": OPEN,
    "hardbreak": "\n",
    "s_close": CLOSE,
    "s_open": OPEN,
    "softbreak": "\n",
    "strong_close": CLOSE,
    "strong_open": OPEN,
}


def _words(child: Token) -> str:
    is_backslash = child.type == "text_special" and child.content[0] == "\\" != child.content
    return child.content if child.type == "text" or is_backslash else GAP


def _add(token: Token, found: Iterator[Unparsed]) -> None:
    if noted := [*found]:
        token.meta[UNPARSED] = [*token.meta.get(UNPARSED, ()), *noted]


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: a table, of which each row is held against the number of columns."""
    first = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    made = state.tokens[first:]
    columns = sum(token.type == "th_open" for token in made)
    for token in made:
        if token.type == "tr_open" and token.map:
            number = token.map[0]
            line = state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
            _add(token, lost_cells(line, columns))
    return True
