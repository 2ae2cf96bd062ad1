"""Mathematics as MathML, made while building: no script, no font, no third party.

docutils brings a converter from LaTeX; Sphinx's own renderers load MathJax from
another host or need a TeX installation on the machine that builds.
"""

from __future__ import annotations

from docutils import nodes
from docutils.utils.math import MathError
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.util import logging

from publishing.base.formula_text import mathml
from publishing.render.sphinx_internals import HTML5Translator, get_node_equation_number

LOGGER = logging.getLogger(__name__)


def visit_inline(translator: HTML5Translator, node: nodes.math) -> None:
    """Write inline mathematics."""
    translator.body.append(_written(translator, node, block=False))
    raise nodes.SkipNode


def visit_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write displayed mathematics, with its number and a link to it if it has a label."""
    written = _written(translator, node, block=True)
    translator.body.append(translator.starttag(node, "div", CLASS="math"))
    translator.body.append(written)
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, _("Link to this equation"))
        translator.body.append("</span>")
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def _written(translator: HTML5Translator, node: nodes.Element, *, block: bool) -> str:
    source = node.astext()
    plain = f'<code class="math">{translator.encode(source)}</code>'
    try:
        written = mathml(source, block=block)
    except MathError as failure:
        LOGGER.warning("math: %s", failure, location=node, type="blog", subtype="math")
        return plain
    if not block:  # a window of its own, where it is wider than the page
        written = f'<span class="math">{written}</span>'
    # Feed readers drop MathML and its signs with it; they all show code.
    translator.builder.page_only.append((written, plain))  # type: ignore[attr-defined]
    return written


def setup_mathml(app: Sphinx) -> None:
    """Make MathML the way this site writes mathematics."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
