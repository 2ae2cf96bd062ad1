"""The words of a page as the search index takes them, and where its headings are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from publishing.place.cache import Cache, digest
from publishing.rendered_text import RenderedText


class Anchor(NamedTuple):
    """A heading that a search result can lead to.

    :ivar element: ``h2`` to ``h6``.
    :ivar place: how many words stand before it.
    """

    element: str
    id: str
    text: str
    place: int


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a page.

    :ivar content: the words, one space between two of them.
    """

    content: str
    anchors: tuple[Anchor, ...]

    @property
    def length(self) -> int:
        """How many words there are."""
        return self.content.count(" ") + 1 if self.content else 0


class Texts:
    """The words of pages, each read once: they are indexed, and shown with a result.

    :param code: digest of the code that reads them.
    """

    def __init__(self, cache: Cache, code: str) -> None:
        self._cache = cache
        self._code = code

    def key(self, body: str) -> str:
        """Return what the cache keeps the words of a body under, by the *body*'s own key."""
        return digest(self._code, "text", body)

    def find(self, body: str, load: Callable[[], RenderedText]) -> Text:
        """Return the words of a printed body.

        :param body: its key.
        :param load: reads it, if its words are not known.
        """
        key = self.key(body)
        kept = self._cache.get(key)
        if kept is not None:
            content, anchors = json.loads(kept)
            return Text(content, tuple(Anchor(*anchor) for anchor in anchors))
        text = read(load())
        self._cache.put(key, json.dumps([text.content, text.anchors]).encode())
        return text


def read(rendered: RenderedText) -> Text:
    """Return the words of a page."""
    words: list[str] = []
    anchors = []
    read_to = 0
    for heading in rendered.headings:
        words += _words(rendered.text(read_to, heading.start))
        text = rendered.text(heading.start, heading.end)
        anchors.append(Anchor(f"h{heading.level}", heading.id, text, len(words)))
        words += _words(text)
        read_to = heading.end
    words += _words(rendered.text(read_to))
    return Text(" ".join(words), tuple(anchors))


def spaced(text: str) -> str:
    """Return *text* with each character of a script without spaces as a word of its own.

    Pagefind finds words by the spaces between them, so that it would find nothing in a
    Japanese sentence but its beginning. `_static/js/search.js` does the same to what is
    asked for, and takes the spaces out of what it shows.
    """
    return _UNSPACED.sub(r" \g<0> ", text)


def _words(text: str) -> list[str]:
    return _COMMAND.sub("", spaced(text)).split()


_UNSPACED: Final = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"  # kana and Han
    "|[\u0e00-\u0e30\u0e32\u0e33\u0e40-\u0e46][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*"  # Thai
    "|[\u0e80-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6][\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd]*"  # Lao
)

_COMMAND: Final = re.compile(r"(?<!\S)_+(?=(?:END_)?PAGEFIND_)")
"""Pagefind takes a word such as ``___PAGEFIND_WEIGHT___9`` for a command."""
