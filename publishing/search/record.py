"""One page as the search knows it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

from publishing.base.cache import digest
from publishing.base.words import looked_up
from publishing.model import permalinks
from publishing.render.text import Text

FIELDS = ("authors", "description", "tags", "title")
"""What is searched beside the text of a page, in the order of Pagefind's own table."""

SIGNATURE = b"pagefind_dcd"
"""What stands at the beginning of each file of an index, before it is compressed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A page that can be found.

    :ivar address: where it is served, relative to the site.
    :ivar day: the day of a post, ``2026-05-01``; pages that are no posts have none.
    :ivar language: of the page, where it is not that of the site.
    :ivar text: finds the words of its body; two records of one :attr:`key` have the same.
    """

    address: str
    title: str
    description: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    day: str = ""
    language: str = ""
    key: str
    text: Callable[[], Text] = field(repr=False, compare=False)
    digest: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", digest(repr(self)))

    def fields(self) -> dict[str, str]:
        """Return what is searched beside the text, by the name of the field."""
        return {
            "authors": looked_up(", ".join(self.authors)),
            "description": looked_up(self.description),
            "tags": looked_up(", ".join(self.tags)),
            "title": looked_up(self.title),
        }

    def fragment(self) -> bytes:
        """Return the file that a result is shown from."""
        text = self.text()
        shown = {"title": self.title, "authors": ", ".join(self.authors), "date": self.day}
        value = {
            "url": permalinks.href(self.address),
            "content": text.content,
            "word_count": text.length,
            "filters": {},
            "meta": shown | ({"language": self.language} if self.language else {}),
            "anchors": [
                {
                    "element": item.element,
                    "id": item.id,
                    "text": item.text,
                    "location": item.position,
                }
                for item in text.anchors
            ],
        }
        return packed(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def packed(data: bytes, level: int = 4) -> bytes:
    """Return a file of an index, as Pagefind expects it.

    At level 4, compressing an index takes a quarter of the time of level 6, and a twentieth
    more room.
    """
    return zlib.compress(SIGNATURE + data, level, 16 + zlib.MAX_WBITS)


def unpacked(file: bytes) -> bytes:
    """Return what :func:`packed` was given."""
    return zlib.decompress(file, 16 + zlib.MAX_WBITS).removeprefix(SIGNATURE)
