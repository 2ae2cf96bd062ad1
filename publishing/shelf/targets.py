"""Where the source files that a post may link to are served."""

from __future__ import annotations

from publishing import address
from publishing.reading.filename import composed
from publishing.shelf.library import Library
from publishing.shelf.target import Target, Targets


def targets(library: Library) -> Targets:
    """Return the targets of all posts and pages. Of a post that is not shown nothing is told."""
    found = {composed(post.path): Target(None) for post in library.held}
    found |= {composed(post.path): Target(post.address, post.title) for post in library.posts}
    for path in sorted(library.root.glob("*.md")):
        if path.stem != path.stem.lower():
            continue  # README and its kin are about the project and are no pages
        found[composed(path.name)] = Target(address.of_page(path.stem))
    return found
