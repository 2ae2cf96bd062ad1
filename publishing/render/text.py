"""The words of a page as the search index takes them, and where its headings are."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from publishing.base.cache import Cache, digest
from publishing.base.rendered_text import RenderedText
from publishing.base.words import joined, words_of


class Anchor(NamedTuple):
    """A heading that a search result can lead to.

    :ivar element: ``h2`` to ``h6``.
    :ivar position: how many words stand before it.
    """

    element: str
    id: str
    text: str
    position: int


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a page.

    :ivar content: the words as they are written, one space between two of them.
    """

    content: str
    anchors: tuple[Anchor, ...]

    @property
    def looked_up(self) -> str:
        """The words in the form in which they are looked up."""
        return joined(self.content.split(" "))

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
        """Return the words of a rendered body.

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
        words += words_of(rendered.text(read_to, heading.start))
        text = rendered.text(heading.start, heading.end)
        anchors.append(Anchor(f"h{heading.level}", heading.id, text, len(words)))
        words += words_of(text)
        read_to = heading.end
    words += words_of(rendered.text(read_to))
    return Text(" ".join(words), tuple(anchors))
