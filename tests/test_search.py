"""The files of the search: what is in them, and which are made again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from publishing.base.cache import Cache, digest
from publishing.base.rendered_text import read as rendered
from publishing.render.text import read
from publishing.search import facets, pagefind
from publishing.search.record import Record, unpacked
from publishing.search.search import Search, deal

SLOTS = 8


def record(
    slug: str, body: str = "", day: str = "2026-05-01", tags: Iterable[str] = ("Craft",)
) -> Record:
    body = body or f"<p>All that is known of {slug} is one line.</p>"
    return Record(
        address=f"posts/2026/{slug}/",
        title=slug.capitalize(),
        description=f"About {slug}.",
        authors=("Ann Lee",),
        tags=tuple(tags),
        day=day,
        key=digest(body),
        text=lambda: read(rendered(body)),
    )


RECORDS = [record(f"post{number}") for number in range(40)]


@pytest.fixture
def indexed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pages each run of Pagefind has been given."""
    sizes: list[int] = []
    index: Callable[..., dict[str, bytes]] = pagefind.index

    def counted(documents: Iterable[pagefind.Document], language: str) -> dict[str, bytes]:
        listed = list(documents)
        sizes.append(len(listed))
        return index(listed, language)

    monkeypatch.setattr(pagefind, "index", counted)
    return sizes


def search(records: Iterable[Record], cache: Path, language: str = "en") -> Search:
    topics = [("C#", "blog/tag/c-sharp/"), ("日本", "blog/tag/日本/")]
    return Search(records, topics, language, Cache(cache, "search"), "code", slots=SLOTS)


def files(records: Iterable[Record], cache: Path, language: str = "en") -> dict[str, bytes]:
    made = {}
    for output in search(records, cache, language).outputs():
        data = output.make()
        assert isinstance(data, bytes)
        made[output.path] = data
    return made


def due(before: Search, after: Search) -> list[str]:
    """Which files are made again, and which come."""
    known = {output.path: output.fingerprint for output in before.outputs()}
    return [
        output.path
        for output in after.outputs()
        if known.get(output.path) != output.fingerprint
    ]  # fmt: skip


# -- What there is -----------------------------------------------------------------


def test_the_files_of_a_search(tmp_path: Path) -> None:
    made = files(RECORDS[:3], tmp_path)
    kinds = sorted({path.rpartition("/")[0] or path for path in made})
    assert kinds == ["pagefind", "pagefind/fragment", "pagefind/index"]
    entry = json.loads(made["pagefind/pagefind-entry.json"])
    name = entry["languages"]["en"]["hash"]
    assert entry["version"] == pagefind.VERSION
    assert entry["languages"] == {"en": {"hash": name, "wasm": "en", "page_count": 3}}
    assert "_" in entry["include_characters"]
    assert f"pagefind/pagefind.{name}.pf_meta" in made
    assert "pagefind/wasm.en.pagefind" in made
    assert b"createInstance" in made["pagefind/pagefind.js"]
    assert json.loads(made["pagefind/topics.json"]) == [
        ["C#", "blog/tag/c-sharp/"],
        ["日本", "blog/tag/%E6%97%A5%E6%9C%AC/"],
    ]


@pytest.mark.parametrize(
    ("language", "key", "wasm"),
    [("de", "de", "de"), ("pt-BR", "pt", "pt"), ("ja", "ja", None)],
)
def test_words_lose_the_endings_of_the_sites_language(
    tmp_path: Path, language: str, key: str, wasm: str | None
) -> None:
    made = files(RECORDS[:1], tmp_path, language)
    entry = json.loads(made["pagefind/pagefind-entry.json"])
    assert entry["languages"][key]["wasm"] == wasm
    assert f"pagefind/wasm.{wasm or 'unknown'}.pagefind" in made


def test_a_search_of_nothing(tmp_path: Path) -> None:
    made = files([], tmp_path)
    assert json.loads(made["pagefind/pagefind-entry.json"])["languages"]["en"]["page_count"] == 0
    assert not any("fragment/" in path for path in made)


def test_what_a_result_shows_is_what_pagefind_would_show(tmp_path: Path) -> None:
    body = (
        "<p>Before <b>it</b> &lt;i&gt; &amp;amp;.</p>"
        '<section id="a-b">\n<h2>A heading</h2><p>After it.</p></section>'
    )
    one = record("é", body)
    shown = json.loads(unpacked(one.fragment()))
    theirs = pagefind.index(
        [pagefind.Document(one.address, one.text().content, one.fields())], "en"
    )
    (path,) = (path for path in theirs if path.startswith("fragment/"))
    fragment = json.loads(unpacked(theirs[path]))
    assert shown.keys() == fragment.keys()
    assert shown["content"] == fragment["content"] == "Before it <i> &amp;. A heading After it."
    assert shown["word_count"] == fragment["word_count"] == 8
    assert shown["url"] == "posts/2026/%C3%A9/"
    assert shown["meta"] == {"title": "É", "authors": "Ann Lee", "date": "2026-05-01"}
    assert shown["anchors"] == [{"element": "h2", "id": "a-b", "text": "A heading", "location": 4}]


# -- What is made again --------------------------------------------------------------


def test_the_same_posts_give_the_same_bytes(tmp_path: Path) -> None:
    first = files(RECORDS, tmp_path / "a")
    assert files(reversed(RECORDS), tmp_path / "b") == first
    assert files(RECORDS, tmp_path / "a") == first


