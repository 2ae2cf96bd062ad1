"""The text of a piece of a docutils tree, as it will be read on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape, unescape

from docutils import nodes

from publishing.base.formula_text import tex_text
from publishing.base.rendered_text import heading_text, read


def tree_text(node: nodes.Element) -> str:
    """Return the text of a heading, a caption or a link on one line.

    ``node.astext()`` would have the source of raw HTML and of formulas in it.
    """
    return heading_text("".join(_html(node.children, tex_text)))


def written_text(node: nodes.Element) -> str:
    """Return the text of a heading as GitHub makes an address of it.

    Formulas are as they were written, pictures are no text, and no space is lost.
    """
    found = read("".join(_html(node.children, str)))
    return unescape("".join(found.parts))


def _html(children: list[nodes.Node], formula: Callable[[str], str]) -> Iterator[str]:
    for child in children:
        if isinstance(child, nodes.Text):
            yield escape(child)
        elif isinstance(child, nodes.raw):
            yield child.astext() if "html" in child["format"] else ""
        elif isinstance(child, (nodes.math, nodes.math_block)):
            yield escape(formula(child.astext()))
        elif isinstance(child, nodes.image):
            yield f'<img alt="{escape(child.get("alt", ""))}">'
        elif isinstance(child, nodes.Element) and not isinstance(child, _UNREAD):
            yield from _html(child.children, formula)


_UNREAD = (nodes.Invisible, nodes.footnote_reference, nodes.system_message)
