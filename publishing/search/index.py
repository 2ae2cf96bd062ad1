"""One index of all pages, joined from those of small groups.

Pagefind's page in the browser could ask several indexes, but each of them tells the names
of its pages and files before the first query, and then loads a file for each word: with
as many indexes as make the work after an edit small, ten thousand posts cost a reader more
than four times as much. So the parts are joined here into the files that Pagefind 1.5.2
would have written for all pages at once:

- ``pagefind.<name>.pf_meta`` knows the pages, and which words are in which file;
- ``index/<name>.pf_index`` holds the postings of neighbouring words.

Each part has the same number of places for pages, whether it needs them or not: a post
that is added then changes the numbers of no other part.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from itertools import count, pairwise
from typing import Final
from zlib import crc32

from publishing.search import cbor
from publishing.search.pagefind import VERSION
from publishing.search.part import MARK, Part
from publishing.search.record import FIELDS, SIGNATURE, packed

COMMON: Final = 4096
"""Bytes of postings from which a word has a file of its own."""

TOO_COMMON: Final = 64 * 1024
"""Bytes of postings from which only the first place in each page is kept.

In ten thousand posts, "the" alone would be half a megabyte.
"""

FULL: Final = 32 * 1024
"""Bytes of postings with which a file ends."""

EVERY: Final = 256
"""How many words are in a file, on average, if all are rare."""


class Index:
    """The index of all pages.

    :param parts: in the order in which pages are numbered.
    :param slots: pages of a part at most.
    """

    def __init__(self, parts: Sequence[Part], slots: int) -> None:
        self._parts = parts
        self._slots = slots

    @cached_property
    def chunks(self) -> dict[str, list[str]]:
        """The words of each file, by its name."""
        sizes = ((word, self._size(word)) for word in self._words)
        chunks: dict[str, list[str]] = {}
        for words in cut(sizes):
            chunks[self._name(words, chunks)] = words
        return chunks

    def chunk(self, name: str) -> bytes:
        """Return the file of this name."""
        return packed(_item(_item(*map(self._entry, self.chunks[name]))))

    @cached_property
    def _forms(self) -> dict[str, tuple[int, bytes]]:
        """The size of the postings of each form, and what tells them from all others."""
        forms: dict[str, tuple[int, bytes]] = {}
        nothing = (0, b"")
        for number, part in enumerate(self._parts):
            where = number.to_bytes(2, "big")
            starts = range(0, len(part.marks), MARK)
            for form, size, start in zip(part.forms, part.sizes, starts, strict=True):
                total, marks = forms.get(form, nothing)
                forms[form] = total + size, marks + where + part.marks[start : start + MARK]
        return forms

    @cached_property
    def _words(self) -> dict[str, list[str]]:
        """The forms of each word, in order."""
        words: dict[str, list[str]] = {}
        for form in sorted(self._forms):
            words.setdefault(form.partition("\t")[0], []).append(form)
        return words

    def _size(self, word: str) -> int:
        return sum(self._forms[form][0] for form in self._words[word])

    def _name(self, words: Iterable[str], taken: Container[str]) -> str:
        found = sha256(SIGNATURE)
        for word in words:
            for form in self._words[word]:
                found.update(form.encode() + b"\n" + self._forms[form][1])
        digest = found.hexdigest()
        return next(name for end in count(8) if (name := digest[:end]) not in taken)

    def _entry(self, word: str) -> bytes:
        short = self._size(word) >= TOO_COMMON
        pages = {form: self._pages(form, short=short) for form in self._words[word]}
        plain = pages.pop(word, _item())
        written = (_item(cbor.text(form.partition("\t")[2]), pages[form]) for form in pages)
        return _item(cbor.text(word), plain, _item(*written))

    def _pages(self, form: str, *, short: bool) -> bytes:
        pages: list[bytes] = []
        total = before = 0
        for number, part in enumerate(self._parts):
            if one := part.postings(form):
                first = cbor.number(number * self._slots + one.first - before)
                pages += (b"\x83", first, (short and one.short) or one.positions)
                before = number * self._slots + one.last
                total += one.pages
        return cbor.array(total) + b"".join(pages)

    def meta(self, groups: Sequence[Sequence[str]]) -> bytes:
        """Return the file that the browser loads first.

        :param groups: the name of each page's fragment, by part.
        """
        # To the next 16 is as good to rank by, and a tenth less to load.
        lengths = [[-(-length // 16) * 16 for length in part.lengths] for part in self._parts]
        # A number without a page must not change how long pages are on average.
        nobody = _item(cbor.text(""), cbor.number(_mean(lengths)))
        pages = []
        for names, group in zip(groups, lengths, strict=True):
            pages += [
                _item(cbor.text(name), cbor.number(length))
                for name, length in zip(names, group, strict=True)
            ]
            pages += [nobody] * (self._slots - len(names))
        chunks = [
            _item(cbor.text(first), cbor.text(last), cbor.text(name))
            for name, (first, last) in zip(self.chunks, bounds(self.chunks.values()), strict=True)
        ]
        fields = map(cbor.text, FIELDS)
        filters = orders = _item()
        parts = (cbor.text(VERSION), _item(*pages), _item(*chunks), filters, orders)
        return packed(_item(*parts, _item(*fields)), level=9)


def cut(sizes: Iterable[tuple[str, int]]) -> Iterator[list[str]]:
    """Deal words in their order into files, given the bytes that each needs.

    Where a file ends depends on the words around that place alone, so that what changes in
    one file moves no word in the others.
    """
    words: list[str] = []
    total = 0
    for word, size in sizes:
        if words and (size >= COMMON or total + size > FULL):
            yield words
            words, total = [], 0
        words.append(word)
        total += size
        if size >= COMMON or crc32(word.encode()) % EVERY == 0:
            yield words
            words, total = [], 0
    if words:
        yield words


def bounds(chunks: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Yield the first and the last word of each file, as short as tells it from its neighbours."""
    words = list(chunks)
    edges = [(before[-1], after[0]) for before, after in pairwise(words)]
    starts = ["", *(_difference(first, last) for last, first in edges)]
    stops = [*(_difference(last, first) for last, first in edges), *(one[-1] for one in words[-1:])]
    return zip(starts, stops, strict=False)


def _difference(word: str, other: str) -> str:
    """Return the beginning of *word* that *other* has not got."""
    length = 0
    while length < min(len(word), len(other)) and word[length] == other[length]:
        length += 1
    return word[: length + 1]


def _mean(groups: Sequence[Sequence[int]]) -> int:
    return sum(map(sum, groups)) // max(sum(map(len, groups)), 1)


def _item(*items: bytes) -> bytes:
    return cbor.array(len(items)) + b"".join(items)
