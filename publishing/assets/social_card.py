"""The card that stands for a post where a link to it is shared: what it says and cannot show."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Final

from babel import __version__ as babel_version
from PIL import __version__ as pillow_version

from publishing.assets import card_fonts
from publishing.base.cache import digest
from publishing.base.code_digest import part_digest
from publishing.base.theme_files import ThemeFiles
from publishing.frontmatter.source import name_of
from publishing.model.date_words import day_in_words
from publishing.model.post import Post
from publishing.model.problem import Problem, warning

SIZE = (1200, 630)
"""Pixels of a card, as those who show it expect."""

TEMPLATE: Final = "card.typ"
"""The file that lays out the cards."""

_LONGEST = 400  # characters of a text that are looked at; no card holds as many


@dataclass(frozen=True, slots=True)
class Template:
    """The template of cards, with all that it may read.

    :ivar folder: where it is; nothing outside can be read.
    :ivar folders: where fonts may be besides, its own among them.
    :ivar fonts: every font that a card may be written in.
    :ivar digest: of the template and of what lies beside it.
    """

    folder: Path
    folders: tuple[Path, ...]
    fonts: tuple[Path, ...]
    digest: str

    @classmethod
    def of(cls, files: ThemeFiles) -> Template:
        """Return the template among *files*; those of pages, beside it, are no input."""
        parts: list[str | bytes] = []
        for name, path in files.files().items():
            if path.suffix != ".html":
                parts += (name, path.read_bytes())
        folder = files.files(TEMPLATE)[TEMPLATE].parent
        fonts = card_fonts.in_folders(*card_fonts.folders(), *files.folders)
        return cls(folder, files.folders, fonts, digest(*parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialCard:
    """What a card says.

    :ivar foot: what stands last: the date of a post, or words.
    :ivar brand: the publication's name.
    :ivar topic: the first category, or nothing.
    :ivar language: of the post (BCP 47).
    :ivar image: the post's own picture, or nothing; an SVG counts as none.
    """

    title: str
    authors: tuple[str, ...]
    foot: date | str
    brand: str
    topic: str
    language: str
    image: Path | None = None

    @property
    def said(self) -> tuple[str, ...]:
        """All that is written on it, but for the date of a post."""
        words = (self.foot,) if isinstance(self.foot, str) else ()
        return (self.title, *self.authors, self.brand, self.topic, *words)

    @property
    def foot_text(self) -> str:
        """What stands last, a date in words of the card's language."""
        if isinstance(self.foot, str):
            return self.foot
        return day_in_words(self.foot, self.language)

    @property
    def is_plain(self) -> bool:
        """Whether any font has all that is written on it, as is known without a look."""
        # To put the dates of ten thousand posts in words takes most of a second.
        return self.language.startswith("en") and all(map(str.isascii, self.said))


_drawn = attrgetter("title", "authors", "foot", "brand", "topic", "language")


def key(card: SocialCard, template: Template) -> str:
    """Return a digest of everything that the bytes of a card depend on."""
    image = card.image.read_bytes() if card.image else b""
    return digest(_made_with(), template.digest, repr(_drawn(card)), image)


_MODULES = (
    "model/date_words",
    "model/direction",
    "assets/card_drawing",
    "assets/decoder",
    "assets/decoding",
    "assets/card_fonts",
    "assets/raster",
    "assets/social_card",
    "assets/variants",
    "assets/orientation",
)
"""All the code that has a say in how a card looks. With the rest of the package in its key,
every change of a line anywhere would have all cards drawn again."""


@cache
def _made_with() -> str:
    code = part_digest(*_MODULES)
    return digest(
        code, pillow_version, babel_version, unicodedata.unidata_version, *card_fonts.versions()
    )


def plain(text: str) -> str:
    """Return *text* as a card may hold it: composed, on one line, nothing that controls."""
    text = unicodedata.normalize("NFC", _SPACE.sub(" ", text[: 4 * _LONGEST]))
    shown = (
        char
        for char in text
        if unicodedata.category(char) not in {"Cc", "Cf", "Cs"} or char in _JOINERS
    )
    text = "".join(shown).strip()
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"


_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_JOINERS = frozenset("\u00ad\u200c\u200d")
"""The soft hyphen too: it says where a word may be broken."""


def lost(card: SocialCard, template: Template) -> str:
    """Return the characters that the card cannot show, in the order of Unicode."""
    texts = map(plain, (*card.said, card.foot_text))
    return "".join(
        sorted({char for text in texts for char in card_fonts.missing(text, template.fonts)})
    )


def glyph_warning(post: Post, lost: str) -> Problem | None:
    """Return the one warning about all that the card of *post* cannot show, or nothing."""
    if not lost:
        return None
    named = ", ".join(map(name_of, lost[:3])) + f" and {len(lost) - 3} more" * (len(lost) > 3)
    position = post.positions.get("title", (1, 1))
    what = f"the card that links to the post show has no letters for {named}"
    return warning(post.path, *position, "card-glyphs", what, _help(lost))


def _help(lost: str) -> str:
    if card_fonts.is_cjk(lost) and not card_fonts.has_cjk():
        return f"add {card_fonts.CJK} to requirements.txt, or accept a card without these letters"
    return "it is drawn without them; the page itself shows them"
