"""The text of a piece of a docutils tree, as it will be read on the page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from docutils import nodes

from publishing.formula_text import tex_text
from publishing.rendered_text import heading_text


def tree_text(node: nodes.Element) -> str:
    """Return the text of a heading, a caption or a link on one line.

    ``node.astext()`` would have the source of raw HTML and of formulas in it.
    """
    return heading_text("".join(_html(node.children)))


def _html(children: list[nodes.Node]) -> Iterator[str]:
    for child in children:
        if isinstance(child, nodes.Text):
            yield escape(child)
        elif isinstance(child, nodes.raw):
            yield child.astext() if "html" in child["format"] else ""
        elif isinstance(child, (nodes.math, nodes.math_block)):
            yield escape(tex_text(child.astext()))
        elif isinstance(child, nodes.image):
            yield f' <img alt="{escape(child.get("alt", ""))}"> '
        elif isinstance(child, nodes.Element) and not isinstance(child, _UNREAD):
            yield from _html(child.children)


_UNREAD = (nodes.Invisible, nodes.footnote_reference, nodes.system_message)
