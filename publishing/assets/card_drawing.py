"""Draws the card of a page: the owner's template, laid out by Typst, as a small PNG.

The template is the owner's and is run. What it is given to write is a stranger's: it reaches it
as JSON, and is never part of what Typst reads as code. Typst reads no file outside the
template's folder, has no fonts but those of :mod:`publishing.assets.card_fonts`, and
fetches nothing.

Typst has threads of its own, which a copy of this process (fork) would lack: nothing is forked
after it has drawn. A build draws last, and its workers draw in copies that never drew before.
"""

from __future__ import annotations

import json
import math
import os
import re
import unicodedata
import zlib
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import typst
from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from PIL import Image, ImageChops

from publishing.assets import card_fonts, decoder
from publishing.assets.decoder import USUAL, Limits
from publishing.assets.raster import RasterError
from publishing.assets.social_card import SIZE, TEMPLATE, SocialCard, Template, plain
from publishing.base.theme_files import TEMPLATES
from publishing.base.workers import ProblemError
from publishing.model.direction import is_right_to_left
from publishing.model.problem import error

_THIRD = (400, SIZE[1])
_PAPER = (0xFC, 0xFB, 0xF8)
_MOST_AUTHORS = 8  # whom a line could name
_INKS = 16  # colours of text with its edges: half a byte each
_COLOURS = 256


def draw(card: SocialCard, template: Template, limits: Limits = USUAL) -> bytes:
    """Return the card as a PNG.

    :param limits: what decoding its picture may take.
    :raises ProblemError: the template does not make a card.
    """
    image = _image(card.image, limits)
    files = {
        # Of several files, Typst begins with the one of this name.
        _MAIN: (template.folder / TEMPLATE).read_bytes(),
        "card.json": json.dumps(_said(card, template, has_image=image is not None)).encode(),
        **({_IMAGE: image} if image else {}),
    }
    try:
        with _offline():
            # Its types do not say that there may be several files.
            made = _compiler(template).compile(files, format="png", ppi=72)  # type: ignore[type-var]
    except typst.TypstError as failure:
        raise _fault(failure) from None
    if not isinstance(made, bytes):
        raise _refused("it makes several pages", "let all of the card fit on one page")
    with Image.open(BytesIO(made)) as picture:
        if picture.size != SIZE:
            width, height = picture.size
            help = "write: #set page(width: 1200pt, height: 630pt)"
            raise _refused(f"it makes a card of {width} × {height} pixels", help)
        return _small(picture.convert("RGB"), has_image=image is not None)


_MAIN = "main.typ"
_IMAGE = "image.svg"


@lru_cache(maxsize=1)
def _compiler(template: Template) -> typst.Compiler:
    paths = [*card_fonts.folders(), *template.folders]
    known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
    here = template.folder
    return typst.Compiler(root=here, font_paths=known, package_path=here, package_cache_path=here)


@contextmanager
def _offline() -> Iterator[None]:
    """Let no package that the template imports be fetched: Typst asks a proxy that is not there."""
    ours = {"https_proxy": "http://127.0.0.1:0", "no_proxy": ""}
    before = {name: os.environ.get(name) for name in ours}
    os.environ.update(ours)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


# -- What it says ----------------------------------------------------------------


def _said(card: SocialCard, template: Template, *, has_image: bool) -> dict[str, Any]:
    """Return what the template knows of the card."""

    def shown(text: str) -> str:
        text = plain(text)
        lost = card_fonts.missing(text, template.fonts)
        return plain("".join(char for char in text if char not in lost)) if lost else text

    title = shown(card.title)
    authors = [name for name in map(shown, card.authors) if name]
    language, _, rest = card.language.lower().partition("-")
    region = next((part for part in rest.split("-") if _REGION.fullmatch(part)), "")
    return {
        "title": title,
        "brand": shown(card.brand),
        "topic": shown(card.topic),
        "foot": shown(card.foot_text),
        "bylines": [*_bylines(authors, card.language)] or [""],
        "language": language if _LANGUAGE.fullmatch(language) else "en",
        "region": ("tw" if "hant" in rest else region).upper(),
        "is-rtl": is_right_to_left(card.language) or _direction(title) == "R",
        "image": _IMAGE if has_image else None,
    }


_LANGUAGE = re.compile("[a-z]{2,3}")
_REGION = re.compile("[a-z]{2}")


