"""Formulas between dollar signs; no money, no shell variables.

A sign opens a formula if no letter or digit stands right before it. The next sign closes it if no
letter or digit stands right after that one, no space stands inside the two, and both are in one
paragraph, outside of code. Where a script puts no spaces between words, a letter beside a sign
belongs to another word. What these borders let through is judged by what a formula can hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from publishing.markdown.scripts import is_of_word, is_unspaced
from publishing.markdown.tex import FUNCTIONS, read_tex

_Signs = dict[int, tuple[int, int, int]]
"""Where a run of dollar signs starts: its length, and start and length of the next run."""


def read_formulas(md: MarkdownIt, *, allow_space: bool, allow_digits: bool) -> None:
    """Replace MyST's rules for formulas, where the site has them.

    :param allow_space: whether a space may stand inside the signs.
    :param allow_digits: whether a digit may stand beside them.
    """
    if "math_inline" not in md.get_all_rules()["inline"]:
        return
    md.inline.ruler.at("math_inline", _inline(allow_space, allow_digits))
    md.block.ruler.at("math_block", _block)
    read_tex(md)


# -- In a line of text ---------------------------------------------------------


def _inline(allow_space: bool, allow_digits: bool) -> Callable[[StateInline, bool], bool]:
    def rule(state: StateInline, silent: bool) -> bool:
        """Inline rule: ``$x$``, ``$$x$$``, and ``$`x`$`` as GitHub writes it."""
        if state.src[state.pos] != "$":
            return False
        found = _signs(state.src).get(state.pos)
        if found is None:
            return False
        length, close, close_length = found
        end = close + length
        if length > 2 or close_length != length or end > state.posMax:
            return False
        text = state.src[state.pos + length : close]
        around = (state.src[state.pos - 1 : state.pos], state.src[end : end + 1])
        if any(is_of_word(c) and not (allow_digits and c.isdigit()) for c in around if c):
            return False
        if text.startswith("`") and text.endswith("`"):
            text = text.strip("`")
        elif not (length == 2 or allow_space) and text != text.strip():
            return False
        if not _is_formula(text, around[1]):
            return False
        if not silent:
            token = state.push("math_inline", "math", 0)
            token.content, token.markup = text, "$" * length
        state.pos = end
        return True

    return rule


# Escaped characters, code, and dollar signs.
_MARKS = re.compile(r"\\.|`+|\$+", re.DOTALL)


@lru_cache(4)
def _signs(text: str) -> _Signs:
    """Return the runs of dollar signs of a text, outside of code, each with the next."""
    runs: list[tuple[int, int]] = []
    unclosed: set[str] = set()
    position = 0
    while found := _MARKS.search(text, position):
        position = found.end()
        if found[0][0] == "$":
            runs.append((found.start(), len(found[0])))
        elif found[0][0] == "`" and found[0] not in unclosed:
            end = re.compile(rf"(?<!`){found[0]}(?!`)").search(text, position)
            if end:
                position = end.end()
            else:
                unclosed.add(found[0])
    after = [*runs[1:], (0, 0)]
    return {start: (length, *close) for (start, length), close in zip(runs, after, strict=True)}


# -- What a formula can hold ---------------------------------------------------

_TEX = re.compile(r"\\[A-Za-z,;:!|{}\\]")
_SIGNS = re.compile(r"[\^={}<>+*|]|\w_\w")
_WORD = re.compile(r"[^\W\d_]{2,}")
# What begins a method, a selector or a parameter of a shell; what ends a path or a host.
_CODE = re.compile(r"\.[A-Za-z]|\(?['\"#]|[?!#@*,;]|.+[:/@&]$|\W{2,}$", re.DOTALL)
# Money: "$4.50, 5$".
_AMOUNTS = re.compile(r"[\d.,\s]*[.,]\s[\d.,\s]*")


def _is_formula(text: str, after: str) -> bool:
    """Whether *text* between two signs can be mathematics, and not code or prose about money.

    :param after: the character after the closing sign, if there is one.
    """
    if not text.strip() or "`" in text:
        return False
    if _TEX.search(text):
        return True
    if after == "{" or (after == "(" and not (text[0].isalnum() and text[-1].isalnum())):
        return False  # the sign begins a variable or a call: `${x}/${y}`, `$(a),$(b)`
    if _CODE.match(text) or _AMOUNTS.fullmatch(text) or '"' in text:
        return False
    return not _is_prose(text) and _is_balanced(text)


def _is_prose(text: str) -> bool:
    """Whether *text* is words, or an amount of money and words."""
    words = [word for word in _WORD.findall(text) if word not in FUNCTIONS]
    if not any(character.isspace() for character in text):
        words = [word for word in words if any(map(is_unspaced, word))]
    return bool(words) and (text[0].isdigit() or not _SIGNS.search(text))


def _is_balanced(text: str) -> bool:
    """Whether as many brackets open as close; an interval may mix them: ``[0, 1)``."""
    return sum(map(text.count, "([{")) == sum(map(text.count, ")]}"))


# -- On lines of their own -----------------------------------------------------

_CLOSED = re.compile(r"(?P<text>.*?)\$\$[ \t]*(?:\((?P<label>[^()$\r\n]+)\))?[ \t]*$", re.DOTALL)
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: ``$$`` to ``$$`` on lines of their own, which may have a label behind them.

    A blank line may stand only between signs that stand alone; code ends the search.
    """
    first = _line(state, start)
    if not first.startswith("$$") or first.startswith("$$$") or state.is_code_block(start):
        return False
    lines = [first[2:]]
    last = start
    while "$$" not in lines[-1]:
        last += 1
        if last >= end or _ends(state, last, lines):
            return False
        lines.append(_line(state, last))
    found = _CLOSED.fullmatch("\n".join(lines))
    if not found or not found["text"].strip() or "$$" in found["text"]:
        return False
    if last == start and not _is_formula(found["text"].strip(), ""):
        return False
    if silent:
        return True
    _push(state, found["text"], start, last + 1, found["label"])
    return True


def _ends(state: StateBlock, number: int, lines: list[str]) -> bool:
    """Whether a formula that is still open cannot go on with a line."""
    if state.isEmpty(number):
        return bool(lines[0].strip())
    return state.sCount[number] < state.blkIndent or bool(_FENCE.match(_line(state, number)))


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _push(state: StateBlock, text: str, start: int, end: int, label: str | None) -> None:
    token = state.push("math_block_label" if label else "math_block", "math", 0)
    token.block, token.content, token.markup = True, text, "$$"
    token.map = [start, end]
    if label:
        token.info = re.sub(r"\s+", "-", label)
    state.line = end
