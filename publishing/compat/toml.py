"""Front matter in TOML, between ``+++`` lines, as Hugo and Zola write it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any, Final

from publishing.frontmatter.kind import Kind
from publishing.frontmatter.node import Entry, Items, Node, Scalar, Syntax, Table, quoted
from publishing.frontmatter.spelling import find
from publishing.frontmatter.yaml_repair import SYNTAX, Complaint, Mend
from publishing.model.file_limits import Bounds
from publishing.model.problem import Position

Places = dict[tuple[str, ...], tuple[Position, Position]]
"""Where a key and its value stand, by the path of the key."""


def parse_toml(text: str, first_line: int, bounds: Bounds) -> tuple[Entry, ...]:
    """Read front matter whose first line is line *first_line* of the file.

    :raises Complaint: about the first thing that cannot be read.
    """
    try:
        root = tomllib.loads(text)
    except tomllib.TOMLDecodeError as failure:
        raise _complaint(str(failure), text, first_line) from None
    except (RecursionError, ValueError):
        # A number of thousands of digits, or brackets within brackets.
        found = "the front matter cannot be read: nested too deep, or a number too long"
        raise Complaint((first_line, 1), "front-matter-depth", found, is_final=True) from None
    return _Conversion(_positions(text, first_line), first_line, bounds).entries(root, ())


class _Conversion:
    """Makes nodes of what tomllib read, and finds their places."""

    def __init__(self, positions: Places, first_line: int, bounds: Bounds) -> None:
        self.positions, self.first_line, self.bounds = positions, first_line, bounds
        self.keys = 0

    def entries(self, table: dict[str, Any], path: tuple[str, ...]) -> tuple[Entry, ...]:
        """Return the entries of a table."""
        self.keys += len(table)
        if self.keys > self.bounds.keys:
            found = f"the front matter has more than {self.bounds.keys} keys"
            raise self._bound("front-matter-keys", found, path)
        return tuple(
            Entry(key, self._node(value, (*path, key)), self._position((*path, key))[0])
            for key, value in table.items()
        )

    def _node(self, value: Any, path: tuple[str, ...], depth: int = 0) -> Node:
        position = self._position(path)[1]
        if len(path) + depth > self.bounds.depth:
            found = f"lists and tables are nested deeper than {self.bounds.depth}"
            raise self._bound("front-matter-depth", found, path)
        if isinstance(value, dict):
            return Table(self.entries(value, path), position)
        if isinstance(value, list):
            return Items(tuple(self._node(item, path, depth + 1) for item in value), position)
        if isinstance(value, str):
            return Scalar(value, False, position)
        if isinstance(value, int) and value.bit_length() > _BITS:
            raise self._bound("front-matter-number", "a number of too many digits", path)
        plain = value.isoformat() if hasattr(value, "isoformat") else str(value)
        return Scalar(plain.lower() if isinstance(value, bool) else plain, True, position)

    def _position(self, path: tuple[str, ...]) -> tuple[Position, Position]:
        while path:
            if positions := self.positions.get(path):
                return positions
            path = path[:-1]
        return (self.first_line, 1), (self.first_line, 1)

    def _bound(self, code: str, found: str, path: tuple[str, ...]) -> Complaint:
        return Complaint(self._position(path)[0], code, found, "remove some", is_final=True)


def _positions(text: str, first_line: int) -> Places:
    """Find where keys stand, passing over what is inside lists and long strings."""
    positions: Places = {}
    table: tuple[str, ...] = ()
    closing, depth = "", 0
    for number, line in enumerate(text.split("\n"), first_line):
        start = 0
        if closing:
            end = line.find(closing)
            if end < 0:
                continue
            start, closing = end + len(closing), ""
        elif not depth:
            if header := _HEADER.match(line):
                table = _path(header["key"])
                position = (number, header.start("key") + 1)
                positions.setdefault(table, (position, position))
                continue
            if pair := _PAIR.match(line):
                start = pair.end()
                key = (*table, *_path(pair["key"]))
                positions.setdefault(key, ((number, pair.start("key") + 1), (number, start + 1)))
        for token in _TOKEN.finditer(line, start):
            mark = token[0]
            if mark in {'"""', "'''"}:
                if (end := line.find(mark, token.end())) < 0:
                    closing = mark
                break
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark, 0)
    return positions


