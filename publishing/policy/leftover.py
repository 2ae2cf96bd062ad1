"""Finds template tags of other generators that a post still holds.

Nothing runs them here: readers see them as they stand, so the author is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publishing.policy.foreign_links import read_as_addresses

TAG = re.compile(r"\{%-?\s*(\w+)?[^%\n]*(?:%\}|$)|\{\{-?([^{}\n]*)(?:\}\}|$)")


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
    hidden = {line for start, end in code for line in range(start, end)}
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for number, line in enumerate(text.split("\n")):
        if number not in hidden and ("{%" in line or "{{" in line):
            text = _CODE.sub(lambda m: " " * len(m[0]), line)
            links = read_as_addresses(text)
            for match in TAG.finditer(text):
                is_read = any(start <= match.start() < end for start, end in links)
                key = (_name(match), _READ if is_read else _SHOWN)
                found.setdefault(key, []).append((number + 1, match.start() + 1))
    for (name, becomes), places in found.items():
        if not _END.match(name):
            help = _ADDRESS if becomes == _READ else _help(name)
            yield Leftover(*places[0], name, len(places), becomes, help)


_SHOWN = "shown to readers as it is"
_READ = "read as the address that it stands for"
_ADDRESS = "write the address, or a link to the file: [text](../other/index.md)"


# Code spans and formulas of one line.
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)|\$[^$]+\$")
# What ends another: `{% endraw %}`, `{{< /highlight >}}`.
_END = re.compile(r"\{% end|\{\{[<%] /")
# Hugo's: `{{< figure src="a.png" >}}`, `{{% note %}}`.
_SHORTCODE = re.compile(r"([<%])\s*(/?[\w.-]+)")
_CLOSED = {"<": ">", "%": "%"}
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def _name(match: re.Match[str]) -> str:
    if match[2] is None:
        return f"{{% {match[1] or ''} %}}"
    if shortcode := _SHORTCODE.match(match[2]):
        return f"{{{{{shortcode[1]} {shortcode[2]} {_CLOSED[shortcode[1]]}}}}}"
    value, *filters = _QUOTED.sub("…", match[2]).split("|")
    if filters:
        value = f"… | {filters[-1].split(':')[0].strip()}"
    return f"{{{{ {value.strip()[:40]} }}}}"


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
