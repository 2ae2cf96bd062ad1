"""The parts that the file of a picture consists of, found without decoding any pixel.

JPEG: segments (ITU-T T.81, annex B). PNG: chunks (third edition, 5). GIF: blocks (GIF89a).
WebP: chunks (RFC 9649). Whoever reads the parts decides how many are enough: all functions
here are generators, and take time in proportion to what is read of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

PNG = b"\x89PNG\r\n\x1a\n"


class Part(NamedTuple):
    """One part of a file.

    :ivar kind: JPEG: the code of its marker. PNG and WebP: its four letters. GIF: what
        introduces it, and of an extension its label.
    :ivar start: where the part begins.
    :ivar body: where its content begins, after its head.
    :ivar end: where the next part begins; beyond the file, if that is cut short.
    """

    kind: bytes
    start: int
    body: int
    end: int


def format_of(data: bytes) -> str:
    """Return the format that a file says it has, as Pillow calls it, or nothing."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(PNG):
        return "PNG"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    return "AVIF" if data[4:8] == b"ftyp" and data[8:12] in {b"avif", b"avis"} else ""


# -- JPEG ------------------------------------------------------------------------

# Not the zero after an FF that belongs to the pixels, and not the marks where to go on after a
# fault, which stand among them: both are part of a scan.
_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])", re.DOTALL)
JPEG_ALONE = {b"\x01", b"\xd8"}
JPEG_END, JPEG_SCAN = b"\xd9", b"\xda"


def jpeg(data: bytes) -> Iterator[Part]:
    """Yield the segments as decoders read them; that of a scan includes its pixels.

    What is between two segments, and belongs to none, is in no part.
    """
    place, scan = 2, None
    while found := _MARKER.search(data, place):
        if scan:
            yield scan._replace(end=found.start())
            scan = None
        code, start = found[1], found.end()
        if code in JPEG_ALONE or code == JPEG_END:
            yield Part(code, start - 2, start, start)
            place = start
            if code == JPEG_END:
                return
            continue
        place = start + int.from_bytes(data[start : start + 2], "big")
        part = Part(code, start - 2, start + 2, place)
        if code == JPEG_SCAN:
            scan = part
        else:
            yield part
    if scan:
        yield scan._replace(end=len(data))  # cut short


# -- PNG -------------------------------------------------------------------------


def png(data: bytes) -> Iterator[Part]:
    """Yield the chunks, `IEND` being the last."""
    place = len(PNG)
    while place + 8 <= len(data):
        kind = data[place + 4 : place + 8]
        end = place + 12 + int.from_bytes(data[place : place + 4], "big")
        yield Part(kind, place, place + 8, end)
        if kind == b"IEND":
            return
        place = end


# -- WebP ------------------------------------------------------------------------


def webp(data: bytes) -> Iterator[Part]:
    """Yield the chunks that the head of the file counts in."""
    place, end = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while place + 8 <= end:
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        following = place + 8 + size + size % 2
        yield Part(data[place : place + 4], place, place + 8, following)
        place = following


# -- GIF -------------------------------------------------------------------------

GIF_END, GIF_FRAME, GIF_EXTENSION = b"\x3b", b"\x2c", b"\x21"


def gif(data: bytes) -> Iterator[Part]:
    """Yield the head with its table of colours (of kind ``GIF``), then the blocks."""
    place = 13 + _colours(data[10:11])
    yield Part(b"GIF", 0, 6, place)
    while place < len(data):
        kind, body = data[place : place + 1], place + 1
        if kind == GIF_FRAME:
            end = _end_of_blocks(data, body + 10 + _colours(data[body + 8 : body + 9]))
        elif kind == GIF_EXTENSION:
            kind, body = data[place : place + 2], place + 2
            end = _end_of_blocks(data, body)
        else:
            # The end of the picture, or what decoders take for it.
            yield Part(kind, place, body, body)
            return
        yield Part(kind, place, body, end)
        place = end


def _colours(flags: bytes) -> int:
    """Return the bytes of the table of colours that *flags* announce."""
    return 3 << (flags[0] & 7) + 1 if flags and flags[0] & 0x80 else 0


def _end_of_blocks(data: bytes, place: int) -> int:
    """Return where a row of blocks ends, each of which says its length, the last being empty."""
    while place < len(data):
        length = data[place]
        place += length + 1
        if not length:
            break
    return place