def _path(key: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(key))


def _complaint(words: str, text: str, first_line: int) -> Complaint:
    """Say tomllib's complaint in a contributor's words."""
    lines = text.split("\n")
    match = _AT.search(words)
    line, column = (int(match[1]) - 1, int(match[2])) if match else (len(lines) - 1, 1)
    if line < len(lines) and not lines[line].strip() and line:
        # What ends without an end is complained of on the line after.
        line -= 1
    pair = _PAIR.match(lines[line]) if line < len(lines) else None
    if pair and "Cannot" in words:
        found = f"{pair['key']}: given twice"
        return Complaint((first_line + line, 1), "key-repeated", found, "keep one", line=line)
    found = next((said for start, said in _WORDS.items() if start in words), "this is not TOML")
    return Complaint((first_line + line, column), SYNTAX, found, line=line)


def toml_slips(line: str) -> Iterator[Mend]:
    """Rewrite a line in every way that might mend it, the likeliest first."""
    match = _LINE.fullmatch(line.rstrip())
    if match is None:
        return
    key, value = match["key"], match["value"]
    at = match.start("value") + 1
    known = find(key)
    if match["sign"] == ":":
        bare = f"{key} = {value}"
        found = f"{key}: a ':' where TOML has '='"
        column = match.start("sign") + 1
        yield Mend(bare, found, f"write {bare}", "front-matter-equals", column)
        text = f"{key} = {quoted(value.strip(_QUOTES))}"
        yield Mend(text, found, f"write {text}", "front-matter-equals", column)
        return
    if value[0] == "[":
        items = (item.strip(f" \t[]{_QUOTES}") for item in value.split(","))
        text = f"{key} = {Syntax.TOML.bracketed(item for item in items if item)}"
        found = f"{key}: a text in this list needs quotation marks"
        yield Mend(text, found, f"write {text}", "front-matter-quotes", at)
    text = f"{key} = {quoted(value.strip(_QUOTES))}"
    # Reading the date tells of what is no date, and of a day that does not exist.
    is_date = known is not None and known.kind is Kind.DATE
    is_told = is_date and (value[0].isdigit() or not any(map(str.isdigit, value)))
    code = "" if is_told else "front-matter-quotes"
    yield Mend(text, f"{key}: text needs quotation marks", f"write {text}", code, at)


_BITS: Final = 256
"""Bits of a number. Python takes long to write out one of thousands, and then refuses to."""
_KEY = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_PATH = rf"(?P<key>{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*)"
_HEADER: Final = re.compile(rf"[ \t]*\[\[?[ \t]*{_PATH}[ \t]*\]\]?[ \t]*(?:#.*)?$")
_PAIR: Final = re.compile(rf"[ \t]*{_PATH}[ \t]*=[ \t]*")
_PART: Final = re.compile(_KEY)
_TOKEN: Final = re.compile(r"""\"""|'''|"(?:[^"\\]|\\.)*"|'[^']*'|\#.*|[\[\]{}]""")
_LINE: Final = re.compile(r"(?P<key>[\w-]+)\s*(?P<sign>[:=])\s*(?P<value>\S.*)")
_AT: Final = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")
_QUOTES: Final = "\"'"
_WORDS: Final = {
    "Expected '=' after": "this line has no 'key ='",
    "Invalid value": "a value that is no text, number, date or list",
    "Cannot": "this table is given twice",
    "Unterminated string": "a quotation mark is opened here and never closed",
    "Illegal character '\\n'": "a quotation mark is opened here and never closed",
    "Unclosed array": "a '[' is opened and not closed",
    "Unescaped '\\'": "a '\\' that starts no escape",
    "Invalid date": "a date that does not exist",
    "Invalid hex value": "an escape that stands for no character",
    "Escaped character": "an escape that stands for no character",
    "Expected newline": "this line goes on after its value",
    "Invalid initial character": "this is no 'key ='",
}
