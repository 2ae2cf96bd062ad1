"""Links within a post: the places that they name, and what becomes of those that name none."""

from __future__ import annotations

from functools import cached_property
from urllib.parse import unquote

from docutils import nodes
from docutils.transforms import Transform

from publishing.policy.context import PostContext
from publishing.policy.tree_text import tree_text
from publishing.reading.filename import composed


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
        self._context: PostContext = self.document.post_context  # type: ignore[attr-defined]
        for node in [*self.document.findall(nodes.reference)]:
            if not node.get("id_link"):
                continue
            name = unquote(node["refuri"][1:])
            id = self._id(name)
            if id is None:
                message = f"there is no {name!r} in this post to link to"
                self._context.warn(
                    line_of(node), "link-anchor", message, "name a heading or a figure"
                )
                if not node.children:
                    node += nodes.Text(name)
                unwrap(node)
                continue
            del node["refuri"]
            node["refid"] = id
            if not node.children:
                node += nodes.Text(_title(self.document.ids.get(id)) or name)
        for name in self._context.ids:  # other posts may link to them too
            self.document.ids.setdefault(name, self.document)

    def _id(self, name: str) -> str | None:
        named, slugs, places = self._known
        name = composed(name)
        return named.get(nodes.fully_normalize_name(name)) or slugs.get(name) or places.get(name)

    @cached_property
    def _known(self) -> tuple[dict[str, str | None], dict[str, str], dict[str, str]]:
        """The ids of names, headings and places, by what they are called, composed."""
        slugs = getattr(self.document, "myst_slugs", {})
        return (
            {composed(name): id for name, id in self.document.nameids.items()},
            {composed(slug): id for slug, (_, id, _) in slugs.items()},
            {composed(id): id for id in (*self._context.ids, *self.document.ids)},
        )


def _title(node: nodes.Element | None) -> str:
    if isinstance(node, nodes.target) and node.parent is not None:
        after = node.next_node(descend=False, siblings=True)
        node = after if isinstance(after, nodes.Element) else node
    if isinstance(node, nodes.math_block):
        return f"({node['number']})" if node.get("number") else ""
    title = node.next_node(nodes.title) or node.next_node(nodes.caption) if node else None
    return tree_text(title) if title is not None else ""
