"""Where the source files that a post may link to are served."""

from __future__ import annotations

from collections.abc import Mapping

from publishing import address
from publishing.library import Library
from publishing.target import Target

Targets = Mapping[str, Target]
"""The path of a source file, and what is known of it."""


def targets(library: Library) -> Targets:
    """Return the targets of all posts and pages. Of an unpublished post nothing is told."""
    found = {post.path: Target(post.address, post.title) for post in library.posts}
    found |= {post.path: Target(None) for post in library.held}
    for path in sorted(library.root.glob("*.md")):
        where = address.HOME if path.stem == "index" else address.of_post(path.stem)
        found[path.name] = Target(where)
    return found
