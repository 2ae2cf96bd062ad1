"""The site as a set of outputs, each made again only when what it is made from changes.

``_build/html`` is the live tree, whole at every instant. What it needs beside it is
in ``_build/.site``:

- ``manifest``: the entries of the live tree (:mod:`publishing.output.manifest`);
- ``spare`` and ``spare.manifest``: the tree that was live before, one small change behind, and
  how it differs. It shares its files with the live tree by hard links, so it costs folders only;
- ``fresh``: files made by an update under way, each by the process that made it;
- ``lock``: held while one runs.

An update makes what is due into ``fresh``, brings the spare tree up to date by the
difference of the two manifests, and lets it and the live tree change places
(:mod:`publishing.output.exchange`). Killed before that, the live tree is the old one; after it,
the new one. Whatever is left half done is recognised: a spare tree without a manifest, or
at odds with it, is built again from the live one; a live tree at odds with its manifest,
be it by a kill or by another hand, has the files in question made again.

A live tree that cannot be moved, such as the folder of a mount or of a lower layer of
overlayfs, has its files replaced one by one: readers may for a moment see old pages beside
new ones, and after a kill until the next update.

A new tree for each update, of links to the files that stay, would need no spare one, and would
make and remove every link for one edit: for 3,255 files 0.4 s of processor time beside 0.09.

Nothing is flushed to the disk: after a power cut, remove ``_build``.
"""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from publishing.base.output import Output, Runner, SiteError, Staged, each, in_turn
from publishing.output import exchange, manifest, tree
from publishing.output.manifest import Entry, Manifest
from publishing.output.tree import Marks, Survey

__all__ = ["Change", "Output", "Runner", "Site", "SiteError", "Staged", "in_turn"]

_IMMOVABLE = {errno.EBUSY, errno.EXDEV}

_MANY = 500
"""Files that change at once from which the spare tree follows at once. Fewer follow with the next
change: after a first build, that of one post would have to link all files of the site."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an update did.

    :ivar made: outputs that were made, because they are new, are made from something
        new or had been tampered with.
    :ivar written: those of them whose bytes are new in the live tree.
    :ivar deleted: files that are no longer outputs.
    :ivar kept: how many outputs were not made.
    :ivar mended: whether the live tree was not as the last update left it.
    """

    made: tuple[str, ...]
    written: tuple[str, ...]
    deleted: tuple[str, ...]
    kept: int
    mended: bool


