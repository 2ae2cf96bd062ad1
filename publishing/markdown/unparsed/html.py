"""Raw HTML that was left as text, and Markdown that raw HTML keeps from being read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from publishing.markdown.unparsed.finding import Text, Unparsed, beginning, line_of, unparsed
from publishing.model.problem import shown
from publishing.policy.rules import ELEMENTS

_NAMES = "|".join(sorted({*ELEMENTS, "iframe", "script", "style", "center", "font"}))
_TAG = re.compile(
    rf"""
    <[ \t]?(?:{_NAMES})[ \t]+[\w-]+[ \t]*=[^<>\n]*>?
    |</[ \t]?(?:{_NAMES})[ \t]*$
    |<(?:[ ]/|/[ ]+)(?:{_NAMES})>
    |<[ ]?br\b[^<>\n]*>?
    """,
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_COMPONENT = re.compile(r"<[A-Z][\w.]*\s[^<>\n]*(?:=\{|\{\.\.\.)[^\n]*")
_COMMENT = re.compile(r"<!--[^\n]*")
_MISSPELT = re.compile(
    r"<!-[ \t\w][^<>\n]*->|<![ \t]+--[^<>\n]*->|^[ \t]*<--[^<>]*-->[ \t]*$", re.M
)
_ENTITY = re.compile(
    r"&(?:nbsp|amp|lt|gt|quot|mdash|ndash|hellip|rsquo|lsquo|rdquo|ldquo|copy)(?![\w;=])"
    r"|&#(?:\d{2,6}|[xX][0-9A-Fa-f]{2,5})(?![\w;])"
)


def find_html(text: Text) -> Iterator[Unparsed]:
    """Yield tags and entities that are shown as they are."""
    words = text.words
    if "<" in words:
        for found in _TAG.finditer(words):
            if "{{" in found[0] or "{%" in found[0]:
                continue  # the tag of a template, which is told of as that
            if re.search("[“”„‘’«»″]", found[0]):
                why, help = "its quotes are curly", 'write straight ones: src="a.png"'
            else:
                why, help = "it is not complete", "close its quotes and its bracket: <b>…</b>"
            message = f"{shown(beginning(found[0]))}: no HTML, but text, since {why}"
            yield unparsed("html-unparsed", words, found, message, f"{help}; code stands between `")
        for found in _COMPONENT.finditer(words):
            message = f"{shown(beginning(found[0]))}: a component of MDX is shown as text"
            yield unparsed(
                "html-unparsed",
                words,
                found,
                message,
                "write it in Markdown; code stands between `",
            )
        if comment := _MISSPELT.search(words):
            message = f"{shown(beginning(comment[0]))}: a comment with a slip in its marks is shown"
            yield unparsed(
                "html-unparsed", words, comment, message, "write <!-- … -->; code stands between `"
            )
        if comment := _COMMENT.search(words):
            message = (
                f"{shown(beginning(comment[0]))}: a comment that does not end in its paragraph"
            )
            yield unparsed(
                "html-unparsed", words, comment, message, "end it with -->; code stands between `"
            )
    if "&" in words:
        for found in _ENTITY.finditer(words):
            message = f"{found[0]}: without its semicolon it is shown as it is"
            yield unparsed("html-unparsed", words, found, message, f"write {found[0]};")


# -- Markdown inside of HTML ---------------------------------------------------

_SILENT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<name>pre|code|kbd|samp|script|style|svg|math|textarea|template|object)\b.*?(?:</(?P=name)\s*>|\Z)"
    r"|<[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_VISIBLE = re.compile(r"[^\n]")
_MARKDOWN = re.compile(
    r"(?<![\w*\\])\*\*(?=[^\s*])[^*\n]*[^\s*]\*\*(?![\w*])"
    r"|(?<![\w*\\])\*(?=[^\W\d_])[^*\n]*[^\s*]\*(?![\w*])"
    r"|(?<![\w\\])!?\[[^\[\]\n]+\]\((?:https?:|mailto:|[./#]|[\w-]+[./])[^()\s]*\)"
    r"|(?<![`\\])`[^`\n]+`(?!`)"
    r"|^[ \t]*```[\w+-]*[ \t]*$"
    r"|^[ \t]*#{1,6}[ \t]+\w[^\n]*"
    r"|^[ \t]*[-*][ \t]+\w[^\n]*(?=\n[ \t]*[-*][ \t]+\w)"
    r"|^[ \t]*\|[^\n]*\|[ \t]*\n[ \t]*\|[ :|-]+\|",
    re.MULTILINE,
)


def find_in_html(token: Token) -> Iterator[Unparsed]:
    """Yield the first Markdown in a block of raw HTML, which is shown as it is."""
    if token.content.startswith(("<!", "<?")):
        return
    words = _SILENT.sub(lambda found: _VISIBLE.sub(" ", found[0]), token.content)
    found = _MARKDOWN.search(words)
    if found:
        at = found[0].strip()
        line = line_of(words, found.start() + len(found[0]) - len(found[0].lstrip()))
        message = f"{shown(at, 40)}: Markdown directly below a line of HTML is shown as it is"
        help = "write an empty line between the HTML and it, or write it in HTML"
        yield Unparsed("html-markdown", at.partition("\n")[0], message, help, line)
