"""Emphasis in Chinese, Japanese and Korean text, which has no spaces around it.

CommonMark leaves ``**「強調」**です`` as it stands: a mark is inside, a letter outside.
https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md amends its rule: beside
a CJK character, a run of stars or tildes can begin and end emphasis where no space forbids it.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.common.utils import isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

from publishing.markdown.scripts import is_cjk


class _State(StateInline):
    """Tells what runs of marks may begin and end."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        """Return whether the run at *start* can begin or end emphasis, and its length."""
        scanned = super().scanDelims(start, canSplitWord)
        if not canSplitWord or (scanned.can_open and scanned.can_close):
            return scanned
        end = start + scanned.length
        before = self.src[start - 1] if start else " "
        after = self.src[end] if end < self.posMax else " "
        if isWhiteSpace(ord(before)) or isWhiteSpace(ord(after)):
            return scanned
        if _is_cjk_before(self.src, start) or is_cjk(after):
            return Scanned(True, True, scanned.length)
        return scanned


def _is_cjk_before(text: str, end: int) -> bool:
    """Whether a CJK character ends at *end*, with a selector of its form or without."""
    char = text[end - 1]
    if "\U000e0100" <= char <= "\U000e01ef":  # only ideographs have these
        return True
    if "\ufe00" <= char <= "\ufe0e" and end > 1:
        return is_cjk(text[end - 2]) or (char == "\ufe01" and text[end - 2] in "‘’“”")
    return is_cjk(char)


class _Parser(ParserInline):
    """Parses text with :class:`_State`."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def read_cjk_emphasis(md: MarkdownIt) -> None:
    """Let a parser read emphasis beside CJK text."""
    parser = _Parser()
    parser.ruler, parser.ruler2 = md.inline.ruler, md.inline.ruler2
    parser.terminator_re = md.inline.terminator_re
    md.inline = parser
