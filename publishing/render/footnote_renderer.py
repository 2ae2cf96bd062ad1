"""Renders notes that stand in the text: ``^[A note.]``."""

from __future__ import annotations

import re
from itertools import count

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import token_line

from publishing.render.target_renderer import TargetRenderer


class FootnoteRenderer(TargetRenderer):
    """The part of the renderer that makes footnotes.

    :ivar inline_notes: name, text and line of each note that stands in the text.
    """

    inline_notes: list[tuple[str, str, int]]

    def render_footnote_ref(self, token: SyntaxTreeNode) -> None:
        """Render the mark of a note; the text of one that stands here is rendered at the end."""
        if "text" in token.meta:
            line, text = token_line(token, 1), token.meta["text"]
            self.tally.add("footnotes", "footnotes", line)
            token.meta["label"] = label = self._name(text)
            self.inline_notes.append((label, text, line))
        super().render_footnote_ref(token)

    def _name(self, text: str) -> str:
        """Return a name for a note, of its own words: a number would move when another is added."""
        words = re.findall(r"[^\W_]+", text)[:6]
        words = words if len(words) > 1 else ["note", *words]  # no other name has spaces in it
        labels = (" ".join([*words, str(n) * (n > 1)]).strip() for n in count(1))
        return next(label for label in labels if label not in self._marks)

    def join_notes(self) -> None:
        """Join marks and notes, when the notes in the text have been rendered, too."""
        for label, text, line in self.inline_notes:  # a note in a note makes this longer
            words = self.md.parseInline(text, self.md_env)
            self.render_more(_note(label, words, line))
        super().join_notes()


def _note(label: str, words: list[Token], line: int) -> list[Token]:
    """Return the tokens of a note that stood in the text."""
    position = [line - 1, line]
    for word in words:
        word.map = [*position]
    return [
        Token("footnote_reference_open", "", 1, meta={"label": label}, map=[*position]),
        Token("paragraph_open", "p", 1, map=[*position], block=True),
        *words,
        Token("paragraph_close", "p", -1, block=True),
        Token("footnote_reference_close", "", -1),
    ]
