"""Which folders of the project ordinary pages may be in, by the patterns of `conf.py`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

_CLOSED: Final = frozenset({"_build", "posts"})
"""Folders without a page, whatever the patterns say: posts are published by other rules."""
_OURS: Final = Path(__file__).parents[1]


def closed_folders(root: Path, include: Sequence[str]) -> list[str]:
    """Return the folders in *root* that no page is in, so that nobody need walk through them.

    Ten thousand posts, the built site and an environment of Python are in some of them.

    :param include: the `include_patterns` of Sphinx. Its own default is every file in the
        folder, tests and read-me files too; here that means those beside `conf.py`.
    """
    return [entry.name for entry in _folders(root) if not _may_hold_pages(entry, _stated(include))]


def open_folders(root: Path, include: Iterable[str]) -> set[str]:
    """Return the folders in *root* that pages may be in, those too that are not there yet."""
    stated = _stated(include)
    there = {entry.name for entry in _folders(root) if _may_hold_pages(entry, stated)}
    named = {pattern.partition("/")[0] for pattern in stated if "/" in pattern}
    return there | {name for name in named if not set(name) & set("*?[") and name not in _CLOSED}


def page_names(root: Path, include: Iterable[str]) -> Iterator[str]:
    """Yield the path of every file that could be a page, or stand beside one."""
    yield from (
        entry.name for entry in os.scandir(root) if entry.is_file() and _is_seen(entry.name)
    )
    for entry in _folders(root):
        if _may_hold_pages(entry, _stated(include)):
            yield from _names(entry.path, entry.name, frozenset())


def _names(folder: str, where: str, above: frozenset[str]) -> Iterator[str]:
    """Yield the files of a folder, through links as Sphinx does, but in no circle."""
    real = os.path.realpath(folder)
    if real in above:
        return
    for entry in os.scandir(folder):
        if entry.is_dir() and _is_seen(entry.name):
            yield from _names(entry.path, f"{where}/{entry.name}", above | {real})
        elif _is_seen(entry.name):
            yield f"{where}/{entry.name}"


def _is_seen(name: str) -> bool:
    return not name.startswith(".") and not name.endswith("~")


def _stated(include: Iterable[str]) -> list[str]:
    return [pattern for pattern in include if pattern != "**"]


def _folders(root: Path) -> list[os.DirEntry[str]]:
    return [entry for entry in os.scandir(root) if entry.is_dir()]


def _may_hold_pages(folder: os.DirEntry[str], include: Iterable[str]) -> bool:
    name = folder.name
    if name in _CLOSED or Path(folder.path).resolve() == _OURS:
        return False
    is_usual = not (
        name.startswith((".", "_"))
        or name == "node_modules"
        or os.path.exists(f"{folder.path}/pyvenv.cfg")  # noqa: PTH110 - an entry is a text
    )
    for pattern in include:
        first, slash, _ = pattern.partition("/")
        if slash and first == name:
            return True
        if is_usual and ("**" in first or (slash and fnmatchcase(name, first))):
            return True
    return False
