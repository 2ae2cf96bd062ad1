"""Settles the raw HTML of a post: what is harmless stays, balanced; the rest goes, named.

`<kbd>` and `</kbd>` are two pieces of Markdown, so neither can be judged alone, and what
an author opens must be closed where it was opened: inside the same paragraph, quotation
or box. Every piece is read by Python's tokenizer and written anew from what was understood,
so nothing that another reader would understand differently is ever passed on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from publishing.policy import rules as policy
from publishing.policy.rules import names
from publishing.render.context import PostContext
from publishing.render.html_piece import SILENT, Piece, read

_CLOSED_BY_OTHERS = names("p li dt dd tr td th thead tbody tfoot rt rp colgroup")


@dataclass(slots=True)
class _Container:
    """The pieces of HTML that stand side by side, and the headings among them."""

    pieces: list[Piece] = field(default_factory=list)
    headings: list[tuple[int, Token]] = field(default_factory=list)


def settle(tokens: Iterable[Token], context: PostContext, line_of: Callable[[Token], int]) -> None:
    """Rewrite the raw HTML in *tokens*, and note what is removed.

    A heading between the start and the end of an element is marked (``meta["inside"]``):
    it cannot begin a section of the post, which would end outside the element.
    """
    stack = [_Container()]
    for token in tokens:
        if token.type == "heading_open":
            stack[-1].headings.append((len(stack[-1].pieces), token))
        if token.nesting > 0:
            stack.append(_Container())
        elif token.nesting < 0:
            _balance(stack.pop(), context)
        elif token.type in {"html_block", "html_inline"}:
            stack[-1].pieces.extend(_read(token, context, line_of(token)))
        elif token.type == "inline" and any(c.type == "html_inline" for c in token.children or []):
            _drop_silent(token.children or [])
            settle(token.children or [], context, line_of)
    while stack:
        _balance(stack.pop(), context)


def _read(token: Token, context: PostContext, line: int) -> Iterator[Piece]:
    pieces = read(token, context, line)
    token.content = ""
    yield from pieces or [Piece(token, line)]


_TAG = re.compile(r"<(/?)([A-Za-z]*)")


def _drop_silent(tokens: list[Token]) -> None:
    """Take away the text between `<script>` and `</script>` of one paragraph."""
    opened = ""
    start = 0
    for index, token in enumerate(tokens):
        if token.type != "html_inline":
            continue
        mark, name = _TAG.findall(token.content)[0]
        if not opened and not mark and name.lower() in SILENT:
            opened, start = name.lower(), index
        elif opened and mark and name.lower() == opened:
            for inner in tokens[start + 1 : index]:
                if inner.nesting == 0:
                    inner.type, inner.content, inner.children = "text", "", None
            opened = ""


def _balance(container: _Container, context: PostContext) -> None:
    """Write the pieces of one container so that whatever opens in it closes in it."""
    open_: list[Piece] = []
    for piece in container.pieces:
        if piece.start:
            open_.append(piece)
            if len(open_) > context.bounds.depth * 4:
                context.refuse(piece.line, "html-deep", "elements too deep inside each other")
                return
        elif piece.end:
            _end(piece, open_, context)
    for piece in open_:
        _miss_end(piece, context)
    _write(container)


def _miss_end(start: Piece, context: PostContext) -> None:
    """Warn of a start without an end, if that says anything."""
    tag = start.start
    if tag not in _CLOSED_BY_OTHERS:
        mend = f"write </{tag}> in the same paragraph, list or box"
        message = f"<{tag}> is never closed"
        context.warn(start.line, "html-unclosed", message, mend, column=start.column)


def _end(piece: Piece, open_: list[Piece], context: PostContext) -> None:
    starts = [start.start for start in open_]
    if piece.end not in starts:
        if piece.end != "iframe":  # whose start was named when it was removed
            message = f"</{piece.end}> ends nothing"
            context.warn(piece.line, "html-unopened", message, "open it in the same place")
        piece.end = ""
        return
    while open_:
        start = open_.pop()
        if start.start == piece.end:
            start.is_paired = piece.is_paired = True
            if not _is_at_home(start.start, open_):
                start.html = start.html.replace(f"<{start.start}", "<div", 1)
                start.start = piece.end = "div"
            return
        _miss_end(start, context)


def _is_at_home(tag: str, above: list[Piece]) -> bool:
    """Whether an element stands in one that it is for; a caption outside a figure is a box."""
    if tag not in policy.HOMES:
        return True
    around = [piece.start for piece in above if piece.start not in _CLOSED_BY_OTHERS]
    return bool(around) and around[-1] in policy.HOMES[tag]


def _write(container: _Container) -> None:
    depth = 0
    inside = dict.fromkeys((position for position, _ in container.headings), False)
    lone: list[Piece] = []
    for index, piece in enumerate([*container.pieces, None]):
        if index in inside:
            inside[index] = depth > 0
        if lone and (piece is None or piece.token is not lone[-1].token):
            _close(lone)
        if piece is None:
            break
        piece.token.content += _WINDOW * (piece.start == "table") + piece.html
        if piece.start and piece.is_paired:
            depth += 1
        elif piece.start:
            lone.append(piece)
        elif piece.end:
            depth -= 1
            piece.token.content += _ending(piece.end)
    for position, heading in container.headings:
        heading.meta["inside"] = inside[position]


def _close(lone: list[Piece]) -> None:
    """Close what has no end of its own at the end of the piece of Markdown that it began in."""
    while lone:
        piece = lone.pop()
        piece.token.content += _ending(piece.start)


def _ending(tag: str) -> str:
    return f"</{tag}></div>" if tag == "table" else f"</{tag}>"


_WINDOW = '<div class="pst-scrollable-table-container">'
"""What a table is seen through where it is wider than the page, as the theme writes it."""
