"""What a tree of the site holds: every file, what it was made from, and how to know it again."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

# Another number, another format: manifests of other versions count as absent.
_FORMAT = "manifest of a site, 1"
_TYPES = str, str, int, int

_LAST_STAMP = 2**62  # nanoseconds, in the year 2116: beyond it file systems differ

_NAME_BYTES = 255  # what Linux, macOS and Windows file systems take for one name

# Searched in "/" + path: a control character, a backslash or a lone surrogate, which
# UTF-8 cannot write; or a slash that an empty, `.` or `..` segment follows. A pattern
# that starts with one set of characters is several times faster than an alternation.
_REFUSED = re.compile(r"[/\\\x00-\x1f\x7f\ud800-\udfff](?:(?<!/)|\.{0,2}(?:/|\Z))")


class SiteError(Exception):
    """The site cannot be put in place; the words say why and what to do."""


class Entry(NamedTuple):
    """One file of a tree.

    :ivar fingerprint: digest of everything the file was made from.
    :ivar size: its bytes.
    :ivar stamp: its modification time in nanoseconds, the same for all files
        written by one update and for no others. With the size it tells whether
        the file is still the one that was written.
    """

    fingerprint: str
    size: int
    stamp: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one tree holds.

    :ivar stamp: the time of the update that put the tree in place. The root folder
        carries it, so that a manifest is never taken for that of another tree.
    :ivar entries: the files by path.
    """

    stamp: int
    entries: dict[str, Entry]


def is_path(path: str) -> bool:
    """Whether a path is relative, posix, plain and inside the site."""
    if _REFUSED.search("/" + path):
        return False
    # A character takes at most four bytes, so short paths need not be taken apart.
    return len(path) * 4 <= _NAME_BYTES or all(
        len(name.encode()) <= _NAME_BYTES for name in path.split("/")
    )


def check_paths(paths: Collection[str]) -> None:
    """Raise :class:`SiteError` unless the paths can be the files of one tree."""
    for path in paths:
        if not is_path(path):
            raise SiteError(
                f"{path!a} cannot be a file of the site: write names of at most {_NAME_BYTES}"
                " bytes with single slashes between them, no '.', '..', backslash or control"
                " character"
            )
    known = set(paths)
    if len(known) < len(paths):
        twice = next(path for path, count in Counter(paths).items() if count > 1)
        raise SiteError(f"two outputs have the path {twice!r}: give one of them another")
    for folder in sorted(folders(paths) & known):
        inside = min(path for path in paths if path.startswith(folder + "/"))
        raise SiteError(
            f"{folder!r} is an output and also the folder of the output {inside!r}:"
            " give one of them another path"
        )


def folders(paths: Iterable[str]) -> set[str]:
    """Return every folder that the paths need, without the root."""
    found: set[str] = set()
    level = {path.rpartition("/")[0] for path in paths}
    while level:
        found |= level
        level = {folder.rpartition("/")[0] for folder in level} - found
    return found - {""}


def read(file: Path) -> Manifest | None:
    """Return a manifest; None if it is missing, damaged or foreign.

    Nothing is believed for being written there: a path that leaves the site makes
    the whole manifest foreign, and an entry counts only where the tree has that
    file with that size and time.
    """
    try:
        data = json.loads(file.read_bytes())
        if data["format"] != _FORMAT:
            return None
        stamp = data["stamp"]
        columns = data["paths"], data["fingerprints"], data["sizes"], data["stamps"]
        sound = (
            type(stamp) is int
            and 0 <= stamp < _LAST_STAMP
            and len({len(column) for column in columns}) == 1
            and all(
                set(map(type, column)) <= {kind}
                for column, kind in zip(columns, _TYPES, strict=True)
            )
            and all(map(is_path, columns[0]))
        )
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None
    if not sound:
        return None
    paths, *rest = columns
    rows = map(Entry._make, zip(*rest, strict=True))
    return Manifest(stamp, dict(zip(paths, rows, strict=True)))


def write(file: Path, manifest: Manifest) -> None:
    """Write a manifest; columns of plain values load several times faster than rows."""
    rows = manifest.entries.values()
    fingerprints, sizes, stamps = zip(*rows, strict=True) if rows else ((), (), ())
    data = {
        "format": _FORMAT,
        "stamp": manifest.stamp,
        "paths": list(manifest.entries),
        "fingerprints": fingerprints,
        "sizes": sizes,
        "stamps": stamps,
    }
    file.write_text(json.dumps(data, separators=(",", ":")), encoding="ascii")
