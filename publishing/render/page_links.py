"""Links from ordinary pages to posts, which Sphinx does not know of."""

from __future__ import annotations

import posixpath
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from publishing.model import permalinks
from publishing.model.filename import composed
from publishing.model.target import Targets


class PageLinks(SphinxPostTransform):
    """Resolves ``[text](posts/2026/a.md)`` and ``[text](/blog/)`` in ordinary pages.

    A link to a post that is not published stays for MyST to warn of.
    """

    default_priority = 8  # before MyST's own resolver, which knows documents of Sphinx only

    def run(self, **_: Any) -> None:
        """Resolve what leads to a post or to an address of the site."""
        source = permalinks.of_page(self.env.current_document.docname)
        for node in list(self.document.findall(pending_xref)):
            found = self._target(node)
            if found is not None:
                where, title = found
                href = permalinks.relative(source, where)
                if fragment := node.get("reftargetid"):
                    href += f"#{fragment}"
                reference = nodes.reference("", "", internal=True, refuri=href)
                reference += node.children if node.astext() else [nodes.Text(title)]
                node.replace_self(reference)

    def _target(self, node: pending_xref) -> tuple[str, str] | None:
        name = composed(node["reftarget"])
        if node.get("refdomain") == "doc":
            return self._post(f"{name}.md") or self._post(f"{name}.markdown")
        if node.get("reftype") == "myst" and name.startswith("/"):
            return name[1:], name
        # MyST found no such file: its name is in another form of characters on the disk.
        folder = posixpath.dirname(self.env.current_document.docname)
        return self._post(posixpath.normpath(posixpath.join(folder, name)))

    def _post(self, path: str) -> tuple[str, str] | None:
        known: Targets = self.env.publication_targets  # type: ignore[attr-defined]
        target = known.get(path)
        return (target.address, target.title) if target and target.address is not None else None


def setup_page_links(app: Sphinx) -> None:
    """Make posts known to the links of pages."""
    app.add_post_transform(PageLinks)
