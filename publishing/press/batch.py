"""Prints many posts: those that would be printed the same again are found in the cache."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.press.printed import Printed
from publishing.press.store import Store
from publishing.reading.folder import file_of
from publishing.reading.post import Post, read_partly
from publishing.settings import Settings
from publishing.shelf.target import Targets
from publishing.workers import spread

if TYPE_CHECKING:
    from publishing.press.printer import Press

TargetsOf = Callable[[Post], Targets]
"""Finds what a post may link to."""


def kept(
    store: Store, posts: Iterable[Post], targets_of: TargetsOf
) -> tuple[dict[str, Printed], list[Post]]:
    """Return the prints of posts that are kept, by path, and the posts that are to be printed."""
    printed = {}
    due = []
    for post in posts:
        if (found := store.printed(post, targets_of(post))) is not None:
            printed[post.path] = found
        else:
            due.append(post)
    return printed, due


def print_all(
    press: Press, store: Store, root: Path, settings: Settings, due: Sequence[Post], jobs: int
) -> dict[str, Printed]:
    """Print posts on several cores, and return what was made of each, by path.

    :param press: prints what is not known.
    :param root: the project's folder.
    """

    def one(post: Post) -> Printed:
        whole = post if post.body else _whole(root, post.path, settings)
        made = press.print(whole or post)
        # Saved by its author in this very moment, it is another post than the one in
        # question: under that one's name its print would come up for ever.
        if whole and whole.digest == post.digest:
            store.keep(post, made)
        return made

    return {due[place].path: made for place, made in spread(one, due, jobs)}


def _whole(root: Path, path: str, settings: Settings) -> Post | None:
    """Return a post with its body: what the cache tells of a post is all but that."""
    return read_partly(path, file_of(root, path).read_bytes(), settings)[0]
