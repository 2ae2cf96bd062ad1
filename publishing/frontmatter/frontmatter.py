"""Front matter: the block of keys at the top of a post, and the body under it.

It is found as Jekyll finds it, and more kindly: YAML between ``---`` lines (closed by ``...``
too), TOML between ``+++`` lines, the bare ``Title: …`` lines of Pelican, or Nikola's comment, after
blank lines if need be. A file without any is a body.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from publishing.base.other_tools import NIKOLA, PELICAN, POST_DIRECTIVE, TOML, TOML_SLIPS
from publishing.frontmatter.fences import (
    Block,
    end_of_keys,
    find_block,
    second_block,
    tell_unclosed,
)
from publishing.frontmatter.keys import CONTAINERS
from publishing.frontmatter.kind import Kind, Several
from publishing.frontmatter.node import Entry, Items, Node, Scalar, Syntax, Table
from publishing.frontmatter.problem_list import ProblemList
from publishing.frontmatter.source import decode
from publishing.frontmatter.spelling import find, refusal
from publishing.frontmatter.yaml import parse_yaml
from publishing.frontmatter.yaml_repair import Complaint, Mending, Slips
from publishing.frontmatter.yaml_slips import yaml_slips
from publishing.model.file_limits import Bounds
from publishing.model.problem import Position


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A post's file, taken apart.

    :ivar entries: its keys, each once, with their places.
    :ivar body: the Markdown under it.
    :ivar body_line: the line of the file that the body starts at, from 1.
    :ivar syntax: the language of the front matter.
    :ivar is_whole: whether all of it could be read: what is missing may have been there.
    """

    entries: tuple[Entry, ...]
    body: str
    body_line: int
    syntax: Syntax = Syntax.YAML
    is_whole: bool = True


def read_front_matter(data: bytes, bounds: Bounds, problem_list: ProblemList) -> FrontMatter | None:
    """Take a post's file apart; what is wrong with it is added to *problem_list*.

    After an error, the entries are those that could be read nevertheless.

    :returns: nothing if the file is not text, or larger than the bounds.
    """
    front = _front_matter(data, bounds, problem_list)
    if front is None or not POST_DIRECTIVE.is_met(front.body):
        return front
    stated, body = POST_DIRECTIVE.read(front.body, front.body_line)
    if not stated:
        return front
    # Read as if in a table, so that what stands above the text is stronger.
    inner = Entry("extra", Table(stated, stated[0].position), stated[0].position)
    return replace(front, entries=(*front.entries, inner), body=body)


def _front_matter(data: bytes, bounds: Bounds, problem_list: ProblemList) -> FrontMatter | None:
    """Return what stands above the text, and the text."""
    text = decode(data, bounds, problem_list)
    if text is None:
        return None
    for reader in (PELICAN, NIKOLA):
        entries, end = reader.read(text, bounds, problem_list) if reader.is_at(text) else ((), 0)
        if end:
            return FrontMatter(entries, text[end:], text.count("\n", 0, end) + 1)
    block = find_block(text, problem_list)
    if block is None:
        return FrontMatter((), text, 1)
    line = text.count("\n", 0, block.start) + 1
    if not _is_within(text[block.start : block.end], line, bounds, problem_list):
        return None
    entries, block, is_whole = _read(text, block, line, bounds, problem_list)
    entries = tuple(_once(entries, problem_list))
    if block.syntax is Syntax.YAML:
        lines = text[block.start : block.end].split("\n")
        _tell_comments(lines, line, entries, problem_list)
    body, body_line = text[block.body :], text.count("\n", 0, block.body) + 1
    if (second := second_block(body)) is not None:
        found = "a second front matter"
        help = "move its keys into the first, and delete its lines '---'"
        problem_list.error((body_line + second, 1), "front-matter-second", found, help)
    return FrontMatter(entries, body, body_line, block.syntax, is_whole)


def _read(
    text: str, block: Block, line: int, bounds: Bounds, problem_list: ProblemList
) -> tuple[tuple[Entry, ...], Block, bool]:
    """Return the entries, the block that holds them, and whether they are complete."""
    parse, slips, advice = _YAML
    if block.syntax is Syntax.TOML:
        parse, slips, advice = TOML.read, TOML_SLIPS.read, 'write it as key = "value"'
    try:
        return parse(text[block.start : block.end], line, bounds), block, True
    except Complaint as complaint:
        end = end_of_keys(text, block.start)
        reached = text.count("\n", block.start, end)
        if block.start < end < block.end and reached <= complaint.line and _is_prose(text, end):
            # The fence that was found is a rule across the page, further down.
            fence = "+++" if block.syntax is Syntax.TOML else "---"
            tell_unclosed(line - 1, line + reached - 1, fence, problem_list)
            block = Block(block.syntax, block.start, end, end)
    mending = Mending(
        partial(parse, first_line=line, bounds=bounds), slips, line, problem_list, advice
    )
    entries = mending.read(text[block.start : block.end])
    return entries, block, mending.is_whole


def _is_prose(text: str, start: int) -> bool:
    """Return whether a blank line and a line of words stand at an index of a text."""
    return _PROSE.match(text, start) is not None and end_of_keys(text, start) == start


