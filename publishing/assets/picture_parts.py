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
    position, scan = 2, None
    while found := _MARKER.search(data, position):
        if scan:
            yield scan._replace(end=found.start())
            scan = None
        code, start = found[1], found.end()
        if code in JPEG_ALONE or code == JPEG_END:
            yield Part(code, start - 2, start, start)
            position = start
            if code == JPEG_END:
                return
            continue
        position = start + int.from_bytes(data[start : start + 2], "big")
        part = Part(code, start - 2, start + 2, position)
        if code == JPEG_SCAN:
            scan = part
        else:
            yield part
    if scan:
        yield scan._replace(end=len(data))  # cut short


# -- PNG -------------------------------------------------------------------------


def png(data: bytes) -> Iterator[Part]:
    """Yield the chunks, `IEND` being the last."""
    position = len(PNG)
    while position + 8 <= len(data):
        kind = data[position + 4 : position + 8]
        end = position + 12 + int.from_bytes(data[position : position + 4], "big")
        yield Part(kind, position, position + 8, end)
        if kind == b"IEND":
            return
        position = end


# -- WebP ------------------------------------------------------------------------


def webp(data: bytes) -> Iterator[Part]:
    """Yield the chunks that the head of the file counts in."""
    position, end = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while position + 8 <= end:
        size = int.from_bytes(data[position + 4 : position + 8], "little")
        following = position + 8 + size + size % 2
        yield Part(data[position : position + 4], position, position + 8, following)
        position = following


# -- GIF -------------------------------------------------------------------------

GIF_END, GIF_FRAME, GIF_EXTENSION = b"\x3b", b"\x2c", b"\x21"


def gif(data: bytes) -> Iterator[Part]:
    """Yield the head with its table of colours (of kind ``GIF``), then the blocks."""
    position = 13 + _colours(data[10:11])
    yield Part(b"GIF", 0, 6, position)
    while position < len(data):
        kind, body = data[position : position + 1], position + 1
        if kind == GIF_FRAME:
            end = _end_of_blocks(data, body + 10 + _colours(data[body + 8 : body + 9]))
        elif kind == GIF_EXTENSION:
            kind, body = data[position : position + 2], position + 2
            end = _end_of_blocks(data, body)
        else:
            # The end of the picture, or what decoders take for it.
            yield Part(kind, position, body, body)
            return
        yield Part(kind, position, body, end)
        position = end


def _colours(flags: bytes) -> int:
    """Return the bytes of the table of colours that *flags* announce."""
    return 3 << (flags[0] & 7) + 1 if flags and flags[0] & 0x80 else 0


def _end_of_blocks(data: bytes, position: int) -> int:
    """Return where a row of blocks ends, each of which says its length, the last being empty."""
    while position < len(data):
        length = data[position]
        position += length + 1
        if not length:
            break
    return position
