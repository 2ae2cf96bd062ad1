"""Finds the quotation marks that begin a quotation where no space stands before them.

docutils takes a mark for an opening one after a space, a bracket or a dash, and for a closing one
anywhere else: after a slash, after a tag or a star of Markdown, and within Chinese, Japanese and
Korean text, which has few spaces or none. It knows an apostrophe at the front of `'90s` alone.
"""

from __future__ import annotations

import re
from typing import Final

from publishing.markdown.scripts import is_cjk
from publishing.render.sphinx_internals import smartchars


class OpeningQuotes:
    """Curls what docutils would curl the wrong way, one text of a block after the other.

    :param language: whose marks, by the name that docutils has for it.
    """

    def __init__(self, language: str) -> None:
        chars = smartchars.quotes[language]
        self._open: dict[str, str] = {'"': chars[0], "'": chars[2]}
        self._is_open = {'"': False, "'": False}
        self._before = " "
        self._is_first = False

    def pass_text(self, text: str) -> None:
        """Take in a text that stays as it is."""
        self._before, self._is_first = text[-1:] or self._before, False

    def pass_tag(self, tag: str) -> None:
        """Take in a tag of raw HTML."""
        self._is_first = not tag.startswith("</")

    def curled(self, text: str, *, is_first: bool = False) -> str:
        """Return *text* with these marks curled, and all others as they are.

        :param is_first: whether an element begins with the text.
        """
        self._is_first |= is_first
        text = _ELISION.sub(lambda found: found[0].replace("'", smartchars.apostrophe), text)
        return self._take(text)

    def _take(self, text: str) -> str:
        made = []
        at = 0
        for mark in _MARK.finditer(text):
            place = mark.start()
            before = text[place - 1] if place else self._before
            after = text[place + 1 : place + 2]
            made.append(text[at:place])
            made.append(self._mark(mark[0], before, after, text[place + 1 :]))
            at, self._is_first = place + 1, False
        self.pass_text(text)
        return "".join([*made, text[at:]])

    def _mark(self, mark: str, before: str, after: str, rest: str) -> str:
        """Return an opening mark, or the mark as it is where docutils curls it rightly."""
        if _is_apostrophe(mark, before, after):
            return mark
        if _BEGINS.match(before):
            self._is_open[mark] = True
        elif after and not (after.isalnum() or after in _BEFORE_WORD):
            self._is_open[mark] = False
        elif self._is_first or (
            not self._is_open[mark]
            and (before in _JOINS or is_cjk(before))
            and (mark in rest or not after)
        ):
            self._is_open[mark] = True
            return self._open[mark]
        else:
            self._is_open[mark] = False
        return mark


def _is_apostrophe(mark: str, before: str, after: str) -> bool:
    return mark == "'" and all(char.isalnum() and not is_cjk(char) for char in (before, after))


_MARK: Final = re.compile("[\"']")
_BEGINS: Final = re.compile(r"[\s\u200b\u200c(\[{\u2013\u2014-]")
"""After these, docutils takes a mark for an opening one."""

_JOINS: Final = frozenset("/:|+&~*<>=^#@$%;.,!?)]}·•→«‹¿¡")
"""What a quotation can follow without a space, if none is open."""

_BEFORE_WORD: Final = frozenset("\"'([{$#@<¿¡…-–—*_~`€£¥+/\\.“‘„‚«‹")
"""What a quotation can begin with, besides letters and digits."""

_ELISION: Final = re.compile(
    r"""
    (?<![^\W_])'(?=[0-9]{2}(?:er|ers|s)?(?![\w']))                 # '68
    |(?<=\w[ ])'[nN]'(?=[ ]\w)(?![ ](?:is|was|are|in|of|to|and|or|as|for|means|has)\b)  # 'n'
    |(?<![\w'])'(?=(?:tis|twas|til|em|cause|bout|twill|twere)\b(?!'))
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Apostrophes at the front of a year or a word, of which something was left out."""
