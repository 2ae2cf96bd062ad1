"""The index of a few pages, in a form that can be kept and joined with others.

Pagefind has no memory: it makes an index of all pages or none. So pages are dealt into small
groups, each of which gets an index of its own, and only that of a group that has changed is
made again. What is taken from it are the postings: which pages hold a word, and where.
"""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import accumulate
from operator import add
from typing import Final, NamedTuple

from publishing.render.text import Text
from publishing.search import cbor, pagefind
from publishing.search.pagefind import Document, PagefindError
from publishing.search.record import Record, unpacked

MARK: Final = 8
"""Bytes that tell some postings from all others of their word."""

LONG: Final = 6
"""Bytes of postings, for each page of the part, that are kept in short as well."""


class Postings(NamedTuple):
    """Where a word stands, as Pagefind writes it.

    Pages are counted within the part, each from the one before.

    :ivar pages: how many pages have it.
    :ivar first: the number of the first page.
    :ivar last: the number of the last.
    :ivar positions: all that follows the number of the first page.
    :ivar short: the same with the first place in each page only; nothing for most words.
    """

    pages: int
    first: int
    last: int
    positions: bytes
    short: bytes


@dataclass(frozen=True)
class Part:
    """The index of a group of pages.

    :ivar lengths: how many words each page has.
    :ivar forms: the words, in order; one that is written with accents stands there as it is
        looked up, a tab, and as it is written.
    :ivar numbers: of each form the pages, the first, the last, and the sizes of places and short.
    :ivar marks: of each form, :data:`MARK` bytes that tell its postings.
    :ivar data: the places and shorts of all forms.
    """

    lengths: Sequence[int]
    forms: Sequence[str]
    numbers: Sequence[int]
    marks: bytes
    data: bytes

    @classmethod
    def of(cls, lengths: Sequence[int], found: Mapping[str, Postings]) -> Part:
        """Return a part that holds these postings, by their forms."""
        forms = sorted(found)
        ordered = [found[form] for form in forms]
        return cls(
            lengths=lengths,
            forms=forms,
            numbers=[
                number
                for one in ordered
                for number in (*one[:3], len(one.positions), len(one.short))
            ],
            marks=b"".join(sha256(repr(one).encode()).digest()[:MARK] for one in ordered),
            data=b"".join(one.positions + one.short for one in ordered),
        )

    @property
    def sizes(self) -> Sequence[int]:
        """How many bytes the postings of each form take."""
        return self.numbers[3::5]

    def postings(self, form: str) -> Postings | None:
        """Return the postings of a form."""
        position = self._positions.get(form)
        if position is None:
            return None
        row, start = position
        pages, first, last, size, short = self.numbers[5 * row : 5 * row + 5]
        end = start + size
        return Postings(pages, first, last, self.data[start:end], self.data[end : end + short])

    @cached_property
    def _positions(self) -> dict[str, tuple[int, int]]:
        sizes = map(add, self.numbers[3::5], self.numbers[4::5])
        return dict(zip(self.forms, enumerate(accumulate(sizes, initial=0)), strict=False))

    def packed(self) -> bytes:
        """Return the part as bytes."""
        words = "\n".join(self.forms).encode()
        head = struct.pack("<3I", len(self.lengths), len(self.forms), len(words))
        numbers = (*self.lengths, *self.numbers)
        table = struct.pack(f"<{len(numbers)}I", *numbers)
        return zlib.compress(b"".join((head, table, self.marks, words, self.data)), 1)

    @classmethod
    def unpacked(cls, data: bytes) -> Part:
        """Return a part from its bytes."""
        data = zlib.decompress(data)
        pages, forms, size = struct.unpack_from("<3I", data)
        numbers = struct.unpack_from(f"<{pages + 5 * forms}I", data, 12)
        marks = 12 + 4 * len(numbers)
        words = marks + MARK * forms
        return cls(
            lengths=numbers[:pages],
            forms=data[words : words + size].decode().split("\n") if forms else [],
            numbers=numbers[pages:],
            marks=data[marks:words],
            data=data[words + size :],
        )


def make(records: Sequence[Record], language: str) -> Part:
    """Return the index of a group of pages.

    :raises PagefindError: Pagefind failed.
    """
    texts = [record.text() for record in records]
    documents = list(map(document, records, texts))
    files = pagefind.index(documents, language)
    entry = json.loads(files["pagefind-entry.json"])
    if entry["languages"][language]["page_count"] != len(records):
        raise PagefindError("Pagefind left out a page")
    found: dict[str, Postings] = {}
    for path, data in files.items():
        if path.startswith("index/"):
            found.update(_read(unpacked(data), LONG * len(records)))
    return Part.of([text.length for text in texts], found)


def document(record: Record, text: Text) -> Document:
    """Return a page as Pagefind takes it.

    It would leave out a page without a word, which still has a title.
    """
    content = text.looked_up
    if not any(map(str.isalnum, content)):
        content += " _"
    return Document(record.address, content, record.fields())


def _read(data: bytes, long: int) -> Iterator[tuple[str, Postings]]:
    """Yield the forms in a file of an index, and their postings.

    An index is ``[[word, [page, …], [[written, [page, …]], …]], …]`` in an array of its own,
    a page ``[number, [place, …], [place in a field, …]]``.
    """
    _, at = cbor.read_head(data, 0)
    words, at = cbor.read_head(data, at)
    for _ in range(words):
        word, at = cbor.read_text(data, at + 1)
        plain, at = _postings(data, at, long)
        if plain.pages:
            yield word, plain
        count, at = cbor.read_head(data, at)
        for _ in range(count):
            written, at = cbor.read_text(data, at + 1)
            found, at = _postings(data, at, long)
            yield f"{word}\t{written}", found


def _postings(data: bytes, at: int, long: int) -> tuple[Postings, int]:
    count, at = cbor.read_head(data, at)
    end = _PAGES.match(data, at).end()  # type: ignore[union-attr]
    pages = [cbor.read_head(page, 0)[0] for page, _, _ in _PAGE.findall(data, at, end)]
    if len(pages) != count:
        raise PagefindError("Pagefind writes its index in a form that is not known")
    if not pages:
        return Postings(0, 0, 0, b"", b""), end
    start = 1 + len(cbor.number(pages[0]))
    short = _PAGE.sub(_shortened, data[at:end])[start:] if end - at > long else b""
    return Postings(count, pages[0], sum(pages), data[at + start : end], short), end


def _shortened(page: re.Match[bytes]) -> bytes:
    """Return a page with its first place only; before that stands its weight."""
    positions = _INT.findall(page[2], cbor.read_head(page[2], 0)[1])[:2]
    return b"".join((b"\x83", page[1], cbor.array(len(positions)), *positions, page[3]))


_INT: Final = re.compile(cbor.INT, re.DOTALL)
_PAGE: Final = re.compile(
    rb"\x83(%b)(%b(?:%b)*+)(%b(?:%b)*+)" % (cbor.INT, cbor.ARRAY, cbor.INT, cbor.ARRAY, cbor.INT),
    re.DOTALL,
)
"""A page of a list of postings: its distance from the one before, its places, its fields'."""
_PAGES: Final = re.compile(rb"(?:%b)*+" % _PAGE.pattern, re.DOTALL)
