"""Reads what the Markdown of other generators writes beyond CommonMark, where it is clear.

Posts come as they were written for Jekyll (kramdown), Hugo, Zola or Pelican (Python-Markdown).
Attributes, anchors and marked code that mean the same here are taken for what they mean; the
table of contents that each asks for in its own way is there already. The rules change pieces of
Markdown before their text is read, and what comes of them is held to the policy like all else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from publishing.compat.abbreviation import defined, explain
from publishing.compat.attributes import BRACED, give, said
from publishing.compat.foreign_links import plain_links
from publishing.markdown.other_tools import ATTRIBUTED


def read_blocks(state: StateCore) -> None:
    """Core rule: read the attributes of blocks, and take out the requests for contents."""
    kept: list[Token] = []
    for token in (part for whole in state.tokens for part in _opened(whole, state)):
        if token.type == "code_block":
            _mark_code(token)
        elif token.type == "inline":
            token.content = plain_links(token.content)
            if kept:  # the text of a caption or a title stands by itself
                _attributed(token, kept, state)
        kept.append(token)
        if token.type.endswith("_close") and _is_used_up(kept, token):
            _take_out(kept, token)
    state.tokens = kept


_MARKDOWN = re.compile(
    r"(?P<start><(?P<tag>[a-z]+)\b[^>]*?)\s+markdown=[\"']?(?:1|block)[\"']?(?P<rest>[^>]*>)"
    r"[ \t]*\n",
    re.IGNORECASE,
)


def _opened(token: Token, state: StateCore) -> Iterator[Token]:
    """Yield the pieces of raw HTML that says that there is Markdown in it, or *token* itself."""
    found = _MARKDOWN.match(token.content) if token.type == "html_block" else None
    if not found or not token.map or found["tag"].lower() == "p":
        yield token
        return
    first, last = token.map
    inside = token.content[found.end() :].rstrip()
    end = f"</{found['tag']}>" if inside.endswith(f"</{found['tag']}>") else ""
    yield _html(f"{found['start']}{found['rest']}\n", first, token)
    inner: list[Token] = []
    state.md.block.parse(inside.removesuffix(end), state.md, state.env, inner)
    for part in inner:
        part.level += token.level
        part.map = [part.map[0] + first + 1, part.map[1] + first + 1] if part.map else None
        yield part
    if end:
        yield _html(f"{end}\n", last - 1, token)


def _html(content: str, line: int, like: Token) -> Token:
    return Token(
        "html_block", "", 0, content=content, map=[line, line + 1], level=like.level, block=True
    )


_HEADING = re.compile(rf"[ \t]{BRACED}[ \t]*$")
_BEHIND = re.compile(rf"(?<=\S)[ \t]+(?=\{{[ \t]*[.#]){BRACED}[ \t]*$")
_WITH_ATTRIBUTES = frozenset({"heading_open", "paragraph_open"})
_LINE = re.compile(rf"[ \t]*{BRACED}[ \t]*")
_CONTENTS = re.compile(r"\[(?:\[_?TOC_?\]|TOC)\]", re.IGNORECASE)
_PICTURE = re.compile(r"!\[[^\n]*\)")


def _attributed(token: Token, before: list[Token], state: StateCore) -> None:
    """Give the block that a text stands in what a line of attributes in it says."""
    block, written = before[-1], token.content
    ends = _BEHIND if block.type == "paragraph_open" else _HEADING
    if block.type in _WITH_ATTRIBUTES and (found := ends.search(token.content)):
        token.content = token.content[: found.start()].rstrip()
        give(block, said(found))
    while (attributes := _taken_line(token)) is not None:
        if _PICTURE.fullmatch(token.content):
            token.content += f"{{:{attributes}}}"
            break
        target = block if token.content.strip() else _block_before(before)
        if target is not None:
            give(target, attributes)
        if attributes.lower() == "toc":
            token.content = ""
    is_paragraph = block.type == "paragraph_open"
    if is_paragraph and (_CONTENTS.fullmatch(token.content.strip()) or defined(token, state)):
        token.content = ""
    if token.content != written and not token.content.strip():
        token.meta[_USED] = True


def _taken_line(token: Token) -> str | None:
    """Take attributes on a line of their own out of a text: its last line, or kramdown's first."""
    if "}" not in token.content:
        return None
    rest, _, line = token.content.rpartition("\n")
    if found := _LINE.fullmatch(line):
        token.content = rest
        return said(found)
    line, _, rest = token.content.partition("\n")
    if line.startswith("{:") and (found := _LINE.fullmatch(line)):
        token.content = rest
        return said(found)
    return None


