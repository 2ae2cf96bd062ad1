"""Which way is up in a photograph, as its camera wrote it (Exif 2.32, TIFF 6.0).

Libraries that read all of an Exif take as much memory as its author likes: thousands of entries
may each claim the whole file as their value. Here one number is read.
"""

from __future__ import annotations

_ORIENTATION = 0x0112
_SHORT = 3
_MOST = 1_000
"""Entries that are looked at. Cameras write some thirty, in order of their numbers."""


def turned(exif: bytes) -> int:
    """Return the orientation in *exif*, from 1 (upright) to 8; 1 if it states none.

    :param exif: from its byte order on, or with ``Exif`` before it, as libraries hand it out.
    """
    exif = exif.removeprefix(b"Exif\0\0")
    is_little = exif.startswith(b"II*\0")
    if not is_little and not exif.startswith(b"MM\0*"):
        return 1

    def number(start: int, width: int) -> int:
        return int.from_bytes(exif[start : start + width], "little" if is_little else "big")

    directory = number(4, 4)
    for position in range(min(number(directory, 2), _MOST)):
        entry = directory + 2 + 12 * position
        if number(entry, 2) == _ORIENTATION:
            found = number(entry + 8, 2 if number(entry + 2, 2) == _SHORT else 4)
            return found if 1 <= found <= 8 else 1
    return 1
