"""Code as other generators mark it: template tags around it, or a first line that names it."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.token import Token

_LIQUID = re.compile(r"\{%-?\s*(highlight|codeblock)\b([^%]*?)-?%\}\s*$")
_HUGO = re.compile(r"\{\{[<%]\s*(highlight)\b(.*?)[>%]\}\}\s*$")
_ENDS = {
    "highlight": re.compile(
        r"\{%-?\s*endhighlight\s*-?%\}\s*$|\{\{[<%]\s*/highlight\s*[>%]\}\}\s*$"
    ),
    "codeblock": re.compile(r"\{%-?\s*endcodeblock\s*-?%\}\s*$"),
}
_RAW = re.compile(r"^[ \t]*\{%-?\s*(?:end)?raw\s*-?%\}[ \t]*\n|\{%-?\s*(?:end)?raw\s*-?%\}", re.M)
_UNENDED = "template-code-unended"


def template_code(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: ``{% highlight ruby %}`` and its like up to their end are a fence.

    Any other tag is text, of which the author is told.
    """
    line = _line(state, start)
    if not line.startswith("{") or state.is_code_block(start):
        return False
    found = _LIQUID.match(line) or _HUGO.match(line)
    last = _end(state, found[1], start, end) if found else None
    if not found or last is None:
        # A block of attributes may begin with a comment, `{% %}`, and would vanish.
        return not silent and line.startswith("{%") and paragraph(state, start, end, silent)
    if silent:
        return True
    token = state.push("fence", "code", 0)
    token.info = _head(found[1], found[2])
    token.content = _RAW.sub("", state.getLines(start + 1, last, state.blkIndent, True))
    token.markup = "```"
    token.map = [start, last + 1]
    state.line = last + 1
    return True


def _end(state: StateBlock, tag: str, start: int, end: int) -> int | None:
    """Return the line that ends the code of a tag; one that has none is looked for once."""
    unended = state.env.setdefault(_UNENDED, set())
    if (tag, end) in unended:
        return None
    for number in range(start + 1, end):
        if _ENDS[tag].match(_line(state, number)):
            return number
    unended.add((tag, end))
    return None


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


# `{% codeblock A title lang:ruby mark:1,3 start:5 url text %}`
_STATED = re.compile(r"(?<!\S)(lang|mark|start|line_number|first_line):\s*(\S+)")
_TITLE = re.compile(r"(?:(?!\S+:\S)\S+(?:\s+|$))+")
_WORD = re.compile(r"[A-Za-z][\w+#.-]*")
_QUOTES = str.maketrans("", "", "\"'")


def _head(tag: str, said: str) -> str:
    """Return what a tag says as the head of a fence."""
    said = said.strip()
    if tag == "highlight":
        word = _WORD.match(said)
        options = said[word.end() :].strip() if word else ""
        if options.startswith('"'):  # Hugo puts all options between one pair of quotes
            options = options.translate(_QUOTES)
        return f"{word[0]} {options}" if word else ""
    stated = dict(_STATED.findall(said))
    word = _WORD.match(stated.get("lang", ""))
    title = _TITLE.match(said)
    head = [word[0] if word else "text" if said else ""]
    if title:
        head.append(f'title="{title[0].strip().translate(_QUOTES)}"')
    head += [f"{key}={stated[key]}" for key in ("mark", "start") if key in stated]
    return " ".join(head)


_MARK = re.compile(r"(?::::|#!)([A-Za-z][\w+#.-]*)[ \t]*\n")


def marked_code(token: Token) -> None:
    """Read the first line of an indented block, ``:::python`` or ``#!python``, as CodeHilite does.

    A ``#!`` with a path is a line of the code.
    """
    found = _MARK.match(token.content)
    if found and token.map:
        token.type, token.info = "fence", found[1]
        token.content = token.content[found.end() :]
