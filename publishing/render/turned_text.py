"""Straightens links and code that raw HTML would turn around.

``<bdo dir="rtl">`` shows letters in the reverse of their order. In a word of prose that is a
game; an address or a command that is read backwards deceives. ``dir="rtl"`` on a link or on code
moves the signs in it, which only letters that run from right to left need.
"""

from __future__ import annotations

import re
import unicodedata

from docutils import nodes

from publishing.policy.rules import names
from publishing.render.anchors import line_of
from publishing.render.context import PostContext

_SHOWN_AS_IT_IS = names("a code kbd pre samp")
_TURNED = re.compile(r' dir="(?:rtl|auto)"', re.IGNORECASE)


class TurnedText:
    """The elements of raw HTML that are open and turn what is in them."""

    def __init__(self, context: PostContext) -> None:
        self._context = context
        self._open: list[tuple[str, nodes.raw, str]] = []

    def start(self, tag: str, written: str, node: nodes.raw, *, is_held: bool) -> None:
        """Take in the start of an element.

        :param is_held: whether it stands in a link or in code.
        """
        if _TURNED.search(written) and (tag == "bdo" or is_held or tag in _SHOWN_AS_IT_IS):
            self._open.append((tag, node, written))
            if tag == "bdo" and is_held:
                self._straighten()

    def end(self, tag: str) -> None:
        """Take in the end of an element."""
        for position in range(len(self._open) - 1, -1, -1):
            if self._open[position][0] == tag:
                del self._open[position]
                return

    def show(self, text: str, node: nodes.Node, *, is_held: bool) -> None:
        """Take in a text, and take the direction from what turns it and must not."""
        if not self._open:
            return
        is_held = is_held or _is_in_link_or_code(node)
        is_turned = any(tag == "bdo" for tag, _, _ in self._open)
        if is_held and text.strip() and (is_turned or not _runs_left(text)):
            self._straighten()

    def _straighten(self) -> None:
        for tag, node, written in self._open:
            plain = _TURNED.sub("", written)
            html = node.astext().replace(written, plain, 1)
            node.clear()
            node += nodes.Text(html)
            message = f"dir is removed from <{tag}>: it turns a link or code around"
            self._context.warn(line_of(node), "html-turned", message, "leave it out")
        self._open.clear()


def _is_in_link_or_code(node: nodes.Node) -> bool:
    current: nodes.Node | None = node
    while current is not None:
        if isinstance(current, nodes.reference | nodes.literal | nodes.literal_block):
            return True
        current = current.parent
    return False


def _runs_left(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)
