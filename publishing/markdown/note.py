"""Footnotes written where they belong: ``^[A note.]``, as Pandoc has them."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from publishing.markdown.scripts import is_unspaced


def read_notes(md: MarkdownIt) -> None:
    """Let a parser read notes in the text."""
    md.inline.ruler.before("link", "note", _note)


def _note(state: StateInline, silent: bool) -> bool:
    """Inline rule: ``^[`` to ``]``."""
    if not state.src.startswith("^[", state.pos):
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1)
    text = state.src[state.pos + 2 : end].strip()
    if end < 0 or not _is_note(text, state.src[end + 1 : end + 2], state.src[: state.pos][-1:]):
        return False
    if not silent:
        token = state.push("footnote_ref", "", 0)
        token.meta = {"label": "", "text": text}
    state.pos = end + 1
    return True


_WORDS = re.compile(r"\s|://|[^\W\d_]{3,}[.!?]$")
_WORD = re.compile(r"[^\W\d_]{4,}")


def _is_note(text: str, after: str, before: str) -> bool:
    """Whether *text* is a note, and not a number or a class of a regular expression: ``^[a-z]+``.

    A number would be a reference, misspelt. One word is a note directly behind another.
    """
    if after and after in "+*?${":
        return False
    if _WORDS.search(text) or any(map(is_unspaced, text)):
        return True
    return bool(before.strip() and _WORD.fullmatch(text))
