"""One index joined from parts, held against the one that Pagefind itself makes of all pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.base.rendered_text import read as rendered
from publishing.render.text import read
from publishing.search import cbor, pagefind
from publishing.search import index as index_module
from publishing.search.index import FULL, Index, bounds, cut
from publishing.search.pagefind import Document, PagefindError
from publishing.search.part import Part, document, make
from publishing.search.record import Record, packed, unpacked

TEXTS = (
    "The quick brown fox jumps over the lazy dog, and the dog sleeps.",
    "Naïve cafés résumé the café; a resume is no résumé.",
    "git-absorb calls gitAbsorb in snake_case with 42 numbers and 3.14",
    "The the the the the the the",
    "",
    "!!!",
    "🎉",
    "日 本 語 の 本",
    "Running runs run ran runner over the fox",
    "emoji 🎉 party " + "word " * 300,
)
SLOTS = 4


def record(number: int, text: str) -> Record:
    return Record(
        address=f"posts/{number}/",
        title=f"Number {number} of the fox",
        authors=("Ann Lee",) if number % 2 else (),
        tags=("C++", "café"),
        day="2026-05-01",
        key=str(number),
        text=lambda: read(rendered(f"<p>{text}</p>")),
    )


RECORDS = [record(number, text) for number, text in enumerate(TEXTS)]
GROUPS = [RECORDS[start : start + SLOTS] for start in range(0, len(RECORDS), SLOTS)]


def decode(data: bytes) -> Any:
    """Read CBOR in the plainest way."""

    def item(at: int) -> tuple[Any, int]:
        kind = data[at] >> 5
        value, end = cbor.read_head(data, at)
        if kind == 0:
            return value, end
        if kind == 1:
            return -1 - value, end
        if kind == 3:
            return data[end : end + value].decode(), end + value
        assert kind == 4
        items = []
        for _ in range(value):
            one, end = item(end)
            items.append(one)
        return items, end

    value, end = item(0)
    assert end == len(data)
    return value


def postings(chunks: Sequence[bytes]) -> dict[str, Any]:
    """Every word, and by its form the pages that have it, counted from the first."""
    found: dict[str, Any] = {}
    for chunk in chunks:
        (words,) = decode(unpacked(chunk))
        for word, plain, written in words:
            assert word not in found
            found[word] = {}
            for form, pages in [("", plain), *written]:
                number = 0
                rows = {}
                for step, positions, fields in pages:
                    number += step
                    rows[number] = (positions, fields)
                found[word][form] = rows
    return found


@pytest.fixture(scope="module")
def parts() -> list[Part]:
    return [make(group, "en") for group in GROUPS]


@pytest.fixture(scope="module")
def index(parts: list[Part]) -> Index:
    return Index(parts, SLOTS)


def test_the_index_is_the_one_that_pagefind_makes_of_all_pages(index: Index) -> None:
    whole = pagefind.index([document(one, one.text()) for one in RECORDS], "en")
    theirs = postings([data for path, data in whole.items() if path.startswith("index/")])
    ours = postings([index.chunk(name) for name in index.chunks])
    assert len(ours) > 50
    assert "café" in ours["cafe"]
    assert ours == theirs


def test_the_first_file_knows_pages_and_words(index: Index) -> None:
    names = [[f"p{number * SLOTS + position}" for position in range(len(group))]
             for number, group in enumerate(GROUPS)]  # fmt: skip
    version, pages, chunks, filters, orders, fields = decode(unpacked(index.meta(names)))
    assert version == pagefind.VERSION
    lengths = [one.text().length for one in RECORDS]
    assert [name for name, _ in pages] == [*(f"p{n}" for n in range(10)), "", ""]
    for (name, length), real in zip(pages, lengths, strict=False):
        assert real <= length < real + 16, name
    mean = sum(length for name, length in pages if name) // len(RECORDS)
    assert pages[-1] == ["", mean]
    assert [name for _, _, name in chunks] == list(index.chunks)
    assert (filters, orders) == ([], [])
    assert fields == ["authors", "description", "tags", "title"]


def test_a_part_survives_being_kept(parts: list[Part]) -> None:
    for part in parts:
        again = Part.unpacked(part.packed())
        assert list(again.forms) == list(part.forms)
        assert list(again.lengths) == list(part.lengths)
        assert [again.postings(form) for form in again.forms] == [
            part.postings(form) for form in part.forms
        ]
        assert again.marks == part.marks
        assert again.postings("no such word") is None
    assert Part.unpacked(Part.of([], {}).packed()).forms == []


def test_of_a_word_that_is_everywhere_one_place_a_page_is_kept(
    parts: list[Part], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "TOO_COMMON", 1)
    index = Index(parts, SLOTS)
    found = postings([index.chunk(name) for name in index.chunks])
    kept = {number: positions for number, (positions, _) in found["word"][""].items()}
    assert kept == {9: [-25, 3]}  # of 300
    monkeypatch.undo()
    full = Index(parts, SLOTS)
    found = postings([full.chunk(name) for name in full.chunks])
    assert len(found["word"][""][9][0]) == 301


def test_an_index_of_nothing() -> None:
    index = Index([], SLOTS)
    assert index.chunks == {}
    assert decode(unpacked(index.meta([]))) == [
        pagefind.VERSION, [], [], [], [], ["authors", "description", "tags", "title"],
    ]  # fmt: skip


def test_files_of_one_name_are_told_apart(parts: list[Part]) -> None:
    index = Index(parts, SLOTS)
    first = next(iter(index.chunks))
    words = index.chunks[first]
    assert index._name(words, ()) == first
    longer = index._name(words, {first})
    assert longer.startswith(first)
    assert len(longer) == len(first) + 1


# -- Files of neighbouring words ---------------------------------------------------

WORDS = st.dictionaries(
    st.text("abcé日", min_size=1, max_size=5), st.integers(1, 3 * FULL), max_size=60
)


@given(WORDS)
def test_each_word_is_in_one_file_in_order(sizes: dict[str, int]) -> None:
    ordered = sorted(sizes.items())
    chunks = list(cut(ordered))
    assert [word for words in chunks for word in words] == [word for word, _ in ordered]
    for words in chunks:
        assert words
        assert len(words) == 1 or sum(sizes[word] for word in words) <= FULL


@given(WORDS, st.data())
def test_a_word_that_comes_or_goes_moves_few_others(sizes: dict[str, int], data: Any) -> None:
    ordered = sorted(sizes.items())
    if not ordered:
        return
    gone = data.draw(st.sampled_from(ordered))
    before = {tuple(words) for words in cut(ordered)}
    after = {tuple(words) for words in cut([item for item in ordered if item != gone])}
    new = after - before
    touched = [words for words in before if gone[0] in words]
    # Files follow each other again from the next place where one ends for its words alone.
    assert len(touched) == 1
    assert len(new) <= 2 + sum(sizes.values()) // FULL


def wanted(chunks: Sequence[tuple[str, str]], term: str) -> list[int]:
    """Return which files Pagefind's page loads for a term (`request_indexes` in 1.5.2)."""
    strict = [number for number, (first, last) in enumerate(chunks) if first <= term <= last]
    if strict:
        return strict
    return [
        number
        for number, (first, last) in enumerate(chunks)
        if term[: len(first)] >= first[: len(term)] and term[: len(last)] <= last[: len(term)]
    ]


