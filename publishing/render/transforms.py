"""Which of the transforms of docutils, Sphinx and its extensions run on a post.

Each walks the whole tree to find that there is nothing for it, and together they took as long
as all of MyST. Others would write into the environment that all pages share, or number what
:mod:`publishing.render.element_ids` names. So those run that are listed here, and those that an
extension of the owner brings. What a new release of Sphinx adds does not run unseen: a test
names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from docutils import nodes
from docutils.transforms import Transform
from sphinx import addnodes
from sphinx.application import Sphinx

from publishing.render.smart_quotes import PostSmartQuotes
from publishing.render.sphinx_internals import SphinxSmartQuotes, transforms_of

Transforms = tuple[type[Transform], ...]

_ANY: Final = (nodes.Node,)

RUN: Final[dict[str, tuple[type[nodes.Node], ...]]] = {
    "docutils.transforms.misc.Transitions": (nodes.transition, nodes.footnote),
    "docutils.transforms.references.ExternalTargets": _ANY,
    "docutils.transforms.references.Footnotes": _ANY,
    "docutils.transforms.references.IndirectHyperlinks": _ANY,
    "docutils.transforms.references.InternalTargets": _ANY,
    "docutils.transforms.references.PropagateTargets": _ANY,
    "myst_parser.sphinx_ext.myst_refs.MystReferenceResolver": (addnodes.pending_xref,),
    "publishing.render.page_links.PageLinks": _ANY,
    "sphinx.transforms.ApplySourceWorkaround": _ANY,
    "sphinx.transforms.FilterSystemMessages": _ANY,
    "sphinx.transforms.SphinxSmartQuotes": _ANY,
    "sphinx.transforms.compact_bullet_list.RefOnlyBulletListTransform": (nodes.bullet_list,),
    "sphinx.transforms.post_transforms.ReferencesResolver": (addnodes.pending_xref,),
    "sphinx.transforms.post_transforms.code.HighlightLanguageTransform": (nodes.literal_block,),
    "sphinx.transforms.post_transforms.code.TrimDoctestFlagsTransform": (nodes.literal_block,),
    "sphinx.transforms.references.SphinxDanglingReferences": _ANY,
    "sphinx_book_theme._transforms.HandleFootnoteTransform": _ANY,
    "sphinx_design.aside.AsideHtmlTransform": (nodes.container,),
    "sphinx_design.badges_buttons.BadgeRefTooltipGraft": (addnodes.pending_xref,),
    "sphinx_design.badges_buttons.BadgeRefTooltipStash": (addnodes.pending_xref,),
    "sphinx_design.badges_buttons.ButtonRefContentGraft": (addnodes.pending_xref,),
    "sphinx_design.badges_buttons.ButtonRefContentStash": (addnodes.pending_xref,),
    "sphinx_design.dropdown.DropdownHtmlTransform": (nodes.container,),
    "sphinx_design.tabs.TabSetHtmlTransform": (nodes.container,),
}
"""The transforms that posts need, each with what it looks for: where that is not, it is idle."""

_STOCK: Final = (
    *("docutils", "sphinx", "myst_parser", "sphinx_design", "ablog"),
    *("sphinx_book_theme", "pydata_sphinx_theme", "publishing"),
)


def of_posts(app: Sphinx) -> tuple[Transforms, Transforms]:
    """Return what makes the tree of any post whole, and what makes it ready to be written."""
    reading, resolving = transforms_of(app)
    return tuple(map(_ours, filter(_runs, reading))), tuple(filter(_runs, resolving))


def due(
    transforms: Iterable[type[Transform]], document: nodes.document
) -> Iterator[type[Transform]]:
    """Yield those that may find something in *document*."""
    there = tuple({type(node) for node in document.findall()})
    for transform in transforms:
        sought = RUN.get(name(transform), _ANY)
        if any(issubclass(kind, sought) for kind in there):
            yield transform


def name(transform: type[Transform]) -> str:
    """Return the name by which :data:`RUN` lists a transform."""
    return f"{transform.__module__}.{transform.__qualname__}"


def is_stock(transform: type[Transform]) -> bool:
    """Whether a transform comes with what every publication loads, and not with an extension."""
    module = transform.__module__
    return module.partition(".")[0] in _STOCK and not module.startswith("sphinx.ext.")


def _runs(transform: type[Transform]) -> bool:
    return name(transform) in RUN or not is_stock(transform)


def _ours(transform: type[Transform]) -> type[Transform]:
    return PostSmartQuotes if transform is SphinxSmartQuotes else transform
