"""Short forms in text: ``:tada:``, ``++ctrl+c++``, ``==marked==``, ``H~2~O``, ``x^2^``, icons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from publishing.markdown.scripts import is_of_word
from publishing.policy.rules import names


def read_shorthand(md: MarkdownIt) -> None:
    """Let a parser read such forms."""
    md.inline.ruler.before("emphasis", "mark", _mark)
    md.inline.ruler2.after("emphasis", "mark", _marked)
    md.core.ruler.after("inline", "shorthand", _replace)


# -- Marked text ---------------------------------------------------------------

_SIGN = ord("=")


def _mark(state: StateInline, silent: bool) -> bool:
    """Inline rule: two equals signs, which mark a text if no word and no space is at their back."""
    if silent or not state.src.startswith("==", state.pos):
        return False
    scanned = state.scanDelims(state.pos, True)
    state.push("text", "", 0).content = "=" * scanned.length
    before = state.src[state.pos - 1 : state.pos]
    after = state.src[state.pos + 2 : state.pos + 3]
    if scanned.length != 2 or before == "<" or after == ">":  # an arrow: ==> <==
        state.pos += scanned.length
        return True
    state.delimiters.append(
        Delimiter(
            marker=_SIGN,
            length=0,
            token=len(state.tokens) - 1,
            end=-1,
            open=scanned.can_open and not is_of_word(before or " "),
            close=scanned.can_close and not is_of_word(after or " "),
        )
    )
    state.pos += 2
    return True


def _marked(state: StateInline) -> None:
    """Write ``<mark>`` where two signs and two others are a pair."""
    many = [state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta)]
    for delimiters in many:
        for delimiter in delimiters:
            if delimiter.marker == _SIGN and delimiter.end >= 0:
                _html(state.tokens[delimiter.token], "<mark>")
                _html(state.tokens[delimiters[delimiter.end].token], "</mark>")


def _html(token: Token, tag: str) -> None:
    token.type, token.content = "html_inline", tag


# -- Keys, emoji and icons -----------------------------------------------------

_ATTRIBUTES = r"(?:\{[ \t]*[.:][^{}\n]*\})?"
_SHORT = re.compile(
    r"(?<![\w+])\+\+(?P<keys>[a-z0-9]+(?:[+-][a-z0-9]+)*)\+\+(?![\w+])"
    rf"|:(?P<icon>(?:material|fontawesome|octicons|simple)-[a-z0-9-]+):{_ATTRIBUTES}"
    r"|(?:(?<=[A-Za-z)\]])~(?P<sub>\d{1,3})|(?<=\b[A-Za-z])~(?P<index>[a-z]{1,3})(?=~(?!\w)))~(?!~)"
    r"|(?<=[\w)\]])\^(?P<sup>[+−-]?\d{1,4}(?=\^(?![\d^]))|(?:st|nd|rd|th|er|re|TM|[a-z+−-])(?=\^(?![\w^])))\^"
    rf"|(?<![A-Za-z0-9_:])(?P<emoji>(?::[a-z0-9_+-]+:)+)(?![A-Za-z0-9_]){_ATTRIBUTES}"
)
_NAME = re.compile(r":[a-z0-9_+-]+:")
_LONG_NAMES = names("""
    alt arrow-down arrow-left arrow-right arrow-up backspace caps-lock cmd command control ctrl
    context-menu del delete down end enter esc escape fn home insert left menu meta num-lock
    option page-down page-up pause print-screen return right scroll-lock shift space super tab up
    win windows
    """) | {f"f{number}" for number in range(1, 25)}

ICON = "icon"
"""Type of the piece that stands where an icon was; nothing is shown for it."""


def _replace(state: StateCore) -> None:
    """Core rule: write short forms out, in text that is no code."""
    for token in state.tokens:
        if token.children and _SHORT.search(token.content):
            token.children = [*_written_out(token.children)]


def _written_out(children: list[Token]) -> Iterator[Token]:
    is_address = False
    for child in children:
        if child.info == "auto":
            is_address = child.nesting > 0
        if child.type == "text" and not is_address:
            yield from _without_short_forms(child)
        else:
            yield child


def _without_short_forms(child: Token) -> Iterator[Token]:
    position = 0
    for found in _SHORT.finditer(child.content):
        made = [*_made(found, child)]
        if made:
            yield from _text(child.content[position : found.start()], child)
            yield from made
            position = found.end()
    if not position:
        yield child
    else:
        yield from _text(child.content[position:], child)


def _made(found: re.Match[str], like: Token) -> Iterator[Token]:
    if found["icon"]:
        yield Token(ICON, "", 0, content="", info=found[0], level=like.level)
    elif found["emoji"]:
        written = _NAME.sub(lambda name: _sign(name[0]) or name[0], found["emoji"])
        yield from _text(written if written != found["emoji"] else "", like)
    elif text := found["sub"] or found["index"] or found["sup"]:
        tag = "sup" if found["sup"] else "sub"
        yield Token("html_inline", "", 0, content=f"<{tag}>", level=like.level)
        yield from _text(text, like)
        yield Token("html_inline", "", 0, content=f"</{tag}>", level=like.level)
    elif (keys := found["keys"].split("+")) and not _LONG_NAMES.isdisjoint(keys):
        for position, key in enumerate(keys):
            yield from _text("+" if position else "", like)
            yield Token("html_inline", "", 0, content="<kbd>", level=like.level)
            yield from _text(key.replace("-", " ").title(), like)
            yield Token("html_inline", "", 0, content="</kbd>", level=like.level)


def _text(content: str, like: Token) -> Iterator[Token]:
    if content:
        yield Token("text", "", 0, content=content, level=like.level)


@lru_cache(1024)
def _sign(name: str) -> str:
    """Return the emoji of a short name, or nothing."""
    from emoji import emojize  # which takes a tenth of a second to load

    sign = _OWN.get(name) or emojize(name, language="alias")
    return "" if sign == name else sign


# As GitHub has them.
_OWN = {":beetle:": "\U0001fab2", ":egg:": "\U0001f95a"}
