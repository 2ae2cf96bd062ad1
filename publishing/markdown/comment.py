"""Comments as Obsidian, MDX and kramdown write them; nobody sees them.

``%%note%%``, ``{/* note */}``, and ``{::comment}`` to ``{:/comment}``.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

# Two signs are a comment's if no word is at their back: `50%%` and `%%f` of a batch file are not.
_BEGINS = re.compile(r"(?<![\w%])%%(?!%)|\{/\*")
_ENDS = {"%%": re.compile(r"(?<!%)%%(?![\w%])"), "{/*": re.compile(r"\*/\}")}
_BLOCK = (
    (re.compile(r"%%(?:(?!%%).)*$"), re.compile(r"(?:(?!%%).)*%%[ \t]*$")),
    (re.compile(r"\{/\*"), re.compile(r"(?:(?!\*/\}).)*\*/\}[ \t]*$")),
    (re.compile(r"\{::comment\}[ \t]*$"), re.compile(r"\{:/(?:comment)?\}[ \t]*$")),
)
"""How a comment of several lines begins, and how its last line ends it."""


def read_comments(md: MarkdownIt) -> None:
    """Let a parser leave comments out."""
    md.inline.ruler.after("text", "foreign_comment", _inline)
    first = md.block.ruler.get_all_rules()[0]
    alt = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before(first, "foreign_comment", _block, {"alt": alt})


def _inline(state: StateInline, _silent: bool) -> bool:
    """Inline rule: a comment in its paragraph."""
    begins = _BEGINS.match(state.src, state.pos) if state.src[state.pos] in "%{" else None
    if not begins:
        return False
    unended: set[tuple[str, str]] = state.env.setdefault(_UNENDED_IN, set())
    if (begins[0], state.src) in unended:
        return False
    ends = _ENDS[begins[0]].search(state.src, begins.end() + 1, state.posMax)
    if not ends:
        unended.add((begins[0], state.src))
        return False
    if begins[0] == "%%" and _is_prose(state.src, begins.start(), ends.end()):
        return False
    state.pos = ends.end()
    return True


def _is_prose(text: str, start: int, end: int) -> bool:
    """Whether two pairs of percent signs are about percent signs: "use %% here and %% there"."""
    inside = text[start + 2 : end - 2]
    if inside[0] in ".,:;!?)":
        return True
    has_line = text[start - 1 : start] in {"", "\n"} and text[end : end + 1] in {"", "\n"}
    return (inside[0].isspace() or inside[-1].isspace()) and not has_line


_UNENDED_IN = "comments-unended-in"
"""Where it is noted in which texts a comment does not end, so that each is searched once."""


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: a comment on lines of its own, which may be empty."""
    if not state.src.startswith(_SIGNS, state.bMarks[start] + state.tShift[start]):
        return False
    if state.is_code_block(start):
        return False
    line = _line(state, start)
    for begins, ends in _BLOCK:
        if not begins.match(line):
            continue
        if line.startswith("{/*") and (found := _ENDS["{/*"].search(line)):
            return not line[found.end() :].strip() and _take(state, start, silent)
        unended = state.env.setdefault(_UNENDED, set())
        if (ends, end) in unended:
            return False
        for number in range(start + 1, end):
            if ends.match(_line(state, number)):
                return _take(state, number, silent)
        unended.add((ends, end))
    return False


_SIGNS = ("%%", "{/", "{:")
_UNENDED = "comments-unended"
"""Where the comments are noted whose end was looked for in vain, once for all that begin so."""


def _take(state: StateBlock, last: int, silent: bool) -> bool:
    if not silent:
        state.line = last + 1
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
