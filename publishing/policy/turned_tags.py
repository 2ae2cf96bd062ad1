"""Straightens, in finished HTML, what `<bdo>` would turn around: links and code."""

from __future__ import annotations

import re
from typing import Final

_TAG: Final = re.compile(r"<(/?)(a|bdo|code|kbd|pre|samp)\b[^>]*>")
_DIR: Final = re.compile(r' dir="(?:rtl|auto)"')


def straightened(html: str) -> str:
    """Return clean HTML without the direction of each `<bdo>` in or around a link or code.

    An address or a command that is read backwards deceives.
    """
    if "<bdo" not in html:
        return html
    held, turning, turned = 0, list[int](), set[int]()
    tags = [*_TAG.finditer(html)]
    for index, tag in enumerate(tags):
        end, name = tag.groups()
        if name != "bdo":
            held += -1 if end else 1
            turned.update(turning)
        elif end:
            turning = turning[:-1]
        else:
            turning.append(index)
            turned.update(turning if held else ())
    for index in sorted(turned, reverse=True):
        start, end_of = tags[index].span()
        html = f"{html[:start]}{_DIR.sub('', html[start:end_of])}{html[end_of:]}"
    return html
