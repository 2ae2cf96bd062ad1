"""Pictures made to keep a decoder busy, small enough to be made quickly."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Any
from zlib import compress, crc32

from PIL import Image

from publishing.assets import picture_parts
from publishing.assets.picture_parts import JPEG_END, JPEG_SCAN


def saved(format: str, image: Image.Image | None = None, **options: Any) -> bytes:
    data = BytesIO()
    (image or Image.new("RGB", (4, 3), "teal")).save(data, format, **options)
    return data.getvalue()


def of_scans(scans: int, width: int = 16, height: int = 16) -> bytes:
    """A progressive JPEG that goes over its pixels so often."""
    plain = saved("JPEG", Image.new("L", (width, height)), progressive=True)
    parts = [*picture_parts.jpeg(plain)]
    passes = [part for part in parts if part.kind == JPEG_SCAN]
    head = [p for p in parts if p.kind != JPEG_END and p.end <= passes[-1].start]
    last = plain[passes[-1].start : passes[-1].end]
    start = b"\xff\xd8" + b"".join(plain[part.start : part.end] for part in head)
    return start + last * (scans - len(passes) + 1) + b"\xff\xd9"


def of_segments(segments: int) -> bytes:
    """A JPEG with so many empty comments."""
    plain = saved("JPEG")
    return plain[:2] + b"\xff\xfe\0\2" * segments + plain[2:]


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc32(kind + body))


def of_chunks(chunks: int) -> bytes:
    """A PNG with so many empty chunks."""
    plain = saved("PNG")
    return plain[:33] + chunk(b"IDAT", b"") * chunks + plain[33:]


def moving_png(frames: int, side: int = 4) -> bytes:
    """An animated PNG of so many frames."""
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    pixels = compress(b"\0" * (side + 1) * side)
    control = struct.pack(">IIIIIHHBB", 0, side, side, 0, 0, 1, 10, 0, 0)
    parts = [chunk(b"IHDR", head), chunk(b"acTL", struct.pack(">II", frames, 0))]
    parts += [chunk(b"fcTL", control), chunk(b"IDAT", pixels)]
    parts += [chunk(b"fcTL", control), chunk(b"fdAT", bytes(4) + pixels)] * (frames - 1)
    return picture_parts.PNG + b"".join(parts) + chunk(b"IEND", b"")


def moving_gif(frames: int, side: int = 4) -> bytes:
    """An animated GIF of so many frames."""
    head = b"GIF89a" + struct.pack("<HHBBB", side, side, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"," + struct.pack("<HHHHB", 0, 0, side, side, 0) + b"\x02\x02\x84\x51\0"
    return head + frame * frames + b";"


def moving_webp(frames: int, side: int = 4) -> bytes:
    """An animated WebP of so many frames."""
    still = saved("WEBP", Image.new("RGB", (side, side)), lossless=True)[12:]
    sides = (side - 1).to_bytes(3, "little") * 2

    def part(kind: bytes, body: bytes) -> bytes:
        return kind + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)

    chunks = part(b"VP8X", b"\x02\0\0\0" + sides) + part(b"ANIM", bytes(6))
    chunks += part(b"ANMF", bytes(6) + sides + b"\x0a\0\0\0" + still) * frames
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


def moving_avif(frames: int) -> bytes:
    """An AVIF that says it has so many frames."""
    two = Image.new("RGB", (16, 16))
    plain = saved("AVIF", two, save_all=True, append_images=[Image.new("RGB", (16, 16), "red")])
    position = plain.index(b"stsz") + 12
    return plain[:position] + struct.pack(">I", frames) + plain[position + 4 :]
