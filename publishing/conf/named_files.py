"""The files that settings name, which count with what they hold."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

_PATTERNS: Final = frozenset({"exclude_patterns", "extensions", "include_patterns"})
_FOLDERS: Final = ("_dir", "_dirs", "_path", "_paths")
_DOCUTILS: Final = "docutils.conf"
_LONGEST: Final = 1000
"""Characters of a path, about."""


def named_files(root: Path, named: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Yield every file that the value of a setting names, and the digest of what it holds.

    Folders count where the setting is about folders: a word that happens to be the name of one
    says nothing.

    :param named: the texts in the value of each setting.
    """
    found = {_DOCUTILS: False}
    for name in set(named).difference(_PATTERNS):
        for text in named[name]:
            found[text] = found.get(text, False) or name.endswith(_FOLDERS)
    for text, is_folder in sorted(found.items()):
        path = os.path.join(root, text)  # noqa: PTH118 - many texts, few of which name a file
        if len(text) < _LONGEST and "\0" not in text and os.path.exists(path):  # noqa: PTH110
            if (file := Path(path)).is_file():
                yield text, _content(file)
            elif is_folder and file.resolve() not in _above(root):
                yield from ((f"{text}/{name}", content) for name, content in _below(file))


def _above(root: Path) -> Iterable[Path]:
    resolved = root.resolve()
    return (resolved, *resolved.parents)


def _below(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), _content(path)


def _content(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
