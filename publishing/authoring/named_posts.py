"""The posts that a command names: read from what it was given, and written to be pasted."""

from __future__ import annotations

import os
import shlex
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from publishing.base.lookup import located
from publishing.library.folder import find_posts
from publishing.model.filename import composed
from publishing.model.problem import printable


class UsageError(Exception):
    """The command names something that is no post."""


def chosen(root: Path, named: Sequence[str]) -> Collection[str]:
    """Return the paths of the named posts, or of all.

    :raises UsageError: telling of every name that is no post.
    """
    found = [file.path for file in find_posts(root)]
    if not named:
        return frozenset(found)
    chosen, faults = set(), []
    for name in filter(None, named):
        path = composed(Path(os.path.relpath(name, root)).as_posix())
        below = [post for post in found if f"{composed(post)}/".startswith(f"{path}/")]
        chosen.update(below)
        if not below:
            why = "is not a post: posts are .md files below posts/"
            is_there = os.path.lexists(root / located(root, path))
            faults.append(f"{printable(name)} {why if is_there else 'does not exist'}")
    if faults:
        raise UsageError("\n".join(faults))
    return chosen


def listed(text: str) -> list[str]:
    """Return the names in a value of ``POSTS``, divided as a shell divides words.

    A value that names a file is that one name, whatever is in it: an editor hands over the name
    of the open file as it is.
    """
    if os.path.lexists(text):
        return [text]
    try:
        return shlex.split(text)
    except ValueError:  # a quotation mark without its other
        return [text]


def assigned(paths: Sequence[str]) -> str:
    """Return ``POSTS=…`` for some posts as a word to paste into a shell, after ``make check``.

    It is empty if a name cannot be shown as it is, or if there are more than a line holds: a
    command without it checks all posts.
    """
    value = paths[0] if len(paths) == 1 else shlex.join(paths)
    can_be_pasted = printable(value) == value and len(value) <= _WIDTH
    return f"POSTS={shlex.quote(value)}" if value and can_be_pasted else ""


_WIDTH: Final = 120
