"""The sizes of a picture: a phone is sent no more pixels than it shows.

Each is WebP, turned upright, in sRGB and without anything beside pixels, such as the place
where a photograph was taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from publishing.assets import raster
from publishing.assets.raster import RasterError

__all__ = ["WIDEST", "Picture", "RasterError", "Variant", "facts", "made", "variants"]

_TALLEST = 16383  # pixels of one side of a WebP
_LARGEST = 13_000_000
"""Pixels of one size: more take seconds to make, and no screen shows them at once."""
_WIDTHS = (480, 800, 1200, 1600)
WIDEST = _WIDTHS[-1]
_FOLDER = "_images"  # no post can put a file there


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What the header of a picture says.

    :ivar width: in pixels, as it is shown: turned as its camera was.
    :ivar format: as Pillow calls it, or ``SVG``.
    :ivar size: in bytes.
    """

    width: int
    height: int
    format: str
    is_animated: bool
    size: int


@dataclass(frozen=True, slots=True)
class Variant:
    """One size of a picture."""

    width: int
    height: int

    def address(self, original: str) -> str:
        """Return where this size of the picture at the address *original* is served."""
        return f"{_FOLDER}/{original}/{self.width}.webp"


def facts(path: Path) -> Picture:
    """Return what the header of a picture says.

    :raises RasterError: if it is no picture, too large, or an SVG that has no size.
    """
    size = path.stat().st_size
    if path.suffix.lower() == ".svg":
        width, height = _svg_size(path.read_bytes())
        return Picture(width=width, height=height, format="SVG", is_animated=False, size=size)
    with raster.opened(path) as picture:
        width, height = raster.upright_size(picture)
        return Picture(
            width=width,
            height=height,
            format=str(picture.format),
            is_animated=bool(getattr(picture, "is_animated", False)),
            size=size,
        )


_PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 9.6 / 2.54}
_LENGTH = re.compile(r"\s*(\d{1,6}(?:\.\d+)?)\s*([a-z]*)\s*")


def _svg_size(data: bytes) -> raster.Size:
    """Return the size of an SVG as browsers take it: as stated, or that of its view box."""
    from lxml import etree  # type: ignore[import-untyped]  # a process that decodes needs none

    options = {"resolve_entities": False, "load_dtd": False, "no_network": True}
    try:
        _, root = next(etree.iterparse(BytesIO(data), events=("start",), **options))
    except (etree.XMLSyntaxError, StopIteration) as failure:
        raise RasterError(str(failure)) from None
    width, height = (_length(root.get(side, "")) for side in ("width", "height"))
    *_, across, down = (0.0, 0.0, *map(_length, root.get("viewBox", "").replace(",", " ").split()))
    if across and down:
        width = width or (height * across / down if height else across)
        height = height or width * down / across
    if not (0.5 < width < 100_000 and 0.5 < height < 100_000):
        raise RasterError("the SVG states no size: give it a width and a height, or a viewBox")
    return round(width), round(height)


def _length(text: str) -> float:
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _PIXELS.get(match[2], 0) if match else 0.0


def variants(picture: Picture) -> tuple[Variant, ...]:
    """Return the sizes to make of a picture, the narrowest first.

    The widest is its own, in the modern format. An SVG has every size, and an animation
    is left alone.
    """
    if picture.format == "SVG" or picture.is_animated:
        return ()
    widest = min(picture.width, WIDEST)
    widths = [*(width for width in _WIDTHS if width < 0.9 * widest), widest]
    ratio = picture.height / picture.width
    sizes = (Variant(width, max(1, round(width * ratio))) for width in widths)
    return tuple(
        size for size in sizes if size.height <= _TALLEST and size.width * size.height <= _LARGEST
    )


def made(source: Path, picture: Picture) -> tuple[tuple[Variant, bytes], ...]:
    """Return the sizes of a picture that are worth serving, the narrowest first.

    A size that has more bytes than the original or than a wider one is left out.

    :raises RasterError: if the picture cannot be read to its end.
    """
    wanted = variants(picture)
    if not wanted:
        return ()
    with raster.opened(source) as opened:
        image = raster.pixels(opened, max(wanted[-1].width, wanted[-1].height))
    is_lossless = picture.format in {"PNG", "GIF"}
    # A scan in grey has few colours too. What is drawn takes less than half a byte for a pixel.
    is_small = 2 * picture.size < picture.width * picture.height
    is_drawn = is_lossless and is_small and image.getcolors(256) is not None
    found = []
    most = picture.size
    for variant in reversed(wanted):
        data = _encoded(image, variant, is_drawn=is_drawn, quality=90 if is_lossless else 80)
        if len(data) < most:
            most = len(data)
            found.append((variant, data))
    return tuple(reversed(found))


def _encoded(image: Image.Image, variant: Variant, *, is_drawn: bool, quality: int) -> bytes:
    size = (variant.width, variant.height)
    if image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    data = BytesIO()
    image.save(data, "WEBP", lossless=is_drawn, quality=80 if is_drawn else quality, method=4)
    return data.getvalue()
