"""What names share that look alike, and in what they differ."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from publishing.model.slug import INVISIBLE


@lru_cache(maxsize=65536)
def look(name: str) -> str:
    """Return what names share that look alike (a small form of Unicode's UTS 39 skeleton)."""
    if not name.isascii():
        name = INVISIBLE.sub("", unicodedata.normalize("NFKD", name))
    name = unicodedata.normalize("NFKC", name.translate(_LATIN)).casefold().replace("i", "l")
    return " ".join(name.split())


def imitates(name: str) -> bool:
    """Whether a name mixes Latin letters with those of other scripts that pass for them."""
    foreign = [char for char in name if not char.isascii() and look(char).isascii()]
    return bool(foreign) and any(char.isascii() and char.isalpha() for char in name)


def difference(name: str, other: str) -> str:
    """Say which character of a name the other has not, if it is not on every keyboard."""
    for char in name:
        if not char.isascii() and char not in other:
            return f": it has {unicodedata.name(char, f'U+{ord(char):04X}')}"
    return ""


_LATIN: Final = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁһԛѡΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲϳνιօսոı01|",
    "ABESIJKMHOPCTYXaesijopcyxdhqwABEZHIKMNOPTYXocjvioun" + "ioll",
)
"""Cyrillic, Greek and Armenian letters, and digits, that pass for Latin ones."""
