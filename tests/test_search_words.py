"""What counts as one word in the search, and the form in which it is looked up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.base.words import JOINT, SPACE, folded, looked_up, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("plain  words\n", ["plain", "words"]),
        # Scripts without spaces: a character, or a letter with the marks that belong to it.
        ("日本語の本。", ["日", "本", "語", "の", "本", "。"]),
        ("Pythonの本", ["Python", "の", "本"]),
        ("한국어 문장", ["한국어", "문장"]),
        ("ที่นี่", ["ที่", "นี่"]),
        ("ไทย และ", ["ไ", "ท", f"ย{SPACE}", "แ", "ล", "ะ"]),
        ("ນີ້", ["ນີ້"]),
        ("ខ្មែរ", ["ខ្មែ", "រ"]),
        ("မြန်မာ", ["မြ", "န်", "မာ"]),
        ("𠮷野家", ["𠮷", "野", "家"]),
        ("ﾃﾞｰﾀ", ["ﾃﾞ", "ｰ", "ﾀ"]),
        ("ジョン・スミス", ["ジ", "ョ", "ン・", "ス", "ミ", "ス"]),
        # Signs between words.
        ("std::unique_ptr<int>", [f"std::{JOINT}", f"unique_ptr<{JOINT}", "int>"]),
        ("(foo().bar)", [f"(foo().{JOINT}", "bar)"]),
        ("and/or", [f"and/{JOINT}", "or"]),
        ("C++/CLI", [f"C++/{JOINT}", "CLI"]),
        ("it—and", [f"it—{JOINT}", "and"]),
        ("π≈3.14", [f"π≈{JOINT}", "3.14"]),
        ("में/और", [f"में/{JOINT}", "और"]),
        ("בן־אדם", [f"בן־{JOINT}", "אדם"]),
        ("v3.12", [f"v{JOINT}", "3.12"]),
        ("a,b", [f"a,{JOINT}", "b"]),
        # Those that hold words together are left to Pagefind.
        ("3,000", ["3,000"]),
        (
            "node.js snake_case e-mail don’t R&D",
            ["node.js", "snake_case", "e-mail", "don’t", "R&D"],
        ),
        ("so: – (this), “that”!", ["so:", "–", "(this),", "“that”!"]),
        # What nobody sees, and what Pagefind takes for a command.
        ("soft\u00adly zero\u200bwidth \ufeffx\u2060y", ["softly", "zerowidth", "xy"]),
        ("___PAGEFIND_WEIGHT___9 x", ["PAGEFIND_WEIGHT___9", "x"]),
    ],
)
def test_the_words_of_a_text(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "Strasse"),
        ("STRAẞE", "STRASSE"),
        ("Œuvre", "Oeuvre"),
        ("cœur", "coeur"),
        ("ﬁeld", "field"),
        ("ＦＵＬＬ１２", "FULL12"),
        ("x²", "x2"),
        ("Ørsted", "Orsted"),
        ("ærø", "aero"),
        ("Þórr", "Thórr"),
        ("Łódź", "Lódź"),
        ("ılık", "ilik"),
        ("İzmir", "Izmir"),
        ("Acme™", "Acme"),
        ("كتـــاب", "كتاب"),
        ("على", "علي"),
        ("مكتبة", "مكتبه"),
        ("کتاب", "كتاب"),
        ("می\u200cخواهم", "ميخواهم"),
        ("۱۲۳", "123"),
        ("٢٠٢٦", "2026"),
        ("२०२६", "2026"),
        ("C++", "Cplusplus"),
        ("C++17", "Cplusplus17"),
        ("C#", "Csharp"),
        ("C#,", "Csharp,"),
        ("ﾃﾞ", "デ"),
        ("ン・", "ン"),
        (f"std::{JOINT}", "std::"),
        (f"ย{SPACE}", "ย"),
    ],
)
def test_two_spellings_of_one_word_are_looked_up_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    "word",
    ["word", "naïve", "résumé", "a+b", "#1", "issue#12", "ab#", "+", "1+1", "한국어", "ж", "日"],
)
def test_what_pagefind_knows_by_itself_is_left_to_it(word: str) -> None:
    assert folded(word) == word


def test_a_letter_with_a_mark_is_another_letter_where_the_mark_is_no_accent() -> None:
    forms = [folded(word) for word in ("か", "が", "ฉ", "ฉั", "ก", "กิ", "กี", "ໄ", "ខ្", "ခ")]
    assert len(set(forms)) == len(forms)
    assert all(form.isalpha() and form == folded(form) for form in forms)


@given(st.text(max_size=60))
def test_both_forms_of_a_text_have_the_same_number_of_words(text: str) -> None:
    words = words_of(text)
    assert " ".join(words).split(" ") == (words or [""])
    assert len(looked_up(text).split(" ")) == max(len(words), 1)
    assert "".join(words).translate(_DROPPED) == "".join(text.split()).translate(_DROPPED)


_DROPPED = dict.fromkeys(map(ord, f"\u00ad\u200b\ufeff{JOINT}{SPACE}_"))
