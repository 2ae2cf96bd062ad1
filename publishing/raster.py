"""Pictures as pixels: opened within bounds, upright, in sRGB, in few colours."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from publishing import policy
from publishing.bounds import BodyBounds

Size = tuple[int, int]
"""Width and height in pixels."""

_SRGB = ImageCms.createProfile("sRGB")


class RasterError(Exception):
    """The file is no picture that can be shown: not what its name says, cut short or too large."""


@contextmanager
def opened(path: Path) -> Iterator[Image.Image]:
    """Open the picture at *path*; only its header is read.

    :raises RasterError: if it is no picture of the format that its name says, or one that has
        more pixels than a picture of a post may have; also from within, where decoding fails.
    """
    kind = policy.PICTURES.get(path.suffix.lower(), "")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of bombs, at a bound higher than ours
            with Image.open(path, formats=[kind]) as picture:
                if picture.width * picture.height > BodyBounds().pixels:
                    raise RasterError(f"{picture.width} × {picture.height} pixels are too many")
                yield picture
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError) as failure:
        raise RasterError(str(failure)) from failure


def pixels(picture: Image.Image, least: Size) -> Image.Image:
    """Return the first frame of *picture* as ``RGB`` or ``RGBA``, without anything beside pixels.

    :param least: what is read of a JPEG may be reduced, but not below this size.
    """
    picture.draft(None, max(least, least[::-1]))
    profile = picture.info.get("icc_profile")
    frame = ImageOps.exif_transpose(picture)
    if frame.mode.startswith("I"):  # 16 bits of grey
        frame = frame.convert("I").point(lambda value: value / 257).convert("L")
    colours = _in_srgb(frame, profile)
    if frame.has_transparency_data:
        colours.putalpha(frame.convert("RGBA").getchannel("A"))
    colours.info.clear()
    return colours


def _in_srgb(frame: Image.Image, profile: bytes | None) -> Image.Image:
    if profile and frame.mode in {"RGB", "CMYK", "L", "RGBA"}:
        plain = frame.convert("RGB") if frame.mode == "RGBA" else frame
        with suppress(ImageCms.PyCMSError, OSError, ValueError):  # a profile of something else
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            shown = ImageCms.profileToProfile(plain, source, _SRGB, outputMode="RGB")
            assert shown is not None
            return shown
    return frame.convert("RGB")


def filled(picture: Image.Image, size: Size, paper: tuple[int, int, int]) -> Image.Image:
    """Return *picture* cropped to *size* around its middle, on paper where it is transparent."""
    cover = ImageOps.fit(picture, size, Image.Resampling.LANCZOS)
    sheet = Image.new("RGB", size, paper)
    sheet.paste(cover, mask=cover if cover.mode == "RGBA" else None)
    return sheet


def few_colours(picture: Image.Image, most: int) -> tuple[Image.Image, list[int]]:
    """Return an ``RGB`` picture as places in a palette, an ``L`` image, and the palette.

    Median cut follows gradients and overlooks a small bright thing; the octree sees that.
    """
    bright = picture.quantize(most // 4, method=Image.Quantize.FASTOCTREE).getpalette() or []
    smooth = picture.reduce(3).quantize(most - most // 4, method=Image.Quantize.MEDIANCUT)
    levels = [*bright, *(smooth.getpalette() or [])]
    colours = dict.fromkeys(zip(levels[::3], levels[1::3], levels[2::3], strict=True))
    flat = [level for colour in colours for level in colour]
    palette = Image.new("P", (1, 1))
    palette.putpalette(flat)
    few = picture.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG)
    return Image.frombytes("L", few.size, few.tobytes()), flat