@given(WORDS)
def test_the_file_of_a_word_is_found_by_its_bounds(sizes: dict[str, int]) -> None:
    chunks = list(cut(sorted(sizes.items())))
    edges = list(bounds(chunks))
    assert len(edges) == len(chunks)
    for number, words in enumerate(chunks):
        for word in words:
            assert number in wanted(edges, word)


# -- Pagefind ------------------------------------------------------------------------


def test_the_same_documents_give_the_same_files() -> None:
    documents = [Document(one.address, one.text().content, one.fields()) for one in RECORDS]
    assert pagefind.index(documents, "en") == pagefind.index(documents, "en")


def test_what_pagefind_refuses_is_an_error() -> None:
    with pytest.raises(PagefindError, match="Pagefind: "):
        pagefind.index([Document("x", "\ud800", {})], "en")


def test_a_pagefind_that_dies_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: "/bin/true")
    with pytest.raises(PagefindError, match="Pagefind ended without an answer"):
        pagefind.index([Document("x", "y" * 1_000_000, {})], "en")


def test_another_version_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "VERSION", "1.4.0")
    with pytest.raises(PagefindError, match=r"^Pagefind 1\.5\.2 is installed, and 1\.4\.0 is"):
        pagefind.index([Document("x", "y", {})], "en")


def test_settings_of_pagefind_in_the_environment_change_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    documents = [Document("x", "one two three four", {})]
    plain = pagefind.index(documents, "en")
    monkeypatch.setenv("PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE", "1")
    monkeypatch.setenv("PAGEFIND_FORCE_LANGUAGE", "de")
    assert pagefind.index(documents, "en") == plain


def test_an_index_in_another_form_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = b'{"languages": {"en": {"page_count": 1}}}'
    word = b"\x81\x81\x83\x61x\x81\x84\x00\x80\x80\x80\x80"  # a page of four items
    files = {"pagefind-entry.json": entry, "index/x.pf_index": packed(word)}
    monkeypatch.setattr(pagefind, "index", lambda documents, language: files)
    with pytest.raises(PagefindError, match="a form that is not known"):
        make(RECORDS[:1], "en")


def test_a_page_that_pagefind_leaves_out_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"pagefind-entry.json": b'{"languages": {"en": {"page_count": 2}}}'}
    monkeypatch.setattr(pagefind, "index", lambda documents, language: files)
    with pytest.raises(PagefindError, match="left out a page"):
        make(RECORDS[:3], "en")


# -- CBOR ------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [0, 23, 24, 255, 256, 65_535, 65_536, 2**32 - 1])
def test_numbers(value: int) -> None:
    data = cbor.number(value)
    assert cbor.read_head(data, 0) == (value, len(data))
    assert cbor.read_head(cbor.array(value), 0)[0] == value


def test_a_number_that_no_index_has_is_refused() -> None:
    with pytest.raises(ValueError, match="4294967296 is more than a search index can hold"):
        cbor.number(2**32)


@pytest.mark.parametrize("value", ["", "plain", "日本" * 100])
def test_texts(value: str) -> None:
    data = b"\x00" + cbor.text(value)
    assert cbor.read_text(data, 1) == (value, len(data))
