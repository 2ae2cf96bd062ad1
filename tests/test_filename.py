"""Names of files that every system can hold."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publishing.model.filename import mended, unsoundness, unwritable


@pytest.mark.parametrize(
    "part", ["a", "2021-06-23-slug", "v1.2", "日本 語", "café", "it-s", "_x", "a(b)", "x" * 150]
)
def test_sound(part: str) -> None:
    assert unsoundness(part) == ""


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ("$(shell touch X)", "'$' cannot stand in an address"),
        ("`touch X`", "'`' cannot stand in an address"),
        (";touch X", "';' cannot stand in an address"),
        ("a&b", "'&' cannot stand in an address"),
        ("a'\"b", """''' and '"' cannot stand in an address"""),
        ("a\u037eb", "';' cannot stand in an address"),
        ("--help", "commands read '-' at its beginning as something else"),
        ("~a", "commands read '~' at its beginning as something else"),
        ("日" * 81, "243 bytes; the longest is 240"),
        ("con .txt", "'con .txt' is a device on Windows"),
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


@pytest.mark.parametrize(
    "part",
    ["a'b", "a & b", "--help", "rock'n'roll.png", "3.45\u202fPM.png", "👩\u200d💻.svg", "a;b"],
)
def test_a_picture_may_have_a_name_that_nobody_types(part: str) -> None:
    assert unwritable(part) == ""


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ("CON", "'CON' is a device on Windows"),
        ("nul.png", "'nul.png' is a device on Windows"),
        ("a:b.png", "':' cannot stand in the name of a file"),
        ("a\nb.png", "'\\x0a' cannot stand in the name of a file"),
        ("a\udce9.png", "'\\udce9' cannot stand in the name of a file"),
        ("a.png ", "a space or dot at its beginning or end is lost on some systems"),
        (".png", "a space or dot at its beginning or end is lost on some systems"),
        ("x" * 151, "151 characters; the longest is 150"),
    ],
)
def test_unwritable(part: str, why: str) -> None:
    assert unwritable(part) == why


@given(st.text(st.characters(), min_size=1, max_size=180))
@example("con.?")
@example("--help")
@example("-~-")
@example("~con")
@example("con." + "a" * 149)
@example("a" * 149 + " b")
def test_the_mended_name_is_sound(name: str) -> None:
    assert unsoundness(mended(name)) == ""
    assert unwritable(mended(name)) == ""
    assert mended(name) == unicodedata.normalize("NFC", mended(name))
