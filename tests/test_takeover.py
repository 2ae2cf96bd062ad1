"""Entries of `authors.yml` that deceive, or that put another name over posts that are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from publishing.library.authors import Authors
from tests.library_of import library, post, said


def load(root: Path, text: str) -> tuple[Authors, list[str]]:
    (root / "authors.yml").write_text(text, encoding="utf-8")
    authors, problems = Authors.load(root)
    return authors, [str(problem) for problem in problems]


HIDDEN = "character-hidden"
DECEIVING = [
    ("ann:\n  name: Ann \u202eeeL\n", (2, 9), "name: the text holds U+202E"),
    ("ann: Ann\u200bLee\n", (1, 6), "name: the text holds U+200B"),
    ("ann:\n  name: Ann\U000e0041\n", (2, 9), "name: the text holds U+E0041"),
    ("ann:\n  name: Ann\n  bio: Writes\u202e.\n", (3, 8), "bio: the text holds U+202E"),
    ("ann:\n  name: Ann\n  bio: Writes\U000e0041.\n", (3, 8), "bio: the text holds U+E0041"),
    ("a\u200bnn: Ann\n", (1, 1), "the id: the text holds U+200B"),
    ("ann:\n  name: Ann\n  links:\n    M\u202ea: https://e.example/\n", (4, 5), "links: the text"),
    ("ann:\n  name: Ann \x1b[2J\n", (2, 13), "U+001B"),
    (f"ann:\n  name: {'A' * 101}\n", (2, 9), "name: 101 characters; at most 100 are read"),
    (f"ann:\n  name: A\n  bio: {'A' * 5_001}\n", (3, 8), "bio: 5,001 characters"),
    ("ann:\n  name: A\n  url: https://аррӏе.com/\n", (3, 8), "imitates letters"),
    ("ann:\n  name: A\n  url: https://a@e.example/\n", (3, 8), "holds a user's name"),
    ("ann:\n  name: A\n  links:\n    M: mailto:a@аррӏе.com\n", (4, 8), "M: "),
    ("ann: Ann Lee\nbo: Ann Lее\n", (2, 1), "'Ann Lее' looks like 'Ann Lee': it has CYRILLIC"),
    ("ann: Ann Lee\nаnn: Bo\n", (2, 1), "'аnn' looks like 'ann': it has CYRILLIC"),
    ("editors: The board\nx: Editоrs\n", (2, 1), "'Editоrs' looks like 'editors': it has"),
]


@pytest.mark.parametrize(("text", "position", "found"), DECEIVING)
def test_an_entry_that_deceives_is_an_error(
    tmp_path: Path, text: str, position: tuple[int, int], found: str
) -> None:
    authors, told = load(tmp_path, text)
    line, column = position
    assert [problem.split(": ")[0] for problem in told] == [f"authors.yml:{line}:{column}"], told
    assert " error: " in told[0]
    assert found in told[0]
    assert "help: " in told[0]
    shown = " ".join(f"{a.name}{a.bio}{a.url}{a.links}" for a in authors)
    assert not set(shown) & set("\u202e\u200b\x1b\U000e0041ае")


def test_names_of_all_scripts_are_fine(tmp_path: Path) -> None:
    text = "ann: Ann Lee\nivan: Иван Петров\nsara: سارا\u200cجان\nyuki: 雪\njose: José\njo: Jose\n"
    authors, told = load(tmp_path, text)
    assert told == []
    assert len([*authors]) == 6


def taken(tmp_path: Path, text: str, *authors: str) -> list[str]:
    known, told = load(tmp_path, text)
    assert told == []
    posts = (post(f"posts/{n}.md", authors=(name,)) for n, name in enumerate(authors))
    return said(library(*posts, authors=known))


def test_no_entry_takes_the_byline_of_somebody_without_one(tmp_path: Path) -> None:
    assert taken(tmp_path, "ann: Ann\nbo-lind:\n  name: Mallory\n", "Bo Lind", "Bo Lind") == [
        "authors.yml:2:1: error: the id 'bo-lind' is the name that posts/0.md states, 'Bo Lind', "
        "and would put 'Mallory' over it\n"
        "    help: give the entry another id, or write in the post who it is by"
    ]


@pytest.mark.parametrize(
    ("entry", "written"),
    [
        ('"Bo Lind": Mallory', "Bo Lind"),
        ('"Bo Lind": {name: Bo Mallory}', "Bo Lind"),
        ("Bo: Mallory", "Bo"),
        ("小林花子: Mallory", "小林花子"),
    ],
)
def test_an_id_that_is_written_as_a_name_is_one(tmp_path: Path, entry: str, written: str) -> None:
    (told,) = taken(tmp_path, entry + "\n", written)
    assert told.startswith(
        f"authors.yml:1:1: error: the id '{written}' is the name that posts/0.md"
    )


def test_an_entry_that_claims_the_posts_of_a_name_is_told_of(tmp_path: Path) -> None:
    assert taken(tmp_path, "mallory: Bo Lind\n", "Bo Lind") == [
        "authors.yml:1:1: warning: posts/0.md states 'Bo Lind' and not 'mallory': "
        "is this the same person?\n    help: write in the post: author: mallory"
    ]


@pytest.mark.parametrize(
    ("entry", "written"),
    [
        ("bo: Bo Lind", "Bo Lind"),
        ("bo: Bo Lind", "bo"),
        ("bo: Bo Lind", "Bo"),
        ("lind: Bo Lind", "Bo Lind"),
        ("bl: Bo Lind", "Bo Lind"),
        ("bo-lind: Bo Lind", "Bo Lind"),
        ("b.lind: Bo Lind", "bo lind"),
        ("bolind42: Bo Lind", "Bo Lind"),
        ("mallory: Bo Lind", "mallory"),
        ("rust4life: Bo Lind", "rust4life"),
        ('"Bo Lind": Bo Lind', "Bo Lind"),
        ('"Bo Lind": Bo Edda Lind', "Bo Lind"),
        ("Lind: Bo Lind", "Lind"),
        ("小林花子: 小林 花子", "小林花子"),
    ],
)
def test_who_registers_as_themselves_is_told_nothing(
    tmp_path: Path, entry: str, written: str
) -> None:
    assert taken(tmp_path, entry + "\n", written) == []


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        ("ann:\n  name: Ann\n  links:\n    https://bank.example/: https://e.example/\n", "4:5"),
        ("ann:\n  name: Ann\n  links:\n    bank.example: https://e.example/bank\n", "4:5"),
        ("ann:\n  name: Ann\n  links:\n    ann@bank.example: mailto:ann@e.example\n", "4:5"),
        ("ann:\n  name: bank.example\n  url: https://e.example/\n", "3:8"),
    ],
)
def test_a_link_that_says_another_place_is_warned_of(tmp_path: Path, entry: str, line: str) -> None:
    _, (told,) = load(tmp_path, entry)
    assert told.startswith(f"authors.yml:{line}: warning: a link says ")
    honest = entry.replace("e.example", "bank.example")
    assert load(tmp_path, honest)[1] == []


OTHERS = {
    "Material": "authors:\n  ann_l:\n    name: Ann Lee\n    description: Maker\n",
    "Docusaurus": "ann_l:\n  name: Ann Lee\n  title: Maker\n  url: https://example.org/\n",
    "Jekyll": "ann_l:\n  display_name: Ann Lee\n  about: Maker\n  web: https://example.org/\n",
}


@pytest.mark.parametrize("tool", OTHERS)
def test_the_file_of_another_tool_is_read(tmp_path: Path, tool: str) -> None:
    authors, told = load(tmp_path, OTHERS[tool])
    author = authors.find("ann_l")
    assert told == []
    assert author is not None
    assert (author.name, author.bio) == ("Ann Lee", "Maker")
    assert author.url == (None if tool == "Material" else "https://example.org/")


def test_a_picture_elsewhere_is_told_of_in_the_file_of_another_tool(tmp_path: Path) -> None:
    text = OTHERS["Docusaurus"] + "  image_url: https://example.org/a.png\n"
    _, (told,) = load(tmp_path, text)
    assert told.startswith("authors.yml:5:14: warning: avatar: 'https://example.org/a.png' is not")