def _tell_comments(
    lines: list[str], first_line: int, entries: tuple[Entry, ...], problem_list: ProblemList
) -> None:
    """Tell of a value of which YAML takes a part for a comment.

    Behind a title or a description any comment is told of, behind a name only what is written
    like one: `tags: #rust`. (In `draft: true # for now`, it is meant.)
    """
    for entry in entries:
        key = find(entry.key)
        if key is None or not (key.kind.is_prose or key.kind in _NAMING):
            continue
        sign = _COMMENT if key.kind.is_prose else _HASHTAG
        at = entry.position[0], entry.position[1] + len(entry.key)
        node = entry.value
        parts = [(node, at)] if isinstance(node, Scalar) else []
        if isinstance(node, Items):
            scalars = (item for item in node.items if isinstance(item, Scalar))
            # An item that is nothing but a comment has its place where the next begins.
            parts = [(item, item.position) for item in scalars if not item.is_empty]
            parts += [(Scalar("", True, place), place) for place in _bare(lines, first_line, at[0])]
        for part, (line_number, column) in parts:
            line = lines[line_number - first_line]
            comment = sign.search(line, max(column - 1, 0))
            is_cut = comment and part.plain and line[: comment.start()].endswith(part.text)
            if not (comment and is_cut):
                continue
            text = line[comment.start("sign") :].strip()
            whole = f"{part.text} {text}".strip()
            mend = Syntax.YAML.assign(entry.key, whole)
            help = f"write {mend}" if part is node else f'write - "{whole}"'
            position = (line_number, comment.start("sign") + 1)
            found = f"{entry.key}: from '#' on, this is a comment"
            problem_list.warning(position, "front-matter-comment", found, help)


def _bare(lines: list[str], first_line: int, key_line: int) -> Iterator[Position]:
    """Yield the items of a list below a key that are nothing but a comment: ``- #rust``."""
    for index in range(key_line - first_line + 1, len(lines)):
        if not lines[index].lstrip().startswith(("-", "#")):
            return
        if found := _BARE_ITEM.match(lines[index]):
            yield first_line + index, found.end()


def _is_within(front: str, line: int, bounds: Bounds, problem_list: ProblemList) -> bool:
    size = len(front.encode())
    if size > bounds.front_matter_bytes:
        found = f"the front matter has {size:,} bytes; at most {bounds.front_matter_bytes:,}"
        problem_list.error((line, 1), "front-matter-size", f"{found} are read", "shorten it")
        return False
    for number, text in enumerate(front.split("\n"), line):
        if len(text) > bounds.line:
            found = f"a line of {len(text):,} characters; at most {bounds.line:,} are read"
            problem_list.error((number, 1), "front-matter-line", found, "break it into several")
            return False
    return True


def _once(
    entries: tuple[Entry, ...], problem_list: ProblemList, *, matters: bool | None = None
) -> Iterator[Entry]:
    """Yield each key once, in inner tables too: of two, one is not what its author thinks.

    Two lists of one key are both read, and a key that has no effect may stand twice.

    :param matters: whether the keys have an effect; nothing where each says so itself.
    """
    first: dict[str, Entry] = {}
    for entry in entries:
        has_effect = _has_effect(entry) if matters is None else matters
        inner = None if matters is None and entry.key in CONTAINERS else has_effect
        entry = Entry(entry.key, _each_once(entry.value, problem_list, inner), entry.position)
        if entry.key not in first:
            first[entry.key] = entry
            yield entry
            continue
        line, key = first[entry.key].position[0], find(entry.key)
        found = f"{entry.key}: given twice, first on line {line}"
        if key and key.kind.several is Several.ALL:
            help = "write one list; both are read"
            problem_list.warning(entry.position, "key-repeated", found, help)
            yield entry
        elif has_effect and not _is_same(entry.value, first[entry.key].value):
            problem_list.error(entry.position, "key-repeated", found, "keep one of them")
        else:
            problem_list.warning(entry.position, "key-repeated", found, "keep one of them")


def _each_once(node: Node, problem_list: ProblemList, matters: bool | None) -> Node:
    if isinstance(node, Table):
        return Table(tuple(_once(node.entries, problem_list, matters=matters)), node.position)
    if isinstance(node, Items):
        items = tuple(_each_once(item, problem_list, matters) for item in node.items)
        return Items(items, node.position)
    return node


def _has_effect(entry: Entry) -> bool:
    """Return whether the site does something with a key, or refuses it."""
    return find(entry.key) is not None or refusal(entry.key) is not None or entry.key in CONTAINERS


def _is_same(one: Node, two: Node) -> bool:
    return isinstance(one, Scalar) and isinstance(two, Scalar) and one.text == two.text


_YAML: Final[tuple[Callable[..., tuple[Entry, ...]], Slips, str]] = (
    *(parse_yaml, yaml_slips),
    "write it as key: value",
)
_COMMENT: Final = re.compile(r"[ \t](?P<sign>#)")
_NAMING: Final = (Kind.NAME, Kind.NAMES)
_HASHTAG: Final = re.compile(r"[ \t](?P<sign>#)(?=[^\s#])")
_BARE_ITEM: Final = re.compile(r"\s*-(?=[ \t]+#)")
_PROSE: Final = re.compile(r"[ \t]*\n\s*[^\s]")
