"""What the detectors look at, and what they find."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

GAP: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in :attr:`Text.words` for whatever is no plain text: a link's mark, code, an escape."""
OPEN: Final = "\N{INTERLINEAR ANNOTATION ANCHOR}"
CLOSE: Final = "\N{INTERLINEAR ANNOTATION TERMINATOR}"
"""Stand for the marks of emphasis."""


@dataclass(frozen=True, slots=True)
class Text:
    """The text of one block, after its marks were read.

    :ivar words: what remained text, with :data:`GAP` for all else.
    :ivar is_paragraph: whether the block is a paragraph, and not a heading or a cell.
    :ivar is_item: whether it begins an item of a list.
    :ivar is_below_table: whether a table ends right before it.
    :ivar source: the text as the post has it.
    """

    words: str
    is_paragraph: bool = True
    is_item: bool = False
    is_below_table: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Unparsed:
    """Markdown that was left as text, or read as something else.

    :ivar at: how it begins in the post, which tells its column.
    :ivar message: what was found.
    :ivar help: what to write instead.
    :ivar line: its line, counted from the first of the block.
    """

    code: str
    at: str
    message: str
    help: str
    line: int = 0


Detector = Callable[[Text], Iterator[Unparsed]]


def beginning(found: str) -> str:
    """Return how a match begins as the post has it: up to a gap or the end of the line."""
    for mark in (GAP, OPEN, CLOSE, "\n"):
        found = found.partition(mark)[0]
    return found


def unparsed(code: str, words: str, found: re.Match[str], message: str, help: str) -> Unparsed:
    """Return what is said of a match in the words of a text."""
    line = line_of(words, found.start())
    return Unparsed(code, beginning(found[0])[:60], message, help, line)


def line_of(words: str, position: int) -> int:
    """Return the line of a position in a text, from 0."""
    return words.count("\n", 0, position)
