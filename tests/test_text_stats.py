"""The first words of a post, as lists and feeds show them, and how many there are."""

from __future__ import annotations

import pytest

from publishing.render.text_stats import EXCERPT_LENGTH, excerpt, shortened, words


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        ([], ""),
        (["* * *", "Two words."], "Two words."),
        (["{% image a.png %}", "After it."], "After it."),
        (["{{ site.title }} says {# who? #} so."], "says so."),
        (["It says {% include a.html %} nothing."], "It says nothing."),
        (["50 % of {a} are {b}."], "50 % of {a} are {b}."),
        (["A picture is missing", "Text."], "Text."),
        (["Words\n  of two lines."], "Words of two lines."),
    ],
)
def test_an_excerpt_is_the_first_text_that_says_something(
    paragraphs: list[str], found: str
) -> None:
    assert excerpt(paragraphs, ["A picture is missing."]) == found


def test_an_excerpt_ends_with_a_word() -> None:
    assert shortened("a bc, def", 7) == "a bc…"
    assert shortened("abcdefgh", 7) == "abcdef…"
    assert len(excerpt(["word " * 99])) <= EXCERPT_LENGTH


@pytest.mark.parametrize(
    ("text", "number"), [("", 0), ("It's 3.14, R&D", 4), ("古い地図 map", 3), ("a – b", 2)]
)
def test_words_are_counted_as_readers_do(text: str, number: int) -> None:
    assert words(text) == number
