"""The text of a rendered page: what a reader sees of it, without markup.

Excerpts, descriptions, tables of contents, counts of words, titles and the index of the search
are all read off the HTML that readers get. Text that is told from anything else, such as a tree
of docutils, comes to hold what was never shown: the source of raw HTML, or of a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html import escape, unescape
from typing import Final, NamedTuple

from publishing.base.formula_text import formula_text


class Heading(NamedTuple):
    """A heading of a section.

    :ivar level: 2 for ``h2``.
    :ivar id: the fragment that leads to it.
    :ivar start: where its text begins in :attr:`RenderedText.parts`.
    :ivar end: the part after its last.
    """

    level: int
    id: str
    start: int
    end: int


@dataclass(slots=True)
class RenderedText:
    """What was read of a page.

    :ivar parts: its text in pieces, still with the entities of HTML.
    :ivar headings: those of its sections, in order.
    :ivar ids: every fragment that can be linked to.
    """

    parts: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    _paragraphs: list[tuple[int, int]] = field(default_factory=list)
    _asides: list[list[tuple[int, int]]] = field(default_factory=list)

    def text(self, start: int = 0, end: int | None = None) -> str:
        """Return the text of some parts, or of all, on one line."""
        return visible(unescape("".join(self.parts[start:end])))

    def paragraphs(self) -> Iterator[str]:
        """Yield the paragraphs of the text itself: not those of a box, a list or a quotation."""
        return (self.text(start, end) for start, end in self._paragraphs)

    def beginnings(self) -> Iterator[str]:
        """Yield what can stand for the start of the text: its paragraphs, then what is apart."""
        yield from self.paragraphs()
        yield from self.asides()

    def asides(self) -> Iterator[str]:
        """Yield the text of each list, table, quotation and box, without its title and code."""
        for pieces in self._asides:
            yield " ".join(filter(None, (self.text(start, end) for start, end in pieces)))


def plain(html: str) -> str:
    """Return the text of a piece of HTML on one line."""
    return read(html).text()


def heading_text(html: str) -> str:
    """Return the text of a heading, of its pictures the words that stand for them."""
    return read(f"<h2>{html}</h2>").text()


def visible(text: str) -> str:
    """Return *text* on one line, without characters that only say where a line may break."""
    return " ".join((text if text.isascii() else _UNSEEN.sub("", text)).split())


def read(html: str) -> RenderedText:
    """Read a body, or a piece of one, that a sanitiser or Sphinx has written."""
    found = RenderedText()
    reader = _Reader(html, found)
    for tag in _TAG.finditer(html):
        reader.take(tag)
    found.parts.append(html[reader.at :])
    return found


class _Reader:
    """Reads the tags of one text, one after the other.

    :ivar at: where the text that was not read yet begins.
    """

    def __init__(self, html: str, found: RenderedText) -> None:
        self._html = html
        self._found = found
        self._section = ""
        self._heading = self._paragraph = -1
        self._apart = 0  # lists, quotations and boxes that are open
        self._piece = -1  # where the text since the last tag of a block in these begins
        self._boxes: list[bool] = []  # for each `div` that is open, whether it is such a box
        self.at = 0

    def take(self, tag: re.Match[str]) -> None:
        """Take in one tag, and the text before it."""
        end, name, attributes = tag.group("end", "name", "attributes")
        if attributes and (named := _ID.search(attributes)):
            self._found.ids.add(unescape(named[1]))
            if name == "section":
                self._section = unescape(named[1])
        if tag.start() < self.at:
            return
        self._found.parts.append(self._html[self.at : tag.start()])
        self.at = tag.end()
        if name in _INLINE:
            if attributes and _SILENT.search(attributes):
                self._pass_over(name)
        elif name == "math":
            formula = self._pass_over(name)
            self._found.parts.append(escape(formula_text(formula), quote=False))
        elif name in _UNREAD or (attributes and _SILENT.search(attributes)):
            self._pass_over(name)
        elif name:
            self._block(bool(end), name, attributes)

    def _pass_over(self, name: str) -> str:
        """Pass over the rest of an element, and return it."""
        start, depth = self.at, 1
        if name in _VOID:
            return ""
        for tag in _tags_of(name).finditer(self._html, start):
            depth += -1 if tag[1] else 1
            if depth == 0:
                self.at = tag.end()
                break
        return self._html[start : self.at]

    def _block(self, is_end: bool, name: str, attributes: str) -> None:
        found = self._found
        if name == "img":
            if self._heading >= 0 and (alt := _ALT.search(attributes)):
                found.parts.append(f" {alt[1] or alt[2] or ''} ")
            return
        if self._apart and self._piece >= 0:
            found._asides[-1].append((self._piece, len(found.parts)))
        found.parts.append(" ")
        here = len(found.parts)
        is_outer = not self._apart
        if name == "p":
            if is_end and self._paragraph >= 0:
                found._paragraphs.append((self._paragraph, here))
            is_text = not is_end and not self._apart and not _TITLE.search(attributes)
            self._paragraph = here if is_text else -1
        elif name == "div":
            if not is_end:
                is_box = "class=" in attributes and not _PLACED.search(attributes)
                self._boxes.append(is_box)
                self._apart += is_box
            elif self._boxes:
                self._apart -= self._boxes.pop()
        elif name in _APART:
            self._apart += -1 if is_end else 1
        elif name in _HEADINGS:
            if not is_end:
                self._heading = here
            elif self._section:
                level = int(name[1])
                found.headings.append(Heading(level, self._section, self._heading, here))
            if is_end:
                self._heading, self._section = -1, ""
        if self._apart:
            if is_outer:
                found._asides.append([])
            is_title = name == "p" and "admonition-title" in attributes
            self._piece = -1 if not is_end and (is_title or name == "pre") else here


@cache
def _tags_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}\b[^>]*>")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TAG: Final = re.compile(
    r"<!--.*?-->|<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)"
    r"""(?P<attributes>(?:\s(?:[^>"']|"[^"]*"|'[^']*')*)?)/?>""",
    re.DOTALL,
)
_ID: Final = re.compile(r'\sid="([^"]*)"')
_ALT: Final = re.compile(r"""\salt=(?:"([^"]*)"|'([^']*)')""")

_INLINE: Final = _names("""
    a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q ruby s samp small span
    strong sub sup time tt u var wbr
    """)
"""Elements that may stand within a word."""

_UNREAD: Final = _names("audio iframe noscript rp rt script style svg template title video")
"""Elements whose text nobody reads: sounds, drawings, and what old browsers show instead.

The reading of a word (`rt`) stands above it. In a line it would stand within the word.
"""

_VOID: Final = _names("br col hr img input source track wbr")
_SILENT: Final = re.compile(
    r'\sclass="(?:[^"]* )?(?:headerlink|footnote-reference|linenos|label|backrefs'
    r'|sd-hide-link-text)[ "]|\saria-hidden="true"'
)
"""What is not part of the text: marks of headings and notes, numbers of lines, hidden links."""

_APART: Final = _names("aside blockquote details dl figure footer nav ol table ul")
_HEADINGS: Final = _names("h1 h2 h3 h4 h5 h6")
_PLACED: Final = re.compile(r'\sclass="(?:text|align)-[a-z]+"')
"""Boxes of an author that only say where their text stands."""
_TITLE: Final = re.compile(r'\sclass="(?:[^"]* )?(?:rubric|centered)[ "]')
_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens, and spaces and joiners of no width."""
