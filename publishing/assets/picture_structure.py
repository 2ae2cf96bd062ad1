"""What the file of a picture would make a decoder do, counted before one sees it.

A picture of 100 kB can keep a decoder busy for minutes: thousands of scans over the same
pixels, thousands of frames, a million empty parts. Whatever passes here is decoded in a process
of its own all the same (:mod:`publishing.assets.decoder`): it is bounded, not trusted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from publishing.assets import avif, picture_parts
from publishing.assets.picture_parts import GIF_FRAME, JPEG_SCAN, Part
from publishing.policy.limits import BodyBounds


class StructureError(Exception):
    """The bytes are no picture that can be shown: what they are, and what to do."""

    def __init__(self, found: str, help: str) -> None:
        super().__init__(found)
        self.found, self.help = found, help


@dataclass(slots=True)
class Structure:
    """What was counted.

    :ivar width: in pixels, as it is stored; of several that the file states, the largest.
    :ivar frames: pictures one after the other; more than one is an animation.
    :ivar scans: passes over the same pixels.
    :ivar parts: segments, chunks or blocks.
    """

    width: int = 0
    height: int = 0
    frames: int = 0
    scans: int = 0
    parts: int = 0

    @property
    def pixels(self) -> int:
        """Width times height."""
        return self.width * self.height

    def measure(self, width: int, height: int) -> None:
        """Take in a size that the file states."""
        self.width, self.height = max(self.width, width), max(self.height, height)


def hold(data: bytes, kind: str, bounds: BodyBounds) -> Structure:
    """Return what the file of a picture holds, which is no more than it may.

    :param kind: the format that it must have, as Pillow calls it.
    :raises StructureError: if it is of another format, cannot be shown or is over a bound.
    """
    found = Structure()
    if kind and picture_parts.format_of(data) == kind:
        if kind == "AVIF":
            found = Structure(*avif.size(data), frames=avif.frames(data))
        else:
            parts, count = _READERS[kind]
            _count(found, data, parts(data), count, bounds)
    if not found.pixels:
        raise StructureError(f"is not a {kind} picture that can be shown", _AGAIN)
    _hold_pixels(found, kind, bounds)
    return found


def _count(
    found: Structure,
    data: bytes,
    parts: Iterable[Part],
    count: Callable[[Structure, bytes, Part], None],
    bounds: BodyBounds,
) -> None:
    for part in parts:
        found.parts += 1
        count(found, data, part)
        if found.parts > bounds.parts:
            what = f"consists of more than {bounds.parts:,} parts"
            raise StructureError(what, _AGAIN)
        if found.scans > bounds.scans:
            what = f"has more than {bounds.scans:,} scans over the same pixels"
            raise StructureError(what, "save it again in a program for pictures")
        if found.frames > bounds.frames:
            break


def _hold_pixels(found: Structure, kind: str, bounds: BodyBounds) -> None:
    is_modern = kind in {"AVIF", "WEBP"}
    limit = min(bounds.pixels, bounds.modern_pixels) if is_modern else bounds.pixels
    if found.pixels > limit:
        what = f"a picture in {kind}" if is_modern else "a picture"
        size = f"has {found.width} × {found.height} pixels"
        raise StructureError(f"{size}; {what} may have {limit:,}", "make it smaller")
    if found.frames > bounds.frames:
        what = f"is an animation of more than {bounds.frames:,} frames"
        raise StructureError(what, _FILM)
    if found.frames > 1 and found.frames * found.pixels > bounds.moving_pixels:
        what = f"is an animation of {found.frames * found.pixels:,} pixels in all its frames"
        raise StructureError(f"{what}; it may have {bounds.moving_pixels:,}", _FILM)


_AGAIN = "save it again in that format"
_FILM = "make it a film (.mp4 or .webm), or shorter"


def _count_jpeg(found: Structure, data: bytes, part: Part) -> None:
    code = part.kind[0]
    if 0xC0 <= code <= 0xCF and code not in {0xC4, 0xC8, 0xCC}:  # a start of frame
        height, width = (_big(data, part.body + at, 2) for at in (1, 3))
        found.measure(width, height)
    elif part.kind == JPEG_SCAN:
        found.scans += 1


def _count_png(found: Structure, data: bytes, part: Part) -> None:
    if part.kind == b"IHDR" and found.parts == 1:
        found.measure(_big(data, part.body, 4), _big(data, part.body + 4, 4))
    elif part.kind == b"fcTL":
        found.frames += 1


def _count_gif(found: Structure, data: bytes, part: Part) -> None:
    if part.kind == b"GIF":
        found.measure(_little(data, 6, 2), _little(data, 8, 2))
    elif part.kind == GIF_FRAME:
        left, top, width, height = (_little(data, part.body + at, 2) for at in (0, 2, 4, 6))
        found.measure(left + width, top + height)
        found.frames += 1


def _count_webp(found: Structure, data: bytes, part: Part) -> None:
    at = part.body
    if part.kind == b"VP8X":
        found.measure(_little(data, at + 4, 3) + 1, _little(data, at + 7, 3) + 1)
    elif part.kind == b"VP8 ":  # RFC 6386, 9.1: two bits of each number scale it
        found.measure(_little(data, at + 6, 2) & 0x3FFF, _little(data, at + 8, 2) & 0x3FFF)
    elif part.kind == b"VP8L":
        sides = _little(data, at + 1, 4)
        found.measure((sides & 0x3FFF) + 1, (sides >> 14 & 0x3FFF) + 1)
    elif part.kind == b"ANMF":
        found.frames += 1


_Reader = tuple[
    Callable[[bytes], Iterable[Part]],
    Callable[[Structure, bytes, Part], None],
]
_READERS: dict[str, _Reader] = {
    "JPEG": (picture_parts.jpeg, _count_jpeg),
    "PNG": (picture_parts.png, _count_png),
    "GIF": (picture_parts.gif, _count_gif),
    "WEBP": (picture_parts.webp, _count_webp),
}


def _big(data: bytes, start: int, width: int) -> int:
    return int.from_bytes(data[start : start + width], "big")


def _little(data: bytes, start: int, width: int) -> int:
    return int.from_bytes(data[start : start + width], "little")
