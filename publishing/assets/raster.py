"""Pictures as pixels: opened within bounds, upright, in sRGB."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from publishing.assets.orientation import turned
from publishing.policy import rules as policy

Size = tuple[int, int]
"""Width and height in pixels."""

_MOST = 120_000_000
"""Pixels that a machine may be asked to hold. A post's pictures are bounded before, and lower."""

_SRGB = ImageCms.createProfile("sRGB")


class RasterError(Exception):
    """The file is no picture that can be shown: not what its name says, cut short or too large."""


class OverrunError(RasterError):
    """To decode the picture takes more time or memory than it may."""


@contextmanager
def opened(path: Path) -> Iterator[Image.Image]:
    """Open the picture at *path*; only its header is read.

    :raises RasterError: if it is no picture of the format that its name says, or one that has
        too many pixels; also from within, where decoding fails.
    """
    kind = policy.PICTURES.get(path.suffix.lower())
    if kind in {None, "SVG"}:
        raise RasterError(f"{path.suffix} is not the ending of a picture made of pixels")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of bombs, at a bound higher than ours
            with Image.open(path, formats=[str(kind)]) as picture:
                if picture.width * picture.height > _MOST:
                    raise RasterError(f"{picture.width} × {picture.height} pixels are too many")
                yield picture
    except UnidentifiedImageError:
        raise RasterError(f"it is not a {kind} picture") from None
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError) as failure:
        raise RasterError(_why(str(failure))) from failure


def _why(failure: str) -> str:
    """Return what Pillow found, in the words of a contributor where it names its own parts."""
    return next((words for sign, words in _WORDS.items() if sign in failure), failure)


_WORDS: Final = {
    "MAX_TEXT": "the texts in it are too long: save it without comments and metadata",
    "decoder": "the file is damaged: save it anew",
}


def upright_size(picture: Image.Image) -> Size:
    """Return the size of *picture* as it is shown, turned as its camera was."""
    return picture.size if _turn(picture) not in _SIDEWAYS else picture.size[::-1]


def _turn(picture: Image.Image) -> Image.Transpose | None:
    """Return how *picture* is to be turned, if its header says so: browsers look no further."""
    return _TURNS.get(turned(picture.info.get("exif") or b""))


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = frozenset(_TURNS[number] for number in (5, 6, 7, 8))


def pixels(picture: Image.Image, least: int) -> Image.Image:
    """Return the first frame of *picture* as ``RGB`` or ``RGBA``, without anything beside pixels.

    :param least: it may be a half of its size or less if both sides keep this many; of a large
        picture, every copy would take hundreds of megabytes.
    """
    turn = _turn(picture)
    profile = picture.info.get("icc_profile")
    picture.draft(None, (least, least))
    picture.load()
    factor = max(1, min(picture.size) // least)
    frame = picture.reduce(factor) if factor > 1 and picture.mode in _SHRUNK else picture.copy()
    picture.im = None  # type: ignore[assignment]
    frame.info = picture.info
    frame = frame.transpose(turn) if turn is not None else frame
    if frame.mode.startswith("I"):  # 16 bits of grey
        frame = frame.convert("I").point(lambda value: value / 257).convert("L")
        frame.info.pop("transparency", None)
    if not frame.has_transparency_data:
        return _in_srgb(frame, profile)
    whole = frame.convert("RGBA")
    alpha, opaque = whole.getchannel("A"), whole.convert("RGB")
    del whole  # of a large picture, a fifth of the memory that a build may take
    colours = _in_srgb(opaque, profile)
    if alpha.getextrema() != (255, 255):
        colours.putalpha(alpha)
    return colours


_SHRUNK = frozenset({"L", "RGB", "CMYK", "LA", "RGBA"})
"""Kinds of pixels that have a mean; numbers of colours in a palette have none."""


def _in_srgb(frame: Image.Image, profile: bytes | None) -> Image.Image:
    """Return *frame* as ``RGB``; a profile that fits the mode says what its colours mean."""
    shown = None
    if profile and frame.mode in {"RGB", "CMYK", "L"}:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            shown = ImageCms.profileToProfile(frame, source, _SRGB, outputMode="RGB")
    shown = shown or frame.convert("RGB")
    shown.info.clear()
    return shown


def filled(picture: Image.Image, size: Size, paper: tuple[int, int, int]) -> Image.Image:
    """Return *picture* cropped to *size* around its middle, on paper where it is transparent."""
    cover = ImageOps.fit(picture, size, Image.Resampling.LANCZOS)
    spec = Image.new("RGB", size, paper)
    spec.paste(cover, mask=cover if cover.mode == "RGBA" else None)
    return spec
