"""The fonts that cards are set in: from pinned packages, never the machine's own.

So a card is the same wherever it is drawn. A script whose package is not installed cannot
be set; :func:`publishing.pictures.typesetting.missing` names what that leaves out of a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import uharfbuzz as harfbuzz  # type: ignore[import-untyped]

Font: TypeAlias = "harfbuzz.Font"

_PACKAGES = (
    "uharfbuzz",  # shapes letters and draws them
    "fontpkg-source-serif-4",
    "fontpkg-source-sans-3",
    "manimgx-fonts",  # Noto Sans: the scripts that Source has not, signs, emoji
    "manimgx-fonts-cjk",  # Noto Sans for Chinese, Japanese and Korean
    "budoux",  # where their lines may end
)
_SERIF = ("fontpkg_source_serif_4.files", "SourceSerif4[opsz,wght].ttf")
_SANS = ("fontpkg_source_sans_3.files", "SourceSans3[wght].ttf")
_CJK = ("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc")
_NOTO = "manimgx_fonts"
_SCRIPTS = {
    "": 1.2,
    **dict.fromkeys(["Hebrew", "Armenian", "Georgian", "Ethiopic"], 1.25),
    **dict.fromkeys(
        ["Arabic", "Devanagari", "Bengali", "Gujarati", "Gurmukhi", "Sinhala", "Tamil"], 1.4
    ),
    **dict.fromkeys(
        ["Khmer", "Lao", "Myanmar", "Thai", "Kannada", "Malayalam", "Oriya", "Telugu"], 1.5
    ),
    "Symbols": 1.2,
}
"""Noto's families, by their height and depth: how far apart their lines stand."""


class Style(Enum):
    """What a text is for: its family, weight, and the size in points that it is drawn for."""

    TITLE = (_SERIF, 650, 40)
    MARK = (_SERIF, 700, 20)
    STRONG = (_SANS, 600, 0)
    PLAIN = (_SANS, 400, 0)


class Region(Enum):
    """Where a text is from: its place in Noto's collection, and subtags of BCP 47 that say so."""

    JAPAN = (0, frozenset({"ja"}))
    KOREA = (1, frozenset({"ko"}))
    HONG_KONG = (4, frozenset({"hk", "mo"}))
    TAIWAN = (3, frozenset({"tw", "hant"}))
    CHINA = (2, frozenset({"zh"}))


@dataclass(frozen=True, slots=True)
class Face:
    """A font at one weight.

    :ivar leading: how far apart lines of it stand, in ems.
    """

    font: Font
    leading: float

    def has(self, cluster: str) -> bool:
        """Whether all of *cluster* has a glyph here."""
        return all(
            self.font.get_nominal_glyph(ord(char)) is not None
            for char in cluster
            if char not in _SELECTORS
        )


_SELECTORS = frozenset("\u200c\u200d\ufe0e\ufe0f")
"""Joiners and variation selectors: they ask for a form of a letter and have none themselves."""


@cache
def _face(
    package: str, name: str, index: int, leading: float, weight: int, size: int
) -> Face | None:
    import uharfbuzz as harfbuzz

    try:
        path = files(package) / name
    except ModuleNotFoundError:
        return None
    face = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(path)), index)
    font = harfbuzz.Font(face)
    font.set_variations({"wght": weight, "opsz": size} if size else {"wght": weight})
    return Face(font, leading)


def _found(*faces: Face | None) -> tuple[Face, ...]:
    return tuple(face for face in faces if face is not None)


@dataclass(frozen=True)
class Faces:
    """The faces that may set one text, those to try first first."""

    text: tuple[Face, ...]
    emoji: tuple[Face, ...]
    wide: tuple[Face, ...]

    @cached_property
    def has_ascii(self) -> bool:
        """Whether the first face has all that ASCII can print."""
        return bool(self.text) and self.text[0].has("".join(map(chr, range(0x20, 0x7F))))

    def of(self, cluster: str) -> Face | None:
        """Return the face for a letter with its marks, or nothing if none has it."""
        order = self.text
        if _EMOJI.search(cluster):
            order = (*self.emoji, *order)
        elif cluster in _WIDE:
            order = (*self.wide, *order)
        return next((face for face in order if face.has(cluster)), None)


_EMOJI = re.compile("[\ufe0f\u20e3\U0001f1e6-\U0001faff]")
_WIDE = frozenset("“”‘’…—·")
"""Marks that are as wide as a letter in Chinese and Japanese, and narrow elsewhere."""


def faces(text: str, style: Style, language: str) -> Faces:
    """Return the faces for *text*.

    What the style's own family has not is set in Noto Sans. A text that is mostly such
    is set in it altogether: a few letters with serifs among it are strangers.
    """
    own = _face(*style.value[0], 0, 1.12, *style.value[1:])
    letters = [char for char in text[:200] if char.isalpha()]
    known = sum(own is not None and own.has(char) for char in letters)
    return _faces(style, region(text, language), 2 * known >= len(letters))


@cache
def _faces(style: Style, region: Region | None, is_own: bool) -> Faces:
    family, weight, size = style.value
    own = _found(_face(*family, 0, 1.12, weight, size))
    weight = min(weight, 600)  # Noto's letters are dark: as bold as Source's would shout
    place = (region or Region.CHINA).value[0]
    cjk = _found(_face(*_CJK, place, 1.3, weight, 0))
    noto = _found(
        *(
            _face(_NOTO, f"NotoSans{script}[wght].ttf", 0, leading, weight, 0)
            for script, leading in _SCRIPTS.items()
        )
    )
    emoji = _found(_face(_NOTO, "NotoEmoji[wght].ttf", 0, 1.2, weight, 0))
    foreign = (*cjk, *noto) if region else (*noto, *cjk)
    text = (*own, *foreign) if is_own else (*foreign, *own)
    is_wide = region not in {None, Region.KOREA}
    return Faces(text=(*text, *emoji), emoji=emoji, wide=cjk if is_wide else ())


_KANA = re.compile("[\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9d]")
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7af]")
_HAN = re.compile("[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def region(text: str, language: str) -> Region | None:
    """Return where a text with Chinese, Japanese or Korean in it is from; nothing for others."""
    if _KANA.search(text):
        return Region.JAPAN
    if _HANGUL.search(text):
        return Region.KOREA
    if not _HAN.search(text):
        return None
    subtags = {*language.lower().split("-")}
    return next((region for region in Region if subtags & region.value[1]), Region.CHINA)


def has_cjk() -> bool:
    """Whether the fonts for Chinese, Japanese and Korean are installed: 20 MB that not all need."""
    return find_spec(_CJK[0]) is not None


@cache
def versions() -> tuple[str, ...]:
    """Return what the look of a text depends on: each package with its version."""
    return tuple(f"{package} {_version(package)}" for package in _PACKAGES)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
