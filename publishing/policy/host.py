"""Hosts that are written to look like others.

Follows what browsers do before they show a name in its own script: one script a label, and no
label of look-alikes under a Latin ending.
"""

from __future__ import annotations

import re
import unicodedata


def imitation(host: str) -> str:
    """Return the first label of a host that mixes or imitates letters, or nothing."""
    host = host.lower()
    if ":" in host or (_ASCII.fullmatch(host) and "xn--" not in host):  # IPv6 or plain
        return ""
    labels = [_unicode(label) for label in host.rstrip(".").split(".")]
    for label in labels:
        scripts = {_script(char) for char in label if char.isalpha()}
        letters = all(c in "-_" or unicodedata.category(c)[0] in "LMN" for c in label)
        known = scripts <= _EAST_ASIAN or len(scripts) <= 1
        posing = scripts <= {"CYRILLIC", "GREEK"} and set(label) <= _LOOKALIKES
        if not (letters and known and unicodedata.normalize("NFKC", label) == label) or (
            scripts and posing and labels[-1].isascii()
        ):
            return label
    return ""


def in_unicode(host: str) -> str:
    """Return a host in the letters that it stands for, so that two can be compared."""
    return unicodedata.normalize("NFKC", ".".join(map(_unicode, host.split(".")))).casefold()


_ASCII = re.compile(r"[a-z0-9._-]+")
_EAST_ASIAN = {"LATIN", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC"}
# Cyrillic and Greek letters that have the shape of Latin ones.
_LOOKALIKES = frozenset("асԁеһіјӏорԛѕԝхуьгпткмнвαιοκνρτυχγωηϲϳ-0123456789")


def _unicode(label: str) -> str:
    if not label.lower().startswith("xn--"):
        return label.lower()
    try:
        return label[4:].encode("ascii").decode("punycode").lower()
    except UnicodeError:
        return "�\x00"  # no letters: refused


def _script(char: str) -> str:
    return "LATIN" if char.isascii() else unicodedata.name(char, "NONE").split(" ")[0].split("-")[0]
