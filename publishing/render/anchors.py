"""Links within a post: the places that they name, and what becomes of those that name none."""

from __future__ import annotations

from difflib import get_close_matches

from docutils import nodes
from docutils.transforms import Transform

from publishing.model.heading_slug import slug
from publishing.render.context import PostContext
from publishing.render.element_ids import fragment
from publishing.render.tree_text import tree_text


def unwrap(node: nodes.Element) -> None:
    """Leave the text of a link that leads nowhere; a link over a whole card has none."""
    children = [] if "sd-stretched-link" in node["classes"] else node.children
    parent = node.parent
    parent[parent.index(node) : parent.index(node) + 1] = children


def line_of(node: nodes.Element) -> int | None:
    """Return the line of the file that *node* or what it stands in begins on."""
    current: nodes.Element | None = node
    while current is not None:
        if current.line:
            return int(current.line)
        current = current.parent
    return None


class ResolveAnchors(Transform):
    """Leads links within the post to what they name: a heading, a figure, a formula."""

    # After every id is given, where MyST's own would ask all pages of the site.
    default_priority = 879

    def apply(self, **_kwargs: object) -> None:
        """Resolve or unwrap every link that :func:`inspect` left to its own post."""
        context: PostContext = self.document.post_context  # type: ignore[attr-defined]
        self._there = self.document.ids.keys() | context.ids
        for node in [*self.document.findall(nodes.reference)]:
            if not node.get("id_link"):
                continue
            name = node["refuri"][1:]
            id = self._id(name)
            line, written = line_of(node), node.attributes.pop("written")
            if id is None:
                with context.judging(written, line, "anchors"):
                    context.warn(line, "link-anchor", *self._missing(name))
                if not node.children:
                    node += nodes.Text(name)
                unwrap(node)
                continue
            del node["refuri"]
            node["refid"] = id
            if not node.children:
                node += nodes.Text(_title(self.document.ids.get(id)) or name)

    def _missing(self, name: str) -> tuple[str, str]:
        if name.startswith("equation-"):
            label = name.removeprefix("equation-")
            message = f"there is no formula with the label {label!r} in this post"
            return message, f"write ({label}) behind the $$ that ends it"
        near = get_close_matches(slug(name), sorted(self._there), 1)
        help = f"write #{near[0]}" if near else "name a heading or a figure"
        return f"there is no {name!r} in this post to link to", help

    def _id(self, name: str) -> str | None:
        """Return the id that *name* means: itself, a name of the author, or a heading's words."""
        words = slug(name)
        named = self.document.nameids.get(nodes.fully_normalize_name(name))
        known = (id for id in (fragment(name), named, words) if id in self._there)
        bare = (id for id in sorted(self._there) if id.strip("-") == words.strip("-"))
        id = next(known, None) or next(bare, None)
        target = self.document.ids.get(id or "")
        return target["ids"][0] if target is not None and target["ids"] else id


def _title(node: nodes.Element | None) -> str:
    if isinstance(node, nodes.target) and node.parent is not None:
        after = node.next_node(descend=False, siblings=True)
        node = after if isinstance(after, nodes.Element) else node
    if isinstance(node, nodes.math_block):
        return f"({node['number']})" if node.get("number") else ""
    title = node.next_node(nodes.title) or node.next_node(nodes.caption) if node else None
    return tree_text(title) if title is not None else ""
