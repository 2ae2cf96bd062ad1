"""Markdown and HTML in a text of front matter, which is shown as text."""

from __future__ import annotations

import re
from typing import Final

from publishing.frontmatter.heading import plain


def without_markup(text: str) -> str:
    """Return *text* as it reads without its markup.

    Names in angle brackets (`List<T>`), a tag that is spoken of, backslashes and names such as
    `__init__` are no markup.
    """
    if not _MARKUP.search(text):
        return text
    return plain(_KEPT.sub(_escaped, text))


def first_markup(text: str) -> str:
    """Return the first piece of markup of a text that has some."""
    found = _MARKUP.search(text)
    return found[0] if found else text


def _escaped(found: re.Match[str]) -> str:
    if found["clear"]:
        return found[0]
    if (name := (found["name"] or "").lower()) in _ELEMENTS:
        pair = rf"<{re.escape(name)}\b.*</{re.escape(name)}>"
        is_pair = re.search(pair, found.string, re.DOTALL | re.IGNORECASE)
        if is_pair or name in _VOID or (name == "p" and not found.start()):
            return found[0]
    return re.sub(r"[\\<_*]", r"\\\g<0>", found[0])


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ELEMENTS: Final = _names("""
    a abbr b big blockquote br center cite code del div em font h1 h2 h3 h4 h5 h6 hr i img ins kbd
    li mark ol p q s samp small span strike strong sub sup table td th tr tt u ul var wbr
    """)
_VOID: Final = _names("br hr img wbr")
_CLEAR: Final = (
    r"<!--.*?-->|\\[*_`\[\]]|`[^`]+`|\*\*(?=\S)[^*]*\S\*\*"
    r"|(?<![\w*])\*(?=\w)[^*]*[^\s*]\*(?![\w*])"
)
"""Comments, escaped marks, code, and stars that are emphasis, not products or patterns."""

_KEPT: Final = re.compile(
    rf"(?P<clear>{_CLEAR})|(?P<tag></?(?P<name>[a-zA-Z][\w-]*)[^<>]*>)|[\\<*]|(?<!\w)__\w+__(?!\w)"
)
_MARKUP: Final = re.compile(
    rf"{_CLEAR}|</?[a-zA-Z][^<>]*>|&\#?\w+;|!?\[[^\[\]]*\]\([^()\s]+[^()]*\)"
    r"|~~(?=\S)[^~]*\S~~|(?<!\w)(__?)(?=[^\s_])[^_]*\S\1(?!\w)"
    r"|(?<![\w=])==(?=[^\s=])[^=]*[^\s=]==(?![\w=])|(?<![\w:]):[a-z0-9_+-]{2,}:(?!\w)"
    r"|(?<![\w+])\+\+[a-z0-9+-]+\+\+(?![\w+])|(?<=[\w)\]])([\^~])[^\s^~]{1,4}\2"
)