def _block_before(before: list[Token]) -> Token | None:
    """Return the start of the block that ended before the paragraph that is open."""
    closed = before[-2] if len(before) > 1 else None
    if closed is None or not closed.type.endswith("_close"):
        return closed if closed is not None and closed.type in {"fence", "code_block"} else None
    start = _start(closed)
    found = (t for t in reversed(before[:-1]) if t.type == start and t.level == closed.level)
    return next(found, None)


def _is_used_up(tokens: list[Token], close: Token) -> bool:
    """Whether what *close* ends held only attributes, or what they took away."""
    if close.type == "tr_close":
        inside = [*_inside(tokens, close)]
        texts = [token for token in inside if token.type == "inline"]
        is_head = any(token.type == "th_open" for token in inside)
        is_used = any(text.meta.get(_USED) for text in texts)
        return is_used and not is_head and not any(text.content for text in texts)
    if close.type == "paragraph_close":
        return tokens[-2].type == "inline" and bool(tokens[-2].meta.get(_USED))
    return close.type in _LISTS and bool(tokens[-2].meta.get(_USED))


_LISTS = frozenset({"bullet_list_close", "list_item_close", "ordered_list_close", "tbody_close"})
_USED = "used-up"


def _inside(tokens: list[Token], close: Token) -> Iterator[Token]:
    """Yield what stands between the start of a block and its end, the last first."""
    start = _start(close)
    for token in reversed(tokens[:-1]):
        if token.type == start and token.level == close.level:
            return
        yield token


def _take_out(tokens: list[Token], close: Token) -> None:
    start = _start(close)
    while tokens.pop().type != start:
        pass
    if tokens and tokens[-1].nesting > 0:
        tokens[-1].meta[_USED] = True


def _start(close: Token) -> str:
    return close.type.removesuffix("close") + "open"


_SPAN = re.compile(BRACED)
_IN_WORDS = re.compile(r"(?:^|\|)[ \t]*(\d{1,5})(?:x(\d{1,5}))?$")


def read_words(state: StateCore) -> None:
    """Core rule: read attributes behind a text and sizes of pictures; explain abbreviations."""
    for token in state.tokens:
        before: Token | None = None
        for child in token.children or ():
            if child.type == "text" and before is not None and before.type in ATTRIBUTED:
                found = _SPAN.match(child.content)
                if found:
                    child.content = child.content[found.end() :]
                    if before.type == "image":
                        give(before, said(found))
            elif child.type == "image" and child.children and child.children[-1].type == "text":
                _size_in_words(child, child.children[-1])
            before = child
    explain(state)


def _size_in_words(picture: Token, text: Token) -> None:
    """Read the size that Obsidian writes behind the words of a picture: ``![x|100](a.png)``."""
    found = _IN_WORDS.search(text.content) if "|" in text.content else None
    if found:
        text.content = text.content[: found.start()]
        for side, value in zip(("width", "height"), found.groups(), strict=True):
            if value:
                picture.attrs.setdefault(side, value)


_MARK = re.compile(r"(?::::|#!)([A-Za-z][\w+#.-]*)[ \t]*\n")


def _mark_code(token: Token) -> None:
    """Read the first line of an indented block, ``:::python`` or ``#!python``, as CodeHilite does.

    A ``#!`` with a path is a line of the code.
    """
    found = _MARK.match(token.content)
    if found and token.map:
        token.type, token.info = "fence", found[1]
        token.content = token.content[found.end() :]
