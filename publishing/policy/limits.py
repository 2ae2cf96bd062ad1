"""How much a post may hold, measured before the work that it causes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

TALLY = "post-tally"
"""Where a :class:`Tally` stands in the environment of a Markdown parse."""


@dataclass(frozen=True, slots=True)
class BodyBounds:
    """How much of anything a post may hold.

    No post may take more than ten seconds or 500 MB to build or to refuse. A long essay
    has a tenth of what is allowed here.

    :ivar address: characters of one link.
    :ivar addresses: characters of the addresses and titles of all links and pictures together.
    :ivar all_pixels: width times height of all pictures of a post together.
    :ivar all_seconds: processor time that decoding all pictures of a post may take together.
    :ivar brackets: opening brackets in the text of all paragraphs.
    :ivar cells: cells of all tables.
    :ivar characters: characters of the body.
    :ivar code: characters of one block of code.
    :ivar copies: characters of a post's HTML in all feeds together: that of all posts, and one for
        each tag, category and author.
    :ivar depth: blocks inside blocks: quotations, lists, boxes, elements of raw HTML.
    :ivar directives: directives in all.
    :ivar feed: characters of all posts in one feed.
    :ivar feeds: characters of all posts in all feeds of the site.
    :ivar file_bytes: bytes of one file beside the post.
    :ivar files: files beside the post that it uses.
    :ivar footnotes: footnotes in all.
    :ivar frames: pictures of one animation.
    :ivar headings: headings in all.
    :ivar html: characters of one block of raw HTML.
    :ivar line: characters of one line.
    :ivar lines: lines of the body.
    :ivar links: links and pictures in all.
    :ivar math: characters of one formula.
    :ivar modern_pixels: width times height of one WebP or AVIF: decoded, each takes 16 bytes.
    :ivar moving_pixels: width times height times frames of one animation.
    :ivar names: names for links within the post: ``(name)=``, ``{#name}``, ``:name:``.
    :ivar page: characters of the HTML that a post becomes, on its page or in a feed.
    :ivar paragraph: characters of one paragraph, heading or cell.
    :ivar parts: segments, chunks or blocks that the file of a picture consists of.
    :ivar parses: texts that are parsed by themselves: boxes, captions, cells of csv-table.
    :ivar picture_memory: bytes of memory that decoding one picture may take.
    :ivar picture_seconds: processor time that decoding one picture, and making its sizes, may take.
    :ivar pixels: width times height of one picture.
    :ivar scans: passes of one JPEG over the same pixels.
    :ivar tokens: pieces of Markdown in all: words between marks, marks, blocks.
    """

    address: int = 8_000
    addresses: int = 400_000
    all_pixels: int = 250_000_000
    all_seconds: int = 40
    brackets: int = 4_000
    cells: int = 10_000
    characters: int = 200_000
    code: int = 60_000
    copies: int = 60_000_000
    depth: int = 12
    directives: int = 300
    feed: int = 20_000_000
    feeds: int = 4_000_000_000
    file_bytes: int = 10_000_000
    files: int = 200
    footnotes: int = 500
    frames: int = 1_000
    headings: int = 500
    html: int = 20_000
    line: int = 10_000
    lines: int = 10_000
    links: int = 2_000
    math: int = 2_000
    modern_pixels: int = 20_000_000
    moving_pixels: int = 2_000_000_000
    names: int = 500
    page: int = 5_000_000
    paragraph: int = 10_000
    parses: int = 3_000
    parts: int = 50_000
    picture_memory: int = 800_000_000
    picture_seconds: int = 10
    pixels: int = 30_000_000
    scans: int = 100
    tokens: int = 40_000


class OverrunError(Exception):
    """A post holds more of something than it may.

    :ivar line: 1-based line of the file.
    """

    def __init__(self, line: int, found: int, limit: int, what: str) -> None:
        super().__init__(f"{found:,} {what}; a post may hold {limit:,}")
        self.line = line


def measure(body: str, bounds: BodyBounds, line_offset: int) -> None:
    """Hold the text of a body to *bounds*, before anything reads it.

    :raises OverrunError: at the first line that is too long, or at the body's first line.
    """
    first = line_offset + 1
    if len(body) > bounds.characters:
        raise OverrunError(first, len(body), bounds.characters, "characters")
    lines = body.split("\n")
    if len(lines) > bounds.lines:
        raise OverrunError(first, len(lines), bounds.lines, "lines")
    for number, line in enumerate(lines, first):
        if len(line) > bounds.line:
            raise OverrunError(number, len(line), bounds.line, "characters in one line")


class Tally:
    """What a post has used of its bounds so far, over all its nested parses.

    :ivar base: lines of the file before the text that is being parsed.
    """

    def __init__(self, bounds: BodyBounds) -> None:
        self.bounds = bounds
        self.base = 0
        self._used: dict[str, int] = {}

    def add(self, name: str, what: str, line: int, count: int = 1) -> None:
        """Count *count* more of the bound called *name*.

        :raises OverrunError: if that is more than a post may hold.
        """
        used = self._used[name] = self._used.get(name, 0) + count
        self._hold(name, what, line, used)

    def _hold(self, name: str, what: str, line: int, found: int) -> None:
        limit: int = getattr(self.bounds, name)
        if found > limit:
            raise OverrunError(self.base + line, found, limit, what)

    def count_blocks(self, tokens: Iterable[Token]) -> None:
        """Count blocks, before the text in them is parsed.

        :raises OverrunError: at the first block that is too much.
        """
        for token in tokens:
            line = token.map[0] + 1 if token.map else 1
            self.add("tokens", "pieces of Markdown", line)
            self._hold("depth", "blocks inside each other", line, (token.level + 1) // 2)
            if "id" in token.attrs:
                self.add("names", "names for links", line)
            if token.type == "inline":
                self.add("brackets", "brackets", line, token.content.count("["))
            if token.type in _COUNTED:
                self.add(*_COUNTED[token.type], line)
            elif token.type in _SIZED:
                self._hold(*_SIZED[token.type], line, len(token.content))

    def count_texts(self, tokens: Iterable[Token]) -> None:
        """Count what the text in blocks was parsed to.

        :raises OverrunError: at the first block that is too much.
        """
        for token in tokens:
            if not token.children:
                continue
            line = token.map[0] + 1 if token.map else 1
            self.add("tokens", "pieces of Markdown", line, len(token.children))
            for child in token.children:
                if "id" in child.attrs:
                    self.add("names", "names for links", line)
                if child.type in _COUNTED:
                    self.add(*_COUNTED[child.type], line)
                    # What a reference defines once is repeated wherever it is used.
                    length = sum(len(str(value)) for value in child.attrs.values())
                    self.add("addresses", "characters in addresses and titles", line, length)


_COUNTED = {
    "td_open": ("cells", "cells in tables"),
    "th_open": ("cells", "cells in tables"),
    "heading_open": ("headings", "headings"),
    "footnote_reference_open": ("footnotes", "footnotes"),
    "link_open": ("links", "links and pictures"),
    "myst_target": ("names", "names for links"),
    "image": ("links", "links and pictures"),
}
_SIZED = {
    "inline": ("paragraph", "characters in one paragraph"),
    "html_block": ("html", "characters in one block of HTML"),
}


def count_blocks(state: StateCore) -> None:
    """Core rule of a Markdown parser: hold the blocks found to their bounds."""
    if TALLY in state.env:
        state.env[TALLY].count_blocks(state.tokens)


def count_texts(state: StateCore) -> None:
    """Core rule of a Markdown parser: hold the texts parsed to their bounds."""
    if TALLY in state.env:
        state.env[TALLY].count_texts(state.tokens)
