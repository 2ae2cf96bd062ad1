"""Names of files that every system can hold, every address can show and every command can take.

What the site writes is unpacked on Windows, packed into artifacts and pasted into terminals, so
the rule is that of all of them: what POSIX shells read as more than a character (XCU, 2.2), what
an address cannot hold (RFC 3986, 2) and what Windows cannot name.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from publishing.model.problem import printable
from publishing.model.slug import DEVICES

LONGEST: Final = 150
"""Characters in one part of a path. Folders of the site have the names of files of posts."""
LONGEST_BYTES: Final = 240
"""Bytes in one part of a path, of the 255 that file systems take: endings are added to it."""


def unwritable(part: str) -> str:
    """Return what keeps a part of a path from being the name of a file everywhere, or nothing.

    It is the rule for all that the site writes: pages, old addresses, files beside posts.
    """
    part = composed(part)
    if _is_device(part):
        return f"'{part}' is a device on Windows"
    if bad := dict.fromkeys(char for char in part if _is_unwritable(char)):
        return _cannot_stand(bad, "the name of a file")
    return _misshapen(part)


def unsoundness(part: str) -> str:
    """Return what keeps a part of a path from being a part of a post's, or nothing.

    It is the rule for what people type: in addresses, and in commands.
    """
    if _SOUND.fullmatch(part) and part.casefold() not in DEVICES:
        return ""
    part = composed(part)
    if _is_device(part):
        return f"'{part}' is a device on Windows"
    if bad := dict.fromkeys(char for char in part if _is_unsound(char)):
        return _cannot_stand(bad, "an address")
    if part[:1] in _OPTION:
        return f"commands read '{part[0]}' at its beginning as something else"
    return _misshapen(part)


def mended(part: str) -> str:
    """Return a part of a path that an address can hold."""
    kept = "".join("-" if _is_unsound(char) or char == " " else char for char in composed(part))
    part = re.sub("--+", "-", composed(kept))[:LONGEST]
    part = part.encode()[:LONGEST_BYTES].decode(errors="ignore").strip("~-. ") or "post"
    return f"post-{part}"[:LONGEST].rstrip("-. ") if _is_device(part) else part


def composed(text: str) -> str:
    """Return a text in the one form of characters in which names are compared (NFC, UAX 15).

    macOS and its archives write ``ö`` as two characters, most keyboards as one.
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _cannot_stand(bad: dict[str, None], where: str) -> str:
    shown = " and ".join(f"'{printable(char)}'" for char in list(bad)[:5])
    return f"{shown} cannot stand in {where}"


def _misshapen(part: str) -> str:
    if part.strip(" .") != part or not part:
        return "a space or dot at its beginning or end is lost on some systems"
    if len(part) > LONGEST:
        return f"{len(part)} characters; the longest is {LONGEST}"
    size = len(part.encode("utf-8", "surrogatepass"))
    return f"{size} bytes; the longest is {LONGEST_BYTES}" if size > LONGEST_BYTES else ""


def _is_unwritable(char: str) -> bool:
    return char in _WINDOWS or unicodedata.category(char) in _NO_TEXT


def _is_unsound(char: str) -> bool:
    return char in _FORBIDDEN or (char != " " and unicodedata.category(char)[0] in "CZ")


def _is_device(part: str) -> bool:
    # Windows drops the spaces before the dot, too: `con .txt` is the console.
    return part.partition(".")[0].rstrip(" ").casefold() in DEVICES


_WINDOWS: Final = frozenset('<>:"/\\|?*\N{REPLACEMENT CHARACTER}')
_NO_TEXT: Final = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})
_FORBIDDEN: Final = _WINDOWS | frozenset("'`#%$&;^{}[]")
_OPTION: Final = frozenset({"-", "~"})
_SOUND: Final = re.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,149}")
