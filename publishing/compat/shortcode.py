"""Reads the tags of template languages in a post: pictures, films, boxes; runs none of them."""

from __future__ import annotations

import re
from html import escape

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from publishing.compat.template_tag import Page, Picture, Tag, meaning, tag_at
from publishing.markdown.box import Box, named_box
from publishing.markdown.other_tools import BETWEEN_TAGS, HOSTS, UNREAD
from publishing.policy.rules import names

# -- In a line of text ---------------------------------------------------------


def read_inline(state: StateInline, silent: bool) -> bool:
    """Inline rule: a tag is what it shows, or text as a whole."""
    if state.src[state.pos] != "{":
        return False
    literal: dict[str, int] = state.env.setdefault(_LITERAL, {})
    tag = tag_at(state.src, state.pos, state.posMax)
    if tag is None or state.pos < literal.get(state.src, 0):
        return False
    if not silent and tag.name in _RAW and (end := _RAW[tag.name].search(state.src, tag.end)):
        literal[state.src] = end.start()
    start, state.pos = state.pos, _after(state, tag)
    if not silent:
        shown = meaning(tag)
        if isinstance(shown, Picture):
            _show_picture(state, shown)
        elif isinstance(shown, Page):
            _show_page(state, shown)
        elif not is_silent(tag):
            state.push("text", "", 0).content = state.src[start : state.pos]
    return True


def is_silent(tag: Tag) -> bool:
    """Whether a tag shows nothing wherever it is run: a comment, or what keeps text as it is."""
    return tag.sign == "{#" or tag.name.removeprefix("/") in _SILENT


def is_code(tag: Tag) -> bool:
    """Whether a tag says that what follows is code."""
    return tag.name in {"highlight", "codeblock"}


_SILENT = names("comment endcomment endraw endverbatim raw verbatim")
_RAW = {
    name: re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}|\{{\{{%\s*/{name}\s*%\}}\}}")
    for name in ("raw", "verbatim")
}
_LITERAL = "literal-until"
"""Where tags are text, in each paragraph that is parsed: up to the end of ``{% raw %}``."""
_COMMENT_ENDS = re.compile(r"\{%-?\s*endcomment\s*-?%\}")


def _after(state: StateInline, tag: Tag) -> int:
    """Return where the text goes on after a tag; a comment ends with a tag of its own."""
    if tag.name == "comment" and (end := _COMMENT_ENDS.search(state.src, tag.end, state.posMax)):
        return end.end()
    return tag.end


def _show_picture(state: StateInline, shown: Picture) -> None:
    if shown.link:
        state.push("link_open", "a", 1).attrs = {"href": shown.link}
    token = state.push("image", "img", 0)
    token.attrs, token.content = {"src": shown.address, "alt": ""}, shown.alt
    token.children = [Token("text", "", 0, content=shown.alt)] if shown.alt else None
    for name, value in (("title", shown.caption), ("width", shown.width)):
        if value:
            token.attrSet(name, value)
    if shown.link:
        state.push("link_close", "a", -1)


def _show_page(state: StateInline, shown: Page) -> None:
    host = shown.frame.split("/")[2] if shown.frame.startswith("https://") else ""
    if host in state.env.get(HOSTS, ()):
        title = escape(shown.title or host)
        html = f'<iframe src="{escape(shown.frame)}" title="{title}"></iframe>'
        state.push("html_inline", "", 0).content = html
        return
    state.push("link_open", "a", 1).attrs = {"href": shown.address}
    state.push("text", "", 0).content = shown.title or shown.address
    state.push("link_close", "a", -1)


# -- On lines of their own -----------------------------------------------------


def read_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: what stands between a tag and its end, each on a line of its own.

    A box of text is a box, a comment nothing. Of what a shortcode of Hugo makes of the text in it
    nobody knows, unless it says that it is Markdown: it is shown as code.
    """
    line = _line(state, start)
    if not line.startswith("{") or state.is_code_block(start):
        return False
    tag = tag_at(line, 0)
    if tag is None or line[tag.end :].strip() or tag.is_end or not tag.name:
        return False
    box = _box(tag)
    if not (box or tag.sign == "{{<" or tag.name == "comment") or meaning(tag) or is_code(tag):
        return False
    last = _end(state, tag, start, end)
    if last is None:
        return False
    if silent:
        return True
    text = state.getLines(start + 1, last, state.blkIndent, False) + "\n"
    if box:
        token = state.push("box", "div", 0)
        token.meta |= {"box": box, BETWEEN_TAGS: True}
    elif tag.name != "comment":
        token = state.push("fence", "code", 0)
        token.markup, token.info, token.meta[UNREAD] = "```", "text", f"{{{{< {tag.name} >}}}}"
    else:
        state.line = last + 1
        return True
    token.block, token.content, token.map = True, text, [start, last + 1]
    state.line = last + 1
    return True


def _end(state: StateBlock, tag: Tag, start: int, end: int) -> int | None:
    """Return the line that ends a tag; a name that has none is looked for once."""
    unended = state.env.setdefault(_UNENDED, set())
    if (tag.name, end) in unended:
        return None
    depth = 1
    for number in range(start + 1, end):
        line = _line(state, number)
        other = tag_at(line, 0) if line.startswith("{") else None
        if other is None or other.sign[:2] != tag.sign[:2]:
            continue
        if other.name in {f"/{tag.name}", f"end{tag.name}"}:
            depth -= 1
            if not depth:
                return number
        elif other.name == tag.name:
            depth += 1
    unended.add((tag.name, end))
    return None


_UNENDED = "shortcodes-unended"
_BOXES = names("admonition alert aside box callout hint message notice panel")
_FOLDS = names("accordion collapse details expand spoiler toggle")


def _box(tag: Tag) -> Box | None:
    """Return the box that a tag begins, if it begins one."""
    name, words = tag.name.lower(), list(tag.words)
    said = next((tag.named[key] for key in ("type", "kind", "style") if key in tag.named), "")
    title = next((tag.named[key] for key in ("title", "summary", "label") if key in tag.named), "")
    if name in _FOLDS:
        return Box("note", title or " ".join(words) or name.capitalize(), is_folded=True)
    if name in _BOXES:
        kind = said or next((word for word in words if named_box(word)), "note")
        words = [word for word in words if word != kind]
        return named_box(kind, title or " ".join(words)) or Box("note", title or " ".join(words))
    return named_box(name, title or " ".join(words))


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
