"""Names of files that every system can hold and every address can show."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from publishing.problem import printable
from publishing.shelf.slug import DEVICES

LONGEST: Final = 150
"""Characters in one part of a path. Folders of the site have the names of files of posts."""


def unsoundness(part: str) -> str:
    """Return what keeps a part of a path from being a part of an address, or nothing."""
    if _is_device(part):
        return f"'{part}' is a device on Windows"
    if _SOUND.fullmatch(part):
        return ""
    bad = dict.fromkeys(char for char in part if _is_unsound(char))
    if bad:
        shown = " and ".join(f"'{printable(char)}'" for char in list(bad)[:5])
        return f"{shown} cannot stand in an address"
    if part.strip(" .") != part or not part:
        return "a space or dot at its beginning or end is lost on some systems"
    if len(part) > LONGEST:
        return f"{len(part)} characters; the longest is {LONGEST}"
    return ""


def mended(part: str) -> str:
    """Return a part of a path that an address can hold."""
    kept = "".join("-" if _is_unsound(char) or char == " " else char for char in part)
    part = re.sub("--+", "-", unicodedata.normalize("NFC", kept))[:LONGEST].strip("-. ") or "post"
    return f"post-{part}"[:LONGEST].rstrip("-. ") if _is_device(part) else part


def _is_unsound(char: str) -> bool:
    return char in _FORBIDDEN or (char != " " and unicodedata.category(char)[0] in "CZ")


def _is_device(part: str) -> bool:
    return part.partition(".")[0].casefold() in DEVICES


_FORBIDDEN: Final = frozenset("\"'`<>?#%\\|*:")
_SOUND: Final = re.compile("[A-Za-z0-9_-]{1,150}")
