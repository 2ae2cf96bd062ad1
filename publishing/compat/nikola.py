"""Front matter as Nikola writes it: ``.. title: …``, in a comment or above the text."""

from __future__ import annotations

import re
from typing import Final

from publishing.frontmatter.node import Entry, Scalar
from publishing.frontmatter.problem_list import ProblemList
from publishing.frontmatter.spelling import find
from publishing.model.file_limits import Bounds
from publishing.model.problem import shown


def parse_nikola(
    text: str, bounds: Bounds, problem_list: ProblemList
) -> tuple[tuple[Entry, ...], int]:
    """Read the comment or the lines that a text starts with, if they say what it is called.

    The author is told of other lines among them, which are not read.

    :returns: the entries, and where the body starts; none and 0 if there is nothing of it.
    """
    block = _COMMENT.match(text, 0, bounds.front_matter_bytes) or _PLAIN.match(
        text, 0, bounds.front_matter_bytes
    )
    if block is None or not _TITLE.search(block["lines"]):
        return (), 0
    entries: dict[str, Entry] = {}
    lost = []
    number = text.count("\n", 0, block.start("lines")) + 1
    for line in block["lines"].split("\n"):
        if (match := _LINE.fullmatch(line)) and len(entries) <= bounds.keys:
            value = Scalar(match["value"].strip(), True, (number, match.start("value") + 1))
            key = match["key"]
            if value.text and (find(key) or key not in _OWN):
                entries.setdefault(key.lower(), Entry(key, value, (number, match.start("key") + 1)))
        elif line.strip():
            lost.append((number, line))
        number += 1
    for number, line in lost[:1]:
        more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
        found = f"{shown(line)}{more}: no metadata, and not read"
        help = "move it below the end of the comment '-->', if readers are to see it"
        problem_list.warning((number, 1), "front-matter-line", found, help)
    return tuple(entries.values()), block.end()


_COMMENT: Final = re.compile(
    r"\s*<!--[ \t]*\n(?P<lines>(?:(?![^\n]*-->)[^\n]*\n)+)[ \t]*-->[ \t]*(?:\n|$)"
)
_PLAIN: Final = re.compile(r"\s*(?P<lines>\.\. [A-Za-z][\w-]*:(?!:)[^\n]*\n(?:\.\. [^\n]*\n)*)")
_TITLE: Final = re.compile(r"^\.\. title:", re.MULTILINE)
_LINE: Final = re.compile(r"\.\. (?P<key>[A-Za-z][\w-]*):(?!:)[ \t]*(?P<value>[^\n]*)")
_OWN: Final = frozenset({"hidetitle", "link", "pretty_url", "previewimage", "type"})
"""Keys of Nikola alone, without effect here."""
