"""A folder of the site on disk: whether it is what it should be, and making it so."""

# Paths are text here, because a Path object costs more than the call that it is for.
# ruff: noqa: PTH101, PTH102, PTH106, PTH108, PTH112, PTH114, PTH116, PTH123, PTH208

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from publishing.output.manifest import Entry, Manifest, folders

_FILE_MODE = 0o644
_FOLDER_MODE = 0o755

# Every folder below the root carries this time (2001-09-09T01:46:40Z, which any file
# system can keep): a name that another hand adds, removes or replaces there changes it.
_FOLDER_STAMP = 10**18


@dataclass(frozen=True, slots=True)
class Marks:
    """What this file system answers for a file and a folder that were just written.

    Some mounts keep no permissions and some round times, so a mode that was asked for
    and a clock that was read are no sound measure: the answer is.

    :ivar file: mode of a file that was given 0644.
    :ivar folder: mode of a folder that was given 0755.
    :ivar stamp: the time of the files of this update.
    """

    file: int
    folder: int
    stamp: int

    @classmethod
    def tried_on(cls, file: str, folder: str, *, after: int) -> Marks:
        """Mark a file and a folder of the tree's file system and see what they keep.

        The stamp is later than `after`, even if the clock went back or is kept to two
        seconds only, as on FAT.
        """
        os.chmod(file, _FILE_MODE)
        os.chmod(folder, _FOLDER_MODE)
        for stamp in (time.time_ns(), after + 1, after + 2 * 10**9):
            os.utime(file, ns=(stamp, stamp))
            kept = os.stat(file)
            if kept.st_mtime_ns > after:
                break
        return cls(kept.st_mode, os.stat(folder).st_mode, kept.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Survey:
    """How a tree differs from its entries.

    :ivar lost: files that are missing or not as they were written.
    :ivar disturbed: folders (the root is ``""``) that are missing, or whose names
        may have been changed.
    :ivar linked: files that are as they were written and have another name elsewhere.
    """

    lost: frozenset[str]
    disturbed: frozenset[str]
    linked: frozenset[str] = frozenset()

    @property
    def is_clean(self) -> bool:
        """Whether the tree holds all of the entries and nothing else."""
        return not (self.lost or self.disturbed)


def survey(
    root: str, manifest: Manifest | None, marks: Marks, shared: Container[str] = ()
) -> Survey:
    """Compare a tree with its manifest, if there is one, by size, time and mode.

    One ``stat`` a file and a folder, half the price of a walk; no file is read. An edit
    that forges both the size and the time of a file goes unseen.

    :param shared: files that are hard links to files found as they were written. As long as no
        folder is disturbed, their names are the same ones still, and need not be looked at.
    """
    if manifest is None:
        return Survey(frozenset(), frozenset({""}))
    entries = manifest.entries
    try:
        at = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return Survey(frozenset(entries), frozenset({""}))
    lost = []
    disturbed = []
    misplaced = []
    linked = []
    needed = manifest.folders
    try:
        top = os.fstat(at)
        for folder in needed:
            try:
                found = os.stat(folder, dir_fd=at, follow_symlinks=False)
            except OSError:
                disturbed.append(folder)
                continue
            if found.st_mtime_ns != _FOLDER_STAMP or found.st_mode != marks.folder:
                disturbed.append(folder)
                if not stat.S_ISDIR(found.st_mode):
                    misplaced.append(folder + "/")
        if top.st_mtime_ns != manifest.stamp or top.st_mode != marks.folder:
            disturbed = ["", *needed]  # perhaps another tree, where any folder may hold more
        for path, (_, size, stamp) in entries.items():
            if not disturbed and path in shared:
                continue
            try:
                found = os.stat(path, dir_fd=at, follow_symlinks=False)
            except OSError:
                lost.append(path)
                continue
            if found.st_mtime_ns != stamp or found.st_size != size or found.st_mode != marks.file:
                lost.append(path)
            elif found.st_nlink > 1:
                linked.append(path)
    finally:
        os.close(at)
    if misplaced:  # behind a link to a folder all may look well
        lost += [path for path in entries if path.startswith(tuple(misplaced))]
    return Survey(frozenset(lost), frozenset(disturbed), frozenset(linked).difference(lost))


def mend(root: str, manifest: Manifest | None, found: Survey) -> dict[str, Entry]:
    """Reduce a surveyed tree to those of its files that are sound, and return these."""
    entries = manifest.entries if manifest else {}
    have = {path: entry for path, entry in entries.items() if path not in found.lost}
    if os.path.islink(root) or not os.path.isdir(root):
        discard(root)
        _add_folder(root)
    known = manifest.folders if manifest else frozenset()
    needed = known if len(have) == len(entries) else folders(have)
    surplus = known - needed
    # Folders first: where one was replaced by a link, a lost file is another's file.
    for path in (*sorted(surplus), *found.lost):
        discard(f"{root}/{path}")
    for folder in found.disturbed - surplus:
        for name in os.listdir(f"{root}/{folder}"):
            path = f"{folder}/{name}" if folder else name
            if path not in have and path not in needed:
                discard(f"{root}/{path}")
        os.chmod(f"{root}/{folder}", _FOLDER_MODE)
    changed = {_parent(path) for path in (*found.lost, *surplus)} | found.disturbed
    _seal(root, changed & needed)
    return have


def follow(
    root: str,
    have: Mapping[str, Entry],
    want: Mapping[str, Entry],
    bring: Callable[[str, str], None],
) -> None:
    """Turn a tree that holds the files `have` and nothing else into one that holds `want`.

    The work is that of the difference. `bring(path, target)` must make the file
    `target`, which does not exist; an existing file is never written into, because
    another tree may share it.
    """
    gone = [path for path, entry in have.items() if want.get(path) != entry]
    due = [path for path, entry in want.items() if have.get(path) != entry]
    before = folders(have)
    after = before if have.keys() == want.keys() else folders(want)
    for path in gone:
        os.unlink(f"{root}/{path}")
    for folder in sorted(before - after, reverse=True):
        os.rmdir(f"{root}/{folder}")
    for folder in sorted(after - before):
        _add_folder(f"{root}/{folder}")
    for path in due:
        bring(path, f"{root}/{path}")
    changed = {_parent(path) for path in (*gone, *due, *(before ^ after))}
    _seal(root, changed & after)


def mark(root: str, stamp: int) -> None:
    """Give a whole tree the stamp of its manifest."""
    os.utime(root, ns=(stamp, stamp))


def _seal(root: str, names: Iterable[str]) -> None:
    for folder in names:
        os.utime(f"{root}/{folder}", ns=(_FOLDER_STAMP, _FOLDER_STAMP))


def _add_folder(folder: str) -> None:
    os.mkdir(folder)
    os.chmod(folder, _FOLDER_MODE)  # whatever the umask


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def write(target: str, content: bytes | Path, stamp: int) -> int:
    """Write a new file or copy one, as a file of the site, and return its size."""
    with open(target, "xb") as file:
        if isinstance(content, bytes):
            file.write(content)
        else:
            with content.open("rb") as source:
                shutil.copyfileobj(source, file)
        file.flush()  # later it would change the time
        os.fchmod(file.fileno(), _FILE_MODE)  # whatever the umask
        os.utime(file.fileno(), ns=(stamp, stamp))
        return file.tell()


def share(source: str, target: str) -> None:
    """Make the target a hard link to the source, or a copy where links are refused."""
    try:
        os.link(source, target)
    except OSError:
        write(target, Path(source), os.stat(source).st_mtime_ns)


def is_same(file: str, content: bytes | Path) -> bool:
    """Whether a file holds exactly these bytes, or those of another file."""
    size = len(content) if isinstance(content, bytes) else content.stat().st_size
    if os.stat(file).st_size != size:
        return False
    with open(file, "rb") as opened:
        return opened.read() == (content if isinstance(content, bytes) else content.read_bytes())


def discard(path: str) -> None:
    """Remove a file, a link or a folder with all that is in it, if it is there."""
    try:
        is_folder = stat.S_ISDIR(os.lstat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return
    if is_folder:
        shutil.rmtree(path)
    else:
        os.unlink(path)
