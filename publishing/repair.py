"""Mends posts: what has one right answer, and nothing else.

A mend is offered only after the post has been read with it and the problem was gone. Line ends,
a byte order mark, trailing spaces and comments stay as they are. What has more than one answer,
an ambiguous date or a name that may be meant as it is, is left to the author.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

from publishing.fix import Fix, applied
from publishing.post import read_post
from publishing.remedy import remedy
from publishing.settings import Settings

ROUNDS: Final = 20
"""Readings of one post: a mend can bring the next problem to light."""


def fixes(path: str, data: bytes, settings: Settings) -> tuple[Fix, ...]:
    """Return the mends of a post that have one right answer, at most one a line.

    :param path: its file, relative to the project.
    :param data: what is in the file.
    """
    _, problems = read_post(path, data, settings)
    found: dict[int, Fix] = {}
    for problem in problems:
        fix = None if problem.line in found else remedy(path, data, problem, settings)
        if fix and _is_cure(path, data, fix, settings):
            found[problem.line] = fix
    return tuple(found[line] for line in sorted(found))


def mend(path: str, data: bytes, settings: Settings) -> tuple[bytes, tuple[Fix, ...]]:
    """Return a post's bytes with every mend, and the mends in the order they were made.

    Mending what is returned changes nothing more.
    """
    made: list[Fix] = []
    for _ in range(ROUNDS):
        due = fixes(path, data, settings)
        if not due:
            break
        for fix in due:
            data = applied(data, fix)
        made += due
    return data, tuple(made)


def mend_file(root: Path, path: str, settings: Settings) -> tuple[Fix, ...]:
    """Mend a post's file in one step and return what was mended.

    :raises OSError: the file cannot be read or written; it is then as it was.
    """
    file = Path(os.path.realpath(root / path))
    before = file.read_bytes()
    after, made = mend(path, before, settings)
    if made:
        handle, draft = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".mended")
        try:
            with os.fdopen(handle, "wb") as opened:
                opened.write(after)
            shutil.copymode(file, draft)
            Path(draft).replace(file)
        except BaseException:
            Path(draft).unlink()
            raise
    return made


def _is_cure(path: str, data: bytes, fix: Fix, settings: Settings) -> bool:
    _, problems = read_post(path, applied(data, fix), settings)
    problem = fix.problem
    here = {other.code for other in problems if other.line == problem.line}
    return problem.code not in here and not any(code.startswith("front-matter") for code in here)
