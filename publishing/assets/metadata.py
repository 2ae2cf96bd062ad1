"""Takes out of a picture what cameras and editors write beside the pixels.

A photograph says where it was taken, when and with whose device, and often holds a small copy
of what was cropped away. Who publishes it in a post need not know that, let alone want it.
Pixels, colour profile and the way up stay as they were, byte for byte; so does a picture of a
kind that is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

from publishing.assets import avif, picture_parts
from publishing.assets.orientation import turned
from publishing.assets.picture_parts import GIF_EXTENSION, GIF_FRAME, JPEG_END, JPEG_SCAN, Part


def stripped(data: bytes) -> bytes:
    """Return a picture without its metadata and what stands behind its end.

    Anything but a JPEG, PNG, GIF, WebP or AVIF is returned as it is.
    """
    clean = _STRIPPERS.get(picture_parts.format_of(data))
    return clean(data) if clean else data


def _upright(exif: bytes) -> bytes:
    """Return the least Exif that turns a picture as *exif* does, or nothing if none need be."""
    turn = turned(exif)
    # TIFF 6.0: one directory with one entry, a short.
    entry = b"\x12\x01\x03\x00\x01\x00\x00\x00" + turn.to_bytes(4, "little")
    return b"II*\x00\x08\x00\x00\x00\x01\x00" + entry + bytes(4) if turn > 1 else b""


def _jpeg(data: bytes) -> bytes:
    """Phones write whole pictures behind the end, each with metadata of its own."""
    kept, has_exif = [b"\xff\xd8"], False
    for part in picture_parts.jpeg(data):
        code, payload = part.kind[0], data[part.body : part.end]
        if code == 0xE1 and payload.startswith(b"Exif\0\0") and not has_exif:
            exif = _upright(payload.removeprefix(b"Exif\0\0"))
            has_exif = bool(exif)
            if exif:
                kept.append(_segment(0xE1, b"Exif\0\0" + exif))
        elif code == 0xE0 and payload.startswith(b"JFIF\0"):
            kept.append(_segment(0xE0, payload[:12] + bytes(2)))  # of size nought: its thumbnail
        elif part.kind in {JPEG_SCAN, JPEG_END}:
            kept.append(data[part.start : part.end])
        elif part.kind in picture_parts.JPEG_ALONE:
            continue
        elif (not 0xE0 <= code <= 0xEF and code != 0xFE) or payload.startswith(_JPEG_KEPT):
            kept.append(_segment(code, payload))
    return b"".join(kept)


_JPEG_KEPT = (b"ICC_PROFILE\0", b"Adobe")  # what the numbers mean as colours


def _segment(code: int, payload: bytes) -> bytes:
    return bytes((0xFF, code)) + (len(payload) + 2).to_bytes(2, "big") + payload


_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL"
    b" fdAT".split()
)
"""The chunks of the pixels, of transparency, colours and animation."""


def _png(data: bytes) -> bytes:
    return b"".join((picture_parts.PNG, *_png_chunks(data)))


def _png_chunks(data: bytes) -> Iterator[bytes]:
    for part in picture_parts.png(data):
        if part.kind == b"eXIf":
            exif = _upright(data[part.body : part.end - 4])
            if exif:
                checksum = crc32(part.kind + exif).to_bytes(4, "big")
                yield len(exif).to_bytes(4, "big") + part.kind + exif + checksum
        elif part.kind in _PNG_KEPT:
            yield data[part.start : part.end]


def _gif(data: bytes) -> bytes:
    kept = (
        data[part.start : part.end] for part in picture_parts.gif(data) if _is_shown(data, part)
    )
    return b"".join(kept)


def _is_shown(data: bytes, part: Part) -> bool:
    """Whether a block of a GIF is not a comment, nor a program's own."""
    if part.kind in {b"GIF", GIF_FRAME, picture_parts.GIF_END}:
        return True
    if part.kind == GIF_EXTENSION + b"\xff":
        return data[part.body + 1 : part.body + 12] in _GIF_KEPT
    return part.kind in {GIF_EXTENSION + b"\xf9", GIF_EXTENSION + b"\x01"}  # timing, plain text


_GIF_KEPT = frozenset({b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"})  # repetition, colours


_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_HAS_EXIF, _HAS_XMP = 0x08, 0x04


def _webp(data: bytes) -> bytes:
    chunks = bytearray()
    exif = b""
    for part in picture_parts.webp(data):
        if part.kind == b"EXIF":
            exif = _upright(data[part.body : part.end])
        elif part.kind in _WEBP_KEPT:
            chunks += data[part.start : part.end]
    if chunks.startswith(b"VP8X") and len(chunks) > 8:
        chunks[8] &= ~(_HAS_EXIF | _HAS_XMP)
        if exif:
            chunks[8] |= _HAS_EXIF
            chunks += b"EXIF" + len(exif).to_bytes(4, "little") + exif
    return b"RIFF" + (len(chunks) + 4).to_bytes(4, "little") + b"WEBP" + chunks


_STRIPPERS = {"JPEG": _jpeg, "PNG": _png, "GIF": _gif, "WEBP": _webp, "AVIF": avif.blanked}
