"""Definitions of links that nothing uses, such as ``[Update]: yes``: Markdown hides them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_core import StateCore

_USED = "used-references"


def note_definitions(md: MarkdownIt) -> None:
    """Let a parser note which definitions are used."""
    md.options["store_labels"] = True
    md.core.ruler.after("inline", "used_definitions", _note)


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
