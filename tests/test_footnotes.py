"""Notes: in the text or below it, each with a mark, and each mark with a note."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rendering import FIRST_LINE, Outcome, Renderer


def notes(proof: Outcome) -> list[tuple[str, str]]:
    """The id and the text of each note; every one has a mark that leads to it and back."""
    marks = {unquote(a.get("href")): a.get("id") for a in proof.find("//a[@role='doc-noteref']")}
    found = []
    for note in proof.find("//aside[@role='doc-footnote']"):
        backs = [unquote(a.get("href")) for a in note.xpath(".//a[@role='doc-backlink']")]
        assert f"#{marks['#' + str(note.get('id'))]}" in backs
        text = " ".join(str(p.text_content()) for p in note.iter("p"))
        found.append((str(note.get("id")), text))
    return found


INLINE = [
    ("A^[Note *one*.] b", [("fn:Note-one", "Note one.")]),
    ("A^[One.] and ^[two words] b^[One.]", None),
    ("> - A^[In a list] b", [("fn:In-a-list", "In a list")]),
    ("| a^[In a table] |\n|--|", [("fn:In-a-table", "In a table")]),
    (":::tip\nA^[In a box]\n:::", [("fn:In-a-box", "In a box")]),
    ("## Head^[In a heading]", [("fn:In-a-heading", "In a heading")]),
    ("A^[See [it](https://a.example) now] b", [("fn:See-it-https-a-example-now", "See it now")]),
    ("A^[注釈 です] b", [("fn:注釈-です", "注釈 です")]),
]


@pytest.mark.parametrize(("body", "expected"), INLINE)
def test_a_note_in_the_text_is_a_note(
    renderer: Renderer, body: str, expected: list[tuple[str, str]] | None
) -> None:
    proof = renderer.render(body)
    assert (proof.errors, proof.warnings) == ([], [])
    thrice = [("fn:note-One", "One."), ("fn:two-words", "two words"), ("fn:note-One-2", "One.")]
    assert notes(proof) == (expected or thrice)
    assert "^[" not in proof.html


def test_notes_of_both_kinds_are_numbered_as_they_come(renderer: Renderer) -> None:
    proof = renderer.render("A[^x] b^[In the text] c[^y].\n\n[^y]: Why.\n[^x]: Ex.")
    assert (proof.errors, proof.warnings) == ([], [])
    texts = [a.text_content() for a in proof.find("//a[@role='doc-noteref']")]
    assert texts == ["[1]", "[2]", "[3]"]
    assert [text for _, text in notes(proof)] == ["Ex.", "In the text", "Why."]


def test_a_note_may_hold_a_note(renderer: Renderer) -> None:
    proof = renderer.render("A^[Out ^[in it] out] b")
    assert (proof.errors, proof.warnings) == ([], [])
    assert [text for _, text in notes(proof)] == ["Out [2] out", "in it"]


STAYS = [
    "Regex ^[a-z]+$ and ^[abc] or ^[a b]* and [^abc], [^/] match.",
    "x^[2] and ^[] and ^ [a] b",
    "`^[a]` $x^[2]$".replace(" $x^[2]$", ""),
    "a^[b",
]


@pytest.mark.parametrize("body", STAYS)
def test_what_is_no_note_stays(renderer: Renderer, body: str) -> None:
    proof = renderer.render(body)
    assert proof.errors == []
    assert proof.find(".")[0].text_content().strip() == body.strip("`")


def test_a_mark_without_a_note_is_told_of_with_its_column_and_stays(renderer: Renderer) -> None:
    proof = renderer.render("Text.\n\nA [^no], b\n[^no] and [^2].")
    assert proof.html == "<p>Text.</p>\n<p>A [^no], b\n[^no] and [^2].</p>\n"
    told = sorted((p.line - FIRST_LINE, p.column, p.message) for p in proof.rendered.problems)
    assert told == [
        (2, 3, "there is no note [^no], so its mark shows as it is written"),
        (3, 11, "there is no note [^2], so its mark shows as it is written"),
    ]


PIECES = st.sampled_from(["^[", "[^a]", "[^1]", ":", "]", "[", "x", " ", "\n", "\n\n", "    ", "`"])


@given(st.lists(PIECES, max_size=16).map("".join))
def test_any_notes_are_printed(renderer: Renderer, text: str) -> None:
    proof = renderer.render(f"word {text}")
    assert "cannot be rendered" not in proof.said
    assert proof.errors == []
    assert "word" in proof.html
