"""Front matter in a comment, as Nikola writes it: ``.. title: …`` between ``<!--`` and ``-->``."""

from __future__ import annotations

import re
from typing import Final

from publishing.reading.file_bounds import Bounds
from publishing.reading.node import Entry, Scalar
from publishing.reading.spelling import find


def parse_nikola(text: str, bounds: Bounds) -> tuple[tuple[Entry, ...], int]:
    """Read the comment that a text starts with, if it says what the post is called.

    :returns: the entries, and where the body starts; none and 0 if there is no such comment.
    """
    comment = _COMMENT.match(text, 0, bounds.front_matter_bytes)
    if comment is None:
        return (), 0
    entries: dict[str, Entry] = {}
    number = text.count("\n", 0, comment.start("lines")) + 1
    for line in comment["lines"].split("\n"):
        if (match := _LINE.fullmatch(line)) and len(entries) <= bounds.keys:
            value = Scalar(match["value"].strip(), True, (number, match.start("value") + 1))
            key = match["key"]
            if value.text and (find(key) or key not in _OWN):
                entries.setdefault(key.lower(), Entry(key, value, (number, match.start("key") + 1)))
        number += 1
    return (tuple(entries.values()), comment.end()) if "title" in entries else ((), 0)


_COMMENT: Final = re.compile(
    r"\s*<!--[ \t]*\n(?P<lines>(?:\.\. [^\n]*\n|[ \t]*\n)+)-->[ \t]*(?:\n|$)"
)
_LINE: Final = re.compile(r"\.\. (?P<key>[A-Za-z][\w-]*):[ \t]*(?P<value>[^\n]*)")
_OWN: Final = frozenset({"hidetitle", "link", "pretty_url", "previewimage", "type"})
"""Keys of Nikola alone, without effect here."""
