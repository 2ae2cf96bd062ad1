"""The fonts that cards are written in: from pinned packages, never the machine's own.

So a card is the same wherever it is drawn. A script whose package is not installed cannot be
written; :func:`missing` names what that leaves out of a text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

_FOLDERS = {
    "fontpkg-source-serif-4": "fontpkg_source_serif_4/files",
    "fontpkg-source-sans-3": "fontpkg_source_sans_3/files",
    "manimgx-fonts": "manimgx_fonts",  # Noto Sans: the scripts that Source has not, signs, emoji
    "manimgx-fonts-cjk": "manimgx_fonts_cjk",  # Noto Sans for Chinese, Japanese and Korean
}
"""Where each package has its fonts."""

CJK = "manimgx-fonts-cjk"
"""20 MB that not all need."""


@cache
def folders() -> tuple[Path, ...]:
    """Return the folders of the fonts, those of installed packages only."""
    return tuple(filter(None, map(_installed, _FOLDERS.values())))


def in_folders(*folders: Path) -> tuple[Path, ...]:
    """Return the files of all fonts in some folders and below them."""
    return tuple(
        path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in {".ttf", ".otf", ".ttc"}
    )


def _installed(where: str) -> Path | None:
    package, _, folder = where.partition("/")
    return Path(str(files(package))) / folder if find_spec(package) else None


def missing(text: str, fonts: tuple[Path, ...]) -> frozenset[str]:
    """Return the characters of *text* that none of the *fonts* has."""
    if text.isascii():
        return frozenset()
    known = _letters(fonts)
    return frozenset(char for char in text if ord(char) not in known and not _is_silent(char))


@cache
def _letters(fonts: tuple[Path, ...]) -> frozenset[int]:
    import uharfbuzz as harfbuzz  # type: ignore[import-untyped]

    faces = (harfbuzz.Face(harfbuzz.Blob.from_file_path(str(path))) for path in fonts)
    return frozenset(code for face in faces for code in face.unicodes)


def _is_silent(char: str) -> bool:
    """Whether a character asks for a form of others and has none itself: joiners, selectors."""
    return unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f"


def is_cjk(text: str) -> bool:
    """Whether *text* has letters of Chinese, Japanese or Korean."""
    return bool(_CJK_LETTER.search(text))


_CJK_LETTER = re.compile(
    "[\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u3131-\u318e\u31f0-\u31ff\u3400-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]"
)


def has_cjk() -> bool:
    """Whether Chinese, Japanese and Korean can be written."""
    return find_spec(_FOLDERS[CJK]) is not None


@cache
def versions() -> tuple[str, ...]:
    """Return what the look of a text depends on: each package with its version."""
    packages = ("typst", "uharfbuzz", *_FOLDERS)
    return tuple(f"{package} {_version(package)}" for package in packages)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
