"""Holds what a post shows to being what it looks like: no character hides or reorders it.

Words, code, and the words that come up over a link or a picture; written in Markdown, in an
option of a directive or in raw HTML, all of which end in one tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes

from publishing.policy.anchors import line_of
from publishing.policy.context import PostContext
from publishing.policy.disguise import OVERRIDES, TURNS, Hidden, hidden
from publishing.policy.rules import names


def hold_appearance(document: nodes.document, context: PostContext) -> None:
    """Judge every text of *document*, and every attribute that is one."""
    code: list[str] = []  # elements of raw HTML that show code, and are open here
    for node in document.findall():
        if isinstance(node, nodes.raw):
            _hold_html(node, code, context)
        elif isinstance(node, nodes.Text):
            if not node.isascii() and not isinstance(node.parent, (nodes.raw, *_CODE)):
                _hold_part(str(node), code, node.parent, context)
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
_SHOW_CODE = names("code kbd pre samp")


def _hold_html(node: nodes.raw, code: list[str], context: PostContext) -> None:
    """Judge raw HTML as it was written anew, where a tag holds no other ``>`` than its last."""
    html = node.astext()
    for piece in _PIECE.finditer(html):
        tag = piece["tag"]
        if tag in _SHOW_CODE and piece["end"]:
            if tag in code:
                del code[code.index(tag) :]
        elif tag in _SHOW_CODE:
            code.append(tag)
        elif not html.isascii():
            _hold_part(piece[0], [] if tag else code, node, context)
        if tag and not html.isascii():
            _hold_words(piece[0], node, context)


def _hold_part(text: str, code: list[str], node: nodes.Element, context: PostContext) -> None:
    if code:
        _hold_hidden(text, node, context, is_quoted=code == ["pre"])
    else:
        _hold_words(text, node, context)


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


def _refuse(found: Hidden, node: nodes.Element, context: PostContext, code: str, what: str) -> None:
    message = f"{what} holds {found.name}, which makes it look like something else"
    help = "delete the character, or write its name: U+" + f"{ord(found.char):04X}"
    context.refuse_char(line_of(node), found.char, code, message, help)
