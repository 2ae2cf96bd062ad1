"""Front matter in YAML: from text to entries, each with its place.

libyaml's parser is asked for its events, one by one, and nothing is constructed from them: a
bound stops a hostile document before it grows, and no alias, tag or type has any effect.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import yaml

from publishing.frontmatter.node import Entry, Items, Node, Scalar, Table
from publishing.frontmatter.yaml_complaint import complaint_of
from publishing.frontmatter.yaml_repair import SYNTAX, Complaint
from publishing.model.file_limits import Bounds
from publishing.model.problem import Position

try:
    from yaml import CSafeLoader
except ImportError as failure:  # pragma: no cover
    raise ImportError(
        "PyYAML without libyaml cannot read front matter as Jekyll does (tabs after colons): "
        "install a wheel of PyYAML, or libyaml's headers before building it"
    ) from failure


def parse_yaml(text: str, first_line: int, bounds: Bounds) -> tuple[Entry, ...]:
    """Read front matter whose first line is line *first_line* of the file.

    :raises Complaint: about the first thing that cannot be read.
    """
    loader = CSafeLoader(text)
    try:
        root = _Reading(loader, first_line, bounds).root()
    except yaml.MarkedYAMLError as failure:
        raise complaint_of(failure, first_line) from None
    except yaml.YAMLError:
        raise Complaint((first_line, 1), SYNTAX, "the front matter is not YAML") from None
    finally:
        loader.dispose()
    if isinstance(root, Table):
        return root.entries
    if root is None or (isinstance(root, Scalar) and root.is_empty):
        return ()
    found = "a list" if isinstance(root, Items) else "text"
    raise Complaint(
        root.position,
        SYNTAX,
        f"the front matter is {found}, not lines of 'key: value'",
        "write title: … in its first line, or delete the lines '---' around it",
        line=root.position[0] - first_line,
        is_of_line=False,
    )


@dataclass(slots=True)
class _Open:
    """A list or table whose end has not come."""

    position: Position
    is_table: bool
    is_nothing: bool = False
    items: list[Node] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    key: Scalar | None = None

    def closed(self) -> Node:
        if self.is_nothing:
            return Scalar("", True, self.position)
        if self.is_table:
            return Table(tuple(self.entries), self.position)
        return Items(tuple(self.items), self.position)


class _Reading:
    """One reading of a stream of events."""

    def __init__(self, loader: CSafeLoader, first_line: int, bounds: Bounds) -> None:
        self.loader, self.first_line, self.bounds = loader, first_line, bounds
        self.open: list[_Open] = []
        self.keys = 0

    def root(self) -> Node | None:
        """Return the only document of the stream."""
        root: Node | None = None
        documents = 0
        while not isinstance(event := self.loader.get_event(), yaml.StreamEndEvent | None):
            if isinstance(event, yaml.ScalarEvent):
                self._check(event, event.tag)
                node: Node = Scalar(
                    event.value, not event.style and event.tag is None, self._position(event)
                )
            elif isinstance(event, yaml.CollectionStartEvent):
                self._check(event, event.tag)
                self._enter(event)
                continue
            elif isinstance(event, yaml.CollectionEndEvent):
                node = self.open.pop().closed()
            elif isinstance(event, yaml.AliasEvent):
                raise self._complaint(event, "front-matter-alias", f"'*{event.anchor}' {_NO_ALIAS}")
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._complaint(event, "front-matter-documents", _DOCUMENTS, _NO_LINE)
                continue
            else:
                continue
            if self.open:
                self._add(node)
            else:
                root = node
        return root

    def _enter(self, event: yaml.CollectionStartEvent) -> None:
        if len(self.open) == self.bounds.depth:
            found = f"lists and tables are nested deeper than {self.bounds.depth}"
            raise self._complaint(
                event, "front-matter-depth", found, "write it flat", is_final=True
            )
        is_table = isinstance(event, yaml.MappingStartEvent)
        self.open.append(_Open(self._position(event), is_table, event.tag in _NOTHING))

    def _add(self, node: Node) -> None:
        parent = self.open[-1]
        if not parent.is_table:
            parent.items.append(node)
        elif parent.key is None:
            if not isinstance(node, Scalar) or not node.text:
                line = node.position[0] - self.first_line
                raise Complaint(node.position, SYNTAX, "the key is not a word", line=line)
            self.keys += 1
            if self.keys > self.bounds.keys:
                found = f"the front matter has more than {self.bounds.keys} keys"
                raise Complaint(
                    node.position, "front-matter-keys", found, "remove some", is_final=True
                )
            parent.key = node
        else:
            parent.entries.append(Entry(parent.key.text, node, parent.key.position))
            parent.key = None

    def _check(self, event: yaml.NodeEvent, tag: str | None) -> None:
        """Refuse what gives text a meaning beyond itself."""
        if event.anchor is not None:
            raise self._complaint(event, "front-matter-alias", f"'&{event.anchor}' {_NO_ALIAS}")
        if tag is not None and tag not in _TAGS and tag not in _NOTHING:
            raise self._complaint(event, "front-matter-type", f"{_short_tag(tag)} {_NO_TAG}")

    def _position(self, event: yaml.Event) -> Position:
        mark = event.start_mark
        return (self.first_line + mark.line, mark.column + 1) if mark else (self.first_line, 1)

    def _complaint(
        self, event: yaml.Event, code: str, message: str, help: str = "", is_final: bool = False
    ) -> Complaint:
        position = self._position(event)
        line = position[0] - self.first_line
        return Complaint(position, code, message, help, line=line, is_final=is_final)


def _short_tag(tag: str) -> str:
    prefix = "tag:yaml.org,2002:"
    return f"'!!{tag.removeprefix(prefix)}'" if tag.startswith(prefix) else f"'{tag}'"


_NO_ALIAS: Final = "repeats a part of YAML, which is not read here"
_NO_TAG: Final = "is a type of YAML, which is not read here"
_DOCUMENTS: Final = "a second YAML document starts here"
_NO_LINE: Final = "delete this line"
# Types that change nothing, since text is read as text.
_TYPES: Final = ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")
_NOTHING: Final = frozenset({"!ruby/object:Hpricot::Doc"})
"""What importers of Jekyll wrote where there was no excerpt."""
_TAGS: Final = frozenset({"!", *(f"tag:yaml.org,2002:{name}" for name in _TYPES)})
