"""Turns the values of front matter into what their keys mean, or says why they mean nothing."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import Enum
from typing import Final

from publishing.base.other_tools import AUDIENCE, AUTHOR_NAMES, NAMES_BETWEEN_SPACES
from publishing.frontmatter import names
from publishing.frontmatter.characters import Use
from publishing.frontmatter.cleaning import Cleaning, source
from publishing.frontmatter.node import Entry, Items, Node, Scalar, letters
from publishing.frontmatter.stated_permalinks import AddressRefused, old_address, web_address
from publishing.frontmatter.text_markup import without_markup
from publishing.model import dates
from publishing.model.dates import DateRefused, Moment
from publishing.model.language import guess, language_tag
from publishing.model.problem import shown


class Audience(Enum):
    """Whom a post is for, as one of its keys says."""

    EVERYONE = "everyone"
    NOBODY_YET = "nobody yet"
    """It is a draft."""
    A_FEW = "a few"
    """It is private, or in no list. Here everybody could read it."""


class Values(Cleaning):
    """Reads the values of one post, gathering what is wrong with them."""

    __slots__ = ()

    def text(self, entry: Entry) -> str:
        """Return a line of text, never markup."""
        node = entry.value
        if not isinstance(node, Scalar):
            kind = "a list" if isinstance(node, Items) else "a table"
            self._refuse(entry, "value-type", f"{kind}, not text", source(node))
            return ""
        return self._clean(entry, node, Use.PROSE, self.bounds.title)

    def description(self, entry: Entry) -> str:
        """Return plain text; markup, which many tools print as HTML, is taken out."""
        if not isinstance(entry.value, Scalar):
            return self.text(entry)
        text = self._clean(entry, entry.value, Use.PROSE, self.bounds.description)
        if (plain := without_markup(text)) != text:
            scalar = Scalar(plain, False, entry.value.position)
            return self._clean(entry, scalar, Use.PROSE, self.bounds.description)
        return text

    def names(self, entry: Entry) -> tuple[str, ...]:
        """Return the names of a list, or of text with commas between them."""
        node = entry.value
        is_author = entry.key.lower() in {"author", "authors"}
        if isinstance(node, Scalar):
            plain = self._plain_author(entry, node) if is_author else node
            texts = self._split(entry, plain if isinstance(plain, Scalar) else node)
            parts = tuple(Scalar(part, False, node.position) for part in texts)
            entry = Entry(entry.key, Items(parts, node.position), entry.position)
        elif is_author and isinstance(node, Items):
            items = (self._plain_author(entry, item) for item in node.items)
            entry = Entry(entry.key, Items(tuple(items), node.position), entry.position)
        found = (self._clean(entry, scalar, Use.NAME) for scalar in self._scalars(entry))
        return tuple(dict.fromkeys(name for name in found if name))

    def _plain_author(self, entry: Entry, item: Node) -> Node:
        if isinstance(item, Scalar) and AUTHOR_NAMES.is_met(item.text):
            plain: Scalar = AUTHOR_NAMES.read(entry, item, self)
            return plain
        return item

    def _split(self, entry: Entry, node: Scalar) -> list[str]:
        """Return the names in a text."""
        is_foreign = entry.key.lower() in {"categories", "tags"} and node.plain
        if is_foreign and len(node.text.split()) > 1 and not {",", ";"} & set(node.text):
            found: list[str] | None = NAMES_BETWEEN_SPACES.read(entry, node, self)
            if found:
                return found
        return names.split(node.text)

    def name(self, entry: Entry) -> str:
        """Return one name; a list of one is taken for it."""
        found = [self._clean(entry, node, Use.NAME) for node in self._scalars(entry)]
        if len(found) > 1:
            self._refuse(entry, "value-type", f"{len(found)} names, where one is read", found[0])
        return found[0] if found else ""

    def flag(self, entry: Entry) -> bool | None:
        """Return a truth value, quoted or not; nothing if none is given."""
        node = entry.value
        word = " ".join(node.text.split()) if isinstance(node, Scalar) else source(node)
        if (flag := FLAGS.get(word.lower())) is None:
            found = f"{shown(word)} is neither true nor false"
            self._refuse(entry, "flag-invalid", found, "true", "false")
        return flag

    def audience(self, entry: Entry) -> Audience:
        """Return whom the post is for, as an entry says."""
        if letters(entry.key) == "draft":
            return Audience.NOBODY_YET if self.flag(entry) else Audience.EVERYONE
        audience: Audience = AUDIENCE.read(entry, self)
        return audience

    def moment(self, entry: Entry, named: date | None = None) -> Moment | None:
        """Return a day or an instant.

        :param named: the day that the name of the file says. It decides where a text has two
            readings or lacks a part, and is what to write where the text names no day at all.
        """
        node = entry.value
        if isinstance(node, Items) and len(node.items) == 1:
            node = node.items[0]
        if not isinstance(node, Scalar):
            found = f"{shown(source(node))} is not a date"
            self._refuse(entry, "date-invalid", found, str(named or EXAMPLE_DAY))
            return None
        try:
            return dates.parse(node.text, self.zone, self.year)
        except DateRefused as refused:
            if named and refused.allows(named):
                found = f"{refused.found}; the file's name says {named}"
                self._warn(entry, "date-named", found, str(named))
                return dates.whole_day(named, self.zone)
            if refused.day:
                found = f"{refused.found}: only its day is read, {refused.day}"
                self._warn(entry, "date-time", found, *refused.mends)
                return dates.whole_day(refused.day, self.zone)
            mends = refused.mends or (EXAMPLE_DAY,)
            if named and refused.code != "date-ambiguous":
                mends = (str(named),)
            self._refuse(entry, refused.code, refused.found, *mends)
            return None

    def image(self, entry: Entry) -> str | None:
        """Return the picture that is named, if one is."""
        node = entry.value
        if not isinstance(node, Scalar):
            found = "names no picture, so none is shown"
            self._warn(entry, "image-nameless", found, "picture.jpg")
            return None
        if node.is_empty or (node.plain and node.text.lower() in FLAGS):
            return None
        return self._clean(entry, node, Use.ADDRESS, self.bounds.address) or None

    def language(self, entry: Entry) -> str:
        """Return a language tag in its usual case: ``pt-BR`` for ``pt_br``."""
        tag = self.name(entry)
        if not tag:
            return ""
        if found := guess(tag) or language_tag(tag):  # ABlog has names: `English`
            return found
        self._refuse(
            entry, "language-invalid", f"{shown(tag)} is not a language tag", guess(tag) or "en"
        )
        return ""

    def web_address(self, entry: Entry) -> str | None:
        """Return an address elsewhere."""
        text = self._address(entry)
        try:
            return web_address(text) if text else None
        except AddressRefused as refused:
            self._refuse_address(entry, "address-invalid", refused)
            return None

    def old_addresses(self, entry: Entry) -> tuple[str, ...]:
        """Return old addresses on this site."""
        found = []
        parts = [
            Scalar(part, node.plain, node.position)
            for node in self._scalars(entry)
            for part in _BETWEEN.split(node.text)
            if part.strip()
        ]
        for node in parts:
            part = Entry(entry.key, node, entry.position)
            if not (text := self._address(part)):
                continue
            try:
                found.append(old_address(text))
            except AddressRefused as refused:
                self._refuse_address(part, "redirect-invalid", refused)
        return tuple(dict.fromkeys(found))

    def _address(self, entry: Entry) -> str:
        """Return the text of an address as it stands; its own rule judges what hides in it."""
        for node in self._scalars(entry):
            text = unicodedata.normalize("NFC", node.text.strip())
            if len(text) <= self.bounds.address:
                return text
            self._too_long(entry, len(text), self.bounds.address)
        return ""


FLAGS: Final = {
    **dict.fromkeys(("true", "yes", "on", "1"), True),
    **dict.fromkeys(("false", "no", "off", "0"), False),
}
"""How truth is written."""
EXAMPLE_DAY: Final = "2026-05-01"
"""The day in mends where none can be guessed."""
_BETWEEN: Final = re.compile(r",(?=\s|/|https?:|$)|\s+(?=/)")
"""What parts several addresses in one text, as ABlog lets them stand in one."""
