"""Characters that make text look like other text.

A bidirectional override shows code in an order that it does not run in (CVE-2021-42574);
an invisible character makes two names or addresses look like one. Languages need some of
them: a Persian word may hold a zero-width non-joiner, an Arabic comment a mark of direction.
So each is judged by what stands around it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

OVERRIDES = re.compile("[\u202d\u202e]")
"""Turn text around whatever it says. No language needs them."""

TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Turn code around that a machine reads straight on."""

HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Everything that is not seen, or that only moves its neighbours."""
_MARKS = frozenset("\u061c\u200e\u200f")
_JOINERS = frozenset("\u200b\u200c\u200d")
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
"""The flags of England, Scotland and Wales, and of others that are spelt so (UTS 51, ED-14a)."""
_UNSEEN = re.compile(
    f"({_FLAG.pattern})"
    # Tags, interlinear notes, and marks that Unicode gave up.
    "|[\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
    # A sign has one variant; those of the supplement are Chinese characters'.
    "|(?<=[\ufe00-\ufe0f\U000e0100-\U000e01ef])[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
    "|(?<![\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]"
    # Nothing is joined or parted four times.
    "|[\u200b-\u200d\u2060\ufeff]{4,}"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A character that disguises, and where it stands in its text."""

    offset: int
    char: str

    @property
    def name(self) -> str:
        """The character for people: ``U+202E RIGHT-TO-LEFT OVERRIDE``."""
        return f"U+{ord(self.char):04X} {unicodedata.name(self.char, '')}".strip()


def controls(text: str) -> Iterator[Hidden]:
    """Yield control characters, which no text holds and no feed (XML) can."""
    for match in _CONTROL.finditer(text):
        yield Hidden(match.start(), match[0])


def hidden(text: str) -> Iterator[Hidden]:
    """Yield the characters that disguise *text*, which is code or an address."""
    if text.isascii():
        return
    for match in HIDDEN.finditer(text):
        if not _is_needed(text, match.start()):
            yield Hidden(match.start(), match[0])


def unseen(text: str) -> Iterator[Hidden]:
    """Yield the characters of prose that no language needs and nobody sees.

    They carry words past readers to whatever else reads the text: a program that sums it up, a
    search. Each stands for the run that it begins.
    """
    if not text.isascii():
        for match in _UNSEEN.finditer(text):
            if not match[1]:
                yield Hidden(match.start(), match[0][0])


def without_unseen(text: str) -> str:
    """Return a text, or HTML, without what :func:`unseen` finds."""
    return text if text.isascii() else _UNSEEN.sub(lambda match: match[1] or "", text)


def _is_needed(text: str, at: int) -> bool:
    char = text[at]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if char in _JOINERS:
        return _is_joined(before) and _is_joined(after)
    if char in _MARKS:
        return _turns(text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0])
    if "\ufe00" <= char <= "\ufe0f":
        return (not before.isascii() and not HIDDEN.match(before)) or before in "#*0123456789"
    if "\U000e0020" <= char <= "\U000e007f":
        flag = _FLAG.match(text, max(0, text.rfind("\U0001f3f4", 0, at)))
        return flag is not None and at < flag.end()
    return False


@lru_cache(16)
def _turns(line: str) -> bool:
    """Whether *line* holds a letter that is read from right to left."""
    return any(
        unicodedata.bidirectional(char) in {"R", "AL"} and char not in _MARKS for char in line
    )


def _is_joined(char: str) -> bool:
    """Whether *char* is a letter of a script that joins, or part of an emoji."""
    if char == "\ufe0f" or "\U0001f3fb" <= char <= "\U0001f3ff":
        return True
    return char >= "\u0590" and unicodedata.category(char)[0] in "LMS" and not HIDDEN.match(char)
