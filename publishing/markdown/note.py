"""Footnotes written where they belong: ``^[A note.]``, as Pandoc has them."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline


def read_notes(md: MarkdownIt) -> None:
    """Let a parser read notes in the text."""
    md.inline.ruler.before("link", "note", _note)


def _note(state: StateInline, silent: bool) -> bool:
    """Inline rule: ``^[`` to ``]``. A number alone would be a reference, misspelt."""
    if not state.src.startswith("^[", state.pos):
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1)
    text = state.src[state.pos + 2 : end].strip()
    if end < 0 or not text or text.isdecimal():
        return False
    if not silent:
        token = state.push("footnote_ref", "", 0)
        token.meta = {"label": "", "text": text}
    state.pos = end + 1
    return True
