"""Draws the card of a post: 1200 × 630 pixels.

It is drawn in the colours of a small palette, ink by ink, so that one without a photograph
weighs less than a thumbnail, and from pinned fonts, so that it is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from PIL import Image

from publishing.pages.direction import is_right_to_left
from publishing.pictures import bidi, decoder, png, raster
from publishing.pictures.decoder import USUAL, Limits
from publishing.pictures.fonts import Style
from publishing.pictures.headline import fit
from publishing.pictures.social_card import SIZE, SocialCard
from publishing.pictures.typesetting import Ink, Setter, ink, plain

_MARGIN = 80
_PHOTO = 400
_MOST_AUTHORS = 8  # whom a line could name
_SHADES = 7  # of an ink on the paper, where the edge of a letter covers part of a pixel

_PAPER = (0xFC, 0xFB, 0xF8)
_INK = (0x1C, 0x1B, 0x19)
_MUTED = (0x5E, 0x5A, 0x52)
_ACCENT = (0xB3, 0x39, 0x1B)


def draw(card: SocialCard, limits: Limits = USUAL) -> bytes:
    """Return the card as a PNG.

    :param limits: what decoding its picture may take.
    """
    title = plain(card.title)
    is_rtl = is_right_to_left(card.language) or bidi.first_direction(title) == "R"
    sheet = _Sheet(_photo(card.image, limits), card.language, is_rtl=is_rtl)
    sheet.write_ends(plain(card.brand), plain(card.topic))
    sheet.write_title(title)
    authors = [name for name in map(plain, card.authors) if name]
    sheet.write_foot(authors, plain(card.foot_text))
    return sheet.png()


# -- The sheet -----------------------------------------------------------------

# Places in the palette: an ink is as many shades as its edges need.
_INK_PLACE, _MUTED_PLACE = 1, 1 + _SHADES
_ACCENT_PLACE = 1 + 2 * _SHADES
_PHOTO_PLACE = _ACCENT_PLACE + 1

_GAP = 56  # between what stands side by side
_HEAD, _AUTHORS, _DATE = 98, 520, 560  # the baselines
_MARK_SIZE, _TOPIC_SIZE, _AUTHORS_SIZE, _DATE_SIZE = 34, 26, 30, 26
_TITLE_TOP, _TITLE_BOTTOM = 146, 442  # of the accent, and the last baseline
_RULE, _RULE_GAP = (72, 6), 32
_DESCENDER = 0.26  # how far letters reach below the last baseline, in ems, for most


class _Sheet:
    """The card while it is drawn: places in the palette, not colours."""

    def __init__(self, photo: Image.Image | None, language: str, *, is_rtl: bool) -> None:
        self._image = Image.new("L", SIZE, 0)
        self._palette = [*_PAPER, *_ramp(_INK), *_ramp(_MUTED), *_ACCENT]
        self._language = language
        self._is_rtl = is_rtl
        self._left, self._right = _MARGIN, SIZE[0] - _MARGIN
        self._has_photo = photo is not None
        if photo:
            self._place(photo)

    @property
    def _width(self) -> int:
        return self._right - self._left

    def _place(self, photo: Image.Image) -> None:
        """Fill the third where lines end with the photograph."""
        places, palette = raster.few_colours(photo, 256 - _PHOTO_PLACE)
        self._palette += palette
        later = places.point([min(255, _PHOTO_PLACE + place) for place in range(256)])
        if self._is_rtl:
            self._image.paste(later, (0, 0))
            self._left = _PHOTO + _GAP
        else:
            self._right = SIZE[0] - _PHOTO - _GAP
            self._image.paste(later, (SIZE[0] - _PHOTO, 0))

    def _setter(self, text: str, style: Style) -> Setter:
        return Setter(text, style, self._language, is_rtl=self._is_rtl)

    def _cut(self, text: str, style: Style, width: float, size: int) -> tuple[Ink, float]:
        return _line(text, style, self._language, width, size, is_rtl=self._is_rtl)

    def _write(self, drawn: Ink, y: int, place: int, *, at_end: bool = False) -> None:
        """Write a line at the side where lines begin, or at the other.

        Margins are where ink begins, not the white that letters bring with them.
        """
        is_right = at_end != self._is_rtl
        x = self._right - drawn.shape.width + drawn.right if is_right else self._left - drawn.left
        shades = drawn.mapped(_shades(place))
        self._image.paste(shades, (x, y - drawn.above), drawn.mapped(_COVERED))

    def write_ends(self, brand: str, topic: str) -> None:
        """Write the publication's name and the topic, at the two ends of the first line."""
        mark, width = self._cut(brand, Style.MARK, self._width, _MARK_SIZE)
        self._write(mark, _HEAD, _INK_PLACE)
        room = self._width - width - _GAP
        if room > 4 * _TOPIC_SIZE:
            line, _ = self._cut(topic, Style.PLAIN, room, _TOPIC_SIZE)
            self._write(line, _HEAD, _MUTED_PLACE, at_end=True)

    def write_title(self, title: str) -> None:
        """Write the title as large as it reads well, under the accent."""
        setter = self._setter(title, Style.TITLE)
        space = _TITLE_BOTTOM - _TITLE_TOP - _RULE[1] - _RULE_GAP
        headline = fit(title, setter, self._language, self._width, space)
        lines = [ink(line, headline.size) for line in headline.lines]
        rest = headline.leading * (len(lines) - 1)
        height = _RULE[1] + _RULE_GAP + lines[0].above + rest
        deep = max(0, lines[-1].shape.height - lines[-1].above - _DESCENDER * headline.size)
        top = round((_TITLE_TOP + _TITLE_BOTTOM - height - deep) / 2)
        self._draw_rule(top)
        for place, line in enumerate(lines):
            self._write(line, round(top + height - rest + place * headline.leading), _INK_PLACE)

    def _draw_rule(self, top: int) -> None:
        x = self._right - _RULE[0] if self._is_rtl else self._left
        self._image.paste(_ACCENT_PLACE, (x, top, x + _RULE[0], top + _RULE[1]))

    def write_foot(self, authors: Sequence[str], foot: str) -> None:
        """Write who wrote it and when."""
        setter = self._setter(" ".join(authors), Style.STRONG)
        room = self._width / _AUTHORS_SIZE
        lines = [setter.set(names) for names in _fewer(authors, self._language)]
        named = next((line for line in lines if line.width <= room), None)
        named = named or setter.cut(authors[0] if authors else "", room)
        self._write(ink(named, _AUTHORS_SIZE), _AUTHORS, _INK_PLACE)
        when, _ = self._cut(foot, Style.PLAIN, self._width, _DATE_SIZE)
        self._write(when, _DATE, _MUTED_PLACE)

    def png(self) -> bytes:
        """Return the picture."""
        self._image.putpalette(self._palette)
        if not self._has_photo:
            return png.of_sixteen_colours(self._image)
        data = BytesIO()
        self._image.save(data, "PNG", compress_level=6)
        return data.getvalue()


