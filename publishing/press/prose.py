"""The words of a printed post: how many, and the first of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes

EXCERPT_LENGTH = 240
"""Characters of an excerpt at most: two or three lines of a list, and what search engines show."""

_SILENT = (nodes.Invisible, nodes.image, nodes.system_message, nodes.footnote_reference)
_LATIN_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
# Scripts written without spaces. Readers take about two characters for a word.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def words(document: nodes.document) -> int:
    """Return how many words a reader reads, code included."""
    text = " ".join(_texts(document))
    unspaced = len(_UNSPACED.findall(text))
    return len(_LATIN_WORD.findall(_UNSPACED.sub(" ", text))) + (unspaced + 1) // 2


def excerpt(document: nodes.document) -> str:
    """Return the first real text: a paragraph of the body itself that has a word in it.

    Captions, admonitions, quotations and lists are not the post's own first words, and a
    leftover tag of another generator (``{% image %}``) is no text at all.
    """
    for paragraph in document.findall(nodes.paragraph):
        if not isinstance(paragraph.parent, (nodes.document, nodes.section)):
            continue
        text = _LEFTOVER.sub("", " ".join("".join(_texts(paragraph)).split())).strip()
        if _LATIN_WORD.search(text):
            return shortened(text)
    return ""


_LEFTOVER = re.compile(r"\{%[^%]*%\}|\{\{[^{}]*\}\}|\{#[^#]*#\}")


def shortened(text: str, length: int = EXCERPT_LENGTH) -> str:
    """Return *text* cut at a word, with an ellipsis, if it is longer than *length*."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    space = cut.rfind(" ")
    return cut[: space if space > length // 2 else None].rstrip(" ,;:.–—-") + "…"


def _texts(node: nodes.Node) -> Iterator[str]:
    for child in node.findall(nodes.Text):
        parent = child.parent
        while parent is not None and parent is not node:
            if isinstance(parent, _SILENT):
                break
            parent = parent.parent
        else:
            yield str(child)
