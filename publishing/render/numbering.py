"""Numbers of figures, tables and formulas in documents that stand in no table of contents.

With ``numfig`` Sphinx numbers what can be reached from the front page by its table of contents.
Posts and most pages of a publication stand in none: each is numbered by itself, from 1, so that
a formula is not called ``()`` and a reference to a figure finds its number.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment

from publishing.render.sphinx_internals import domains, figure_numbers


def number_alone(env: BuildEnvironment, docname: str, document: nodes.document) -> None:
    """Number a document by itself, if `numfig` is on and nothing has numbered it."""
    if not env.config.numfig or docname in figure_numbers(env):
        return
    numbers: dict[str, dict[str, tuple[int, ...]]] = {}
    for kind, id in _numbered(env, document):
        of_kind = numbers.setdefault(kind, {})
        of_kind[id] = (len(of_kind) + 1,)
    figure_numbers(env)[docname] = numbers


def _numbered(env: BuildEnvironment, document: nodes.document) -> Iterator[tuple[str, str]]:
    """Yield the kind and the id of everything that has a number."""
    for node in document.findall(nodes.Element):
        for domain in domains(env):
            kind = domain.get_enumerable_node_type(node)
            has_title = not isinstance(domain, StandardDomain) or domain.get_numfig_title(node)
            if kind and has_title and node["ids"]:
                yield kind, node["ids"][0]
                break


def _number_pages(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    for docname in env.found_docs:
        number_alone(env, docname, env.get_doctree(docname))
    return []


def setup_numbering(app: Sphinx) -> None:
    """Number the pages that stand in no table of contents, once all are read."""
    app.connect("env-get-updated", _number_pages, priority=900)  # Sphinx numbers at 500
