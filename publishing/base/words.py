"""What counts as one word, and the form in which it is looked up.

A page is indexed by its folded words and shown as it is written. Both have the same number of
words, so that a place in the one is a place in the other. `_static/search/words.js` does the
same to what is asked for; `tests/browser/test_search_browser.py` holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from unicodedata import category, normalize

JOINT: Final = "\u2060"
"""Ends a word that no space divides from the next: ``std::``, ``unique_ptr``."""
SPACE: Final = "\u2063"
"""Ends a word that a space divides from the next, where words of the script have none between."""


def words_of(text: str) -> list[str]:
    """Return the words of a text as it is written.

    Pagefind finds words by the spaces between them. It would find nothing in a Japanese sentence
    but its beginning, and ``unique_ptr`` not at all in ``std::unique_ptr<int>``.
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
        if _OF_UNSPACED.search(text):
            text = _UNSPACED.sub(r" \g<0> ", _REAL_SPACE.sub(f"{SPACE} ", text))
    words: list[str] = []
    for word in text.split():
        if word.isalnum():
            words.append(word)
        else:
            words += _divided(word)
    return words


def looked_up(text: str) -> str:
    """Return a text as it is looked up: its words in their folded form, a space between two."""
    return joined(words_of(text))


def joined(words: Iterable[str]) -> str:
    """Return words in their folded form, a space between two."""
    return " ".join([w if w.isascii() and w.isalnum() else folded(w) for w in words])


@lru_cache(maxsize=1 << 16)
def _divided(word: str) -> tuple[str, ...]:
    """Return the words between which there are but signs."""
    return tuple(_COMMAND.sub("", _INNER.sub(rf"\g<0>{JOINT} ", word)).split())


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """Return the form in which a word is looked up.

    Pagefind takes accents off by itself, and signs away. Left to us are letters that consist of
    others (``ﬁ``, ``ß``), letters that many keyboards have no key for (``ø``), forms of one
    letter (Arabic), and signs without which a name is another one (``C++``). What is nothing but
    signs stays, since it is counted as a word.
    """
    form = word
    if not word.isascii():
        form = normalize("NFKC", _MUTE.sub("", word)).translate(_LETTERS)
        form = "".join(form.split())
    if "+" in form or "#" in form:
        form = _SHARP.sub(r"\1sharp", _PLUS.sub(lambda found: "plus" * len(found[0]), form))
    return form or word


_INVISIBLE: Final = re.compile("[\u00ad\u200b\u2060\u2063\ufeff]")

_REAL_SPACE: Final = re.compile(
    r"(?<=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\s+(?=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])"
)

_OF_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]"
)
_UNSPACED: Final = re.compile(
    "(?:[\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]\u30fb?"
    # kana and Han, and a point that stands between the words of a name
    "|[\uff66-\uff9d][\uff9e\uff9f]?"  # kana of half the width, and what gives them a voice
    "|[\u0e00-\u0e30\u0e32\u0e33\u0e40-\u0e46][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*"  # Thai
    "|[\u0e80-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6][\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd]*"  # Lao
    "|[\u1780-\u17b3\u17d7](?:[\u17b4-\u17d1\u17d3\u17dd]|\u17d2[\u1780-\u17b3])*"  # Khmer
    "|[\u1000-\u102a\u103f\u1050-\u1055]"  # Burmese
    "(?:[\u102b-\u1038\u103a-\u103e\u1056-\u1059]|\u1039[\u1000-\u102a])*"
    f"){SPACE}?"
)

_MARKS: Final = "".join(
    chr(code) for code in range(0x300, 0x10000) if category(chr(code))[0] == "M"
)
_HELD: Final = "\\-.'’&@+#$%·\u2011\u200c\u200d"
"""Signs that hold words together, which Pagefind finds whole and in parts: ``node.js``."""
_INNER: Final = re.compile(
    # Other signs between two words, but for the comma in a number; and the v of a version.
    rf"(?:[^\w\s{_MARKS}{_HELD},](?<=[\w{_MARKS}+#].)|,(?<=[\w{_MARKS}].)(?<!\d,))[^\w\s]*(?=\w)"
    r"|(?<!\w)[vV](?=\d)"
)

_COMMAND: Final = re.compile(r"^_+(?=(?:END_)?PAGEFIND_)")
"""Pagefind takes a word such as ``___PAGEFIND_WEIGHT___9`` for a command."""

_PLUS: Final = re.compile(r"(?<=[A-Za-z])\+{1,2}(?![^\W\d_])")
_SHARP: Final = re.compile(r"(?<![^\W_])([A-Za-z])#(?![^\W\d_])")
_MUTE: Final = re.compile("[™℠\u30fb\u2060\u2063\u200c-\u200f\u202a-\u202e\u2066-\u2069]")

_FORMS: Final = (
    "ß:ss ẞ:SS æ:ae Æ:Ae œ:oe Œ:Oe ø:o Ø:O đ:d Đ:D ð:d Ð:D þ:th Þ:Th ł:l Ł:L ħ:h Ħ:H ı:i İ:I "
    "ـ: ٱ:ا ى:ي ی:ي ے:ي ة:ه ۀ:ه ہ:ه ھ:ه ک:ك"
)
_ZEROS: Final = "٠۰०০੦૦୦௦౦೦൦๐໐༠၀០"
"""The first digit of each script: the other nine follow it."""

_CODED: Final = ((0x0E00, 0x100), (0x1000, 0xA0), (0x1780, 0x80), (0x3040, 0xC0))
"""Blocks whose letters are written as those of another, Yi, and how long each is.

Pagefind takes marks off letters, and then finds no phrase on a page that has a letter both with
and without one. But ``が`` is another letter than ``か``, and a vowel of Thai is no accent.
"""
_YI: Final = 0xA000


def _letters() -> dict[int, str]:
    pairs = (pair.partition(":") for pair in _FORMS.split())
    letters = {ord(letter): form for letter, _, form in pairs}
    coded = [code for start, length in _CODED for code in range(start, start + length)]
    letters |= {code: chr(_YI + position) for position, code in enumerate(coded)}
    return letters | {ord(zero) + digit: str(digit) for zero in _ZEROS for digit in range(10)}


_LETTERS: Final = _letters()
