"""Turns the posts of a publication into its site.

CONTRIBUTING.md lists the packages and which may import which; :mod:`publishing.build` has the
order of a build, :mod:`publishing.cli` the commands.

As a Sphinx extension it brings the parts that Sphinx must know of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """List the parts that Sphinx must know of."""
    # Imported here, since `make check` has no need of Sphinx.
    from publishing.base.distribution import package_version
    from publishing.render.ablog_bridge import setup_ablog_bridge
    from publishing.render.ablog_directives import setup_ablog_directives
    from publishing.render.engine import setup_engine
    from publishing.render.mathml import setup_mathml
    from publishing.render.numbering import setup_numbering
    from publishing.render.page_ids import setup_page_ids
    from publishing.render.page_links import setup_page_links
    from publishing.render.writer import setup_writer

    setup_engine(app)
    setup_mathml(app)
    setup_writer(app)
    setup_page_links(app)
    setup_numbering(app)
    setup_page_ids(app)
    setup_ablog_bridge(app)
    setup_ablog_directives(app)
    return {"version": package_version(), "parallel_read_safe": True, "parallel_write_safe": True}
