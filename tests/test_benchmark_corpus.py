from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path, PurePosixPath

import pytest
import yaml

from benchmarks import corpus, scenario
from benchmarks.stack import PROJECT
from publishing.conf.settings import Settings
from publishing.frontmatter.post import read_post

SEED = 7


def _digest(posts: int, seed: int) -> str:
    whole = hashlib.sha256()
    for path, data in corpus.files(posts, seed):
        whole.update(f"{path}\0{len(data)}\0".encode() + data)
    return whole.hexdigest()


def test_a_seed_gives_the_same_bytes_on_every_machine() -> None:
    assert _digest(40, SEED) == "16839a78f8bcb241a24da409ddf4e7e70866b89233d7b415a1bb8efdf68ac633"


@pytest.mark.parametrize(("posts", "seed"), [(40, 8), (41, 7)])
def test_another_size_or_seed_is_another_corpus(posts: int, seed: int) -> None:
    assert _digest(posts, seed) != _digest(40, SEED)


@pytest.mark.parametrize("posts", [0, -1, 100_001])
def test_sizes_out_of_reach_are_refused(posts: int) -> None:
    with pytest.raises(ValueError, match=f"posts: {posts} is not between 1 and 100,000"):
        corpus.entries(posts, SEED)


def test_writing_makes_the_files_and_leaves_others(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("kept")
    corpus.write(tmp_path, 12, SEED)
    found = {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in tmp_path.rglob("*.*")}
    assert found == {**dict(corpus.files(12, SEED)), "conf.py": b"kept"}


@pytest.mark.parametrize(
    ("posts", "authors", "tags"), [(1, 1, 3), (2, 3, 20), (100, 3, 20), (1000, 25, 83)]
)
def test_the_model_of_a_corpus(posts: int, authors: int, tags: int) -> None:
    entries = corpus.entries(posts, SEED)
    paths = [entry.path for entry in entries]
    dates = [entry.date for entry in entries]
    assert len(entries) == len(set(paths)) == len({entry.title for entry in entries}) == posts
    assert dates == sorted(dates)
    assert dates[0] == corpus.FIRST_DAY
    assert dates[-1] <= corpus.LAST_DAY
    assert len({entry.author for entry in entries}) <= authors
    assert len({tag for entry in entries for tag in entry.tags}) <= tags
    for position, entry in enumerate(entries):
        assert len(set(entry.tags)) == 3
        assert set(entry.links) <= set(paths[:position])


def test_ten_years_are_covered_and_tags_are_used_unevenly() -> None:
    entries = corpus.entries(1000, SEED)
    assert {entry.date.year for entry in entries} == set(range(2016, 2026))
    counts = Counter(tag for entry in entries for tag in entry.tags).most_common()
    assert counts[0][1] > 10 * counts[-1][1]


def test_every_layout_of_a_post_occurs() -> None:
    shapes = Counter(_shape(entry) for entry in corpus.entries(200, SEED))
    assert shapes.keys() == {"dated", "folder", "plain"}
    assert shapes["plain"] > shapes["dated"] + shapes["folder"]


def _shape(entry: corpus.Entry) -> str:
    path, day = entry.path, entry.date.isoformat()
    shapes = {
        "dated": rf"posts/{day}-[a-z0-9-]+\.md",
        "folder": rf"posts/{entry.date.year}/[a-z0-9-]+/index\.md",
        "plain": rf"posts/{entry.date.year}/[a-z0-9-]+\.md",
    }
    (name,) = (name for name, shape in shapes.items() if re.fullmatch(shape, path))
    return name


def test_a_post_says_what_its_entry_says() -> None:
    for entry in corpus.entries(60, SEED):
        text = corpus.text(entry, SEED)
        _, head, body = text.split("---\n", 2)
        assert yaml.safe_load(head) == {
            "title": entry.title,
            "date": entry.date,
            "author": entry.author,
            "tags": list(entry.tags),
            "category": entry.category,
            "description": entry.description,
        }
        assert body.startswith(f"\n# {entry.title}\n\n")
        assert 300 <= len(body.split()) <= 1100
        assert text.endswith("\n")
        assert "\r" not in text


def test_links_of_a_body_lead_to_the_entries_files() -> None:
    for entry in corpus.entries(60, SEED):
        addresses = re.findall(r"\]\(<?([^)>]+\.md)>?\)", corpus.text(entry, SEED))
        assert sorted(_resolve(entry.path, address) for address in addresses) == sorted(entry.links)


def _resolve(path: str, address: str) -> str:
    parts = list(PurePosixPath(path).parent.parts)
    for part in PurePosixPath(address).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


@pytest.mark.parametrize(
    "sign",
    ["\n## ", "\n- ", "\n1. ", "\n> ", "\n| --- ", "[^1]: ", "```{math}", "{math}`", "```{note}"]
    + [
        f"```{language}\n" for language in ("python", "rust", "bash", "sql", "yaml", "html", "text")
    ],
)
def test_every_kind_of_markdown_occurs(sign: str) -> None:
    assert any(sign.encode() in data for _, data in corpus.files(80, SEED))


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("clean", 0),
        ("nothing", 0),
        ("edit", 1),
        ("new post", 1),
        ("new title", 1),
        ("renamed tag", 13),
        ("cache kept", 0),
    ],
)
def test_a_step_changes_what_it_is_named_for(tmp_path: Path, name: str, changed: int) -> None:
    (step,) = (step for step in scenario.STEPS if step.name == name)
    entries = corpus.entries(200, SEED)
    before = dict(corpus.files(200, SEED))
    corpus.write(tmp_path, 200, SEED)
    step.change(tmp_path, entries, SEED)
    after = {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in tmp_path.rglob("*.md")}
    assert len([path for path in after if before.get(path) != after[path]]) == changed
    assert before.keys() <= after.keys()


def test_a_renamed_tag_is_nowhere_any_more(tmp_path: Path) -> None:
    entries = corpus.entries(200, SEED)
    old = scenario.rare_tag(entries)
    corpus.write(tmp_path, 200, SEED)
    scenario.rename_tag(tmp_path, entries, SEED)
    heads = [path.read_text(encoding="utf-8").split("---\n")[1] for path in tmp_path.rglob("*.md")]
    found = Counter(tag for head in heads for tag in yaml.safe_load(head)["tags"])
    assert old not in found
    assert found["renamed"] == sum(old in entry.tags for entry in entries)


def test_our_own_reader_finds_nothing_wrong_with_a_corpus() -> None:
    settings = Settings.load(PROJECT, {})
    for path, data in corpus.files(40, SEED):
        post, problems = read_post(path, data, settings)
        assert post is not None
        assert problems == ()
