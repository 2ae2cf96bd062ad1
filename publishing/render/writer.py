"""How this site writes a document's HTML, where Sphinx's own writer does not suit it."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from publishing.render.sphinx_internals import HTML5Translator

_TASK = '<input class="task-list-item-checkbox"'


class PublicationTranslator(HTML5Translator):
    """Writes HTML that a phone can show and a feed can carry."""

    def add_permalink_ref(self, node: nodes.Element, title: str) -> None:
        """Write the link that a heading has to itself, which means nothing outside its page."""
        before = len(self.body)
        super().add_permalink_ref(node, title)
        written = "".join(self.body[before:])
        if written:
            self.builder.page_only.append((written, ""))  # type: ignore[attr-defined]

    def visit_raw(self, node: nodes.raw) -> None:
        """Name the box of a task list, which MyST writes as raw HTML without a name."""
        text = node.astext()
        if text.startswith(_TASK):
            state = "Done" if "checked=" in text else "To do"
            text = text.replace(_TASK, f'{_TASK} aria-label="{state}"')
            node = nodes.raw(text, text, format="html")
        super().visit_raw(node)

    def image_size(self, node: nodes.image) -> Any:
        """Return what is known of a picture already, its narrower sizes among it."""
        return dict(node["attributes"]) if "attributes" in node else super().image_size(node)


def setup_writer(app: Sphinx) -> None:
    """Make this the writer of the site's builder."""
    from publishing.render.engine import PublicationBuilder

    app.set_translator(PublicationBuilder.name, PublicationTranslator)