_SHADE = [round(coverage * _SHADES / 255) for coverage in range(256)]
"""How dark a pixel is that ink covers so far, from nothing to all."""
_COVERED = bytes(255 * (shade > 0) for shade in _SHADE)


@lru_cache(maxsize=512)
def _line(
    text: str, style: Style, language: str, width: float, size: int, *, is_rtl: bool
) -> tuple[Ink, float]:
    """Return a line of text in as many pixels as *width* at most, and how many it takes.

    All cards of a publication bear its name, and many the same topic and day.
    """
    line = Setter(text, style, language, is_rtl=is_rtl).cut(text, width / size)
    return ink(line, size), line.width * size


@cache
def _shades(place: int) -> bytes:
    """Return the places in the palette of an ink whose lightest shade has this one."""
    return bytes(max(0, place + shade - 1) for shade in _SHADE)


def _ramp(colour: tuple[int, int, int]) -> list[int]:
    """Return the shades of an ink on the paper, the lightest first."""
    return [
        round(paper + (full - paper) * step / _SHADES)
        for step in range(1, _SHADES + 1)
        for paper, full in zip(_PAPER, colour, strict=True)
    ]


def _photo(path: Path | None, limits: Limits) -> Image.Image | None:
    """Return the post's picture as it fills its third, or nothing if it cannot be drawn."""
    if path is None or path.suffix.lower() == ".svg":
        return None
    third = (_PHOTO, SIZE[1])
    try:
        return Image.frombytes("RGB", third, decoder.filled(path, third, _PAPER, limits))
    except raster.RasterError:
        return None  # the build says so where it makes the picture's sizes


def _fewer(authors: Sequence[str], language: str) -> Iterator[str]:
    """Yield the authors in one line, then with fewer and fewer of them named."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    if len(authors) <= _MOST_AUTHORS:
        yield str(format_list(authors, locale=locale))
    for count in range(min(len(authors) - 1, _MOST_AUTHORS), 0, -1):
        yield f"{', '.join(authors[:count])} +{len(authors) - count}"
