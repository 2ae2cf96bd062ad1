"""Takes the texts out of the values of front matter, and says what is wrong with a value."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from publishing.base.formula_text import with_readable_formulas
from publishing.base.other_tools import NAME_IN_TABLE
from publishing.frontmatter import names
from publishing.frontmatter.characters import Use, flaw
from publishing.frontmatter.node import Entry, Items, Node, Scalar, Syntax, Table
from publishing.frontmatter.problem_list import ProblemList
from publishing.frontmatter.stated_permalinks import AddressRefused
from publishing.model.file_limits import Bounds
from publishing.model.problem import shown


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What reading the values of one post needs, and what it finds.

    :ivar zone: zone of a time without one.
    :ivar year: year to put into the mend of a date that has none.
    :ivar written: the keys of the post, as they are written.
    """

    problem_list: ProblemList
    syntax: Syntax
    bounds: Bounds
    zone: tzinfo
    year: int
    written: frozenset[str] = frozenset()

    def _scalars(self, entry: Entry) -> list[Scalar]:
        """Return the texts of a value: itself, its items, or what a table calls its name."""
        node = entry.value
        items = node.items if isinstance(node, Items) else (node,)
        if len(items) > self.bounds.items:
            found = f"{len(items)} items; at most {self.bounds.items} are read"
            self.problem_list.error(
                node.position, "value-items", f"{entry.key}: {found}", "remove some"
            )
            items = items[: self.bounds.items]
        found_items = []
        for item in names.flat(items):
            scalar = NAME_IN_TABLE.read(item) if isinstance(item, Table) else item
            if isinstance(scalar, Scalar):
                if not scalar.is_empty:
                    found_items.append(scalar)
            elif not item.is_empty:
                found = f"{entry.key}: {shown(source(item))} is not text"
                help = "write text, or a list of texts"
                self.problem_list.error(item.position, "value-type", found, help)
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
            self.problem_list.error(
                node.position,
                "character-hidden",
                f"{entry.key}: the text holds {hidden}",
                "delete it, or type the text anew",
            )
            return ""
        return text.removeprefix("@") if use is Use.NAME and _HANDLE.fullmatch(text) else text

    def _too_long(self, entry: Entry, length: int, most: int) -> None:
        found = f"{entry.key}: {length:,} characters; at most {most:,} are read"
        self.problem_list.error(entry.value.position, "value-length", found, "shorten it")

    def _refuse_address(self, entry: Entry, code: str, refused: AddressRefused) -> None:
        help = self.write(entry.key, refused.mend) if refused.mend else refused.help
        tell = self.problem_list.warning if refused.is_idle else self.problem_list.error
        tell(entry.value.position, code, f"{entry.key}: {refused.found}", help)

    def _warn(self, entry: Entry, code: str, found: str, *mends: str) -> None:
        self.problem_list.warning(
            entry.value.position, code, f"{entry.key}: {found}", self.write(entry.key, *mends)
        )

    def _refuse(self, entry: Entry, code: str, found: str, *mends: str) -> None:
        self.problem_list.error(
            entry.value.position, code, f"{entry.key}: {found}", self.write(entry.key, *mends)
        )

    def write(self, key: str, *mends: str) -> str:
        """Return the words of a mend: ``write date: 2026-05-01``."""
        return "write " + " or ".join(self.syntax.assign(key, mend) for mend in mends)


def source(node: Node) -> str:
    """Return a value about as it was written, on one line."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return f"[{', '.join(map(source, node.items))}]"
    return f"{{{', '.join(f'{entry.key}: {source(entry.value)}' for entry in node.entries)}}}"


_HANDLE: Final = re.compile(r"@[\w-]+")
