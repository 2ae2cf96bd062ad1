"""Where titles are broken, and where not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.pictures.line_breaks import Piece, break_, fill, pieces


def width(text: str) -> float:
    """Each letter is half an em wide."""
    return len(text) / 2


def cut(text: str, language: str = "en", widest: float = 99) -> list[str]:
    return [piece.text for piece in pieces(text, language, width, widest)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "A plain title", ["A", "plain", "title"]),
        ("en", "the state-of-the-art", ["the", "state-", "of-", "the-", "art"]),
        ("en", "an e-mail at 9-5", ["an", "e-mail", "at", "9-5"]),
        ("en", "see a/b?c=d", ["see", "a/", "b?", "c=", "d"]),
        ("en", "https://a.org/b", ["https://", "a.", "org/", "b"]),
        ("en", "One – two", ["One\u00a0–", "two"]),
        ("fr", "« Vraiment ? » demande-t-il", ["«\u00a0Vraiment\u00a0?\u00a0»", "demande-t-il"]),
        ("de", "Donau\u00addampf\u00adschiff", ["Donau", "dampf", "schiff"]),
        ("en", "a\u00a0b c", ["a\u00a0b", "c"]),
        ("ja", "技術ブログを書く、方法。", ["技術ブログを", "書く、", "方法。"]),
        ("ja", "入門：はじめての「本」", ["入門：", "はじめての", "「本」"]),
        ("zh", "使用Python构建的网站", ["使用", "Python", "构建的", "网站"]),
        ("th", "ภาษาไทยอ่านง่าย", ["ภาษาไทย", "อ่าน", "ง่าย"]),
        ("ko", "십 년 동안", ["십", "년", "동안"]),
        ("en", "", [""]),
    ],
)
def test_pieces(language: str, text: str, expected: list[str]) -> None:
    assert cut(text, language) == expected


def test_a_word_wider_than_a_line_is_cut_between_letters() -> None:
    parts = pieces("a wideword", "en", width, 3)
    assert [part.text for part in parts] == ["a", *"wideword"]
    assert [part.end for part in parts] == ["", *"-------", ""]
    parts = pieces("日本語の、「長い」ー言葉たち", "zh", width, 0.5)
    assert not {part.text[0] for part in parts} & set("、」ー")
    assert not {part.text[-1] for part in parts} & set("「")


def test_a_cut_word_breaks_where_a_syllable_may_begin() -> None:
    parts = pieces("kapitän", "de", width, 3)
    assert "".join(part.text + "|" * (part.cost < 1) for part in parts[:-1]) == "ka|pi|tä"


def broken(text: str, column: float, count: int, language: str = "en") -> tuple[str, ...]:
    found = break_(pieces(text, language, width, column), column, count)
    assert found is not None
    return found.lines


@pytest.mark.parametrize(
    ("text", "column", "count", "expected"),
    [
        ("one two", 9, 1, ("one two",)),
        # Of like length, not filled one after the other.
        ("one two three four five six", 11, 2, ("one two three", "four five six")),
        # After a colon, though the lines are less alike.
        (
            "Caches: what ten years of building taught",
            14,
            2,
            ("Caches: what ten years", "of building taught"),
        ),
        (
            "Three caches: what ten years taught us",
            14,
            2,
            ("Three caches:", "what ten years taught us"),
        ),
        # Not after a short word.
        ("one two three of four five six", 11, 2, ("one two three", "of four five six")),
        ("Donau\u00addampf\u00adschiff", 6, 2, ("Donaudampf-", "schiff")),
    ],
)
def test_lines(text: str, column: float, count: int, expected: tuple[str, ...]) -> None:
    assert broken(text, column, count) == expected


def test_what_does_not_fit_is_not_broken() -> None:
    parts = pieces("one two three", "en", width, 99)
    assert break_(parts, 3, 2) is None
    assert break_(parts, 1, 3) is None
    assert break_(parts, 9, 4) is None


def test_fill() -> None:
    parts = pieces("one two three four", "en", width, 99)
    assert fill(parts, 4, 2) == ("one two", "three four")
    assert fill(parts, 4, 9) == ("one two", "three", "four")
    assert fill(parts, 1, 2) == ("one", "two three four")
    assert fill([Piece("x")], 1, 0) == ("x",)


WORDS = st.text("ab -–/:日、」のก\u00ad.", max_size=60)


@given(WORDS, st.floats(1, 20), st.integers(1, 6))
def test_no_letter_is_lost(text: str, column: float, count: int) -> None:
    parts = pieces(text, "ja", width, column)
    found = break_(parts, column, count)
    shown = found.lines if found else fill(parts, column, count)
    letters = text.replace("\u00ad", "").replace(" ", "").replace("-", "")
    joined = "".join(shown).replace("\u00a0", "").replace(" ", "").replace("-", "")
    assert joined == letters
