"""Measures an AVIF, and blanks what is written beside its pixels.

ISO/IEC 14496-12 and 23008-12. Its parts are found by their place in the file, so nothing may
move: what goes is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

_EMPTY_EXIF = b"\0\0\0\0II*\0\x08\0\0\0\0\0\0\0\0\0"
"""Exif without an entry. Which way is up is not its business in an AVIF."""


class _Box(NamedTuple):
    kind: bytes
    start: int
    end: int


_NONE = _Box(b"none", 0, 0)
_MOST = 32
"""Parts that are looked at: many times what any picture has, and too few to keep us busy."""
_LONGEST = 1 << 16


def size(data: bytes) -> tuple[int, int]:
    """Return the largest width and height in pixels that an AVIF states of anything in it."""
    sides = [(0, 0)]
    for box in _below(data, b"meta", b"iprp", b"ipco", b"ispe"):
        sides.append((_number(data, box.start + 4, 4), _number(data, box.start + 8, 4)))
    for box in _below(data, *_TRACK, b"stsd"):
        for entry in islice(_boxes(data, box.start + 8, box.end), _MOST):
            sides.append((_number(data, entry.start + 24, 2), _number(data, entry.start + 26, 2)))
    widths, heights = zip(*sides, strict=True)
    return max(widths), max(heights)


def frames(data: bytes) -> int:
    """Return how many pictures the longest track of an AVIF shows, one after the other."""
    counts = (_number(data, box.start + 8, 4) for box in _below(data, *_TRACK, b"stsz"))
    return max(counts, default=0)


_TRACK = (b"moov", b"trak", b"mdia", b"minf", b"stbl")


def _below(data: bytes, *kinds: bytes) -> list[_Box]:
    """Return the boxes of the last of *kinds* that are in those of the one before it."""
    found = [_Box(b"", 0, len(data))]
    for kind in kinds:
        inner = (
            islice(_boxes(data, box.start + 4 * (box.kind == b"meta"), box.end), _MOST)
            for box in found[:_MOST]
        )
        found = [box for boxes in inner for box in boxes if box.kind == kind]
    return found


_READ = frozenset({b"ftyp", b"meta", b"moov", b"mdat", b"moof", b"idat"})
"""Boxes that decoders read. What stands in others is nobody's."""


def blanked(data: bytes) -> bytes:
    """Return an AVIF whose Exif and XMP say nothing, and which ends where its pixels do."""
    boxes = [*islice(_boxes(data, 0, len(data)), _MOST)]
    last = max((box.end for box in boxes if box.kind in _READ), default=len(data))
    clean = bytearray(data[:last])
    for box in boxes:
        if box.kind not in _READ and box.end <= last:
            clean[box.start : box.end] = bytes(box.end - box.start)
    for start, end, kind in islice(_metadata(data), _MOST):
        filling = _EMPTY_EXIF if kind == b"Exif" else b""
        clean[start:end] = filling[: end - start].ljust(end - start, b"\0")
    return bytes(clean)


def _metadata(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield the start and the end of each part of the metadata, and what it is."""
    top = {box.kind: box for box in islice(_boxes(data, 0, len(data)), _MOST)}
    meta = top.get(b"meta", _NONE)
    inner = {box.kind: box for box in islice(_boxes(data, meta.start + 4, meta.end), _MOST)}
    said = dict(_items(data, inner.get(b"iinf", _NONE)))
    stored = inner.get(b"idat", _NONE).start
    for item, start, length in _extents(data, inner.get(b"iloc", _NONE), stored):
        if said.get(item) in {b"Exif", b"mime"} and length and start + length <= len(data):
            yield start, start + length, said[item]


def _boxes(data: bytes, start: int, end: int) -> Iterator[_Box]:
    while start + 8 <= end:
        size, head = _number(data, start, 4), 8
        if size == 1:
            size, head = _number(data, start + 8, 8), 16
        elif size == 0:
            size = end - start
        if size < head:
            return
        yield _Box(data[start + 4 : start + 8], start + head, min(start + size, end))
        start += size


def _items(data: bytes, box: _Box) -> Iterator[tuple[int, bytes]]:
    """Yield the number of each item, and of what type it is."""
    count = 4 if _number(data, box.start, 1) else 2
    for entry in _boxes(data, box.start + 4 + count, min(box.end, box.start + _LONGEST)):
        width = 4 if _number(data, entry.start, 1) >= 3 else 2
        at = entry.start + 4
        yield _number(data, at, width), data[at + width + 2 : at + width + 6]


def _extents(data: bytes, box: _Box, stored: int) -> Iterator[tuple[int, int, int]]:
    """Yield the number of each item with the start and the length of each of its parts.

    :param stored: where the parts begin that are in the list of items itself.
    """
    version = _number(data, box.start, 1)
    sizes = _number(data, box.start + 4, 2)
    offset, length, base, index = (sizes >> bits & 15 for bits in (12, 8, 4, 0))
    end = min(box.end, box.start + _LONGEST) if offset + length else 0
    width = 4 if version == 2 else 2
    at = box.start + 6 + width
    while at < end:
        item = _number(data, at, width)
        at += width
        origin = 0
        if version:
            origin = stored if data[at + 1 : at + 2] == b"\1" else 0
            at += 2
        origin += _number(data, at + 2, base)
        parts = _number(data, at + 2 + base, 2)
        at += 4 + base
        for _ in range(parts):
            if at >= end:
                return
            at += index if version else 0
            yield item, origin + _number(data, at, offset), _number(data, at + offset, length)
            at += offset + length


def _number(data: bytes, start: int, width: int) -> int:
    return int.from_bytes(data[start : start + width], "big")
