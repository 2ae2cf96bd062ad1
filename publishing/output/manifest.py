"""What a tree of the site holds: every file, what it was made from, and how to know it again."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from publishing.base.output import SiteError

# Another number, another format: manifests of other versions count as absent.
_FORMAT = "manifest of a site, 1"
_DIFFERENCE = "difference of two manifests of a site, 1"
_TYPES = str, str, int, int

_LAST_STAMP = 2**62  # nanoseconds, in the year 2116: beyond it file systems differ

_NAME_BYTES = 255  # what Linux, macOS and Windows file systems take for one name

# Searched in "/" + path: a control character, a backslash or a lone surrogate, which
# UTF-8 cannot write; or a slash that an empty, `.` or `..` segment follows. A pattern
# that starts with one set of characters is several times faster than an alternation.
_REFUSED = re.compile(r"[/\\\x00-\x1f\x7f\ud800-\udfff](?:(?<!/)|\.{0,2}(?:/|\Z))")


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


@dataclass(frozen=True)
class Manifest:
    """What one tree holds.

    :ivar stamp: the time of the update that put the tree in place. The root folder
        carries it, so that a manifest is never taken for that of another tree.
    :ivar entries: the files by path.
    """

    stamp: int
    entries: dict[str, Entry]

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that the files are in, without the root."""
        return frozenset(folders(self.entries))


def is_path(path: str) -> bool:
    """Whether a path is relative, posix, plain and inside the site."""
    if _REFUSED.search("/" + path):
        return False
    # A character takes at most four bytes, so short paths need not be taken apart.
    return len(path) * 4 <= _NAME_BYTES or all(
        len(name.encode()) <= _NAME_BYTES for name in path.split("/")
    )


def check_paths(paths: Collection[str], sound: Collection[str] = ()) -> None:
    """Raise :class:`SiteError` unless the paths can be the files of one tree.

    :param sound: those of them, and others, that have been the files of one.
    """
    for path in paths:
        if path not in sound and not is_path(path):
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
        return _decoded(data) if data["format"] == _FORMAT else None
    except _DAMAGED:
        return None


def write(file: Path, manifest: Manifest) -> None:
    """Write a manifest."""
    _save(file, {"format": _FORMAT, **_encoded(manifest.stamp, manifest.entries)})


def read_difference(file: Path, base: Manifest) -> Manifest | None:
    """Return the manifest whose difference from *base* was written, or None as :func:`read` does.

    Two trees that differ in a dozen files of forty thousand take half as long to know as two
    that are described apart. If *base* is another one by now, the difference is foreign.
    """
    try:
        data = json.loads(file.read_bytes())
        if data["format"] != _DIFFERENCE or data["of"] != base.stamp:
            return None
        differing, gone = _decoded(data), data["gone"]
        if differing is None or not base.entries.keys() >= set(gone):
            return None
    except _DAMAGED:
        return None
    entries = base.entries | differing.entries
    for path in gone:
        entries.pop(path, None)
    return Manifest(differing.stamp, entries)


def write_difference(file: Path, manifest: Manifest, base: Manifest) -> None:
    """Write how a manifest differs from *base*, for :func:`read_difference`."""
    known = base.entries
    differing = {path: row for path, row in manifest.entries.items() if known.get(path) != row}
    data = {
        "format": _DIFFERENCE,
        "of": base.stamp,
        **_encoded(manifest.stamp, differing),
        "gone": [path for path in known if path not in manifest.entries],
    }
    _save(file, data)


_DAMAGED = (OSError, ValueError, TypeError, LookupError, RecursionError)


def _decoded(data: Mapping[str, Any]) -> Manifest | None:
    stamp = data["stamp"]
    columns = data["paths"], data["fingerprints"], data["sizes"], data["stamps"]
    sound = (
        type(stamp) is int
        and 0 <= stamp < _LAST_STAMP
        and len({len(column) for column in columns}) == 1
        and all(
            set(map(type, column)) <= {kind} for column, kind in zip(columns, _TYPES, strict=True)
        )
        and all(map(is_path, columns[0]))
    )
    if not sound:
        return None
    paths, *rest = columns
    rows = map(Entry._make, zip(*rest, strict=True))
    return Manifest(stamp, dict(zip(paths, rows, strict=True)))


def _encoded(stamp: int, entries: Mapping[str, Entry]) -> dict[str, object]:
    """Return plain columns, which load several times faster than rows."""
    rows = entries.values()
    fingerprints, sizes, stamps = zip(*rows, strict=True) if rows else ((), (), ())
    return {
        "stamp": stamp,
        "paths": list(entries),
        "fingerprints": fingerprints,
        "sizes": sizes,
        "stamps": stamps,
    }


def _save(file: Path, data: Mapping[str, object]) -> None:
    file.write_text(json.dumps(data, separators=(",", ":")), encoding="ascii")
