"""Takes out of a picture what cameras and editors write beside the pixels.

A photograph says where it was taken, when and with whose device, and often holds a small copy
of what was cropped away. Who publishes it in a post need not know that, let alone want it.
Pixels, colour profile and the way up stay as they were, byte for byte; so does a picture of a
kind that is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from zlib import crc32

from PIL import ExifTags, Image

from publishing.policy.avif import blanked, is_avif


def stripped(data: bytes) -> bytes:
    """Return a JPEG, PNG, WebP or AVIF without its metadata, and anything else as it is."""
    if data.startswith(b"\xff\xd8\xff"):
        return b"".join(_jpeg(data))
    if data.startswith(_PNG):
        return b"".join((_PNG, *_png(data)))
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    return blanked(data) if is_avif(data) else data


# -- Which way is up -------------------------------------------------------------


def _upright(exif: bytes) -> bytes:
    """Return the least Exif that turns a picture as *exif* does, or nothing if none need be."""
    turned = 1
    with suppress(Exception):  # what cameras write is often broken
        found = Image.Exif()
        found.load(exif)
        turned = int(found.get(ExifTags.Base.Orientation, 1))
    # TIFF 6.0: one directory with one entry, a short.
    entry = b"\x12\x01\x03\x00\x01\x00\x00\x00" + turned.to_bytes(4, "little", signed=True)
    return b"II*\x00\x08\x00\x00\x00\x01\x00" + entry + bytes(4) if 2 <= turned <= 8 else b""


# -- JPEG ------------------------------------------------------------------------

# Not the zero after an FF that belongs to the pixels, and not the marks where to go on after a
# fault, which stand among them: both are part of a scan.
_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])", re.DOTALL)
_ALONE = {0x01, 0xD8}
_END, _SCAN = 0xD9, 0xDA


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Yield the parts to keep, as decoders read them (ITU-T T.81, annex B).

    Phones write whole pictures behind the end, each with metadata of its own.
    """
    yield b"\xff\xd8"
    place, is_scan, exif = 2, False, b""
    while found := _MARKER.search(data, place):
        if is_scan:
            yield data[place : found.start()]
        code, start = found[1][0], found.end()
        if code == _END:
            yield b"\xff\xd9"
            return
        if code in _ALONE:
            place, is_scan = start, False
            continue
        place = start + int.from_bytes(data[start : start + 2], "big")
        payload = data[start + 2 : place]
        if code == 0xE1 and payload.startswith(b"Exif\0\0") and not exif:
            exif = _upright(payload)
            if exif:
                yield _segment(0xE1, b"Exif\0\0" + exif)
        elif code == 0xE0 and payload.startswith(b"JFIF\0"):
            yield _segment(0xE0, payload[:12] + bytes(2))  # of size nought is its thumbnail
        elif (not 0xE0 <= code <= 0xEF and code != 0xFE) or payload.startswith(_JPEG_KEPT):
            yield _segment(code, payload)
        is_scan = code == _SCAN
    if is_scan:
        yield data[place:]  # cut short


_JPEG_KEPT = (b"ICC_PROFILE\0", b"Adobe")  # what the numbers mean as colours


def _segment(code: int, payload: bytes) -> bytes:
    return bytes((0xFF, code)) + (len(payload) + 2).to_bytes(2, "big") + payload


# -- PNG -------------------------------------------------------------------------

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL fdAT".split()
)
"""Chunks beside those without which there is no picture: transparency, colours, animation."""


def _png(data: bytes) -> Iterator[bytes]:
    """Yield the chunks to keep (PNG, third edition, 5)."""
    place = len(_PNG)
    while place + 8 <= len(data):
        kind = data[place + 4 : place + 8]
        end = place + 12 + int.from_bytes(data[place : place + 4], "big")
        if kind == b"eXIf":
            exif = _upright(data[place + 8 : end - 4])
            if exif:
                checksum = crc32(kind + exif).to_bytes(4, "big")
                yield len(exif).to_bytes(4, "big") + kind + exif + checksum
        elif kind[:1].isupper() or kind in _PNG_KEPT:
            yield data[place:end]
        if kind == b"IEND":
            return
        place = end


# -- WebP ------------------------------------------------------------------------

_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_HAS_EXIF, _HAS_XMP = 0x08, 0x04


def _webp(data: bytes) -> bytes:
    """Return the chunks to keep (RFC 9649)."""
    chunks = bytearray()
    place, exif = 12, b""
    end = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while place + 8 <= end:
        kind = data[place : place + 4]
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        following = place + 8 + size + size % 2
        if kind == b"EXIF":
            exif = _upright(data[place + 8 : place + 8 + size])
        elif kind in _WEBP_KEPT:
            chunks += data[place:following]
        place = following
    if chunks.startswith(b"VP8X") and len(chunks) > 8:
        chunks[8] &= ~(_HAS_EXIF | _HAS_XMP)
        if exif:
            chunks[8] |= _HAS_EXIF
            chunks += b"EXIF" + len(exif).to_bytes(4, "little") + exif
    return b"RIFF" + (len(chunks) + 4).to_bytes(4, "little") + b"WEBP" + chunks
