"""Finds template tags of other generators that a post still holds.

Nothing runs them here: readers see them as they stand, so the author is told.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from publishing.compat.foreign_links import read_as_addresses
from publishing.compat.shortcode import is_silent
from publishing.compat.template_tag import Page, Picture, Tag, meaning, tag_at


@dataclass(frozen=True, slots=True)
class Leftover:
    """The first of the template tags of one name.

    :ivar line: 1-based line of the text.
    :ivar tag: the tag for people: ``{% image %}``, ``{{< figure >}}``.
    :ivar count: how many there are.
    :ivar becomes: what it is for readers.
    """

    line: int
    column: int
    tag: str
    count: int
    becomes: str
    help: str


def leftovers(text: str, code: list[tuple[int, int]]) -> Iterator[Leftover]:
    """Yield each kind of template tag in *text* once, in order.

    :param code: ranges of 0-based lines that are code, where a tag is meant to be seen.
    """
    if "{%" not in text and "{{" not in text:
        return
    seen = _visible(text, code)
    links = read_as_addresses(seen)
    starts = [match.end() for match in re.finditer("\n", seen)]
    found: dict[tuple[str, str], list[int]] = {}
    for start, name, tag in _tags(seen):
        becomes = _BECOMES[type(meaning(tag) if tag else None)]
        if any(first <= start < end for first, end in links):
            becomes = _READ
        if tag is None or not (tag.is_end or is_silent(tag)):
            found.setdefault((name, becomes), []).append(start)
    for (name, becomes), positions in found.items():
        line = bisect_right(starts, positions[0])
        column = positions[0] - (starts[line - 1] if line else 0)
        help = _ADDRESS if becomes == _READ else _help(name)
        yield Leftover(line + 1, column + 1, name, len(positions), becomes, help)


_SHOWN = "shown to readers as it is"
_BECOMES = {Picture: "read as a picture", Page: "read as a link", type(None): _SHOWN}
_READ = "read as the address that it stands for"
_ADDRESS = "write the address, or a link to the file: [text](../other/index.md)"


# Code spans and formulas of one line.
_CODE = re.compile(r"(`+)(?!`)[^\n]*?(?<!`)\1(?!`)|\$[^$\n]+\$")
# What is literal, or left out, from one tag to another.
_LITERAL = re.compile(
    r"\{%-?\s*(?P<tag>raw|verbatim|comment)\s*-?%\}.*?\{%-?\s*end(?P=tag)\s*-?%\}"
    r"|\{\{%\s*(?P<shortcode>raw|verbatim|comment)\s*%\}\}.*?\{\{%\s*/(?P=shortcode)\s*%\}\}"
    r"|\{#.{0,2000}?#\}"
    r"|<(?P<code>pre|code|kbd|samp)\b[^<>]*>(?:(?!<(?P=code)\b).)*?</(?P=code)\s*>",
    re.DOTALL,
)
_VISIBLE = re.compile(r"[^\n]")


def _visible(text: str, code: list[tuple[int, int]]) -> str:
    """Return *text* with spaces for what is code, or literal, or left out."""

    def hide(match: re.Match[str]) -> str:
        return _VISIBLE.sub(" ", match[0])

    lines = text.split("\n")
    for start, end in code:
        for number in range(start, min(end, len(lines))):
            lines[number] = " " * len(lines[number])
    return _LITERAL.sub(hide, _CODE.sub(hide, "\n".join(lines)))


def _tags(text: str) -> Iterator[tuple[int, str, Tag | None]]:
    """Yield where each tag begins, its name for people, and the tag if it has an end."""
    position = 0
    while match := _BEGINNING.search(text, position):
        tag = tag_at(text, match.start())
        position = tag.end if tag else match.end()
        yield match.start(), _name(tag, match), tag


_BEGINNING = re.compile(r"\{\{[<%]?-?[ \t]*(?P<value>[^{}\n]*)|\{%-?[ \t]*(?P<word>\w*)")


def _name(tag: Tag | None, match: re.Match[str]) -> str:
    if tag and tag.name and tag.sign != "{%":
        return f"{tag.sign} {tag.name} {'>' if tag.sign == '{{<' else '%'}}}}}"
    if match["value"] is None:
        return f"{{% {match['word']} %}}"
    value, *filters = _QUOTED.sub("…", match["value"]).split("|")
    if filters:
        value = f"… | {filters[-1].split(':')[0].strip()}"
    return f"{{{{ {value.strip()[:40]} }}}}"


_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def _help(name: str) -> str:
    for word, help in _HELPS.items():
        if word in name:
            return help
    return "write it in Markdown; in code it may stay: `{% … %}`"


_HELPS = {
    "image": "write ![what it shows](file.png), with the file beside the post",
    "figure": "write ![what it shows](file.png), with the file beside the post",
    "highlight": "write a block of code between ``` lines",
    "include": "copy the text into the post",
    "post_url": "write a link to the file: [text](../other/index.md)",
    "link": "write a link to the file: [text](../other/index.md)",
    "url": "write a link to the file: [text](../other/index.md)",
    "raw": "write code between ``` lines; it is never run",
    "gist": "copy the code into the post",
    "youtube": "link to the film",
    "embed": "link to it",
}
