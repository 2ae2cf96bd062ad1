"""Names that a reader takes for one another."""

from __future__ import annotations

import pytest

from publishing.library.lookalike import near_terms
from tests.library_of import library, post, registered, said


@pytest.mark.parametrize(
    ("written", "because"),
    [
        ("Ann Lеe", ": it has CYRILLIC SMALL LETTER IE"),
        ("Αnn Lee", ": it has GREEK CAPITAL LETTER ALPHA"),
        ("Ａnn Lee", ": it has FULLWIDTH LATIN CAPITAL LETTER A"),
        ("Ann 1ee", ""),
        ("ann Iee", ""),
    ],
)
def test_an_author_who_looks_like_a_registered_one(written: str, because: str) -> None:
    found = library(
        post("posts/a.md", authors=("Ann Lee",)),
        post("posts/b.md", authors=(written,), positions={"author": (3, 9)}),
        authors=registered(ann="Ann Lee"),
    )
    assert said(found) == [
        f"posts/b.md:3:9: warning: author: '{written}' looks like 'Ann Lee' but is another{because}"
        "\n    help: write 'Ann Lee' if that is who it is, else a name that is told apart"
    ]


def test_an_author_who_looks_like_an_id() -> None:
    found = library(
        post("posts/b.md", authors=("аnn",), positions={"author": (3, 9)}),
        authors=registered(ann="Lee & Sons"),
    )
    assert said(found) == [
        "posts/b.md:3:9: warning: author: 'аnn' looks like 'ann' but is another: it has CYRILLIC "
        "SMALL LETTER A\n    help: write 'ann' if that is who it is, else a name that is told apart"
    ]


@pytest.mark.parametrize(
    ("one", "other", "warned"),
    [
        ("Bo", "Bо", ["posts/b.md"]),  # which has a Cyrillic letter
        ("Вo", "Bo", ["posts/a.md"]),
        ("Bill", "BilI", ["posts/a.md", "posts/b.md"]),
    ],
)
def test_of_two_unregistered_ones_the_impostor_is_named_or_both(
    one: str, other: str, warned: list[str]
) -> None:
    found = library(post("posts/a.md", authors=(one,)), post("posts/b.md", authors=(other,)))
    assert [problem.path for problem in found.problems] == warned


@pytest.mark.parametrize("entry", [{"m": "Mіa Berg"}, {"mіa-berg": "Eve"}])
def test_an_entry_that_imitates_an_unregistered_author_is_an_error(entry: dict[str, str]) -> None:
    found = library(
        post("posts/a.md", authors=("Mia Berg",) if "m" in entry else ("mia-berg",)),
        authors=registered(**entry),
    )
    (problem,) = found.problems
    assert (problem.path, problem.code, problem.is_error) == (
        "authors.yml",
        "author-lookalike",
        True,
    )
    assert "who wrote posts/a.md: it has CYRILLIC SMALL LETTER BYELORUSSIAN" in problem.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José", "Jose"),
        ("Ann Lee", "ann lee"),
        ("Ева", "Eva"),
        ("O'Brien", "O’Brien"),
        ("Li", "Lo"),
    ],
)
def test_names_that_are_told_apart_or_are_one(one: str, other: str) -> None:
    found = library(post("posts/a.md", authors=(one,)), post("posts/b.md", authors=(other,)))
    assert said(found) == []


def test_near_tags_once_a_pair() -> None:
    found = library(
        post("posts/a.md", "2021-01-01", tags=("Node.js", "open source")),
        post("posts/b.md", "2022-01-01", tags=("Node.js", "open-source")),
        post("posts/c.md", "2023-01-01", tags=("nodejs",), categories=("x",)),
        post("posts/d.md", "2024-01-01", tags=("nodejs", "opensource"), positions={"tags": (4, 7)}),
        post("posts/e.md", "2025-01-01", tags=("Node.js", "C", "C++", "C#", "Jose", "José")),
    )
    assert [str(problem) for problem in near_terms(found.terms)] == [
        "posts/d.md:4:7: warning: tags: 'nodejs' is nearly 'Node.js', which more posts have\n"
        "    help: write 'Node.js' if they are one",
        "posts/d.md:4:7: warning: tags: 'opensource' is nearly 'open source', which more posts have"
        "\n    help: write 'open source' if they are one",
    ]
    assert said(found) == []
