r"""Formulas as LaTeX writes them: ``\(x\)``, ``\[x\]`` and environments.

For MathJax two are written, since Markdown takes one away. One alone before a bracket is how
Markdown keeps a bracket from meaning anything: ``\[sic\]``. So what stands between two of them is
a formula only if it can be nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from publishing.policy.rules import names

FUNCTIONS = names("""
    arccos arcsin arctan arg cos cosh cot csc deg det dim exp gcd hom inf ker lcm lg lim ln log max
    min mod Pr sec sin sinh sup tan tanh
    """)
"""Words that a formula may hold."""
_SIGNS = {"\\\\(": "\\\\)", "\\\\[": "\\\\]", "\\(": "\\)", "\\[": "\\]"}


def read_tex(md: MarkdownIt) -> None:
    """Let a parser read such formulas."""
    md.inline.ruler.before("escape", "tex_inline", _inline)
    md.block.ruler.before("math_block", "tex_block", _block)
    alt = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("math_block", "tex_environment", _environment, {"alt": alt})


def _sign_at(text: str, position: int) -> str:
    """Return the sign that begins a formula at *position*, or nothing."""
    found = _BEGINS.match(text, position)
    return found[0] if found else ""


_BEGINS = re.compile(r"\\{1,2}[(\[]")


def _inline(state: StateInline, silent: bool) -> bool:
    r"""Inline rule: ``\\(x\\)``, and ``\(x\)`` where that can be nothing but a formula."""
    sign = _sign_at(state.src, state.pos)
    end = state.src.find(_SIGNS[sign], state.pos, state.posMax) if sign else -1
    text = state.src[state.pos + len(sign) : end].strip()
    if end < 0 or not text or "`" in text:
        return False
    close = end + len(sign)
    inside = state.src[state.pos + len(sign) : end]
    is_spaced = inside[0] == inside[-1] == " " and "=" in inside
    if len(sign) == 2 and not _is_formula(text, "" if is_spaced else sign, state.src, close):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content, token.markup = text, "$"
    state.pos = close
    return True


_COMMAND = re.compile(r"\\[A-Za-z]{2,}")
_RAISED = re.compile(r"[\w)}\]]\s?\^[\w{\\+*-]|(?<![A-Za-z])[A-Za-z]_(?:\w(?!\w)|\{)")
_RELATION = re.compile(r"[=<>+/*-]")
_WORD = re.compile(r"(?<!\\)[^\W\d_]{3,}")

_ITEMS = frozenset("abcdeiv")
"""Letters that number things: (a), (i)."""


def _is_formula(text: str, sign: str, source: str, end: int) -> bool:
    """Whether *text* between two escaped brackets is mathematics, and no text in brackets."""
    after = source[end : end + 1]
    if text.startswith("^") or "\\(" in text or "\\[" in text or after in {"(", "[", "{"}:
        return False
    if _COMMAND.search(text):
        return True
    if not FUNCTIONS.issuperset(_WORD.findall(text)):
        return False
    if _RAISED.search(text):
        return True
    if sign == "\\[":
        return False  # an option of a command: \[-v\]
    is_letter = len(text) == 1 and text.isalpha() and text not in _ITEMS
    return is_letter or (bool(_RELATION.search(text)) and any(map(str.isalpha, text)))


# -- On lines of their own -----------------------------------------------------


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""Block rule: ``\[`` to ``\]`` on lines of their own, with one backslash or two."""
    sign = _sign_at(_line(state, start), 0)
    if not sign.endswith("[") or state.is_code_block(start):
        return False
    lines: list[str] = []
    for line in _paragraph(state, start, end):
        lines.append(line.rstrip())
        if _SIGNS[sign] in line:
            text, _, rest = "\n".join(lines)[len(sign) :].partition(_SIGNS[sign])
            stands_alone = lines[0] == sign and lines[-1] == _SIGNS[sign]
            if rest or not text.strip() or not (len(sign) == 3 or _is_shown(text, stands_alone)):
                return False
            if not silent:
                _push(state, text.strip(), start, start + len(lines))
            return True
    return False


def _is_shown(text: str, stands_alone: bool) -> bool:
    """Whether a text between escaped brackets is a formula by itself."""
    text = text.strip()
    if _COMMAND.search(text):
        return True
    is_sign = stands_alone or "=" in text or _RAISED.search(text)
    return bool(is_sign) and FUNCTIONS.issuperset(_WORD.findall(text))


_ENVIRONMENT = re.compile(
    r"\\begin\{((?:align|alignat|equation|eqnarray|flalign|gather|multline)\*?"
    r"|aligned|gathered|split|cases|(?:[bBpvV]|small)?matrix|array)\}"
)


def _environment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""Block rule: ``\begin{align}`` to ``\end{align}``."""
    found = _ENVIRONMENT.match(state.src, state.bMarks[start] + state.tShift[start])
    if not found or state.is_code_block(start):
        return False
    close = f"\\end{{{found[1]}}}"
    unended: dict[str, int] = state.env.setdefault(_UNENDED, {})
    if start < unended.get(close, 0):
        return False
    lines: list[str] = []
    for line in _paragraph(state, start, end):
        lines.append(line.rstrip())
        if close in line:
            if not lines[-1].endswith(close):
                return False
            if not silent:
                _push(state, "\n".join(lines), start, start + len(lines))
            return True
    unended[close] = start + len(lines)
    return False


_UNENDED = "environments-unended"
"""Up to which line an environment is known not to end, by what would end it."""


def _paragraph(state: StateBlock, start: int, end: int) -> Iterator[str]:
    """Yield the lines from *start* up to an empty one, or one of an outer block."""
    for number in range(start, end):
        if state.isEmpty(number) or state.sCount[number] < state.blkIndent:
            return
        yield _line(state, number)


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _push(state: StateBlock, text: str, start: int, end: int) -> None:
    token = state.push("math_block", "math", 0)
    token.block, token.content, token.markup = True, text, "$$"
    token.map = [start, end]
    state.line = end
