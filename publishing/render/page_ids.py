"""The addresses of headings in ordinary pages, made of their words as those in posts are.

docutils counts the headings that have no letters from a to z: ``#id1``, ``#id2``. MyST gives them
their words besides, which here come first.
"""

from __future__ import annotations

import re
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms import SphinxTransform


class PageIds(SphinxTransform):
    """Puts the words of a heading before the number that docutils gave it."""

    default_priority = 701  # after MyST has added them, before Sphinx notes the headings

    def apply(self, **_: Any) -> None:
        """Let no number stand first where there are words."""
        for section in self.document.findall(nodes.section):
            # The number stays: old links may lead to it.
            section["ids"].sort(key=lambda one: _COUNTED.fullmatch(one) is not None)
        # MyST leads links to headings, of this page and of others, by what it noted of them.
        noted = getattr(self.document, "myst_slugs", {})
        for slug, (line, id, text) in noted.items():
            heading = self.document.ids.get(id)
            noted[slug] = (line, heading["ids"][0] if heading is not None else id, text)


_SLUG: Final = "publishing.model.heading_slug.slug"
_COUNTED: Final = re.compile(r"id\d+")


def _configure(_app: Sphinx, config: Config) -> None:
    config.myst_heading_slug_func = config.myst_heading_slug_func or _SLUG


def setup_page_ids(app: Sphinx) -> None:
    """Make addresses of words the way of this site's pages."""
    app.connect("config-inited", _configure, priority=400)
    app.add_transform(PageIds)
