"""An earlier state of the project, as git keeps it, and the files that differ from it now."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publishing.problem import printable


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
    """The commit that what is now in *root* began from.

    :param name: a branch or commit. Where it has gone on since, what it gained is not counted
        as a difference: as in a pull request, the commit at which the two parted is meant.
    :raises RevisionError: *root* is in no repository, or the name is unknown in it.
    """

    def __init__(self, root: Path, name: str) -> None:
        self._root = root
        here = self._git("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        if here is None:
            raise RevisionError("there is no commit here in git, so nothing to compare with")
        there = self._git(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
        )
        if there is None:
            raise RevisionError(
                f"BASE={printable(name)} is no commit here: write a branch or commit that is, "
                "such as BASE=main"
            )
        base = self._git("merge-base", there, here)
        if base is None:
            raise RevisionError(
                f"BASE={printable(name)} has no commit in common with what is here: fetch more of "
                "the history"
            )
        self._commit = base

    def differences(self) -> Iterator[Difference]:
        """Yield every file that differs, sorted by git; files that it has not been told of too."""
        fields = iter(self._listed(*_DIFF, self._commit, "--"))
        for status in fields:
            path = next(fields)
            if status[0] in "RC":
                yield Difference(path if status[0] == "R" else None, next(fields))
            else:
                yield Difference(None if status == "A" else path, None if status == "D" else path)
        for path in self._listed("ls-files", "--others", "--exclude-standard", "-z"):
            yield Difference(None, path)

    def read(self, path: str) -> bytes:
        """Return what was in a file."""
        return self._run("cat-file", "blob", f"{self._commit}:./{path}").stdout

    def _listed(self, *words: str) -> list[str]:
        text = self._run(*words).stdout.decode(errors="replace")
        return [part for part in text.split("\0") if part]

    def _git(self, *words: str) -> str | None:
        done = self._run(*words, may_fail=True)
        return done.stdout.decode().strip() if done.returncode == 0 else None

    def _run(self, *words: str, may_fail: bool = False) -> subprocess.CompletedProcess[bytes]:
        # Paths are told from the top of the repository, which `root` need not be.
        command = ["git", "-c", "core.quotePath=false", *words]
        try:
            done = subprocess.run(command, cwd=self._root, capture_output=True, check=False)  # noqa: S603
        except FileNotFoundError:
            raise RevisionError(
                "git is not installed: it is what knows the earlier state"
            ) from None
        if done.returncode and not may_fail:
            said = printable(done.stderr.decode(errors="replace").strip())
            raise RevisionError(f"git {words[0]} failed: {said}")
        return done


# Paths from the project's own folder, which may be one folder of a larger repository.
_DIFF = ("diff", "--relative", "--name-status", "-z", "-M")
