"""The fragment that leads to a heading, made of its own words as GitHub makes it.

GitHub puts the text in lower case, writes a hyphen for each space and drops what is neither a
letter, a mark, a digit, a hyphen nor a line that connects. So ``## Größe & Maß`` is
``#größe--maß``, in any script. What the algorithm leaves of a heading depends on that heading
alone, and stays the same after any other edit.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final


def slug(text: str) -> str:
    """Return the fragment of a heading by its text.

    One of signs and pictures only, such as ``## 🚀``, is called by their names: ``rocket``.
    """
    text = unicodedata.normalize("NFC", " ".join(text.split("\n"))).lower()
    kept = _UNKEPT.sub("", text) if text.isascii() else "".join(filter(_is_kept, text))
    if kept.strip(" -"):
        return kept.replace(" ", "-")
    return _names(text) or "section"


def _is_kept(char: str) -> bool:
    if char in " -":
        return True
    return unicodedata.category(char) in _KEPT and not _PICTURED.match(char)


def _names(text: str) -> str:
    """Return the names of the first signs of a text, each once."""
    signs = dict.fromkeys(char for char in text if not char.isspace() and _is_named(char))
    names = (unicodedata.name(char, "") for char in [*signs][:_NAMED])
    return re.sub(r"[^a-z0-9]+", "-", " ".join(names).lower()).strip("-")


def _is_named(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS" and not "\U0001f3fb" <= char <= "\U0001f3ff"


_UNKEPT: Final = re.compile(r"[^\w -]")
_KEPT: Final = frozenset({"Ll", "Lm", "Lo", "Lt", "Lu", "Mc", "Me", "Mn", "Nd", "Nl", "Pc"})
_PICTURED: Final = re.compile("[\u20e3\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Marks that say how a sign is drawn: part of an emoji, and seen in no address."""
_NAMED: Final = 3
