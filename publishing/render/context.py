"""What the parsing of one post knows of the world, and what it finds."""

from __future__ import annotations

import os
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from publishing.assets.resource import Asset, Missing, Refusal, find
from publishing.assets.responsive_images import ResponsiveImages
from publishing.base.lookup import located
from publishing.model.filename import composed
from publishing.model.problem import Problem, error, warning
from publishing.model.target import PostFile, SiteLink, Target
from publishing.policy.limits import BodyBounds
from publishing.render.link_position import position

__all__ = ["PostContext", "SiteLink", "Target"]


@dataclass(slots=True)
class PostContext:
    """One post being parsed.

    :ivar path: its path, relative to the project, with forward slashes.
    :ivar root: the project's folder.
    :ivar line_offset: lines of the file before the body.
    :ivar resolve_post: says what is known of the source file at a path; nothing if there is none.
    :ivar responsive_images: makes the sizes of pictures.
    :ivar site_url: where this site is.
    :ivar embed_hosts: hosts whose pages may be shown in a frame.
    :ivar problems: what is wrong, with lines of the file.
    :ivar assets: files that the post uses, by the address where each is served.
    :ivar links: links into the site that nobody has checked yet.
    :ivar ids: places in raw HTML that links may name.
    :ivar pictures: those of the site that the post shows, whosever they are.
    :ivar lead: how many paragraphs are the excerpt, where a mark in the text says so.
    :ivar stand_ins: words that stand for pictures that are not shown.
    :ivar seconds: processor time that the sizes of those pictures took, whenever that was.
    :ivar looked: files that were looked for, found or not, relative to the project.
    """

    path: str
    root: Path
    line_offset: int
    resolve_post: Callable[[str], Target | None]
    responsive_images: ResponsiveImages
    site_url: str = ""
    embed_hosts: frozenset[str] = frozenset()
    bounds: BodyBounds = field(default_factory=BodyBounds)
    body: str = ""
    problems: list[Problem] = field(default_factory=list)
    assets: dict[str, Asset] = field(default_factory=dict)
    links: list[SiteLink] = field(default_factory=list)
    pictures: set[PostFile] = field(default_factory=set)
    lead: int = 0
    stand_ins: set[str] = field(default_factory=set)
    seconds: float = 0
    looked: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    _told: dict[tuple[int | None, str, str], int] = field(default_factory=dict)
    _starts: dict[tuple[int, str], int] = field(default_factory=dict)
    _judged: tuple[int | None, str, int] | None = None
    _met: Counter[tuple[str, int | None, str]] = field(default_factory=Counter)
    _lines: list[str] = field(default_factory=list)
    _found: dict[str, Asset | Missing | Refusal] = field(default_factory=dict)

    @property
    def is_refused(self) -> bool:
        """Whether anything keeps the post from being published."""
        return any(problem.is_error for problem in self.problems)

    @contextmanager
    def judging(self, address: str | None, line: int | None, by: str = "") -> Iterator[None]:
        """Take what is said of a line meanwhile for a link or a picture on it.

        :param address: its address, as written; nothing for what has none.
        :param by: who asks: each sees the links of a post in order, and once.
        """
        before = self._judged
        if address is not None:
            self._met[by, line, address] += 1
            self._judged = (line, address, self._met[by, line, address])
        yield
        self._judged = before

    def place(self, line: int | None) -> tuple[int, int]:
        """Return line and column of what is being judged, or of the beginning of a line."""
        if self._judged and self._judged[0] == line:
            first = self._position(line)[0] - self.line_offset - 1
            found = position(self._written(), first, *self._judged[1:])
            if found:
                return found[0] + 1 + self.line_offset, found[1] + 1
        return self._position(line)

    def _written(self) -> list[str]:
        """Return the lines of the body."""
        self._lines = self._lines or self.body.split("\n")
        return self._lines

    def find(self, name: str) -> Asset | Missing | Refusal:
        """Find the file beside the post that it calls *name*, and note that it was looked for."""
        if name in self._found:
            return self._found[name]
        found = self._found[name] = find(self.root, self.path, name, self.bounds)
        # What is refused by its name alone is not looked at, then or later.
        if not isinstance(found, Refusal) or found.code not in {"file-hidden", "file-outside"}:
            folder = posixpath.dirname(self.path)
            self.looked.add(composed(posixpath.normpath(posixpath.join(folder, name))))
        return found

    def has(self, path: str) -> bool:
        """Whether there is anything at *path* in the project."""
        self.looked.add(path)
        return os.path.exists(self.root / located(self.root, path))  # noqa: PTH110 (raises nothing)

    def refuse(self, line: int | None, code: str, message: str, help: str = "") -> None:
        """Note an error, which keeps the post from being published."""
        self.problems.append(error(self.path, *self.place(line), code, message, help))

    def start_of(self, tag: str, line: int) -> int:
        """Return the column of the next start *tag* on a line, outside of code, or 0."""
        tag, number = tag.partition("\n")[0], line - self.line_offset - 1
        written = self._written()[number] if 0 <= number < len(self._written()) else ""
        column = _without_code(written).find(tag, self._starts.get((line, tag), 0)) + 1
        self._starts[line, tag] = column
        return column

    def refuse_at(self, at: str, line: int | None, code: str, message: str, help: str) -> None:
        """Note an error at the first place of a text at or after *line*."""
        self.problems.append(error(self.path, *self._position_of(at, line), code, message, help))

    def warn(
        self,
        line: int | None,
        code: str,
        message: str,
        help: str = "",
        *,
        at: str = "",
        column: int = 0,
    ) -> None:
        """Note a warning.

        :param at: what stands at its place: the next at or after *line* that is not told of yet.
        :param column: its place in the line, if *at* is not given.
        """
        place = (self._position(line)[0], column) if column else self.place(line)
        if at:
            place = self._position_of(at, line, self._told.get((line, code, at), 0))
            self._told[line, code, at] = place[1]
        self.problems.append(warning(self.path, *place, code, message, help))

    def _position_of(self, text: str, line: int | None, column: int = 0) -> tuple[int, int]:
        """Return line and column of *text* at or after *line*, in that line after *column*."""
        first = max((line or 1) - self.line_offset - 1, 0)
        for number, written in enumerate(self._written()[first:], first + 1):
            position = _without_code(written).find(text, column)
            if position < 0:
                position = written.find(text, column)
            if position >= 0:
                return number + self.line_offset, position + 1
            column = 0
        return self._position(line)

    def _position(self, line: int | None) -> tuple[int, int]:
        return max(line or 1, self.line_offset + 1), 1


_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


@lru_cache(4)
def _without_code(line: str) -> str:
    """Return a line with spaces for what stands between backticks."""
    return _CODE.sub(lambda found: " " * len(found[0]), line)
