"""Which way letters run: the cases of UAX #9 that a title can hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.pictures.bidi import first_direction, levels, runs


def seen(text: str, *, is_rtl: bool) -> str:
    """*text* as it is seen from left to right, brackets as they are written."""
    return "".join(run[::-1] if turned else run for run, turned in runs(text, is_rtl=is_rtl))


# Hebrew stands for all that runs from the right; Arabic letters change the kind of digits.
@pytest.mark.parametrize(
    ("text", "is_rtl", "expected"),
    [
        ("plain words, 10%", False, "plain words, 10%"),
        ("plain words", True, "plain words"),
        ("אבג", False, "גבא"),
        ("a אבג b", False, "a גבא b"),
        ("אב ab גד", True, "דג ab בא"),
        ("אב 12 גד", True, "דג 12 בא"),
        ("a אב 12 גד b", False, "a דג 12 בא b"),
        ("אב!", True, "!בא"),
        ("אב!", False, "בא!"),
        ("ab!", True, "!ab"),
        ("אב 3.13 גד", True, "דג 3.13 בא"),
        ("اب 3-13", True, "13-3 با"),
        ("אב 5%", True, "5% בא"),
        ("אב (cd) הו", True, "וה )cd( בא"),
        ("ab (גד) ef", False, "ab (דג) ef"),
        ("אב (cd", True, "cd( בא"),
        # Brackets with both directions inside run as the line, with the other one as what is
        # before them, and those that belong to nothing as any other sign (UAX #9, N0).
        ("ab (cd גד) ef", False, "ab (cd דג) ef"),
        ("אב (גד cd) ef", False, "בא (דג cd) ef"),
        ("אב (cd גד) הו", True, "וה )דג cd( בא"),
        ("גד (הו) ab", False, ")וה( דג ab"),
        ("גד ab (הו) ab", False, "דג ab (וה) ab"),
        ("ab (cd) אב", True, "בא ab (cd)"),
        ("גד [12] ab", False, "]12[ דג ab"),
        ("גד (ab] הו", False, "דג (ab] וה"),
        ("[)א]1", False, "[)א]1"),
        ("e\u0301א\u05b0", False, "e\u0301\u05b0א"),
        ("", True, ""),
    ],
)
def test_order(text: str, is_rtl: bool, expected: str) -> None:
    assert seen(text, is_rtl=is_rtl) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("12 (ab", "L"), ("“אב", "R"), ("ا", "R"), ("1 – 2", ""), ("", "")]
)
def test_first_direction(text: str, expected: str) -> None:
    assert first_direction(text) == expected


@given(st.text(max_size=30), st.booleans())
def test_every_character_runs_somewhere(text: str, is_rtl: bool) -> None:
    assert len(levels(text, is_rtl=is_rtl)) == len(text)
    assert sorted(seen(text, is_rtl=is_rtl)) == sorted(text)
