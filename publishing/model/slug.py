"""The last part of a term's address, made from the term's name alone.

A slug never changes when other terms come or go, and two names that are not one term never
share a slug. The rule:

1. The *identity* of a name is what is left when everything that people vary without meaning to
   is evened out: case, composition, invisible characters, kinds of space, hyphen or underscore
   between words, an apostrophe inside a word, the dot after an abbreviation. ``Python`` and
   ``python``, ``open source`` and ``open-source``, ``O'Brien`` and ``O’Brien`` are one term each.
2. Its words, letters and digits of any script, are joined by hyphens. A dot inside a word stays;
   ``+`` and ``#`` at the end of a word and a dot before it are written out:
   ``node.js``, ``c-plus-plus``, ``c-sharp``, ``dot-net``.
3. If reading that back gives the identity again, it is the slug. If not (``R&D``, ``c plus plus``,
   an emoji), or if it is longer than 60 characters or a name with a meaning of its own
   (``page``, ``con``), two hyphens and eight characters of the identity's hash follow:
   ``r-and-d--3lghyfwn``.
4. A slug is ASCII, since it names a folder: archives, object stores and the W3C feed validator
   lose or refuse other characters. Latin letters lose their accents and are told apart by the
   hash, ``jose--3ylhl2ws``; other scripts are written as in domain names (Punycode, RFC 3492),
   ``xn--wgv71a119e`` for ``日本語``. Two hyphens stand in no slug of rule 2.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from functools import lru_cache
from hashlib import sha256
from typing import Final

from publishing.model.feed_files import FEED_FILES

LONGEST: Final = 60
"""Characters before the hash."""

_PLAIN: Final = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
_JOINERS: Final = frozenset("-_\u2010\u2011")
_APOSTROPHES: Final = frozenset("'\u2019\u02bc")
_SPOKEN: Final = {"+": "plus", "#": "sharp", ".": "dot", "&": "and", "@": "at"}
_SUFFIX: Final = re.compile(r"(?<=[^-])-(plus|sharp)(?=-|$)")
_PREFIX: Final = re.compile(r"(?:^|(?<=-))dot-(?=.)")
DEVICES: Final = frozenset({"con", "prn", "aux", "nul"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}
_RESERVED: Final = frozenset(
    {"", "page", "index", "index.html", *(file.name for file in FEED_FILES.values())}
)
INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0100-\U000e01ef]"
)
"""Unicode's Default_Ignorable_Code_Point, but for the tags that tell flags apart."""


@lru_cache(maxsize=65536)
def identity_of(name: str) -> str:
    """Return what two spellings of one term have in common (rule 1)."""
    folded = unicodedata.normalize("NFD", name).casefold()
    if not folded.isascii():
        folded = _compose(INVISIBLE.sub("", folded))
    text = " ".join(folded.split())
    if _PLAIN.fullmatch(text):
        return text
    around = zip(" " + text, text, text[1:] + " ", strict=False)
    return _compose("".join(_eased(*three) for three in around))


def _eased(before: str, char: str, after: str) -> str:
    """Return what a character between two others counts for: itself, a space or nothing."""
    if _is_word(before) and _is_letter(after):
        return " " if char in _JOINERS else "" if char in _APOSTROPHES else char
    return "" if char == "." and after == " " and _is_word(before) else char


@lru_cache(maxsize=65536)
def slug_of(name: str) -> str:
    """Return the slug of a term, safe as a file name on every system and in an address."""
    identity = identity_of(name)
    slug = identity.replace(" ", "-") if _PLAIN.fullmatch(identity) else _spell(identity)
    if len(slug) <= LONGEST and _read_back(slug) == identity and not _is_reserved(slug):
        if slug.isascii():
            return slug
        encoded = f"xn--{slug.encode('punycode').decode('ascii')}"
        if len(encoded) <= LONGEST and not _without_accents(slug):
            return encoded
    slug = _without_accents(slug) or "sign"
    digest = sha256(identity.encode("utf-8", "surrogatepass")).digest()
    tail = base64.b32encode(digest)[:8].decode("ascii").lower()
    return f"{slug[:LONGEST].rstrip('-.') or 'sign'}--{tail}"


def _without_accents(slug: str) -> str:
    """Return a slug in plain Latin letters, or nothing if it has others."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", slug) if not unicodedata.combining(c))
    plain = plain.lower()  # a mathematical letter has no small form before it is plain
    return plain if plain.isascii() else ""


def _spell(identity: str) -> str:
    """Return the words of an identity joined by hyphens, lossy where it has to be (rule 2)."""
    words = [""]
    for char, after in zip(identity, identity[1:] + " ", strict=False):
        inside = words[-1] and (_is_word(char) or (char == "." and _is_letter(after)))
        if inside or _is_letter(char):
            words[-1] += char
        else:
            words += [_SPOKEN.get(char, ""), ""]
    return _compose("-".join(filter(None, words)))


def _read_back(slug: str) -> str:
    """Return the one identity that a slug without hash stands for."""
    text = _SUFFIX.sub(lambda match: "+" if match[1] == "plus" else "#", slug)
    return _PREFIX.sub(".", text).replace("-", " ")


def _is_reserved(slug: str) -> bool:
    """Whether the name has a meaning on this site, or as a device on Windows."""
    return slug in _RESERVED or slug.partition(".")[0] in DEVICES


def _is_letter(char: str) -> bool:
    """Whether a character can begin a word: a letter or digit."""
    return unicodedata.category(char)[0] in "LN"


def _is_word(char: str) -> bool:
    """Whether a character can go on with a word: a letter, digit or mark."""
    return unicodedata.category(char)[0] in "LNM"


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", text)
