"""Pieces of raw HTML: starts, ends and text, each written anew from what was understood."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser

from markdown_it.token import Token

from publishing.policy import rules as policy
from publishing.policy.rules import names
from publishing.render.context import PostContext
from publishing.render.html_element import Attributes, judge

_VOID = names("area base br col embed hr img input link meta source track wbr")
_DECLARATIONS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<!": ">"}
"""What is no element and is not shown, by how it begins and ends."""
SILENT = names("""
    iframe math noembed noframes noscript object script select style svg template textarea
    title xmp plaintext
    """)
"""Elements that go with all that is in them: it is no text, or text for other eyes."""


@dataclass(slots=True)
class Piece:
    """A piece of raw HTML: a start or an end of an element, or text.

    :ivar column: of a start, from 1; 0 if that is not known.
    :ivar is_paired: whether a start has an end, or an end a start.
    """

    token: Token
    line: int
    html: str = ""
    start: str = ""
    end: str = ""
    column: int = 0
    is_paired: bool = False


def read(token: Token, context: PostContext, line: int) -> list[Piece]:
    """Return the pieces of one token of Markdown, and note in the context what is removed.

    :param line: of the file, on which the token begins.
    """
    return _Reader(token, context, line).read()


class _Reader(HTMLParser):
    """Reads the HTML of one token."""

    def __init__(self, token: Token, context: PostContext, line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.context = context
        self.token = token
        self.first = line
        self.pieces: list[Piece] = []
        self.silent = ""
        self.is_kept = False
        self.lost = 0

    def read(self) -> list[Piece]:
        for opening, closing in _DECLARATIONS.items():
            if (
                self.token.content.lstrip().startswith(opening)
                and closing not in self.token.content
            ):
                what = "a comment" if opening == "<!--" else f"what begins with {opening}"
                self._warn_of_loss(what, self.first, closing)
                return []
        # No tag ends after the last ">". Python's reader takes time that grows with the
        # square of what does not end.
        tags, end, text = self.token.content.rpartition(">")
        if "<!--" in text and "-->" not in text:
            tags, end, text = self.token.content, "", ""
        self.feed(tags + end)
        if self.rawdata.lstrip().startswith("<!--"):
            self._warn_of_loss("a comment", self._line(), "-->")
            self.rawdata = ""
        self.close()
        self.handle_data(unescape(text))
        if self.lost and self.token.type == "html_block":
            self._warn_of_loss(f"<{self.silent}>", self.lost, f"</{self.silent}>")
        return self.pieces

    def _warn_of_loss(self, what: str, line: int, end: str) -> None:
        code = "html-comment" if end == "-->" else "html-swallows"
        message = f"{what} never ends: the text from line {line} on is lost"
        self.context.warn(line, code, message, f"end it with {end}, or leave it out")

    def _lose(self, text: str) -> None:
        """Note where the text begins that an element without an end takes along."""
        if not self.lost and text.strip():
            blank = text[: len(text) - len(text.lstrip())]
            self.lost = self._line() + blank.count("\n")

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Pass over ``<![x[``: Python stumbles over it, and browsers take it for a comment."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.rawdata.find(">", i) + 1 or -1

    def _line(self) -> int:
        return self.first + self.getpos()[0] - 1

    def _add(self, html: str = "", start: str = "", end: str = "", column: int = 0) -> None:
        self.pieces.append(Piece(self.token, self._line(), html, start, end, column))

    def handle_data(self, data: str) -> None:
        if self.silent:
            self._lose(data)
        else:
            self._add(html=escape(data, quote=False))

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if self.silent:
            self._lose(tag)
            return
        written = self.get_starttag_text() or ""
        column = self.context.start_of(written, self._line())
        judged = judge(self.context, tag, attrs, written, self._line())
        self._add(judged.html, "" if tag in _VOID else judged.opens, column=column)
        if tag in SILENT:
            self.silent, self.is_kept = tag, bool(judged.opens)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)  # in HTML the slash says nothing

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag != self.silent:
                return
            self.silent, self.lost = "", 0
            if self.is_kept:
                self._add(end=tag)
            return
        tag = policy.RENAMED.get(tag, tag)
        if tag == "br":
            self._add(html="<br>")
        elif (tag in policy.ELEMENTS and tag not in _VOID) or tag == "iframe":
            self._add(end=tag)
