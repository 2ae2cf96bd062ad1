"""Reads the tags of template languages in a post: pictures, films, boxes; runs none of them."""

from __future__ import annotations

import re
from html import escape

from markdown_it.rules_block import StateBlock, paragraph
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

    A box of text becomes a box, code a fence, a comment nothing. What a shortcode of Hugo makes of
    its text is not known, unless it says that it is Markdown: it is shown as code. Any other tag
    stays text, and the author is told.
    """
    if state.is_code_block(start):
        return False
    line = _line(state, start)
    tag = _alone(line)
    last = _end(state, tag, start, end) if tag and _encloses(tag) else None
    if tag is None or last is None:
        # A block of attributes may begin with a comment, `{% %}`, and would vanish.
        return not silent and line.startswith("{%") and paragraph(state, start, end, silent)
    if silent:
        return True
    state.line = last + 1
    if tag.name == "comment":
        return True
    text = state.getLines(start + 1, last, state.blkIndent, True)
    if box := _box(tag):
        token = state.push("box", "div", 0)
        token.meta |= {"box": box, BETWEEN_TAGS: True}
    else:
        token = state.push("fence", "code", 0)
        token.markup, token.info = "```", _head(tag) if is_code(tag) else "text"
    if is_code(tag):
        text = _LITERALS.sub("", text)
    elif not box:
        token.meta[UNREAD] = f"{{{{< {tag.name} >}}}}"
    token.block, token.content, token.map = True, text, [start, last + 1]
    return True


def _encloses(tag: Tag) -> bool:
    """Whether what stands between a tag and its end is read with it."""
    if is_code(tag):
        return True
    return not meaning(tag) and (tag.sign == "{{<" or tag.name == "comment" or bool(_box(tag)))


def _alone(line: str) -> Tag | None:
    """Return the tag that a line is, if it begins something."""
    tag = tag_at(line, 0)
    is_one = tag and tag.name and not tag.is_end and not line[tag.end :].strip()
    return tag if is_one else None


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
        elif other.name == tag.name and not is_code(tag):
            depth += 1
    unended.add((tag.name, end))
    return None


_LITERALS = re.compile(
    r"^[ \t]*\{%-?\s*(?:end)?raw\s*-?%\}[ \t]*\n|\{%-?\s*(?:end)?raw\s*-?%\}", re.M
)
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


# `{% codeblock A title lang:ruby mark:1,3 start:5 url text %}`
_STATED = re.compile(r"(?<!\S)(lang|mark|start|line_number|first_line):\s*(\S+)")
_TITLE = re.compile(r"(?:(?!\S+:\S)\S+(?:\s+|$))+")
_WORD = re.compile(r"[A-Za-z][\w+#.-]*")
_QUOTES = str.maketrans("", "", "\"'")


def _head(tag: Tag) -> str:
    """Return what a tag says as the head of a fence."""
    said = tag.said
    if tag.name == "highlight":
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
