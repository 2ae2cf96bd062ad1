"""Attributes in braces: ``{: .class #id width="50%"}`` of kramdown, ``{.class}`` of Goldmark.

Of them a post keeps the name, the classes that the policy lists, and the size of a picture.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

from publishing.markdown.size import sizes
from publishing.policy import rules as policy

_VALUE = r"(?:\"[^\"\n]*\"|'[^'\n]*'|“[^”\n]*”|[^\s{}\"'“”]+)"
_ONE = rf"(?:[.#][\w:-][\w:.-]*|[A-Za-z][\w-]*[ \t]*=[ \t]*{_VALUE})"
SAID = rf"{_ONE}(?:[ \t]+{_ONE})*"
"""Attributes that are nothing else. Between ``{:`` and ``}``, anything is taken for them."""

BRACED = rf"\{{(?::[ \t]*(?P<colon>[^{{}}\n]*)|[ \t]*(?P<plain>{SAID})[ \t]*)\}}"
"""Attributes in braces, with kramdown's colon or without."""

_NAME = re.compile(r"#([\w:.-]+)|\.([\w-]+)")


def said(found: re.Match[str]) -> str:
    """Return what stands in the braces that :data:`BRACED` found."""
    return found["plain"] if found["colon"] is None else found["colon"].strip()


def give(token: Token, attributes: str) -> None:
    """Give a block or a picture what *attributes* say of it."""
    quoted = re.sub(r"\"[^\"]*\"|'[^']*'|“[^”]*”", "", attributes)
    for name, kind in _NAME.findall(quoted):
        if name:
            token.attrSet("id", name)
        elif kind in policy.CLASSES:
            token.attrJoin("class", kind)
    if token.type == "image":
        for side, value in sizes(attributes).items():
            token.attrs[side] = value
