"""The search: an index of all pages that the browser looks things up in, by Pagefind."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from hashlib import sha256
from itertools import count
from typing import Final

from publishing.base.cache import Cache, digest
from publishing.base.output import Output
from publishing.base.workers import spread
from publishing.model import permalinks
from publishing.search import facets, pagefind, part
from publishing.search.index import Index
from publishing.search.pagefind import Document
from publishing.search.part import Part
from publishing.search.record import Record

FOLDER: Final = "pagefind/"

SLOTS: Final = 256
"""Pages that are indexed together at most. Ten thousand posts then have 64 groups, half a
second each; with fewer, the work after an edit grows, with more, that of joining them."""


class Search:
    """The files of the search of one site.

    :param records: every page that can be found, in any order.
    :param topics: name and address of what is offered to who finds nothing.
    :param language: of the site, BCP 47. Its endings are taken off words; a post in another
        language is found by its words as they are.
    :param cache: keeps the indexes of parts.
    :param code: digest of the code that makes all this.
    :param slots: pages that are indexed together at most.
    """

    def __init__(
        self,
        records: Iterable[Record],
        topics: Iterable[tuple[str, str]],
        language: str,
        cache: Cache,
        code: str,
        *,
        jobs: int = 1,
        slots: int = SLOTS,
    ) -> None:
        self._language = language.partition("-")[0].lower()
        self._cache = cache
        self._code = digest(code, pagefind.VERSION, self._language)
        self._jobs = jobs
        self._slots = slots
        self._topics = [[name, permalinks.href(where)] for name, where in topics]
        self._groups = deal(records, slots)
        self._tags = [digest(*(record.digest for record in group)) for group in self._groups]
        self._part_keys = [digest(self._code, "part", tag) for tag in self._tags]
        self._contents_key = digest(self._code, "contents", *self._tags)
        self._runtime_key = digest(self._code, "runtime")

    @property
    def keys(self) -> frozenset[str]:
        """What the cache must keep for this to be made again without work."""
        return frozenset((*self._part_keys, self._contents_key, self._runtime_key))

    def outputs(self) -> Iterator[Output]:
        """Yield every file of the search."""
        meta, chunks = self._contents()
        name = f"{self._language}_{sha256(meta).hexdigest()[:8]}"
        yield self._known(f"pagefind.{name}.pf_meta", meta)
        yield self._known("pagefind-entry.json", self._entry(name))
        yield self._known("pagefind.js", self._runtime["pagefind.js"])
        yield self._known(f"wasm.{self._wasm}.pagefind", self._runtime["wasm"])
        yield self._known("topics.json", _json(self._topics))
        yield self._output(
            "facets.pf_facets",
            self._tags,
            partial(facets.render, self._groups, self._slots),
        )
        for chunk in chunks:
            yield self._output(f"index/{chunk}.pf_index", [chunk], partial(self._chunk, chunk))
        for start, group in zip(count(0, self._slots), self._groups, strict=False):
            for position, record in enumerate(group, start):
                path = f"fragment/{position:04x}.pf_fragment"
                yield self._output(path, [record.digest], record.fragment)

    # -- The index ---------------------------------------------------------------

    def _contents(self) -> tuple[bytes, list[str]]:
        """Return the index's first file and the names of the others.

        They tell what is due without the parts, which take longer to load.
        """
        names = [
            [f"{position:04x}.pf_fragment?{tag[:6]}" for position, _ in enumerate(group, start)]
            for start, group, tag in zip(
                count(0, self._slots), self._groups, self._tags, strict=False
            )
        ]

        def make() -> bytes:
            return "\n".join(self._index.chunks).encode() + b"\0" + self._index.meta(names)

        chunks, _, meta = self._kept(self._contents_key, make).partition(b"\0")
        return meta, chunks.decode().split()

    def _chunk(self, name: str) -> bytes:
        return self._index.chunk(name)

    @cached_property
    def _index(self) -> Index:
        keys = zip(self._part_keys, self._groups, strict=True)
        kept = {key: self._cache.get(key) for key in self._part_keys}
        due = [(key, group) for key, group in keys if not kept[key]]

        def one(item: tuple[str, Sequence[Record]]) -> bytes:
            return part.make(item[1], self._language).packed()

        for position, data in spread(one, due, self._jobs, worth=1):
            key, _ = due[position]
            kept[key] = data
            self._cache.put(key, data)
        return Index([Part.unpacked(data) for data in kept.values() if data], self._slots)

    # -- What Pagefind brings ----------------------------------------------------

    @cached_property
    def _runtime(self) -> dict[str, bytes]:
        def make() -> bytes:
            files = pagefind.index([Document("x", "x", {})], self._language)
            entry = json.loads(files["pagefind-entry.json"])
            wasm = entry["languages"][self._language]["wasm"] or "unknown"
            chosen = {
                "pagefind.js": files["pagefind.js"],
                "wasm": files[f"wasm.{wasm}.pagefind"],
                "entry": _json(entry | {"wasm": wasm}),
            }
            return _json({name: b64encode(data).decode() for name, data in chosen.items()})

        kept = json.loads(self._kept(self._runtime_key, make))
        return {name: b64decode(data) for name, data in kept.items()}

    @property
    def _wasm(self) -> str:
        name: str = json.loads(self._runtime["entry"])["wasm"]
        return name

    def _entry(self, name: str) -> bytes:
        """Return what tells the browser which index there is."""
        entry = json.loads(self._runtime["entry"])
        language = {
            "hash": name,
            "wasm": None if self._wasm == "unknown" else self._wasm,
            "page_count": sum(map(len, self._groups)),
        }
        value = {
            "version": entry["version"],
            "languages": {self._language: language},
            "include_characters": entry["include_characters"],
        }
        return _json(value)

    # -- Files -------------------------------------------------------------------

    def _kept(self, key: str, make: Callable[[], bytes]) -> bytes:
        data = self._cache.get(key)
        if data is None:
            data = make()
            self._cache.put(key, data)
        return data

    def _known(self, path: str, data: bytes) -> Output:
        return self._output(path, [sha256(data).hexdigest()], lambda: data)

    def _output(self, path: str, inputs: Iterable[str], make: Callable[[], bytes]) -> Output:
        return Output(FOLDER + path, digest(self._code, *inputs), make)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def deal(records: Iterable[Record], slots: int = SLOTS) -> tuple[tuple[Record, ...], ...]:
    """Deal records into groups of at most *slots*, by the digest of their address.

    A group that grows too large is halved by the next bit of the digests, so that a post
    that is added, changed or removed touches one group, or two at the time of a halving.
    Within a group a new post comes last, as a rule.
    """
    drawn = [(sha256(record.address.encode()).digest(), record) for record in records]
    return tuple(
        tuple(sorted(group, key=lambda record: (record.day, record.address)))
        for group in _halved(drawn, slots, 0)
    )


def _halved(drawn: Sequence[tuple[bytes, Record]], slots: int, bit: int) -> Iterator[list[Record]]:
    if len(drawn) > slots:
        for half in (0, 1):
            chosen = [item for item in drawn if item[0][bit // 8] >> (7 - bit % 8) & 1 == half]
            yield from _halved(chosen, slots, bit + 1)
    elif drawn:
        yield [record for _, record in drawn]
