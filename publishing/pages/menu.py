"""What menus can lead to: the pages that there are, beside those of posts."""

from __future__ import annotations

from collections.abc import Iterable

from publishing.library.library import Library
from publishing.model import permalinks
from publishing.model.taxonomy import Taxonomy


def menu_of(library: Library, pages: Iterable[str]) -> frozenset[str]:
    """Return the addresses that menus can lead to.

    A publication may have no `about.md`, and no post with a tag: then no menu names them. What
    is always there, such as the archive, need not be asked about.

    :param pages: document names of the ordinary pages.
    """
    kinds = (kind.address for kind in Taxonomy if library.terms[kind])
    return frozenset((*kinds, *map(permalinks.of_page, pages)))
