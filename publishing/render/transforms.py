"""Which of the transforms of docutils, Sphinx and its extensions a post needs.

Each walks the whole tree to find that there is nothing for it, and together they took as long
as all of MyST. So those that can find nothing in any post are left out, and those that look
for one kind of node are left out of a post that has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes
from docutils.readers import standalone
from docutils.transforms import Transform
from docutils.transforms.references import DanglingReferences
from sphinx import addnodes
from sphinx.registry import SphinxComponentRegistry
from sphinx.transforms import SphinxSmartQuotes

from publishing.render.smart_quotes import PostSmartQuotes

Transforms = tuple[type[Transform], ...]

# Transforms that have nothing to do in a post, or that would write into the environment
# shared by all pages (DoctreeReadEvent: titles, images, downloads, ABlog's own reading).
_IDLE = frozenset(
    {
        "DocInfo",
        "DocTitle",
        "SectSubTitle",
        "SectionSubTitle",
        "Decorations",
        "ExposeInternals",
        "StripComments",
        "ExtraTranslatableNodes",
        "PreserveTranslatableMessages",
        "Locale",
        "TranslationProgressTotaliser",
        "AddTranslationClasses",
        "RemoveTranslatableInline",
        "MoveModuleTargets",
        "AutoIndexUpgrader",
        "ReorderConsecutiveTargetAndIndexNodes",
        "GlossarySorter",
        "CheckFrontMatter",
        "DoctreeReadEvent",
        "SphinxDomains",
        "UIDTransform",
        # publishing.render.target_renderer joins notes with their marks, and warns of the others.
        "UnreferencedFootnotesDetector",
        # publishing.render.element_ids gives the ids.
        "AutoNumbering",
        "PageIds",
        "SortIds",
        "FootnoteDocnameUpdater",
        "AliasTransform",
        "ImageDownloader",
        "DataURIExtractor",
        "HyperlinkCollector",
        "ShortenLinkTransform",
        "SigElementFallbackTransform",
        "PropagateDescDomain",
        # What only reStructuredText can write, which no post may contain.
        "Substitutions",
        "DefaultSubstitutions",
        "AnonymousHyperlinks",
        "CitationDefinitionTransform",
        "CitationReferenceTransform",
        "DoctestTransform",
        "HandleCodeBlocks",
        "OnlyNodeTransform",
        "AddFirstTitleCss",
    }
)
_LATEX = "sphinx.builders.latex."

_SOUGHT: dict[str, tuple[type[nodes.Node], ...]] = {
    "AsideHtmlTransform": (nodes.container,),
    "BadgeRefTooltipGraft": (addnodes.pending_xref,),
    "BadgeRefTooltipStash": (addnodes.pending_xref,),
    "ButtonRefContentGraft": (addnodes.pending_xref,),
    "ButtonRefContentStash": (addnodes.pending_xref,),
    "DropdownHtmlTransform": (nodes.container,),
    "HighlightLanguageTransform": (nodes.literal_block,),
    "MystReferenceResolver": (addnodes.pending_xref,),
    "RefOnlyBulletListTransform": (nodes.bullet_list,),
    "ReferencesResolver": (addnodes.pending_xref,),
    "TabSetHtmlTransform": (nodes.container,),
    "Transitions": (nodes.transition, nodes.footnote),  # MyST draws a line before the notes
    "TrimDoctestFlagsTransform": (nodes.literal_block,),
}
"""What a transform looks for; one that is not named here looks for several things."""


def reading(registry: SphinxComponentRegistry) -> Transforms:
    """Return the transforms that make a tree whole, for any post."""
    of_reader = [t for t in standalone.Reader().get_transforms() if t is not DanglingReferences]
    working = _working([*of_reader, *registry.get_transforms()])
    return tuple(PostSmartQuotes if t is SphinxSmartQuotes else t for t in working)


def resolving(registry: SphinxComponentRegistry) -> Transforms:
    """Return the transforms that make a tree ready to be written, for any post."""
    return tuple(_working(registry.get_post_transforms()))


def due(transforms: Iterable[type[Transform]], document: nodes.document) -> Transforms:
    """Return those that may find something in *document*."""
    there = tuple({type(node) for node in document.findall()})
    return tuple(
        transform
        for transform in transforms
        if (sought := _SOUGHT.get(transform.__name__)) is None
        or any(issubclass(kind, sought) for kind in there)
    )


def _working(transforms: Iterable[type[Transform]]) -> Iterator[type[Transform]]:
    return (
        transform
        for transform in transforms
        if transform.__name__ not in _IDLE and not transform.__module__.startswith(_LATEX)
    )
