"""Names of files that every system can hold."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publishing.reading.filename import mended, unsoundness


@pytest.mark.parametrize(
    "part", ["a", "2021-06-23-slug", "v1.2", "日本 語", "café", "it-s", "_x", "a(b)", "x" * 150]
)
def test_sound(part: str) -> None:
    assert unsoundness(part) == ""


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ("a?", "'?' cannot stand in an address"),
        ("a%2e", "'%' cannot stand in an address"),
        ("a\\b", "'\\' cannot stand in an address"),
        ("a\tb", "'\\x09' cannot stand in an address"),
        ("a\u200bb", "'\\u200b' cannot stand in an address"),
        ("a\u00a0b", "'\u00a0' cannot stand in an address"),
        ("a\udce9", "'\\udce9' cannot stand in an address"),
        (" a", "a space or dot at its beginning or end is lost on some systems"),
        ("a.", "a space or dot at its beginning or end is lost on some systems"),
        ("x" * 151, "151 characters; the longest is 150"),
        ("NUL", "'NUL' is a device on Windows"),
        ("com1.old", "'com1.old' is a device on Windows"),
    ],
)
def test_unsound(part: str, why: str) -> None:
    assert unsoundness(part) == why


@given(st.text(st.characters(), min_size=1, max_size=180))
@example("con.?")
@example("con." + "a" * 149)
@example("a" * 149 + " b")
def test_the_mended_name_is_sound(name: str) -> None:
    assert unsoundness(mended(name)) == ""
    assert mended(name) == unicodedata.normalize("NFC", mended(name))
