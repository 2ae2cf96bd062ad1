"""Where the source files that a post may link to are served."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from math import inf
from typing import Any

from publishing.library.library import Library
from publishing.library.publication_status import PublicationStatus
from publishing.model import permalinks
from publishing.model.filename import composed
from publishing.model.post import Post
from publishing.model.target import ENDING, Target, Targets


class _Sources(dict[str, Target]):
    """Targets by path, or by the end of a path if only one source has it."""

    def get(self, path: str, default: Any = None) -> Any:
        """Return what is known of a source."""
        if path.startswith(ENDING):
            return self._by_end.get(path.removeprefix(ENDING), default)
        return super().get(path, default)

    def __missing__(self, path: str) -> Target:
        if path.startswith(ENDING):
            return self._by_end[path.removeprefix(ENDING)]
        raise KeyError(path)

    @cached_property
    def _by_end(self) -> dict[str, Target]:
        ends = Counter(end for path in self for end in _ends(path))
        return {end: self[path] for path in self for end in _ends(path) if ends[end] == 1}


def _ends(path: str) -> set[str]:
    """Return the ends of a path: of `posts/a/b/index.md`, `b/index.md`, `b.md` and longer ones."""
    folder, ending = posixpath.splitext(path)
    parts = path.split("/")
    ends = {"/".join(parts[position:]) for position in range(1, len(parts))}
    if folder.endswith("/index"):
        parts = (folder.removesuffix("/index") + ending).split("/")
        ends |= {"/".join(parts[position:]) for position in range(1, len(parts))}
        ends.discard(f"index{ending}")
    return ends


def targets(library: Library) -> Targets:
    """Return the targets of all posts and pages. Of a post that is not shown nothing is told."""
    found = _Sources({composed(path): Target(_address(path)) for path in library.unread})
    found.update((composed(post.path), Target(None)) for post in library.held)
    found.update((composed(post.path), _target(post)) for post in library.posts)
    for path in sorted(library.root.glob("*.md")):
        if path.stem != path.stem.lower():
            continue  # README and its kin are about the project and are no pages
        found[composed(path.name)] = Target(permalinks.of_page(path.stem))
    return found


def targets_of(library: Library) -> Callable[[Post], Targets]:
    """Return what finds the targets of one post: of a post that waits, those of its day.

    On that day, what is scheduled no later will be there. Whatever else is held back will not.
    """
    known = targets(library)
    if library.preview:
        return lambda _post: known
    scheduled = {
        composed(post.path): post
        for post in library.held
        if library.publication_status(post) is PublicationStatus.SCHEDULED
    }
    waiting = {post.path for post in library.held}

    def of(post: Post) -> Targets:
        if post.path not in waiting:
            return known
        return _OfADay(known, scheduled, post)

    return of


class _OfADay(Mapping[str, Target]):
    """What will be there when a post comes out."""

    def __init__(self, known: Targets, scheduled: Mapping[str, Post], post: Post) -> None:
        self._known, self._scheduled, self._post = known, scheduled, post

    def __getitem__(self, path: str) -> Target:
        if path == composed(self._post.path):
            return _target(self._post)
        other = self._scheduled.get(path)
        if other and _due(other) <= (inf if self._post.draft else _due(self._post)):
            return _target(other)
        return self._known[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def _due(post: Post) -> float:
    return post.due.instant.timestamp() if post.due else inf


def _target(post: Post) -> Target:
    return Target(post.address, post.title)


def _address(path: str) -> str:
    return permalinks.of_post(permalinks.docname_of(path))
