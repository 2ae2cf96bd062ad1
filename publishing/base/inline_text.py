"""The text of a line of Markdown, as readers see it: a title, words for a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any, Final

from publishing.base.formula_text import tex_text
from publishing.base.rendered_text import heading_text


def inline_text(tokens: Iterable[Any]) -> str:
    """Return the text of pieces of Markdown on one line.

    :param tokens: as markdown-it has them, in a row or as a tree.
    """
    return heading_text("".join(_html(tokens)))


def _html(tokens: Iterable[Any]) -> Iterator[str]:
    for token in tokens:
        kind, content = token.type, token.content
        if kind in {"softbreak", "hardbreak"}:
            yield " "
        elif kind == "image":
            yield f' <img alt="{escape(inline_text(token.children or ()))}"> '
        elif kind == "html_inline":
            yield _TAG.sub(lambda tag: tag[0].lower(), content)
        elif kind in _FORMULAS:
            yield escape(tex_text(content))
        elif kind == "myst_role":
            yield escape(_role(token.meta["name"], content))
        elif kind == "text":
            yield escape(_NOTE.sub("", content))
        elif kind == "footnote_ref":
            continue
        elif token.children:
            yield from _html(token.children)
        else:
            yield escape(content)


def _role(name: str, content: str) -> str:
    if name in _BEFORE:
        return _BEFORE[name].sub("", content).strip() or content
    if name == "math":
        return tex_text(content)
    return f"{name.upper()} {content}" if name in _REGISTERS else content


_TAG: Final = re.compile(r"</?[a-zA-Z]+")
_FORMULAS: Final = frozenset({"math_inline", "math_inline_double", "math_single"})
_NOTE: Final = re.compile(r"\[\^[^\[\]\s]+\]")
_TARGET: Final = re.compile(r"\s*<[^<>]*>$")
_BEFORE: Final = {
    "abbr": re.compile(r"\s*\([^()]*\)$"),
    **dict.fromkeys(("doc", "download", "eq", "ref"), _TARGET),
}
"""Roles that show only what stands before their last brackets."""
_REGISTERS: Final = frozenset({"pep", "rfc"})
