"""A stranger's branch as a project: its posts as git has them, and all that is run as it is here.

The job that comments on a pull request works out what it changes from its commits, with the code,
the settings and the templates of the main branch. Of the branch it takes posts, what lies beside
them and `authors.yml`, as data: ordinary files, none of them through a link.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from publishing.authoring.git_revision import Revision, RevisionError
from publishing.base.folders import BUILD
from publishing.library.authors import FILE
from publishing.library.folder import FOLDER, MOST

MOST_BYTES: Final = 25 * 1024 * 1024
"""Bytes of one file that is looked at; a larger one is as good as not there."""
MOST_IN_ALL: Final = 1024 * 1024 * 1024


@contextmanager
def branch_project(root: Path, branch: Revision) -> Iterator[Path]:
    """Lay out the posts of a branch in the project at *root*, in a folder that goes away again.

    :raises RevisionError: there are more files than a publication has.
    """
    with tempfile.TemporaryDirectory(prefix="branch-") as folder:
        project = Path(folder)
        for entry in os.scandir(root.absolute()):
            if entry.name not in _THEIRS and not entry.name.startswith("."):
                (project / entry.name).symlink_to(entry.path)
        (project / FOLDER).mkdir()
        found = list(branch.tracked(FOLDER, FILE))
        if len(found) > MOST or sum(size for _, _, size in found) > MOST_IN_ALL:
            raise RevisionError(f"more than {MOST:,} files, or {MOST_IN_ALL:,} bytes")
        found = [file for file in found if file[2] <= MOST_BYTES and _is_sound(file[0])]
        texts = branch.blobs(name for _, name, _ in found)
        for (path, _, _), data in zip(found, texts, strict=True):
            _write(project / path, data)
        yield project


def _is_sound(path: str) -> bool:
    """Whether a path stays below the project, as git sees to, too."""
    return not {"", ".", ".."} & set(path.split("/"))


def _write(file: Path, data: bytes) -> None:
    # What this disk cannot hold is not there: a name that is too long, or another's in capitals.
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as opened:
            opened.write(data)


_THEIRS: Final = frozenset({FOLDER, FILE, BUILD})
