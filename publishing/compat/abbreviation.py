"""Abbreviations as kramdown and Python-Markdown write them: ``*[HTML]: HyperText …``."""

from __future__ import annotations

import re
from html import escape

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from publishing.markdown.other_tools import ABBREVIATIONS

_LINE = re.compile(r"\*\[([^\[\]\n]{1,60})\]:[ \t]*([^\n]{0,300})")
_MOST = 100
"""Abbreviations of one post."""


def defined(token: Token, state: StateCore) -> bool:
    """Whether a paragraph only says what abbreviations mean, which is then known."""
    lines = token.content.split("\n")
    found = [_LINE.fullmatch(line.strip()) for line in lines]
    if not all(found):
        return False
    known = state.env.setdefault(ABBREVIATIONS, {})
    for match in found:
        if match and len(known) < _MOST:
            known.setdefault(match[1].strip(), match[2].strip())
    return True


def explain(state: StateCore) -> None:
    """Core rule: give each abbreviation in a text its meaning."""
    known: dict[str, str] = state.env.get(ABBREVIATIONS, {})
    if not known:
        return
    longest = sorted(map(re.escape, filter(None, known)), key=len, reverse=True)
    word = re.compile(rf"(?<!\w)({'|'.join(longest)})(?!\w)")
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = [
                part for child in token.children for part in _explained(child, word, known)
            ]


def _explained(child: Token, word: re.Pattern[str], known: dict[str, str]) -> list[Token]:
    if child.type != "text" or not word.search(child.content):
        return [child]
    parts = []
    for position, text in enumerate(word.split(child.content)):
        if position % 2:
            title = escape(known[text])
            parts.append(_piece("html_inline", f'<abbr title="{title}">', child))
        if text:
            parts.append(_piece("text", text, child))
        if position % 2:
            parts.append(_piece("html_inline", "</abbr>", child))
    return parts


def _piece(kind: str, content: str, like: Token) -> Token:
    return Token(kind, "", 0, content=content, level=like.level)
