"""The words of a rendered post: how many, and the first of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

EXCERPT_LENGTH = 240
"""Characters of an excerpt at most: two or three lines of a list, and what search engines show."""

_LATIN_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
# Scripts written without spaces. Readers take about two characters for a word.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def words(text: str) -> int:
    """Return how many words there are to read in the text of a post."""
    if text.isascii():
        return len(_LATIN_WORD.findall(text))
    unspaced = len(_UNSPACED.findall(text))
    return len(_LATIN_WORD.findall(_UNSPACED.sub(" ", text))) + (unspaced + 1) // 2


def excerpt(paragraphs: Iterable[str], stand_ins: Iterable[str] = (), lead: int = 0) -> str:
    """Return the first of the texts of a post that has a word in it, or as many as it says.

    A leftover tag of another generator (``{% image %}``) is no text at all.

    :param lead: how many paragraphs the post says are its excerpt.
    :param stand_ins: texts that stand where pictures are missing, and are no text either.
    """
    silent = {"".join(_LATIN_WORD.findall(text)) for text in stand_ins}
    found: list[str] = []
    for position, paragraph in enumerate(paragraphs, 1):
        if found and position > lead:
            break
        text = " ".join(_LEFTOVER.sub("", paragraph).split())
        if _LATIN_WORD.search(text) and "".join(_LATIN_WORD.findall(text)) not in silent:
            found.append(text)
    return shortened(" ".join(found))


_LEFTOVER = re.compile(r"\{%[^%]*%\}|\{\{[^{}]*\}\}|\{#[^#]*#\}")


def shortened(text: str, length: int = EXCERPT_LENGTH) -> str:
    """Return *text* cut at a word, with an ellipsis, if it is longer than *length*."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    space = cut.rfind(" ")
    return cut[: space if space > length // 2 else None].rstrip(" ,;:.–—-") + "…"
