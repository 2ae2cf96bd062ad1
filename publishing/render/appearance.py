"""Holds what a post shows to being what it looks like: no character hides or reorders it.

Words, code, and the words that come up over a link or a picture; written in Markdown, in an
option of a directive or in raw HTML, all of which end in one tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from docutils import nodes

from publishing.model.invisible_characters import OVERRIDES, TURNS, Hidden, hidden, unseen
from publishing.policy.rules import names
from publishing.render.anchors import line_of
from publishing.render.context import PostContext
from publishing.render.link_text import hold_link
from publishing.render.turned_text import TurnedText


def hold_appearance(document: nodes.document, context: PostContext) -> None:
    """Judge every text of *document*, and every attribute that is one."""
    html = _Html(context)
    for node in document.findall():
        if isinstance(node, nodes.raw):
            html.read(node)
        elif isinstance(node, nodes.Text):
            if not isinstance(node.parent, nodes.raw):
                html.show(str(node), node.parent, is_code=isinstance(node.parent, _CODE))
        elif isinstance(node, nodes.Element):
            if isinstance(node, _CODE):
                _hold_code(node, context)
            for text in _said(node):
                _hold_words(text, node, context)


_CODE = (nodes.literal, nodes.literal_block, nodes.math, nodes.math_block)
_ADDRESSES = names("candidates refuri reftarget source uri xml:space")
"""Attributes that have a rule of their own, or that no reader sees."""


def _said(node: nodes.Element) -> Iterator[str]:
    for name, value in node.attributes.items():
        if name in _ADDRESSES:
            continue
        for text in value if isinstance(value, list) else (value,):
            if isinstance(text, str) and not text.isascii():
                yield text


_PIECE = re.compile(r"<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)[^>]*>|[^<]+")
_HREF = re.compile(r' href="([^"]*)"')
_SHOW_CODE = names("code kbd pre samp")


class _Html:
    """The raw HTML of a post, as it was written anew: no tag holds another ``>`` than its last.

    What an element encloses is in other nodes of the tree as well, in the order of the text.
    """

    def __init__(self, context: PostContext) -> None:
        self._context = context
        self._code: list[str] = []  # elements that show code, and are open here
        self._turned = TurnedText(context)
        self._link: tuple[str, int | None, list[str]] | None = None

    def read(self, node: nodes.raw) -> None:
        """Judge the pieces of one node."""
        for piece in _PIECE.finditer(node.astext()):
            tag = piece["tag"]
            if tag is None:
                self.show(unescape(piece[0]), node)
                continue
            if not piece[0].isascii():
                _hold_words(piece[0], node, self._context)
            if piece["end"]:
                self._turned.end(tag)
            else:
                is_held = bool(self._link or self._code)
                self._turned.start(tag, piece[0], node, is_held=is_held)
            if tag == "a":
                self._follow(piece[0], node)
            elif tag in _SHOW_CODE and not piece["end"]:
                self._code.append(tag)
            elif tag in self._code:
                del self._code[self._code.index(tag) :]

    def show(self, text: str, node: nodes.Element, *, is_code: bool = False) -> None:
        """Judge a text that readers see where elements are open."""
        is_held = is_code or bool(self._link or self._code)
        self._turned.show(text, node, is_held=is_held)
        if self._link:
            self._link[2].append(text)
        if is_code or text.isascii():
            return
        if self._code:
            _hold_hidden(text, node, self._context, is_quoted=self._code == ["pre"])
        else:
            _hold_words(text, node, self._context)

    def _follow(self, tag: str, node: nodes.Element) -> None:
        if self._link:
            url, line, texts = self._link
            hold_link("".join(texts), url, line, self._context)
        led = _HREF.search(tag)
        self._link = (unescape(led[1]), line_of(node), []) if led else None


def _hold_code(node: nodes.Element, context: PostContext) -> None:
    is_indented = isinstance(node, nodes.literal_block) and node.get("language") == "none"
    _hold_hidden(node.astext(), node, context, is_quoted=is_indented)


def _hold_hidden(text: str, node: nodes.Element, context: PostContext, *, is_quoted: bool) -> None:
    """Judge code.

    :param is_quoted: whether it most often is no code, but a quotation that an old post indented.
    """
    for found in hidden(text):
        if is_quoted and not TURNS.match(found.char):
            message = f"an indented block holds {found.name}"
            context.warn(line_of(node), "hidden-in-code", message, "delete the character")
        else:
            _refuse(found, node, context, "hidden-in-code", "code")
        return


def _hold_words(text: str, node: nodes.Element, context: PostContext) -> None:
    if match := OVERRIDES.search(text):
        _refuse(Hidden(match.start(), match[0]), node, context, "text-reordered", "text")
    if found := next(unseen(text), None):
        message = f"text holds {found.name}, which nobody sees"
        context.warn(line_of(node), "text-unseen", message, "delete it: it is left out")


def _refuse(found: Hidden, node: nodes.Element, context: PostContext, code: str, what: str) -> None:
    message = f"{what} holds {found.name}, which makes it look like something else"
    help = "delete the character, or write its name: U+" + f"{ord(found.char):04X}"
    context.refuse_at(found.char, line_of(node), code, message, help)
