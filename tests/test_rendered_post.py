"""What lists say of a printed post."""

from __future__ import annotations

import pytest

from tests.library_of import post, rendered


@pytest.mark.parametrize(
    ("words", "minutes"),
    [(0, 1), (1, 1), (115, 1), (344, 1), (346, 2), (574, 2), (576, 3), (2300, 10)],
)
def test_reading_takes_a_minute_for_each_230_words_and_never_none(words: int, minutes: int) -> None:
    assert rendered(post(), words=words).minutes == minutes


def test_a_post_is_described_by_itself_or_by_how_it_begins() -> None:
    plain, described = post(), post(description="What it is.")
    assert rendered(plain, excerpt="It begins.").description(plain) == "It begins."
    assert rendered(described, excerpt="It begins.").description(described) == "What it is."
