"""Code and boxes that are never closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from publishing.markdown.unparsed.finding import Unparsed


def find_unclosed(token: Token) -> Iterator[Unparsed]:
    """Yield a fence that is never closed, or by the end of another."""
    if not token.map or not token.markup:
        return
    mark, head = token.markup, f"{token.markup}{token.info.rstrip()}"
    what = "box" if mark[0] == ":" else "block"
    help = f"write {mark} on a line of its own where it ends"
    written = token.content.count("\n") + (not token.content.endswith("\n") and bool(token.content))
    if token.map[1] - token.map[0] - 1 <= written:
        message = f"the {what} {mark} is never closed: all that follows is in it"
        yield Unparsed("fence-unclosed", head, message, help)
    elif what == "block" and (inner := _opened(mark, token.content)):
        message = f"the block {mark} is not closed before {inner[1].strip()!r}, which it takes in"
        yield Unparsed("fence-unclosed", head, message, f"{help}, or begin it with one more")


def _opened(mark: str, content: str) -> re.Match[str] | None:
    """Return the first line of *content* that would begin such a fence."""
    sign = re.escape(mark[0])
    return re.search(rf"^ {{0,3}}({sign}{{{len(mark)},}}[ \t]*\{{?[A-Za-z][^`\n]*)$", content, re.M)
