"""What a page is about, for machines: JSON-LD in the words of https://schema.org.

URLs in it are whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TypeAlias

from markupsafe import Markup

Node: TypeAlias = dict[str, Any]


def node(kind: str, **values: Any) -> Node:
    """Return a node of the graph that :func:`render` writes, without values that say nothing."""
    return {"@type": kind} | {name: value for name, value in values.items() if value}


def items(named: Iterable[tuple[str, str]], link: str) -> list[Node]:
    """Return names and URLs as the items of a list.

    :param link: what the URL is to the item: ``item`` of a breadcrumb, ``url`` of a post.
    """
    return [
        node("ListItem", position=position, name=name, **{link: url})
        for position, (name, url) in enumerate(named, start=1)
    ]


def render(*nodes: Node) -> Markup:
    """Return the graph of the nodes, safe inside ``<script type="application/ld+json">``.

    Whatever could end the element, open a comment in it or end a line of script is written as
    an escape of JSON, which reads the same.
    """
    graph = {"@context": "https://schema.org", "@graph": nodes}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return Markup(text.encode(errors="replace").decode())  # noqa: S704 - the line above escapes


_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