class Site:
    """The site in a build folder, ``_build`` as a rule.

    :ivar live: the tree that readers see.
    """

    def __init__(self, build: Path, *, time_limit: float = 10.0) -> None:
        self.live = build / "html"
        self._store = build / ".site"
        self._manifest = self._store / "manifest"
        self._spare = self._store / "spare"
        self._spare_manifest = self._store / "spare.manifest"
        self._fresh = self._store / "fresh"
        self._time_limit = time_limit

    def update(self, outputs: Iterable[Output], run: Runner = in_turn) -> Change:
        """Make the live tree hold exactly these outputs, in one step.

        :param run: does the work of making each output and writing its file, in any order;
            :func:`publishing.base.workers.spread` can do it on several cores.
        :raises SiteError: two outputs cannot stand in one tree, or another process is
            building and is not done after the site's time limit in seconds.

        An exception from making an output leaves everything as it was.
        """
        listed = list(outputs)
        with self._lock() as lock:
            exchange.recover(self._spare, self.live)
            tree.discard(str(self._fresh))
            self._fresh.mkdir()
            try:
                return self._update(listed, run, lock)
            finally:
                tree.discard(str(self._fresh))

    def is_whole(self) -> bool:
        """Whether the live tree is as the last update left it."""
        if not self._manifest.exists():
            return False
        with self._lock() as lock:
            last = manifest.read(self._manifest)
            marks = Marks.tried_on(str(lock), str(self._store), after=last.stamp if last else 0)
            return last is not None and tree.survey(str(self.live), last, marks).is_clean

    def _update(self, outputs: Sequence[Output], run: Runner, lock: Path) -> Change:
        last = manifest.read(self._manifest)
        known = last.entries if last else {}
        manifest.check_paths([output.path for output in outputs], known.keys())
        marks = Marks.tried_on(str(lock), str(self._store), after=last.stamp if last else 0)
        found = tree.survey(str(self.live), last, marks)
        sound = {path: entry for path, entry in known.items() if path not in found.lost}
        entries: dict[str, Entry] = {}
        due: list[Output] = []
        for output in outputs:
            entry = sound.get(output.path)
            if entry is not None and entry.fingerprint == output.fingerprint:
                entries[output.path] = entry
            else:
                due.append(output)
        kept = len(entries)
        fresh: dict[str, str] = {}

        def stage(item: tuple[int, Output]) -> Staged:
            position, output = item
            content = output.make()
            if output.path in sound and tree.is_same(f"{self.live}/{output.path}", content):
                return "", sound[output.path].size
            staged = f"{self._fresh}/{position}"
            return staged, tree.write(staged, content, marks.stamp)

        for output, (staged, size) in each(due, stage, run):
            if staged:
                entries[output.path] = Entry(output.fingerprint, size, marks.stamp)
                fresh[output.path] = staged
            else:
                old = sound[output.path]
                entries[output.path] = old._replace(fingerprint=output.fingerprint)
        deleted = tuple(path for path in known if path not in entries)
        if fresh or deleted or not found.is_clean:
            new = Manifest(marks.stamp, entries)
            self._prepare(new, fresh, marks, last, found.linked)
            self._position(new, last, found)
            if len(fresh) + len(deleted) > _MANY:
                self._catch_up(new, marks)
        elif last and entries != known:
            self._write(Manifest(last.stamp, entries)).replace(self._manifest)
        return Change(
            made=tuple(output.path for output in due),
            written=tuple(fresh),
            deleted=deleted,
            kept=kept,
            mended=last is not None and not found.is_clean,
        )

    def _prepare(
        self,
        new: Manifest,
        fresh: Mapping[str, str],
        marks: Marks,
        live: Manifest | None,
        linked: Collection[str],
    ) -> None:
        """Bring the spare tree up to date.

        :param live: what the live tree holds, and *linked*, which of it has another name: if the
            spare tree should hold the same, that name is there. (Where links are refused, a file
            is copied, and has one name.)
        """
        spare = str(self._spare)

        def bring(path: str, target: str) -> None:
            if path in fresh:
                os.rename(fresh[path], target)  # noqa: PTH104 (as in tree.py)
            else:
                tree.share(f"{self.live}/{path}", target)

        old = manifest.read_difference(self._spare_manifest, live) if live else None
        self._spare_manifest.unlink(missing_ok=True)
        shared = set()
        if live and old:
            shared = {path for path in linked if old.entries.get(path) == live.entries[path]}
        have = tree.mend(spare, old, tree.survey(spare, old, marks, shared))
        tree.follow(spare, have, new.entries, bring)

    def _position(self, new: Manifest, last: Manifest | None, found: Survey) -> None:
        """Let the spare tree and the live one change places, and note what each now is."""
        live, spare = str(self.live), str(self._spare)
        following = self._write(new)
        retired = last
        try:
            exchange.put_in_place(self._spare, self.live)
        except OSError as failure:
            if failure.errno not in _IMMOVABLE:
                raise
            self._manifest.unlink(missing_ok=True)  # a kill from here on leaves nothing known
            have = tree.mend(live, last, found)
            tree.follow(live, have, new.entries, lambda path, to: tree.share(f"{spare}/{path}", to))
            retired = new
        tree.mark(live, new.stamp)  # not before, since a move may change a folder's time
        if retired:
            manifest.write_difference(self._spare_manifest, retired, new)
        following.replace(self._manifest)

    def _catch_up(self, new: Manifest, marks: Marks) -> None:
        """Let the spare tree be what the live one is."""
        self._prepare(new, {}, marks, new, ())
        tree.mark(str(self._spare), new.stamp)
        manifest.write_difference(self._spare_manifest, new, new)

    def _write(self, new: Manifest) -> Path:
        following = self._store / "manifest.next"
        manifest.write(following, new)
        return following

    @contextmanager
    def _lock(self) -> Iterator[Path]:
        """Keep other processes from updating; a killed one holds nothing."""
        self._store.mkdir(parents=True, exist_ok=True)
        path = self._store / "lock"
        deadline = time.monotonic() + self._time_limit
        with path.open("ab") as file:
            while True:
                try:
                    # Not flock: workers forked during the build would inherit that, and
                    # hold it on when the build is killed.
                    fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except (BlockingIOError, PermissionError):
                    if time.monotonic() >= deadline:
                        raise SiteError(
                            f"another build is writing {self.live}: wait until it is done,"
                            " or end it, and build again"
                        ) from None
                    time.sleep(0.05)
            yield path
