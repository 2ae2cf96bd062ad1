"""Turns the values of front matter into what their keys mean, or says why they mean nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from publishing import dates, heading
from publishing.characters import Use, flaw
from publishing.dates import DateRefused, Moment
from publishing.file_bounds import Bounds
from publishing.findings import Findings, shown
from publishing.node import Entry, Items, Node, Scalar, Syntax, Table
from publishing.stated_address import AddressRefused, old_address, web_address


@dataclass(frozen=True, slots=True)
class Values:
    """Reads the values of one post, gathering what is wrong with them.

    :ivar zone: zone of a time without one.
    :ivar year: year to put into the mend of a date that has none.
    """

    findings: Findings
    syntax: Syntax
    bounds: Bounds
    zone: tzinfo
    year: int

    def text(self, entry: Entry) -> str:
        """Return a line of text, never markup."""
        node = entry.value
        if not isinstance(node, Scalar):
            kind = "a list" if isinstance(node, Items) else "a table"
            self._refuse(entry, "value-type", f"{kind}, not text", _source(node))
            return ""
        return self._clean(entry, node, Use.PROSE, self.bounds.title)

    def description(self, entry: Entry) -> str:
        """Return plain text; what other tools take for markup in an excerpt is taken out."""
        if not isinstance(entry.value, Scalar):
            return self.text(entry)
        text = self._clean(entry, entry.value, Use.PROSE, self.bounds.description)
        # Jekyll, Hugo and Pelican print these as HTML, so their authors wrote markup.
        if entry.key.lower() in {"excerpt", "summary"} and _MARKUP.search(text):
            return heading.plain(text)
        return text

    def names(self, entry: Entry) -> tuple[str, ...]:
        """Return the names of a list, or of text with commas between them."""
        if isinstance(entry.value, Scalar):
            found = [
                self._clean(entry, Scalar(name, False, entry.value.place), Use.NAME)
                for name in _split(entry.value)
            ]
        else:
            found = [self._clean(entry, node, Use.NAME) for node in self._scalars(entry)]
        return tuple(dict.fromkeys(name for name in found if name))

    def name(self, entry: Entry) -> str:
        """Return one name; a list of one is taken for it."""
        names = [self._clean(entry, node, Use.NAME) for node in self._scalars(entry)]
        if len(names) > 1:
            self._refuse(entry, "value-type", "a list, where one is expected", names[0])
        return names[0] if names else ""

    def flag(self, entry: Entry) -> bool | None:
        """Return a truth value, quoted or not; nothing if none is given."""
        node = entry.value
        word = " ".join(node.text.split()) if isinstance(node, Scalar) else _source(node)
        words = _STATES if entry.key.lower() == "status" else _FLAGS
        if word.lower() in words:
            return words[word.lower()]
        mends = ("draft", "published") if words is _STATES else ("true", "false")
        found = f"{shown(word)} is neither {mends[0]} nor {mends[1]}"
        self._refuse(entry, "flag-invalid", found, *mends)
        return None

    def moment(self, entry: Entry) -> Moment | None:
        """Return a day or an instant."""
        if not isinstance(entry.value, Scalar):
            self._refuse(
                entry, "date-invalid", f"{shown(_source(entry.value))} is not a date", EXAMPLE_DAY
            )
            return None
        try:
            return dates.parse(entry.value.text, self.zone, self.year)
        except DateRefused as refused:
            self._refuse(entry, refused.code, refused.found, *(refused.mends or (EXAMPLE_DAY,)))
            return None

    def image(self, entry: Entry) -> tuple[str | None, str]:
        """Return the picture that is named, if one is, and its description, if one is beside it."""
        node = entry.value
        alt = ""
        if isinstance(node, Items):
            node = node.items[0]
        if isinstance(node, Table):
            inner = {key.key.lower(): key.value for key in node.entries}
            if isinstance(words := inner.get("alt"), Scalar):
                alt = self._clean(entry, words, Use.PROSE, self.bounds.title)
            node = next((inner[key] for key in _IMAGE_KEYS if key in inner), node)
        if not isinstance(node, Scalar):
            self._refuse(entry, "value-type", "not the name of a picture", "picture.jpg")
            return None, alt
        if node.is_empty or (node.plain and node.text.lower() in _FLAGS):
            return None, alt
        return self._clean(entry, node, Use.ADDRESS, self.bounds.address) or None, alt

    def language(self, entry: Entry) -> str:
        """Return a language tag in its usual case: ``pt-BR`` for ``pt_br``."""
        tag = self.name(entry)
        if not tag:
            return ""
        if not _LANGUAGE.fullmatch(tag := tag.replace("_", "-")):
            found = f"{shown(tag)} is not a language tag"
            self._refuse(entry, "language-invalid", found, _LANGUAGES.get(tag.lower(), "en"))
            return ""
        first, *rest = tag.split("-")
        return "-".join((first.lower(), *map(_subtag, rest)))

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
        for node in self._scalars(entry):
            part = Entry(entry.key, node, entry.place)
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

    def _scalars(self, entry: Entry) -> list[Scalar]:
        """Return the texts of a value: itself, its items, or what a table calls its name."""
        node = entry.value
        items = node.items if isinstance(node, Items) else (node,)
        if len(items) > self.bounds.items:
            found = f"{len(items)} items; at most {self.bounds.items} are read"
            self.findings.error(node.place, "value-items", f"{entry.key}: {found}", "remove some")
            items = items[: self.bounds.items]
        found_items = []
        for item in _flat(items):
            scalar = _named(item) if isinstance(item, Table) else item
            if isinstance(scalar, Scalar):
                if not scalar.is_empty:
                    found_items.append(scalar)
            elif not item.is_empty:
                found = f"{entry.key}: {shown(_source(item))} is not a name"
                self.findings.error(
                    item.place, "value-type", found, self.write(entry.key, "one, two")
                )
        return found_items

    def _clean(self, entry: Entry, node: Scalar, use: Use, length: int | None = None) -> str:
        """Return a text on one line, in composed characters, with nothing hidden in it."""
        length = length or self.bounds.name
        if node.is_empty:
            return ""
        text = " ".join(node.text.split())
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        if len(text) > length:
            self._too_long(entry, len(text), length)
            return ""
        if hidden := flaw(text, use):
            self.findings.error(
                node.place,
                "character-hidden",
                f"{entry.key}: the text holds {hidden}",
                "delete it, or type the text anew",
            )
            return ""
        return text.removeprefix("@") if use is Use.NAME and _HANDLE.fullmatch(text) else text

    def _too_long(self, entry: Entry, length: int, most: int) -> None:
        found = f"{entry.key}: {length:,} characters; at most {most:,} are read"
        self.findings.error(entry.value.place, "value-length", found, "shorten it")

    def _refuse_address(self, entry: Entry, code: str, refused: AddressRefused) -> None:
        help = self.write(entry.key, refused.mend) if refused.mend else refused.help
        self.findings.error(entry.value.place, code, f"{entry.key}: {refused.found}", help)

    def _refuse(self, entry: Entry, code: str, found: str, *mends: str) -> None:
        self.findings.error(
            entry.value.place, code, f"{entry.key}: {found}", self.write(entry.key, *mends)
        )

    def write(self, key: str, *mends: str) -> str:
        """Return the words of a mend: ``write date: 2026-05-01``."""
        return "write " + " or ".join(self.syntax.assign(key, mend) for mend in mends)


def _flat(items: tuple[Node, ...]) -> Iterator[Node]:
    """Yield items, those of inner lists too: Hexo writes a category's path as a list."""
    for item in items:
        if isinstance(item, Items):
            yield from item.items
        else:
            yield item


