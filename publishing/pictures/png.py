"""Pictures of few colours as PNG files (https://www.w3.org/TR/png-3/).

Pillow tries five filters on each row, which help photographs: a card of letters takes it twice
as long as all that is needed, a fifth of the time that drawing one takes.
"""

from __future__ import annotations

import struct
import zlib
from typing import Final

from PIL import Image

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_DEPTH: Final = 4  # bits of a pixel
_PALETTE: Final = 3  # the type of colour: places in a palette


def of_sixteen_colours(picture: Image.Image) -> bytes:
    """Return the file of a picture that uses the first sixteen colours of its palette."""
    width, height = picture.size
    pixels = picture.tobytes("raw", f"P;{_DEPTH}")
    length = (width * _DEPTH + 7) // 8
    # The byte before each row says that it is not filtered.
    rows = b"".join(
        b"\0" + pixels[start : start + length] for start in range(0, len(pixels), length)
    )
    # Runs of one colour are most of a card; looking for more takes three times as long.
    press = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_RLE)
    palette = bytes(picture.getpalette() or ())[: 3 * 2**_DEPTH]
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", struct.pack(">2I5B", width, height, _DEPTH, _PALETTE, 0, 0, 0)),
            _chunk(b"PLTE", palette),
            _chunk(b"IDAT", press.compress(rows) + press.flush()),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
