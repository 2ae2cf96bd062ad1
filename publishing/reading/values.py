"""Turns the values of front matter into what their keys mean, or says why they mean nothing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from publishing.formula_text import with_readable_formulas
from publishing.reading import dates, heading, names
from publishing.reading.characters import Use, flaw
from publishing.reading.dates import DateRefused, Moment
from publishing.reading.file_bounds import Bounds
from publishing.reading.findings import Findings, shown
from publishing.reading.language import guess, language_tag
from publishing.reading.node import Entry, Items, Node, Scalar, Syntax, Table
from publishing.reading.stated_address import AddressRefused, old_address, web_address


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
        if entry.key.lower() in _PRINTED and _MARKUP.search(text):
            plain = Scalar(heading.plain(text), False, entry.value.place)
            return self._clean(entry, plain, Use.PROSE, self.bounds.description)
        return text

    def names(self, entry: Entry) -> tuple[str, ...]:
        """Return the names of a list, or of text with commas between them."""
        node = entry.value
        if isinstance(node, Scalar):
            parts = tuple(Scalar(part, False, node.place) for part in names.split(node.text))
            entry = Entry(entry.key, Items(parts, node.place), entry.place)
        found = (self._clean(entry, scalar, Use.NAME) for scalar in self._scalars(entry))
        return tuple(dict.fromkeys(name for name in found if name))

    def name(self, entry: Entry) -> str:
        """Return one name; a list of one is taken for it."""
        found = [self._clean(entry, node, Use.NAME) for node in self._scalars(entry)]
        if len(found) > 1:
            self._refuse(entry, "value-type", f"{len(found)} names, where one is read", found[0])
        return found[0] if found else ""

    def flag(self, entry: Entry) -> bool | None:
        """Return a truth value, quoted or not; nothing if none is given."""
        node = entry.value
        word = " ".join(node.text.split()) if isinstance(node, Scalar) else _source(node)
        if entry.key.lower() == "status":
            return _STATES.get(word.lower())
        if (flag := _FLAGS.get(word.lower())) is None:
            found = f"{shown(word)} is neither true nor false"
            self._refuse(entry, "flag-invalid", found, "true", "false")
        return flag

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
        for item in names.flat(items):
            scalar = names.named(item) if isinstance(item, Table) else item
            if isinstance(scalar, Scalar):
                if not scalar.is_empty:
                    found_items.append(scalar)
            elif not item.is_empty:
                found = f"{entry.key}: {shown(_source(item))} is not text"
                help = "write text, or a list of texts"
                self.findings.error(item.place, "value-type", found, help)
        return found_items

    def _clean(self, entry: Entry, node: Scalar, use: Use, length: int | None = None) -> str:
        """Return a text on one line, in composed characters, with nothing hidden in it."""
        length = length or self.bounds.name
        if node.is_empty:
            return ""
        text = " ".join(node.text.split())
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        if use is Use.PROSE:
            text = with_readable_formulas(text)
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
        tell = self.findings.warning if refused.is_idle else self.findings.error
        tell(entry.value.place, code, f"{entry.key}: {refused.found}", help)

    def _refuse(self, entry: Entry, code: str, found: str, *mends: str) -> None:
        self.findings.error(
            entry.value.place, code, f"{entry.key}: {found}", self.write(entry.key, *mends)
        )

    def write(self, key: str, *mends: str) -> str:
        """Return the words of a mend: ``write date: 2026-05-01``."""
        return "write " + " or ".join(self.syntax.assign(key, mend) for mend in mends)


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
    **dict.fromkeys(("true", "yes", "on", "1"), True),
    **dict.fromkeys(("false", "no", "off", "0"), False),
}
# Pelican and WordPress; a post that is listed nowhere there is not published here.
_STATES: Final = {
    **dict.fromkeys(("draft", "hidden", "private", "pending", "skip"), True),
    **dict.fromkeys(("published", "publish", "public"), False),
}
_IMAGE_KEYS: Final = ("path", "src", "url", "image", "file", "feature", "thumb", "teaser")
_HANDLE: Final = re.compile(r"@[\w-]+")
_PRINTED: Final = frozenset({"excerpt", "summary"})
"""Keys whose text Jekyll, Hugo and Pelican print as HTML, so that their authors wrote markup."""
_MARKUP: Final = re.compile(r"[<*_`\[&\\]")
