"""How a key may be spelt: which key a written name means, or was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from publishing.base.other_tools import IS_IGNORED
from publishing.frontmatter.keys import KEYS, REFUSED, Key
from publishing.frontmatter.node import letters


def find(written: str) -> Key | None:
    """Return the key that a written name means: ``lastmod``, ``Last-Modified-At`` and ``updated``.

    Tools differ in case, hyphens and underscores, and agree in the letters.
    """
    found = _KEYS.get(written) or _KEYS.get(letters(written))
    return found[0] if found else None


def rank(written: str) -> int:
    """Return the place of a written name among the names of its key: the lower is the stronger."""
    return (_KEYS.get(written) or _KEYS[letters(written)])[1]


def refusal(written: str) -> str | None:
    """Return what to do about a key that would configure the site."""
    return _REFUSED.get(letters(written))


def is_known(written: str) -> bool:
    """Return whether a name is any known key, with effect or without or refused."""
    if find(written) is not None or refusal(written) is not None:
        return True
    is_ignored: bool = IS_IGNORED.read(written)
    return is_ignored


def nearest(written: str) -> str | None:
    """Return the name of a key that a misspelt one was probably meant to be."""
    word = letters(written[:40])
    for names in (_OURS, _SPELLINGS):
        if near := get_close_matches(word, names, 1, 0.7):
            return names[near[0]]
    return None


def _names() -> Iterator[tuple[str, tuple[Key, int]]]:
    for key in KEYS:
        for number, name in enumerate((key.name, *key.opposites, *key.aliases)):
            yield name, (key, number)
            yield letters(name), (key, number)


_KEYS: Final = dict(_names())
_REFUSED: Final = {letters(name): mend for name, mend in REFUSED.items()}
_OURS: Final = {letters(key.name): key.name for key in KEYS}
_SPELLINGS: Final = {
    letters(name): name for key in KEYS for name in (key.name, *key.aliases, *key.opposites)
}
