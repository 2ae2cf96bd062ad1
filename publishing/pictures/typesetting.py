"""Sets text in lines: letters find their font, their form and their place.

HarfBuzz does what a script asks for (kerning, ligatures, joined letters, marks); here text
is cut into stretches of one direction and one font first. Measures are in ems, so that a
text is measured once and may be drawn at any size.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import uharfbuzz as harfbuzz  # type: ignore[import-untyped]
from PIL import Image

from publishing.pictures import bidi, fonts
from publishing.pictures.fonts import Face, Faces, Font, Style

SOFT_HYPHEN = "\u00ad"
ELLIPSIS = "…"
_LONGEST = 400  # characters of a text that are looked at; no card holds as many
_MARKS = 10  # marks on one letter; no language and no emoji has more


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph and where it stands, in ems from the line's left end."""

    font: Font
    id: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, set.

    :ivar width: in ems.
    :ivar leading: how far apart lines like this stand, in ems.
    """

    glyphs: tuple[Glyph, ...]
    width: float
    leading: float


class Setter:
    """Sets the parts of one text alike.

    :param text: all of it: what it is written in decides on its fonts.
    :param language: BCP 47; what is none counts as unknown.
    """

    def __init__(self, text: str, style: Style, language: str, *, is_rtl: bool = False) -> None:
        self._faces = fonts.faces(text, style, language)
        self._language = language if _LANGUAGE.fullmatch(language) else "und"
        self._is_rtl = is_rtl

    def set(self, text: str) -> Line:
        """Set *text*, all in one line."""
        glyphs: list[Glyph] = []
        x = 0.0
        leading = 1.0
        for run, is_rtl in self._runs(text):
            parts = [*_stretches(run, self._faces)]
            for part, face in reversed(parts) if is_rtl else parts:
                x = self._shape(part, face, is_rtl, x, glyphs)
                leading = max(leading, face.leading)
        return Line(tuple(glyphs), x, leading)

    def _runs(self, text: str) -> Iterable[tuple[str, bool]]:
        # Most titles are in English; the way of their letters need not be looked up.
        if text.isascii() and not self._is_rtl:
            return [(text, False)]
        return bidi.runs(text, is_rtl=self._is_rtl)

    def _shape(self, text: str, face: Face, is_rtl: bool, x: float, glyphs: list[Glyph]) -> float:
        """Add the glyphs of *text* from *x* on, and return where they end."""
        buffer = harfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if is_rtl else "ltr"
        buffer.language = self._language
        harfbuzz.shape(face.font, buffer)
        em = face.font.face.upem
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyph = Glyph(face.font, info.codepoint, x + place.x_offset / em, place.y_offset / em)
            glyphs.append(glyph)
            x += place.x_advance / em
        return x

    def cut(self, text: str, width: float) -> Line:
        """Set as much of *text* as *width* holds, with an ellipsis if that is not all."""
        line = self.set(text)
        shown = clusters(text)
        while line.width > width and shown:
            # Guess by the width of what is there, so that a long text takes few tries.
            del shown[max(0, min(len(shown) - 1, int(len(shown) * width / line.width))) :]
            line = self.set("".join(shown).rstrip() + ELLIPSIS)
        return line


_LANGUAGE = re.compile("[A-Za-z0-9-]{1,35}")


def _stretches(text: str, faces: Faces) -> Iterator[tuple[str, Face]]:
    """Yield *text* cut where the font changes; what no font has is left out."""
    if text and text.isascii() and faces.has_ascii:
        yield text, faces.text[0]
        return
    held: list[str] = []
    current: Face | None = None
    for cluster in clusters(text):
        # Spaces and signs stay with the letters before them.
        if current and current not in faces.emoji and _is_sign(cluster) and current.has(cluster):
            held.append(cluster)
            continue
        kept, face = _settable(cluster, faces)
        if face is None:
            continue
        if current and face is not current:
            yield "".join(held), current
            held = []
        current = face
        held.append(kept)
    if current:
        yield "".join(held), current


def _is_sign(cluster: str) -> bool:
    return len(cluster) == 1 and not cluster.isalnum()


def _settable(cluster: str, faces: Faces) -> tuple[str, Face | None]:
    """Return what of a letter with its marks can be set, and the font to set it in."""
    face = faces.of(cluster)
    if face or len(cluster) == 1:
        return cluster, face
    face = faces.of(cluster[0])
    return "".join(char for char in cluster if face and face.has(char)), face


def missing(text: str, language: str) -> frozenset[str]:
    """Return the characters of *text* that a card cannot show."""
    text = plain(text).replace(SOFT_HYPHEN, "")
    if text.isascii():
        return frozenset()
    faces = fonts.faces(text, Style.TITLE, language)
    lost: set[str] = set()
    for cluster in set(clusters(text)):
        kept, face = _settable(cluster, faces)
        lost.update(set(cluster) - set(kept) if face else cluster)
    return frozenset(lost)


_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_JOINERS = frozenset("\u200c\u200d")


def plain(text: str) -> str:
    """Return *text* as a card may hold it: composed, on one line, nothing that controls."""
    text = unicodedata.normalize("NFC", _SPACE.sub(" ", text[: 4 * _LONGEST]))
    shown = (
        char
        for char in text
        if unicodedata.category(char) not in {"Cc", "Cf", "Cs"}
        or char in _JOINERS
        or char == SOFT_HYPHEN
    )
    text = "".join(shown).strip()
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + ELLIPSIS


def clusters(text: str) -> list[str]:
    """Cut *text* into letters with their marks, and emoji of several characters.

    What people call a character: near enough to UAX #29 for choosing fonts and breaks.
    """
    found: list[str] = []
    joins = False
    for char in text:
        joined = joins or (found and _continues(found[-1], char))
        if joined and len(found[-1]) <= _MARKS:
            found[-1] += char
        elif not joined:
            found.append(char)
        joins = char == "\u200d" and bool(found)
    return found


def _continues(cluster: str, char: str) -> bool:
    code = ord(char)
    if 0x1F1E6 <= code <= 0x1F1FF:  # the letters of a flag come in pairs
        return len(cluster) == 1 and 0x1F1E6 <= ord(cluster) <= 0x1F1FF
    return (
        unicodedata.category(char) in {"Mn", "Me", "Mc"}
        or 0x1F3FB <= code <= 0x1F3FF
        or char in _JOINERS
    )


@dataclass(frozen=True, slots=True)
class Ink:
    """Where the ink of a line falls.

    :ivar shape: how far each pixel is covered, an ``L`` image.
    :ivar above: how many of its rows are above the baseline.
    :ivar left: how many of its columns ink hardly touches at the left, :attr:`right` at the right.
    """

    shape: Image.Image
    above: int
    left: int = 0
    right: int = 0

    def mapped(self, values: bytes) -> Image.Image:
        """Return the shape with another value for each of its 256.

        As `Image.point` does, which rounds all of them in Python each time.
        """
        return Image.frombytes("L", self.shape.size, self.shape.tobytes().translate(values))


def ink(line: Line, size: int) -> Ink:
    """Draw a line; *size* is that of an em in pixels."""
    pen = harfbuzz.RasterDraw()
    for glyph in line.glyphs:
        scale = size / glyph.font.face.upem
        pen.transform = (scale, 0, 0, scale, glyph.x * size, glyph.y * size)
        pen.draw_glyph(glyph.font, glyph.id)
    image = pen.render()
    box = image.extents if image else None
    if not box or not box.width or not box.height:
        return Ink(Image.new("L", (0, 0)), 0)
    shape = Image.frombytes("L", (box.width, box.height), image.buffer, "raw", "L", box.stride, -1)
    drawn = Ink(shape, box.y_origin + box.height)
    solid = drawn.mapped(_SOLID).getbbox() or (0, 0, box.width, 0)
    return replace(drawn, left=solid[0], right=box.width - solid[2])


_SOLID = bytes(128) + b"\xff" * 128