def test_only_the_group_of_a_changed_post_is_indexed_again(
    tmp_path: Path, indexed: list[int]
) -> None:
    before = search(RECORDS, tmp_path)
    assert len(list(before.outputs())) > len(RECORDS)
    assert sum(indexed) == len(RECORDS) + 1  # one for what Pagefind brings
    indexed.clear()
    edited = [record("post7", "<p>zanzibar</p>"), *(one for one in RECORDS if one.title != "Post7")]
    again = due(before, search(edited, tmp_path))
    assert len(indexed) == 1
    assert indexed[0] <= SLOTS
    fragments = [path for path in again if "fragment/" in path]
    assert len(fragments) == 1
    indexed.clear()
    assert files(edited, tmp_path) == files(edited, tmp_path / "new")


def test_nothing_is_due_when_nothing_changed(tmp_path: Path, indexed: list[int]) -> None:
    before = search(RECORDS, tmp_path)
    assert len(due(search([], tmp_path), before)) > len(RECORDS)
    indexed.clear()
    assert due(before, search(list(reversed(RECORDS)), tmp_path)) == []
    assert indexed == []


def test_what_the_cache_keeps_is_all_that_is_needed(tmp_path: Path, indexed: list[int]) -> None:
    one = search(RECORDS, tmp_path)
    assert len(list(one.outputs())) > len(RECORDS)
    search_of_others = search(RECORDS[:20], tmp_path)
    assert len(list(search_of_others.outputs())) > 20
    indexed.clear()
    assert Cache(tmp_path, "search").prune(one.keys, spare=0)
    assert due(one, search(RECORDS, tmp_path)) == []
    assert indexed == []


def test_a_post_that_only_says_otherwise_who_wrote_it_is_indexed_again(tmp_path: Path) -> None:
    one = record("one")
    other = Record(
        address=one.address,
        title=one.title,
        authors=("Bo",),
        day=one.day,
        key=one.key,
        text=one.text,
    )
    assert one.digest != other.digest
    again = due(search([one], tmp_path), search([other], tmp_path))
    assert "pagefind/fragment/0000.pf_fragment" in again
    assert "pagefind/facets.pf_facets" in again


def test_groups_are_bounded_and_keep_together() -> None:
    groups = deal(RECORDS, SLOTS)
    assert sorted(one.address for group in groups for one in group) == sorted(
        one.address for one in RECORDS
    )
    assert 5 <= len(groups) <= 20
    assert all(1 <= len(group) <= SLOTS for group in groups)
    assert deal(RECORDS[::-1], SLOTS) == groups


@pytest.mark.parametrize("number", range(0, 40, 7))
def test_a_post_that_comes_or_goes_touches_one_group_or_halves_it(number: int) -> None:
    whole = set(deal(RECORDS, SLOTS))
    less = set(deal([one for one in RECORDS if one is not RECORDS[number]], SLOTS))
    assert len(whole - less) <= 2
    assert len(less - whole) <= 1


def test_in_a_group_the_newest_is_last() -> None:
    old, new, page = record("old", day="2020-01-01"), record("new"), record("page", day="")
    assert deal([new, page, old]) == ((page, old, new),)


# -- Facets ----------------------------------------------------------------------------


def test_facets() -> None:
    groups = (
        (
            record("page", day="", tags=()),
            record("a", day="2024-12-31", tags=("Maps", "Craft")),
            record("b", day="2026-01-01"),
        ),
        (record("c", day="2025-06-01", tags=("Craft",)),),
    )
    data = json.loads(unpacked(facets.render(groups, 4)))
    assert data["tags"] == ["Craft", "Maps"]
    assert data["authors"] == ["Ann Lee"]
    assert data["tagged"].split(" ") == ["", '!"', "!", "", "!", "", "", ""]
    assert data["by"].split(" ") == ["!", "!", "!", "", "!", "", "", ""]
    steps = [int(step, 36) if step else 0 for step in data["days"].split(" ")]
    assert date.fromordinal(steps[1]) == date(2024, 12, 31)
    assert date.fromordinal(steps[1] + steps[2]) == date(2026, 1, 1)
    assert date.fromordinal(steps[4]) == date(2025, 6, 1)
    assert [steps[position] for position in (0, 3, 5, 6, 7)] == [0] * 5


def test_facets_have_room_for_very_many_terms() -> None:
    tags = [f"tag{number:05}" for number in range(60_000)]
    data = json.loads(unpacked(facets.render(((record("a", tags=tags),),), 1)))
    codes = [ord(char) - 33 for char in data["tagged"]]
    numbers = [code - (0 if code + 33 < 0xE000 else 0x800) for code in codes]
    assert sorted(numbers) == list(range(60_000))
    assert data["tags"] == tags


OTHERS = {"authors": ("Bo",), "tags": ("tea",), "text": None, "digest": None}


@pytest.mark.parametrize(
    "name", [field.name for field in fields(Record) if OTHERS.get(field.name, "") is not None]
)
def test_every_part_of_a_record_is_in_its_digest(name: str) -> None:
    one = record("one")
    assert replace(one, **{name: OTHERS.get(name, "another")}).digest != one.digest


def test_the_language_and_the_code_are_in_every_key(tmp_path: Path) -> None:
    keys = [
        Search(RECORDS[:3], [], language, Cache(tmp_path, "search"), code).keys
        for language, code in (("en", "a"), ("de", "a"), ("en", "b"))
    ]
    assert not keys[0] & keys[1]
    assert not keys[0] & keys[2]