def _named(table: Table) -> Node | None:
    inner = {entry.key.lower(): entry.value for entry in table.entries}
    return next((inner[key] for key in _NAME_KEYS if key in inner), None)


def _split(node: Scalar) -> list[str]:
    """Return the names in a text; a semicolon, if there is one, lets names have commas."""
    if node.is_empty:
        return []
    parts: list[str] = []
    for part in node.text.split(";" if ";" in node.text else ","):
        if parts and part.strip().lower().rstrip(".") in _SUFFIXES:
            parts[-1] += f",{part}"
        else:
            parts.append(part)
    return parts


def _subtag(subtag: str) -> str:
    if len(subtag) == 4:
        return subtag.title()
    return subtag.upper() if len(subtag) == 2 else subtag.lower()


def _source(node: Node) -> str:
    """Return a value about as it was written, on one line."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return f"[{', '.join(map(_source, node.items))}]"
    return f"{{{', '.join(f'{entry.key}: {_source(entry.value)}' for entry in node.entries)}}}"


EXAMPLE_DAY: Final = "2026-05-01"
"""The day in mends where none can be guessed."""
_FLAGS: Final = {
    **dict.fromkeys(("true", "yes", "on"), True),
    **dict.fromkeys(("false", "no", "off"), False),
}
# Pelican and WordPress; a post that is listed nowhere there is not published here.
_STATES: Final = {
    **dict.fromkeys(("draft", "hidden", "private", "pending", "skip"), True),
    **dict.fromkeys(("published", "publish", "public"), False),
}
_NAME_KEYS: Final = ("name", "id", "slug", "login", "username", "nick", "title")
_IMAGE_KEYS: Final = ("path", "src", "url", "image", "file", "feature", "thumb", "teaser")
_SUFFIXES: Final = frozenset(["jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "esq"])
_HANDLE: Final = re.compile(r"@[\w-]+")
_MARKUP: Final = re.compile(r"[<*_`\[&\\]")
_LANGUAGE: Final = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)
_LANGUAGES: Final = {
    name: tag
    for tag, names in {
        "en": ("english",),
        "de": ("german", "deutsch"),
        "fr": ("french", "français"),
        "es": ("spanish", "español"),
        "it": ("italian", "italiano"),
        "pt": ("portuguese", "português"),
        "nl": ("dutch", "nederlands"),
        "ja": ("japanese", "日本語"),
        "zh": ("chinese", "中文"),
        "ru": ("russian", "русский"),
        "ar": ("arabic", "العربية"),
    }.items()
    for name in names
}
