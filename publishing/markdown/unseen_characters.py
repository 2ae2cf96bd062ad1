"""Characters nobody sees before the sign of a heading, a list, a quotation or a block of code.

Text that was copied from a page or a messenger brings them along (U+200B, U+2060, U+FEFF), and
CommonMark finds no sign behind them: they are left out there.
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_UNSEEN: Final = re.compile(
    r"[\u200b\u2060\ufeff]{1,3}(?=(?:#{1,6}|[-+*]|\d{1,9}[.)])[ \t]|>|`{3}|~{3}|:{3})"
)


def leave_out_unseen_characters(md: MarkdownIt) -> None:
    """Let a parser find the sign of a block behind such characters; call it after other rules."""
    alternatives = ["paragraph", "reference", "blockquote", "list"]
    first = md.block.ruler.get_all_rules()[0]
    md.block.ruler.before(first, "unseen_characters", _rule, {"alt": alternatives})


def _rule(state: StateBlock, start: int, _end: int, _silent: bool) -> bool:
    """Block rule: let the line begin behind them, and leave it to the other rules."""
    position = state.bMarks[start] + state.tShift[start]
    if state.src[position : position + 1] in _SIGNS and not state.is_code_block(start):
        found = _UNSEEN.match(state.src, position, state.eMarks[start])
        if found:
            state.bMarks[start] += len(found[0])
    return False


_SIGNS: Final = frozenset("\u200b\u2060\ufeff")
