"""Who writes: the people and groups of `authors.yml`, and everyone else by name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from publishing.base.other_tools import AUTHORS_FILE, AUTHORS_KEY
from publishing.frontmatter.characters import Use, flaw
from publishing.frontmatter.node import Entry, Node, Scalar, Table
from publishing.frontmatter.problem_list import ProblemList
from publishing.frontmatter.source import decode
from publishing.frontmatter.stated_permalinks import AddressRefused, web_address
from publishing.frontmatter.yaml import parse_yaml
from publishing.frontmatter.yaml_repair import Complaint
from publishing.library import pictures
from publishing.library.homoglyphs import difference, look
from publishing.model.author import Author
from publishing.model.file_limits import BOUNDS
from publishing.model.problem import Position, Problem, shown
from publishing.model.slug import slug_of
from publishing.policy.host import imitation
from publishing.policy.stated_host import deception

FILE: Final = "authors.yml"


@dataclass(frozen=True, slots=True)
class Authors:
    """The registered authors.

    :ivar by_id: author by the slug of the id.
    :ivar by_name: author by the slug of the name.
    :ivar positions: where each entry is, by its id.
    """

    by_id: Mapping[str, Author] = field(default_factory=dict)
    by_name: Mapping[str, Author] = field(default_factory=dict)
    positions: Mapping[str, Position] = field(default_factory=dict)

    def find(self, written: str) -> Author | None:
        """Return the author that a post states by id or name, in whatever case."""
        slug = slug_of(written)
        return self.by_id.get(slug) or self.by_name.get(slug)

    def __iter__(self) -> Iterator[Author]:
        return iter(self.by_id.values())

    @classmethod
    def load(cls, root: Path) -> tuple[Authors, tuple[Problem, ...]]:
        """Read `authors.yml` in *root*; that there is none is no problem."""
        problem_list = ProblemList(FILE)
        try:
            data = (root / FILE).read_bytes()
        except FileNotFoundError:
            return cls(), ()
        except OSError as failure:
            problem_list.error((1, 1), "authors-file", f"cannot be read: {failure.strerror}")
            return cls(), tuple(problem_list.problems)
        reading = _Reading(problem_list, root)
        authors = cls._of(reading.authors(data), reading.positions)
        return authors, tuple(problem_list.problems)

    @classmethod
    def _of(cls, authors: list[Author], positions: Mapping[str, Position]) -> Authors:
        by_name: dict[str, Author] = {}
        for author in authors:
            by_name.setdefault(slug_of(author.name), author)
        return cls({slug_of(author.id or ""): author for author in authors}, by_name, positions)


class _Reading:
    """One reading of `authors.yml`, gathering what is wrong with it."""

    def __init__(self, problem_list: ProblemList, root: Path) -> None:
        self.problem_list, self.root = problem_list, root
        self.positions: dict[str, Position] = {}
        self._looks: dict[str, tuple[str, str]] = {}

    def authors(self, data: bytes) -> list[Author]:
        found: dict[str, Author] = {}
        names: dict[str, str] = {}
        for entry in self._entries(data):
            slug = slug_of(entry.key)
            if slug in found:
                what = f"'{found[slug].id}' and {shown(entry.key)} are one id"
                self.problem_list.error(entry.position, "author-twice", what, "give one another id")
            elif (author := self._author(entry)) is not None and self._is_told_apart(author, entry):
                found[slug] = author
                self.positions[entry.key] = entry.position
                other = names.setdefault(slug_of(author.name), entry.key)
                if other != entry.key:
                    what = f"{shown(entry.key)} has the name of '{other}'"
                    mend = f"in posts, write the id: a post by {shown(author.name)} is by '{other}'"
                    self.problem_list.warning(entry.position, "author-name", what, mend)
        return list(found.values())

    def _is_told_apart(self, author: Author, entry: Entry) -> bool:
        """Whether no entry above has a name or id that looks the same, and is another."""
        for name in (entry.key, author.name):
            owner, other = self._looks.setdefault(look(name), (entry.key, name))
            if owner != entry.key and slug_of(other) != slug_of(name):
                what = f"{shown(name)} looks like {shown(other)}{difference(name, other)}"
                mend = f"it is the author '{owner}'; write a name that is told apart"
                self.problem_list.error(entry.position, "author-lookalike", what, mend)
                return False
        return True

    def _entries(self, data: bytes) -> tuple[Entry, ...]:
        text = decode(data, _BOUNDS, self.problem_list)
        try:
            entries = parse_yaml(text, 1, _BOUNDS) if text else ()
            if [entry.key for entry in entries] == ["authors"]:
                entries = AUTHORS_FILE.read(entries)
            return entries
        except Complaint as complaint:
            found = complaint.message.replace("the front matter", "the file")
            mend = complaint.help if complaint.is_of_line else _EXAMPLE
            self.problem_list.error(complaint.position, "authors-syntax", found, mend)
        return ()

    def _author(self, entry: Entry) -> Author | None:
        if not self._clean(entry.key, entry.position, "the id", Use.NAME, _BOUNDS.name):
            return None
        if isinstance(entry.value, Scalar) and not entry.value.is_empty:
            name = self._clean(
                entry.value.text, entry.value.position, "name", Use.NAME, _BOUNDS.name
            )
            return Author(id=entry.key, name=name) if name else None
        if not isinstance(entry.value, Table):
            what = f"{shown(entry.key)} is not a table of {_LISTED}"
            self.problem_list.error(entry.position, "author-table", what, _EXAMPLE)
            return None
        values: dict[str, Node] = {}
        stated = frozenset(key.key for key in entry.value.entries)
        for key in entry.value.entries:
            name = key.key if key.key in _KEYS else AUTHORS_KEY.read(key.key, stated)
            if name in values:
                self.problem_list.error(
                    key.position, "key-twice", f"{name} is given twice", "remove one"
                )
            elif name in _KEYS:
                values[name] = key.value
            else:
                near = get_close_matches(name, _KEYS, 1)
                mend = f"write {near[0]}, if that was meant" if near else f"the keys are {_LISTED}"
                self.problem_list.warning(key.position, "key-unknown", f"{name}: unknown key", mend)
        name = self._text(values, "name", Use.NAME, _BOUNDS.name)
        if not name and "name" in values and not values["name"].is_empty:
            return None  # which was told of
        if not name:
            what, mend = f"{shown(entry.key)} has no name", "write below it: name: …"
            self.problem_list.error(entry.position, "author-nameless", what, mend)
            return None
        if url := self._address(values.get("url"), "url"):
            self._hold_link(name, url, values["url"].position)
        return Author(
            id=entry.key,
            name=name,
            url=url,
            bio=self._text(values, "bio", Use.PROSE, _BOUNDS.description),
            avatar=self._avatar(values.get("avatar")),
            links=tuple(self._links(values.get("links"))),
        )

    def _text(self, values: Mapping[str, Node], key: str, use: Use, length: int) -> str:
        node = values.get(key)
        if node is None or node.is_empty:
            return ""
        if isinstance(node, Scalar):
            return self._clean(node.text, node.position, key, use, length)
        self.problem_list.error(
            node.position, f"{key}-invalid", f"{key}: not a text", "write one text"
        )
        return ""

    def _clean(self, text: str, position: Position, key: str, use: Use, length: int) -> str:
        """Return a text as the front matter of a post may have it, or nothing."""
        line = unicodedata.normalize("NFC", " ".join(text.split()))
        if hidden := flaw(line, use):
            what, mend = f"{key}: the text holds {hidden}", "delete it, or type the text anew"
            self.problem_list.error(position, "character-hidden", what, mend)
            return ""
        if len(line) > length:
            what = f"{key}: {len(line):,} characters; at most {length:,} are read"
            self.problem_list.error(position, "value-length", what, "shorten it")
            return ""
        return line

    def _links(self, node: Node | None) -> Iterator[tuple[str, str]]:
        if isinstance(node, Table):
            for entry in node.entries:
                value = entry.value
                label = self._clean(entry.key, entry.position, "links", Use.NAME, _BOUNDS.name)
                if isinstance(value, Scalar) and _is_mailbox(value.text):
                    address: str | None = value.text
                else:
                    address = self._address(entry.value, entry.key)
                if label and address:
                    self._hold_link(label, address, entry.position)
                    yield label, address
        elif node is not None and not node.is_empty:
            mend = "write below it lines such as Mastodon: https://example.social/@ann"
            self.problem_list.error(node.position, "links-invalid", "links: not a table", mend)

    def _hold_link(self, text: str, address: str, position: Position) -> None:
        if what := deception(text, address):
            mend = "let its text say where it leads"
            self.problem_list.warning(position, "link-deceives", what, mend)

    def _address(self, node: Node | None, key: str) -> str | None:
        if node is None or node.is_empty:
            return None
        try:
            return web_address(node.text.strip() if isinstance(node, Scalar) else "")
        except AddressRefused as refused:
            mend = f"write {refused.mend}" if refused.mend else refused.help
            self.problem_list.error(
                node.position, "address-invalid", f"{key}: {refused.found}", mend
            )
            return None

    def _avatar(self, node: Node | None) -> str | None:
        if node is None or node.is_empty:
            return None
        if isinstance(node, Scalar) and (found := pictures.below_static(self.root, node.text)):
            return found.address
        text = shown(node.text) if isinstance(node, Scalar) else "a list or table"
        what = f"avatar: {text} is not a picture under {pictures.STATIC}"
        self.problem_list.warning(node.position, "avatar-missing", what, _PORTRAIT)
        return None


def _is_mailbox(text: str) -> bool:
    found = _MAIL.fullmatch(text)
    return found is not None and not imitation(found[1])


_KEYS: Final = ("name", "url", "bio", "avatar", "links")
_LISTED: Final = ", ".join(_KEYS)
_MAIL: Final = re.compile(r"mailto:[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_BOUNDS: Final = replace(BOUNDS, keys=50_000)
_EXAMPLE: Final = "write 'ann:' and below it, indented, 'name: Ann Lee'"
_PORTRAIT: Final = "put it there: avatar: authors/ann.webp is _static/authors/ann.webp"
