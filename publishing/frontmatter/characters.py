"""What a line of text may hold: nothing that hides, unless its language needs it."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from typing import Final

from publishing.frontmatter.source import name_of
from publishing.model.invisible_characters import controls, hidden


class Use(Enum):
    """What a text is for; the later, the stricter."""

    PROSE = 1
    """Titles and descriptions: read by people."""
    NAME = 2
    """Authors and tags: compared, and made into addresses."""
    ADDRESS = 3
    """Followed by machines."""


def flaw(text: str, use: Use) -> str:
    """Return what in a line of text hides or deceives, in words, or nothing."""
    if text.isascii() and text.isprintable():
        return ""
    seen = text
    if (mark := _DIRECTION.search(text)) and not _turns(text):
        return name_of(mark[0])
    if mark and use is not Use.ADDRESS:
        seen = _EMBEDDED.sub(_inner, _EMBEDDED.sub(_inner, text))
    if use is Use.PROSE:
        seen = _SOFT_HYPHEN.sub("", seen)
    if found := _BREAK.search(seen):
        return name_of(found[0])
    for character in (*controls(seen), *hidden(seen)):
        return name_of(character.char)
    if use is not Use.PROSE and (blank := _BLANK.search(seen)):
        return name_of(blank[0])
    return "more marks on one letter than any language has" if _STACK.search(seen) else ""


def _inner(match: re.Match[str]) -> str:
    return match[1] or match[2] or ""


def _turns(text: str) -> bool:
    """Return whether a letter is read from right to left."""
    return any(char.isalpha() and unicodedata.bidirectional(char) in {"R", "AL"} for char in text)


_DIRECTION: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# A foreign word set apart in a line of Hebrew or Arabic; a second pass finds one within another.
_EMBEDDED: Final = re.compile(
    "[\u202a\u202b]([^\u202a-\u202e]*)\u202c|[\u2066-\u2068]([^\u2066-\u2069]*)\u2069"
)
_SOFT_HYPHEN: Final = re.compile(r"(?<=\w)\u00ad(?=\w)")
_BREAK: Final = re.compile(r"[\t\n\r\x85\u2028\u2029]")
_BLANK: Final = re.compile("[\u2800\u180e]")
_STACK: Final = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u0e31-\u0e4e"
    "\u0f71-\u0f87\u1ab0-\u1ace\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]{9}"
)
"""Marks on one letter: Hebrew and Tibetan, with all their signs, stay below nine."""
