"""Definitions of links: with an address that begins with a template tag, and without any use.

``[plan]: {{ site.url }}/plan/`` is a definition to whatever runs the tag. And a line such as
``[Update]: yes`` is one to Markdown, which shows nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

from publishing.markdown.foreign_links import plain_address

_TAGGED = re.compile(r"\[(?P<label>(?:[^\[\]\\]|\\.)+)\]:[ \t]+(?P<address>\{[{%].*?)[ \t]*")
_USED = "used-references"


def read_definitions(md: MarkdownIt) -> None:
    """Let a parser read such definitions, and know which are used."""
    md.options["store_labels"] = True
    md.block.ruler.before("reference", "tagged_definition", _tagged)
    md.core.ruler.after("inline", "used_definitions", _note)


def _tagged(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Block rule: a definition whose address begins with a tag, which is judged as any other."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    found = _TAGGED.fullmatch(line) if line.startswith("[") and "]: " in line else None
    if silent or not found or state.is_code_block(start):
        return False
    label = normalizeReference(found["label"])
    known = state.env.setdefault("references", {})
    known.setdefault(label, {"title": "", "href": plain_address(found["address"])})
    state.line = start + 1
    return True


def _note(state: StateCore) -> None:
    """Core rule: note which definitions are used."""
    if "references" in state.env:
        used = state.env.setdefault(_USED, set())
        for token in state.tokens:
            used.update(
                child.meta["label"] for child in token.children or () if "label" in child.meta
            )


def unused(env: dict[str, Any], text: str) -> Iterator[tuple[int, str]]:
    """Yield line (from 0) and label of each definition that may have been meant as text.

    No link uses it, and its address looks like none.

    :param env: of the parse of *text*.
    """
    lines = text.split("\n")
    for label, reference in env.get("references", {}).items():
        line = reference.get("map", (len(lines),))[0]
        written = _LABEL.match(lines[line]) if line < len(lines) else None
        if written is None or normalizeReference(written[1]) != label:
            continue  # of a text in a box, whose lines are others
        if label not in env.get(_USED, ()) and _WORD.fullmatch(reference["href"]):
            yield line, written[1]


_LABEL = re.compile(r"[ \t>]*\[((?:[^\[\]\\]|\\.)+)\]:")
_WORD = re.compile(r"[^\W_][\w,;!?'’-]*")
