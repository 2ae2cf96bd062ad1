"""ABlog's ``{post}`` directive, which states in the body what other tools state above it."""

from __future__ import annotations

import re
from typing import Final

from publishing.frontmatter.node import Entry, Scalar


def parse_post_directive(body: str, body_line: int) -> tuple[tuple[Entry, ...], str]:
    """Take ABlog's metadata out of a body: its date, and options such as ``:tags: a, b``.

    It counts only where it stands by itself; inside of anything else it is left to the policy.

    :param body_line: the line of the file that the body starts at.
    :returns: the entries, and the body with blank lines in place of the directive. What the
        directive holds beside its options is text of the post, and stays.
    """
    if "{post}" not in body:
        return (), body
    lines = body.split("\n")
    start = _directive(lines)
    if start is None:
        return (), body
    opening = _OPENING.fullmatch(lines[start])
    assert opening is not None
    end = _closing(lines, start + 1, opening["fence"])
    if end is None:
        return (), body
    entries = [
        _entry("date", opening["date"].strip(), body_line + start, opening.start("date") + 1)
    ]
    last = start
    while (option := _OPTION.fullmatch(lines[last + 1])) and last + 1 < end:
        last += 1
        value = option["value"].strip()
        key = option["key"].replace("_", "")
        if key in _READ and value:
            position = (body_line + last, option.start("value") + 1)
            entries.append(_entry(_READ[key], value, *position))
    for number in (*range(start, last + 1), end):
        lines[number] = ""
    return tuple(entries), "\n".join(lines)


def _entry(key: str, value: str, line: int, column: int) -> Entry:
    return Entry(key, Scalar(value, True, (line, column)), (line, 1))


def _directive(lines: list[str]) -> int | None:
    """Return the line of the first ``{post}`` that no other fence holds."""
    open_fence = ""
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if fence is None:
            continue
        if not open_fence:
            if _OPENING.fullmatch(line):
                return number
            open_fence = fence[0]
        elif fence[0].startswith(open_fence) and not line[fence.end() :].strip():
            open_fence = ""
    return None


def _closing(lines: list[str], start: int, fence: str) -> int | None:
    for number in range(start, len(lines)):
        found = lines[number].rstrip()
        if found.startswith(fence) and not found.strip(fence[0]):
            return number
    return None


_FENCE: Final = re.compile(r"`{3,}|~{3,}|:{3,}")
_OPENING: Final = re.compile(r"(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*\{post\}[ \t]*(?P<date>[^\n`]*)")
_OPTION: Final = re.compile(r"[ \t]*:(?P<key>[a-z_]+):(?P<value>[^\n]*)")
_READ: Final = {
    "author": "author",
    "tags": "tags",
    "category": "category",
    "language": "language",
    "redirect": "redirect",
    "externallink": "external_link",
}
"""Options that say something of a post; the others are about ABlog's own pages."""
