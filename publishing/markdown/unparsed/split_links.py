"""Links of which one part was read as text, or as a link by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from publishing.markdown.unparsed.finding import GAP, Text, Unparsed, beginning, line_of
from publishing.model.problem import shown
from publishing.policy import rules

# Words in brackets; a number there is a mark, `[sic]` a remark.
_LABEL: Final = r"\[(?!sic\])(?=[^\[\]\n]*[^\W\d_]{2})[^\[\]\n]{1,200}\]"
_FILE: Final = r"[\w./-]+\.(?:md|html?|pdf|png|jpe?g|gif|svg|webp)"
_TOP: Final = r"com|org|net|edu|gov|info|dev|io|eu|de|fr|uk|nl|ch|at|it|es|jp|cn|ru|br|ca|au|pl|se"

_TWO_LINES: Final = re.compile(
    rf"!?{_LABEL}[ \t]*\n[ \t]*\((?:{GAP}?(?:https?://[^()\s]*|mailto:[^()\s]*)|{_FILE})"
    rf"|{_LABEL}[ \t]*\n[ \t]*<{_FILE}>"
)
_NO_BRACKETS: Final = re.compile(rf"(?<![\w\])]){_LABEL}(?:{GAP}https?://|<{_FILE}>)")
_BARE: Final = re.compile(
    rf"<(?!java\.)(?:www\.[\w-]+(?:\.[\w-]+)+|[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:{_TOP}))"
    r"(?:[/?#][^\s<>]*)?>"
)
_WIDE_SIGN: Final = re.compile(
    rf"！\[[^\[\]\n]*\]\([^()\s]+(?:{'|'.join(map(re.escape, rules.PICTURES))})\)", re.IGNORECASE
)
_APART: Final = re.compile(rf"(?<![\w\])]){_LABEL}[ \t](?={GAP})")
_NAME: Final = r"[ \t]\[[^\[\]\n]+\](?![(\[:])"


def find_split_links(text: Text) -> Iterator[Unparsed]:
    """Yield links whose text and address do not stand together, or have no signs around them."""
    words = text.words
    if "]" in words:
        for pattern, message, help in _FORMS:
            for found in pattern.finditer(words):
                yield _unparsed(words, found, message, help)
        for found in _APART.finditer(words) if "] [" in text.source else ():
            if re.search(re.escape(found[0].rstrip()) + _NAME, text.source):
                message = "with a space behind it, it is no text of the link that follows"
                yield _unparsed(words, found, message, "write [text][name] without a space")
    if "<" in words:
        for found in _BARE.finditer(words):
            message = "an address without https:// is no link"
            yield _unparsed(words, found, message, "write <https://example.org>")
    if f"！{GAP}" in words and (sign := _WIDE_SIGN.search(text.source)):
        message = f"{shown(sign[0], 40)}: a link and no picture, since its ! is a wide one"
        line = line_of(text.source, sign.start())
        yield Unparsed("link-unparsed", sign[0], message, "write ![what it shows](file.png)", line)


_FORMS: Final = (
    (
        _TWO_LINES,
        "no link and no picture, since its address stands on another line",
        "write both on one line, without a space between them: [text](address)",
    ),
    (
        _NO_BRACKETS,
        "no text of a link, since the address behind it stands in no brackets",
        "write [text](https://example.org)",
    ),
)


def _unparsed(words: str, found: re.Match[str], message: str, help: str) -> Unparsed:
    at = beginning(found[0]).rstrip()[:60]
    line = line_of(words, found.start())
    return Unparsed("link-unparsed", at, f"{shown(at)}: {message}", help, line)