def _direction(text: str) -> str:
    """Return ``L`` or ``R`` for the first letter of *text* that has a direction, or nothing."""
    ways = {"L": "L", "R": "R", "AL": "R"}
    found = (ways.get(unicodedata.bidirectional(char)) for char in text)
    return next(filter(None, found), "")


def _bylines(authors: Sequence[str], language: str) -> Iterator[str]:
    """Yield the authors in one line, then with fewer and fewer of them named."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    if 0 < len(authors) <= _MOST_AUTHORS:
        yield str(format_list(authors, locale=locale))
    for count in range(min(len(authors) - 1, _MOST_AUTHORS), 0, -1):
        yield f"{', '.join(authors[:count])} +{len(authors) - count}"


def _image(path: Path | None, limits: Limits) -> bytes | None:
    """Return the post's picture as it fills its third, or nothing if it cannot be drawn."""
    if path is None or path.suffix.lower() == ".svg":
        return None
    try:
        pixels = decoder.filled(path, _THIRD, _PAPER, limits)
    except RasterError:
        return None  # the build says so where it makes the picture's sizes
    data = BytesIO()
    Image.frombytes("RGB", _THIRD, pixels).save(data, "PNG", compress_level=1)
    # A file that Typst is given must be text, and it reads each as if it were a template: with
    # what begins a comment in it, in a tenth of the time.
    width, height = _THIRD
    size = f'width="{width}" height="{height}"'
    url = f"data:image/png;base64,{b64encode(data.getvalue()).decode()}"
    # It has the size that it is shown in, so that nothing is to be smoothed.
    image = f'<image {size} image-rendering="optimizeSpeed" href="{url}"/>'
    return f'<!--/*--><svg xmlns="http://www.w3.org/2000/svg" {size}>{image}</svg>'.encode()


# -- What is wrong with the template ---------------------------------------------


def _fault(failure: typst.TypstError) -> ProblemError:
    position = _PLACE.search(failure.diagnostic)
    if not position:
        return _refused(failure.message, "; ".join(failure.hints))
    file = TEMPLATE if position[1] == _MAIN else position[1]
    return _refused(
        failure.message, "; ".join(failure.hints), file, int(position[2]), int(position[3])
    )


_PLACE = re.compile(r"┌─ (?:.*[/\\])?([^/\\\n]+):(\d+):(\d+)")


def _refused(
    what: str, help: str, file: str = TEMPLATE, line: int = 1, column: int = 1
) -> ProblemError:
    return ProblemError(error(f"{TEMPLATES}/{file}", line, column, "card-template", what, help))


# -- The file --------------------------------------------------------------------


def _small(picture: Image.Image, *, has_image: bool) -> bytes:
    """Return the file of a picture in few colours, of which the commonest stay as they are."""
    data = BytesIO()
    few = picture.resize((SIZE[0] // 3, SIZE[1] // 3), Image.Resampling.NEAREST)
    inks = few.quantize(_INKS, method=Image.Quantize.MAXCOVERAGE)
    if not has_image:
        drawn = picture.quantize(palette=inks, dither=Image.Dither.NONE)
        # Runs of one colour are most of a card; to look for more takes three times as long.
        drawn.save(data, "PNG", compress_type=zlib.Z_RLE)
        return data.getvalue()
    shades = _colours(few.quantize(_COLOURS - _INKS, method=Image.Quantize.MEDIANCUT))
    known = _colours(inks)
    # Pillow may take a near colour for the same.
    apart = [shade for shade in shades if not any(math.dist(shade, ink) < 6 for ink in known)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([level for colour in (*known, *apart) for level in colour])
    flat = picture.quantize(palette=palette, dither=Image.Dither.NONE)
    drawn = picture.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG)
    # The edges of letters would scatter specks over the paper.
    off = ImageChops.difference(picture, flat.convert("RGB")).convert("L")
    drawn.paste(flat, mask=off.point([255] + [0] * 255))
    drawn.save(data, "PNG", compress_level=4)  # 2% larger than the usual 6, in half the time
    return data.getvalue()


def _colours(picture: Image.Image) -> list[tuple[int, ...]]:
    """Return the palette of a picture."""
    levels = picture.getpalette() or []
    return [*zip(levels[::3], levels[1::3], levels[2::3], strict=True)]
