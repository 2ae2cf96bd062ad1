"""Boxes as others write them: ``!!! note``, ``??? tip``, ``=== "Tab"``, ``:::tip``, ``> [!faq]``.

What they are called is many, what they are is little: the names of others are read as the nearest
kind of box that docutils has, under their own name as its title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from publishing.policy.rules import names

KINDS = {
    kind: kind
    for kind in names("attention caution danger error hint important note seealso tip warning")
} | {
    **dict.fromkeys(names("abstract bug-fix info message question help faq quote cite"), "note"),
    **dict.fromkeys(names("summary tldr todo example snippet definition theorem proof"), "note"),
    **dict.fromkeys(names("success check done"), "tip"),
    **dict.fromkeys(names("failure fail missing bug alert critical"), "danger"),
    "warn": "warning",
}
"""Names of boxes, and the kind of each."""
_UNTITLED = names("info message alert warn")
"""Names that are no better title than that of their kind."""
_FOLDED = names("details dropdown collapse collapsible spoiler")


@dataclass(frozen=True, slots=True)
class Box:
    """A box of text.

    :ivar kind: of docutils' admonitions.
    :ivar title: Markdown; empty for the title of the kind.
    :ivar is_titled: whether it has a title at all.
    :ivar is_folded: whether it is closed until a reader opens it; nothing if it cannot be.
    """

    kind: str
    title: str = ""
    is_titled: bool = True
    is_folded: bool | None = None


def named_box(name: str, title: str = "", *, is_folded: bool | None = None) -> Box | None:
    """Return the box that goes by a name, or nothing if none does."""
    name = name.lower().removeprefix("callout-")
    if name in _FOLDED:
        return Box("note", title or name.capitalize(), is_folded=True)
    kind = KINDS.get(name)
    if kind is None:
        return None
    if not title and name != kind and name not in _UNTITLED:
        title = name.capitalize()
    return Box(kind, title, is_folded=is_folded)


def read_boxes(md: MarkdownIt) -> None:
    """Let a parser read boxes with bangs, tabs, and quotations that say what they are."""
    md.block.ruler.before("fence", "bang_box", _bang_box, {"alt": _ENDED})
    md.block.ruler.before("fence", "tabs", _tabs, {"alt": _ENDED})
    md.core.ruler.after("block", "callouts", _callouts)


_ENDED = ["paragraph", "reference", "blockquote", "list"]

# -- Python-Markdown and its extensions ----------------------------------------

_TITLE = r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|“(?P<curly>[^”]*)”)"
_BANG = re.compile(
    r"(?P<mark>!!!|\?\?\?\+?)[ \t]*(?P<name>[\w-]+)(?P<more>(?:[ \t]+[\w-][\w'-]*)*)"
    rf"(?:[ \t]*{_TITLE})?[ \t]*"
)
_ASIDE = names("inline end left right highlight blink")
"""Words behind the name of a box that say where it stands."""


def _bang_box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: ``!!! note "Title"`` with an indented text, or ``???`` for one that unfolds."""
    line = _line(state, start)
    found = _BANG.fullmatch(line) if line[:3] in {"!!!", "???"} else None
    if not found or state.is_code_block(start):
        return False
    last, indent = _indented(state, start, end)
    has_text = last > start + 1
    is_cut_off = not has_text and last < end and not state.isEmpty(last)
    box = None if is_cut_off else _banged(found, has_text=has_text)
    if box is None:
        return False
    if not silent:
        text = state.getLines(start + 1, last, indent, False)
        _push(state, "box", start, last, text).meta["box"] = box
    return True


def _banged(found: re.Match[str], *, has_text: bool) -> Box | None:
    quoted = next((found[g] for g in ("double", "single", "curly") if found[g] is not None), None)
    words = " ".join(word for word in found["more"].split() if word not in _ASIDE)
    is_folded = None if found["mark"] == "!!!" else not found["mark"].endswith("+")
    title = words if quoted is None else quoted
    box = named_box(found["name"], title, is_folded=is_folded)
    if box is None and (has_text or quoted):
        box = Box("note", title or found["name"].capitalize(), is_folded=is_folded)
    if box is None or not (has_text or title):
        return None
    return Box(box.kind, "", is_titled=False) if quoted == "" and is_folded is None else box


_TAB = re.compile(rf"===[!+]*[ \t]+{_TITLE}[ \t]*")


def _tabs(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: ``=== "Title"`` with an indented text, and others that follow."""
    if not _line(state, start).startswith("===") or state.is_code_block(start):
        return False
    tabs: list[tuple[str, str, int]] = []
    position = start
    while position < end and (found := _TAB.fullmatch(_line(state, position))):
        if state.sCount[position] != state.sCount[start]:
            break
        last, indent = _indented(state, position, end)
        title = found["double"] or found["single"] or found["curly"] or ""
        text = state.getLines(position + 1, last, indent, False)
        if not title.strip() or not text.strip():
            break
        tabs.append((title, text, position))
        position = next((n for n in range(last, end) if not state.isEmpty(n)), end)
        ended = last
    if tabs and not silent:
        _push(state, "tabs", start, ended, "").meta["tabs"] = tabs
    return bool(tabs)


def _indented(state: StateBlock, start: int, end: int) -> tuple[int, int]:
    """Return the line after the indented text below a line, and how far it is indented."""
    last, indent = start + 1, 0
    for number in range(start + 1, end):
        if state.isEmpty(number):
            continue
        indent = indent or min(state.sCount[number], state.sCount[start] + 4)
        if indent < state.sCount[start] + 2 or state.sCount[number] < indent:
            break
        last = number + 1
    return last, indent


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _push(state: StateBlock, kind: str, start: int, end: int, text: str) -> Token:
    token = state.push(kind, "div", 0)
    token.block, token.content, token.map = True, text, [start, end]
    state.line = end
    return token


# -- Quotations ----------------------------------------------------------------

_CALLOUT = re.compile(r"\[!([\w-]+)\][+-]?(?:[ \t]+([^\n]*))?(?:\n|$)")


def _callouts(state: StateCore) -> None:
    """Core rule: a quotation that begins ``[!faq] Title`` is a box, as Obsidian has it."""
    tokens = state.tokens
    for position, token in enumerate(tokens[:-2]):
        text = tokens[position + 2]
        if token.type != "blockquote_open" or text.type != "inline":
            continue
        found = _CALLOUT.match(text.content)
        box = named_box(found[1], (found[2] or "").strip()) if found else None
        if not found or not box:
            continue
        close = next(
            t for t in tokens[position:] if t.type == "blockquote_close" and t.level == token.level
        )
        token.type, close.type, token.tag, close.tag = "box_open", "box_close", "div", "div"
        token.meta["box"] = box
        text.content = text.content[found.end() :]
