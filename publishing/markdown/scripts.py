"""Scripts of characters, as far as the borders of Markdown depend on them."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, east_asian_width


@lru_cache(4096)
def is_cjk(char: str) -> bool:
    """Whether *char* is Chinese, Japanese or Korean, a letter or a mark, and no emoji.

    As in the amendments to CommonMark at https://github.com/tats-u/markdown-cjk-friendly, with
    emoji told by the blocks that they are in.
    """
    if char < "\u1100":
        return False
    if east_asian_width(char) in {"F", "H"} or "\u1100" <= char <= "\u11ff":
        return True
    is_emoji = category(char) in {"So", "Sk"} and (
        "\u2300" <= char <= "\u2bff" or char >= "\U0001f000"
    )
    return east_asian_width(char) == "W" and not is_emoji


# Thai, Lao, Tibetan, Burmese, Khmer.
_UNSPACED = (("\u0e00", "\u0fff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"))


def is_unspaced(char: str) -> bool:
    """Whether *char* is of a script that puts no spaces between words, or none before particles.

    In those, a word that directly precedes or follows other text is a word of its own.
    """
    return is_cjk(char) or any(first <= char <= last for first, last in _UNSPACED)


def is_of_word(char: str) -> bool:
    """Whether *char* is a letter or digit that makes one word with what is directly beside it."""
    return char.isalnum() and not is_unspaced(char)
