"""Values of front matter as they stand in the file: text, lists and tables, each with its place.

YAML and TOML both become these. A scalar stays text, so that ``title: No`` is the word "No",
``tags: [1.10]`` keeps its zero and no number or date is made before its key asks for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from publishing.model.problem import Position


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, number, date or truth value, as written.

    :ivar plain: whether it was written without quotation marks.
    """

    text: str
    plain: bool
    position: Position

    @property
    def is_empty(self) -> bool:
        """Whether nothing is there: blank, or what YAML writes for nothing."""
        return not self.text.strip() or (self.plain and self.text in {"~", "null"})


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    position: Position

    @property
    def is_empty(self) -> bool:
        """Whether the list has no item."""
        return not self.items


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with values."""

    entries: tuple[Entry, ...]
    position: Position

    @property
    def is_empty(self) -> bool:
        """Whether the table has no key."""
        return not self.entries


Node = Scalar | Items | Table


def letters(name: str) -> str:
    """Return a key's name without what tools write differently: case, hyphens, underscores."""
    return _JOINERS.sub("", name).lower()


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and its value; ``position`` is that of the key."""

    key: str
    value: Node
    position: Position


class Syntax(Enum):
    """The language front matter is written in; mends are worded in the same."""

    YAML = "YAML"
    TOML = "TOML"

    def assign(self, key: str, text: str) -> str:
        """Return the line that gives a key a text, quoted if it must be."""
        if self is Syntax.TOML:
            return f"{key} = {text if _TOML_BARE.fullmatch(text) else quoted(text)}"
        return f"{key}: {text if _YAML_PLAIN.fullmatch(text) else quoted(text)}"

    def bracketed(self, texts: Iterable[str]) -> str:
        """Return a list of texts, those quoted that must be."""
        bare = self is Syntax.YAML
        return f"[{', '.join(t if bare and _YAML_ITEM.fullmatch(t) else quoted(t) for t in texts)}]"


def quoted(text: str) -> str:
    """Return a text in quotation marks that both YAML and TOML read back as it is."""
    if '"' in text or "\\" in text:
        if "'" not in text:
            return f"'{text}'"
        text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


_JOINERS = re.compile(r"[-_ ]")
# No text that YAML would read as anything but itself; dates and truth values are meant so.
_YAML_PLAIN = re.compile(
    r"""[^\s\-?:,\[\]{}#&*!|>'"%@`](?:[^:#\n]|:(?=[^\s])|(?<=\S)#)*(?<![\s:])"""
)
_YAML_ITEM = re.compile(r"[\w./+-]*\w(?: ?[\w./+-]*\w)*")
_TOML_BARE = re.compile(r"true|false|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:]{8}(?:Z|[+-][0-9:]{5})?)?")
