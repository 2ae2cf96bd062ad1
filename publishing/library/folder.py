"""The folder `posts/`: which of its files are posts, and which cannot be."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from publishing.model import permalinks
from publishing.model.filename import composed, mended, unsoundness
from publishing.model.problem import Problem, error, warning

FOLDER: Final = "posts"
SUFFIXES: Final = frozenset({".md", ".markdown"})
MOST: Final = 50_000
"""Files and folders looked at: a folder of more is not a blog but an accident or an attack."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is a post, or that somebody might take for one.

    :ivar path: relative to the project, with forward slashes.
    :ivar fault: why it cannot be published as it is.
    :ivar is_readable: whether what it says may be read all the same, to report everything at once.
    """

    path: str
    fault: Problem | None = None
    is_readable: bool = True


@dataclass(frozen=True, slots=True)
class Folder:
    """What there is under `posts/`.

    :ivar posts: what is to be read, sorted by path.
    :ivar others: paths of the other ordinary files: pictures, downloads, and what nobody knows.
    """

    posts: tuple[Found, ...]
    others: tuple[str, ...] = ()


def find_posts(root: Path) -> tuple[Found, ...]:
    """Return what is to be read under `posts/`, sorted by path."""
    return look(root).posts


def look(root: Path) -> Folder:
    """Look at all files under `posts/`, and into none of them.

    ``README`` files and names that begin with ``_`` or ``.`` are not looked at. A post is a
    Markdown file in at most eight folders below `posts/`, as a rule ``2026/slug/index.md``.
    """
    home = os.path.realpath(root / FOLDER)
    found: list[Found] = []
    others: list[str] = []
    taken: set[str] = set()
    folders, looked_at = [FOLDER], 0
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(root / folder))
        except FileNotFoundError:
            continue
        except OSError as failure:
            found.append(_unread(folder, f"this folder cannot be read: {failure.strerror}"))
            continue
        looked_at += len(entries)
        if looked_at > MOST:
            found.append(_unread(FOLDER, f"more than {MOST:,} files and folders"))
            break
        found += _twins(folder, sorted(entry.name for entry in entries))
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if _is_hidden(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
            elif _parted(entry.name)[0] == _README:
                continue
            elif (post := _look(path, entry, home)) is not None:
                found.append(post)
            else:
                taken.add(composed(path))
                if entry.is_file(follow_symlinks=False):
                    others.append(path)
    found = [_apart_from(taken, one) for one in found]
    return Folder(tuple(sorted(found, key=lambda one: one.path)), tuple(sorted(others)))


def file_of(root: Path, path: str) -> Path:
    """Return the file of a post as it really is: an ordinary one below `posts/`.

    A link may come with a pull request too, and lead to a device that never ends.

    :raises OSError: it is no such file.
    """
    file = Path(os.path.realpath(root / path))
    if not file.is_relative_to(os.path.realpath(root / FOLDER)):
        raise OSError(errno.EINVAL, "this is a link that leaves posts/", path)
    if not file.is_file():
        raise OSError(errno.EINVAL, "this is not a file that can be read", path)
    return file


def is_post(path: str) -> bool:
    """Return whether a file that is not here to be looked at was a post, by its name alone."""
    folder, *names = path.split("/")
    stem, suffix = _parted(names[-1]) if names else ("", "")
    is_seen = folder == FOLDER and not any(map(_is_hidden, names))
    return is_seen and suffix in SUFFIXES and stem != _README


def _is_hidden(name: str) -> bool:
    return name[0] in "_."


def _parted(name: str) -> tuple[str, str]:
    """Return the stem and the suffix of a file's name, in lower case."""
    stem, dot, suffix = name.lower().rpartition(".")
    return (stem, dot + suffix) if stem else (suffix, "")


def _look(path: str, entry: os.DirEntry[str], home: str) -> Found | None:
    """Return the post that a file is, or nothing."""
    _, suffix = _parted(entry.name)
    if entry.is_symlink():
        if os.path.isdir(entry.path):  # noqa: PTH112 (which raises where a link leads too far)
            return _unread(path, "this is a link to a folder", "put the folder itself here")
        if suffix in SUFFIXES and not os.path.realpath(entry.path).startswith(home + os.sep):
            return _unread(path, "this is a link that leaves posts/", "put the post itself here")
    if suffix not in SUFFIXES:
        return None
    if not (entry.is_file(follow_symlinks=False) or os.path.isfile(entry.path)):  # noqa: PTH113
        return _unread(path, "this is not a file that can be read", "put the post itself here")
    return Found(path, _fault(path))


def _fault(path: str) -> Problem | None:
    """Return why a post cannot be served at its path."""
    stem, _, suffix = path.rpartition(".")
    parts = stem.split("/")[1:]
    served = permalinks.of_post(stem)
    if what := next(filter(None, map(unsoundness, parts)), ""):
        pass
    elif len(parts) > _DEEPEST + 1:
        what = f"{len(parts) - 1} folders inside each other; below posts/ are at most {_DEEPEST}"
        parts = [*parts[:_DEEPEST], "-".join(parts[_DEEPEST:]).removesuffix("-index")]
    elif owner := permalinks.owner_of(served):
        what = f"its address, /{served}, is that of {owner}"
        parts = ["2026", "slug"]
    else:
        return None
    better = "/".join([FOLDER, *map(mended, parts)])
    return error(path, 1, 1, "post-name", f"file name: {what}", f"rename it: {better}.{suffix}")


def _twins(folder: str, names: Iterable[str]) -> Iterator[Found]:
    """Yield names that macOS takes for others in the folder: one form of characters apart."""
    seen: dict[str, str] = {}
    for name in names:
        if not name.isascii() and (other := seen.setdefault(composed(name), name)) != name:
            what = (
                f"file name: it differs from another '{other}' here by the form of its characters"
            )
            mend = "keep one of the two: many systems, and every address, take them for one name"
            fault = warning(f"{folder}/{name}", 1, 1, "name-twice", what, mend)
            yield Found(fault.path, fault, is_readable=False)


def _apart_from(beside: set[str], post: Found) -> Found:
    """Return the post, at fault if its page would need a folder where a picture's file is."""
    stem = composed(permalinks.docname_of(post.path))
    if post.fault or stem not in beside:
        return post
    better = f"{mended(stem.replace('.', '-').rpartition('/')[2])}.md"
    what = f"file name: its page would take the place of the file {stem}"
    fault = error(post.path, 1, 1, "post-name", what, f"rename it: {better}")
    return replace(post, fault=fault)


def _unread(path: str, what: str, mend: str = "") -> Found:
    return Found(path, error(path, 1, 1, "post-file", what, mend), is_readable=False)


_README: Final = "readme"
_DEEPEST: Final = 8
"""Folders inside each other below `posts/`. Other tools nest posts as they like."""
