"""Links and pictures that CommonMark leaves as they stand, where it is clear what they mean.

A file's name with spaces in it, a title in curly quotes, a size behind the address (``=100x200``),
a space before the address, and a picture between double brackets, as Obsidian writes it.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from publishing.policy import rules as policy


def read_loose_links(md: MarkdownIt) -> None:
    """Let a parser read such links, where the strict rules find none."""
    md.inline.ruler.after("image", "loose_link", _rule)


def _rule(state: StateInline, silent: bool) -> bool:
    """Inline rule: a link or a picture that the rules of CommonMark did not take."""
    is_picture = state.src.startswith("![", state.pos)
    if not is_picture and (state.src[state.pos] != "[" or state.linkLevel > 0):
        return False
    if is_picture and (found := _EMBEDDED.match(state.src, state.pos, state.posMax)):
        return _embed(state, found, silent)
    start = state.pos + is_picture
    label_end = state.md.helpers.parseLinkLabel(state, start, not is_picture)
    opening = _OPENING.match(state.src, label_end + 1, state.posMax) if label_end > 0 else None
    if not opening:
        return False
    end = _bracket(state.src, opening.end() - 1, state.posMax)
    written = _SWAPPED.sub(r"\2\1", state.src[opening.end() : end]) if end > 0 else ""
    inside = _INSIDE.fullmatch(written)
    if not inside:
        return False
    is_apart = len(opening[0]) > 1
    if is_apart and not _is_meant(inside, state.src[start + 1 : label_end], is_picture):
        return False
    if not is_apart and not _is_clear(inside, is_picture):
        return False
    if not silent:
        attributes = {name: value for name, value in inside.groupdict().items() if value}
        (_picture if is_picture else _link)(state, start + 1, label_end, attributes)
    state.pos = end + 1
    return True


_TITLE = r"\"[^\"\n]*\"|'[^'\n]*'|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|‘[^’\n]*’"
_SIDE = r"\d{1,5}(?:px|%)?"
_INSIDE = re.compile(
    rf"[ \t]*(?:<(?P<angled>[^<>\n]+)>|(?P<address>[^\s<>][^<>\n]*?))(?:[ \t]+(?P<title>{_TITLE}))?"
    rf"(?:[ \t]+=(?P<width>{_SIDE})?(?:x(?P<height>{_SIDE})?)?)?[ \t]*"
)
_SWAPPED = re.compile(rf"(?<![ \t])([ \t]+=(?:{_SIDE})?x?(?:{_SIDE})?)([ \t]+(?:{_TITLE}))[ \t]*$")
_OPENING = re.compile(r"[ \t]*\(")
_EMBEDDED = re.compile(r"!\[\[([^\[\]|#\n]+)(?:\|([^\[\]|\n]*))?\]\]")
_SIZE = re.compile(r"\d{1,5}(?:x\d{1,5})?")
_QUOTES = "\"'“”„«»‘’"


def _bracket(text: str, start: int, end: int) -> int:
    """Return where the bracket that opens at *start* closes in its line; -1 if it does not."""
    depth = 0
    for position in range(start, min(end, start + 2_000)):
        char = text[position]
        if char == "\n":
            break
        depth += (char == "(") - (char == ")")
        if not depth:
            return position
    return -1


def _is_clear(inside: re.Match[str], is_picture: bool) -> bool:
    """Whether what stands in brackets is an address, and not words in brackets."""
    if (inside["width"] or inside["height"]) and not is_picture:
        return False
    address = inside["angled"] or inside["address"]
    if re.search(r"\s", address):
        name = address.partition("#")[0].partition("?")[0].lower()
        return name.endswith(_PICTURES if is_picture else _FILES)
    return bool(inside["title"] or inside["width"] or inside["height"])


def _is_meant(inside: re.Match[str], label: str, is_picture: bool) -> bool:
    """Whether brackets with a space between them are a link: `[here] (https://example.org)`.

    A number in brackets is a mark, `[sic]` a remark, and both can stand before an address.
    """
    address = inside["angled"] or inside["address"]
    name = address.partition("#")[0].partition("?")[0].lower()
    if is_picture:
        return name.endswith(_PICTURES)
    if len(label) < 2 or not any(map(str.isalpha, label)) or label.strip() == "sic":
        return False
    is_address = re.match(r"https?://[^\s.]+\.\S+$", address) or name.endswith(_FILES)
    return bool(is_address) and not re.search(r"\s", address) and label[0] not in "^@"


_PICTURES = tuple(policy.PICTURES)
_FILES = (*policy.PICTURES, *policy.DOWNLOADS, ".md", ".markdown", ".html", ".htm")


def _link(state: StateInline, start: int, end: int, said: dict[str, str]) -> None:
    last = state.posMax
    state.pos, state.posMax = start, end
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": said.get("angled") or said["address"]}
    if "title" in said:
        token.attrSet("title", said["title"].strip(_QUOTES))
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.push("link_close", "a", -1)
    state.posMax = last


def _picture(state: StateInline, start: int, end: int, said: dict[str, str]) -> None:
    content = state.src[start:end]
    children: list[Token] = []
    state.md.inline.parse(content, state.md, state.env, children)
    token = state.push("image", "img", 0)
    token.attrs = {"src": said.get("angled") or said["address"], "alt": ""}
    token.children, token.content = children or None, content
    if "title" in said:
        token.attrSet("title", said["title"].strip(_QUOTES))
    for side in ("width", "height"):
        if side in said:
            token.attrSet(side, said[side])


def _embed(state: StateInline, found: re.Match[str], silent: bool) -> bool:
    """Read ``![[a.png|words or a size]]``."""
    if not found[1].strip().lower().endswith(_PICTURES):
        return False
    if not silent:
        token = state.push("image", "img", 0)
        token.attrs = {"src": found[1].strip(), "alt": ""}
        said = (found[2] or "").strip()
        if said:
            words = f"|{said}" if _SIZE.fullmatch(said) else said
            token.children, token.content = [Token("text", "", 0, content=words)], words
    state.pos = found.end()
    return True
