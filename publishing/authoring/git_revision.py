"""Earlier and other states of the project, as git keeps them, and the files that differ."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from publishing.model.problem import printable


class RevisionError(Exception):
    """There is nothing to compare with; the words say what to do."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not as it was.

    :ivar old: its path then; nothing if it is new.
    :ivar new: its path now; nothing if it is gone.
    """

    old: str | None
    new: str | None


class Revision:
    """The commit that a project began from, as it is now in a folder or in another commit.

    :param folder: the project, or the top of a repository if *prefix* says where it is in it.
    :param name: a branch or commit. Where it has gone on since, what it gained is not counted
        as a difference: as in a pull request, the commit at which the two parted is meant.
    :param prefix: the path of the project in the repository, with a final slash. Given one, be
        it empty, the commit at which the repository is counts, and no file of the folder.
    :raises RevisionError: *folder* is in no repository, or the name is unknown in it.
    """

    def __init__(self, folder: Path, name: str, *, prefix: str | None = None) -> None:
        self._folder = folder
        self._prefix = prefix or ""
        self._head = here = _commit(folder, "HEAD")
        self._is_commit = prefix is not None
        if here is None:
            raise RevisionError("there is no commit here in git, so nothing to compare with")
        there = _commit(folder, name)
        if there is None:
            raise RevisionError(
                f"BASE={printable(name)} is no commit here: write a branch or commit that is, "
                "such as BASE=main"
            )
        base = _run(folder, "merge-base", there, here, may_fail=True)
        if base.returncode:
            raise RevisionError(
                f"BASE={printable(name)} has no commit in common with what is here: fetch more of "
                "the history"
            )
        self._base = base.stdout.decode().strip()

    def differences(self) -> Iterator[Difference]:
        """Yield every file that differs, sorted by git; files that it has not been told of too."""
        head = [self._head] if self._is_commit and self._head else []
        relative = f"--relative={self._prefix}" if self._prefix else "--relative"
        fields = iter(self._listed("diff", relative, *_DIFF, self._base, *head, "--"))
        for status in fields:
            path = next(fields)
            if status[0] in "RC":
                yield Difference(path if status[0] == "R" else None, next(fields))
            else:
                yield Difference(None if status == "A" else path, None if status == "D" else path)
        if not self._is_commit:
            for path in self._listed("ls-files", "--others", "--exclude-standard", "-z"):
                yield Difference(None, path)

    def read(self, path: str) -> bytes:
        """Return what was in a file."""
        blob = f"{self._base}:./{self._prefix}{path}"
        return _run(self._folder, "cat-file", "blob", blob).stdout

    def tracked(self, *paths: str) -> Iterator[tuple[str, str, int]]:
        """Yield the path, the name in git and the size of ordinary files of the commit it is at.

        :param paths: the files and folders to look at. Links and submodules are left out.
        """
        wanted = (f"{self._prefix}{path}" for path in paths)
        for line in self._listed("ls-tree", "-r", "-l", "-z", "--full-tree", "HEAD", "--", *wanted):
            entry, _, path = line.partition("\t")
            mode, _, name, size = entry.split()
            if mode in {"100644", "100755"}:
                yield path.removeprefix(self._prefix), name, int(size)

    def blobs(self, names: Iterable[str]) -> Iterator[bytes]:
        """Yield files by their names in git."""
        with tempfile.TemporaryFile() as asked:
            asked.writelines(f"{name}\n".encode() for name in names)
            asked.seek(0)
            command = ["git", "cat-file", "--batch"]
            with subprocess.Popen(  # noqa: S603
                command, cwd=self._folder, stdin=asked, stdout=subprocess.PIPE
            ) as git:
                assert git.stdout
                while header := git.stdout.readline():
                    yield git.stdout.read(int(header.split()[2]))
                    git.stdout.read(1)

    def _listed(self, *words: str) -> list[str]:
        text = os.fsdecode(_run(self._folder, *words).stdout)
        return [part for part in text.split("\0") if part]


def state_of(root: Path) -> tuple[str, str]:
    """Return the commit that a project is at, and its path in the repository.

    :raises RevisionError: it is in no repository.
    """
    commit = _commit(root, "HEAD")
    if commit is None:
        raise RevisionError("there is no commit here in git, so nothing to compare with")
    return commit, os.fsdecode(_run(root, "rev-parse", "--show-prefix").stdout).rstrip("\n")


def _commit(folder: Path, name: str) -> str | None:
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    done = _run(folder, *words, may_fail=True)
    return done.stdout.decode().strip() if done.returncode == 0 else None


def _run(folder: Path, *words: str, may_fail: bool = False) -> subprocess.CompletedProcess[bytes]:
    # Paths are told from the top of the repository, which `folder` need not be.
    command = ["git", "-c", "core.quotePath=false", *words]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)  # noqa: S603
    except FileNotFoundError:
        raise RevisionError("git is not installed: it is what knows the earlier state") from None
    if done.returncode and not may_fail:
        said = printable(done.stderr.decode(errors="replace").strip())
        raise RevisionError(f"git {words[0]} failed: {said}")
    return done


# Paths from the project's own folder, which may be one folder of a larger repository.
_DIFF = ("--name-status", "-z", "-M", "--no-ext-diff")
