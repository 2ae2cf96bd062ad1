"""Common misspellings of English words, as codespell collects them.

Only its dictionary is used, which is data (CC BY-SA 3.0): the program itself would also look
into code and addresses, and knows no columns of a post.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

WORDS: Final = ".codespell-words"
"""Words of this publication that are right as they are, one a line; codespell reads it too."""


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A word that is seldom meant.

    :ivar start: where it stands in the text, from 0.
    :ivar meant: what was probably meant, the likeliest first.
    """

    start: int
    word: str
    meant: tuple[str, ...]


def misspellings(text: str, right: frozenset[str]) -> Iterator[Misspelling]:
    """Yield the misspelt words of an English text.

    :param right: words in lower case that are right here.
    """
    known = _dictionary()
    for match in _WORD.finditer(text):
        word = match[0].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        lower = word.lower()
        meant = known.get(lower)
        if not meant or lower in right or (word.isupper() and len(word) > 1):
            continue  # in capitals throughout, it is an abbreviation, which may be anything
        if not word[0].isupper() or meant[0][0].isupper() or _STARTS.search(text[: match.start()]):
            yield Misspelling(match.start(), match[0], tuple(_cased(one, word) for one in meant))


def may_misspell(text: str) -> bool:
    """Whether a text may hold a misspelt word: a quick look that spares most texts the slow one."""
    plain = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return not _dictionary().keys().isdisjoint(_LETTERS.findall(plain))


def own_words(root: Path) -> frozenset[str]:
    """Return the words that a project has declared right, in lower case."""
    try:
        lines = (root / WORDS).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return frozenset()
    return frozenset(line.strip().lower() for line in lines if line.strip())


def is_english(language: str) -> bool:
    """Return whether a language tag is one of English: ``en``, ``en-GB``."""
    return language.lower().split("-")[0] == "en"


def _cased(meant: str, written: str) -> str:
    return meant[:1].upper() + meant[1:] if written[:1].isupper() else meant


@lru_cache
def _dictionary() -> Mapping[str, tuple[str, ...]]:
    """Read lines such as ``recieve->receive`` and ``fo->of, for, to,``.

    What follows the last comma of several is a remark for codespell's own corrections.
    """
    package = find_spec("codespell_lib")
    assert package is not None
    assert package.origin is not None
    file = Path(package.origin).parent / "data" / "dictionary.txt"
    known: dict[str, tuple[str, ...]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        word, _, rest = line.partition("->")
        *several, last = rest.split(",")
        known[word] = tuple(filter(None, map(str.strip, several))) or (last.strip(),)
    return known


# What may stand before the first word of a sentence; a capital elsewhere is that of a name.
_STARTS: Final = re.compile(r"(?:^|[.!?:…])[\W\d_]*$")
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
# Letters joined by apostrophes; not a part of a name_with_joints, a path or an address.
_WORD: Final = re.compile(r"(?<![\w@/\\.'’#-])[^\W\d_]+(?:['’][^\W\d_]+)*(?![\w@/\\-])(?!\.\w)")
