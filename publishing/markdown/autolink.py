"""Addresses in running text: ``http://`` and ``https://`` become links without any mark.

GitHub's rules (https://github.github.com/gfm/#autolinks-extension-), and where they say too little:
an address ends at the first character of a script without spaces, at a bracket that it did not
open, and at a mark that no address holds. What the policy refuses as an address stays text.
"""

from __future__ import annotations

import re
from unicodedata import category

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline

from publishing.markdown.scripts import is_unspaced
from publishing.policy import link
from publishing.policy.limits import BodyBounds


def read_bare_addresses(md: MarkdownIt) -> None:
    """Let a parser make links of bare addresses."""
    md.inline.ruler.after("text", "bare_address", _rule)


def _rule(state: StateInline, silent: bool) -> bool:
    """Inline rule: at the colon of an address whose scheme is text already."""
    if not state.src.startswith("://", state.pos) or state.linkLevel > 0 or silent:
        return False
    scheme = _SCHEME.search(state.src, max(0, state.pos - 6), state.pos)
    if not scheme or not state.pending.endswith(scheme[1]):
        return False
    start = scheme.start(1)
    written = _written(state.src, start, state.posMax)
    address = unescapeAll(written)
    if not written or not _may_stand(address):
        return False
    state.pending = state.pending.removesuffix(scheme[1])
    token = state.push("link_open", "a", 1)
    token.attrs, token.markup, token.info = {"href": address}, "linkify", "auto"
    state.push("text", "", 0).content = address
    token = state.push("link_close", "a", -1)
    token.markup, token.info = "linkify", "auto"
    state.pos = start + len(written)
    return True


# Not in a word, not the second scheme of `git+https:`, not in a path.
_SCHEME = re.compile(r"(?:^|(?<![A-Za-z0-9+/@]))(https?)$", re.IGNORECASE)
_RUN = re.compile(r"(?:\\[!-/:-@\[-`{-~]|[^\s<>\"`\\{}|^])+")
_NEXT = re.compile(r"(?<![/=?&:#%+])https?://", re.IGNORECASE)
# An entity that stands for what ends an address: `&gt;`, `&quot;`, `&nbsp;`.
_ENTITY = re.compile(r"&(?!amp;)(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);")
_MARKS = "?!.,:;*_~'\\"
# What dots leave open that are no end of a sentence: `https://a.example/...`, `https://www.exa…`.
_PART = re.compile(r"/\Z|//www\.[^./]*\Z", re.IGNORECASE)
_HOST = re.compile(
    r"https?://(?:[\w-]+(?:\.[\w-]+)*\.[\w-]*[^\W\d_][\w-]*|\d+(?:\.\d+){3})\.?(?::\d+)?(?:[/?#]|$)",
    re.IGNORECASE,
)


def _written(text: str, start: int, end: int) -> str:
    """Return the address that begins at *start*, as it is written; nothing if it is a pattern."""
    run = _RUN.match(text, start, end)
    if not run:
        return ""
    found = _ENTITY.split(run[0], maxsplit=1)[0]
    if text[run.end() : run.end() + 1] == "{":  # a part to be filled in
        return ""
    if text[start - 1 : start] == "'":
        found = found.partition("'")[0]
    if second := _NEXT.search(found, 1):
        found = found[: second.start()]
    found = _closed(found)
    is_left_open = found.endswith("...") or text.startswith("…", start + len(found))
    found = found.removesuffix("&amp;").rstrip(_MARKS)
    return "" if is_left_open and _PART.search(found) else found


def _closed(text: str) -> str:
    """Return *text* up to what cannot belong to it: another script, a bracket that it lacks."""
    opened = {")": 0, "]": 0}
    for position, char in enumerate(text):
        if char in _OPENING:
            opened[_OPENING[char]] += 1
        elif char in opened:
            opened[char] -= 1
            if opened[char] < 0:
                return text[:position]
        elif not char.isascii() and (category(char)[0] not in "LMN" or is_unspaced(char)):
            return text[:position]
    return text


_OPENING = {"(": ")", "[": "]"}


def _may_stand(address: str) -> bool:
    """Whether an address names a host of the web, and the policy has nothing against it."""
    if not _HOST.match(address):
        return False
    try:
        link.read(address, BodyBounds().address)
    except link.RefusedError:
        return False
    return True
