"""Quotes are curled as docutils curls them, only faster."""

from __future__ import annotations

from docutils.utils.smartquotes import educate_tokens
from hypothesis import example, given
from hypothesis import strategies as st

from publishing.press.transforms import curled

TEXT = st.text(alphabet="abZ0é'\"-. `\\(—’“,!\n", max_size=20)


@given(st.lists(TEXT, max_size=4), st.sampled_from(["en", "de", "fr", "fi", "ja"]))
@example(["It's", ' a "day', "'s\" work"], "en")
@example(["rock 'n' roll of the '90s", "o'clock..."], "en")
@example(["a\\'b", "c--d"], "en")
def test_the_same_comes_out(texts: list[str], language: str) -> None:
    def educated(tokens: list[tuple[str, str]]) -> list[str]:
        return list(educate_tokens(iter(tokens), attr="qDe", language=language))

    expected = educated([("plain", text) for text in texts])
    assert educated([curled(text) for text in texts]) == expected


def test_most_texts_are_left_alone() -> None:
    assert curled("It's plain. Nothing to curl here, or is there?") == (
        "literal",
        "It’s plain. Nothing to curl here, or is there?",
    )
    assert curled('Say "so".')[0] == "plain"
