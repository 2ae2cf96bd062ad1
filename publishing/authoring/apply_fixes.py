"""Mends posts: what has one right answer, and nothing else.

A mend is offered only after the post has been read with it and the problem was gone. Line ends,
a byte order mark, trailing spaces and comments stay as they are. What has more than one answer,
an ambiguous date or a name that may be meant as it is, is left to the author.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from publishing.authoring.autofix import autofix
from publishing.authoring.fix import Fix, applied, line_of
from publishing.conf.settings import Settings
from publishing.frontmatter.post import read_post
from publishing.library.folder import file_of
from publishing.model.problem import Problem

ROUNDS: Final = 20
"""Readings of one post: a mend can bring the next problem to light."""


def fixes(path: str, data: bytes, settings: Settings) -> tuple[Fix, ...]:
    """Return the mends of a post that have one right answer, in their order; no two overlap.

    :param path: its file, relative to the project.
    :param data: what is in the file.
    """
    _, problems = read_post(path, data, settings)
    found: list[Fix] = []
    for problem in problems:
        fix = autofix(path, data, problem, settings)
        if fix and not any(map(fix.overlaps, found)):
            _, after = read_post(path, applied(data, fix), settings)
            if _is_cure(fix, problems, after):
                found.append(fix)
    return tuple(sorted(found, key=lambda fix: (fix.problem.line, fix.column)))


def mend(path: str, data: bytes, settings: Settings) -> tuple[bytes, tuple[Fix, ...]]:
    """Return a post's bytes with every mend, and the mends in the order they were made.

    Mending what is returned changes nothing more.
    """
    made: list[Fix] = []
    for _ in range(ROUNDS):
        due = fixes(path, data, settings)
        if not due:
            break
        for fix in reversed(due):  # so that what stands before it keeps its column
            made.append(replace(fix, line_before=line_of(data, fix.problem.line)[1]))
            data = applied(data, fix)
    return data, tuple(made)


def mend_file(root: Path, path: str, settings: Settings) -> tuple[Fix, ...]:
    """Mend a post's file in one step and return what was mended.

    A post that is a link to another is left alone: what would be mended is the other's file.

    :raises OSError: the file cannot be read or written; it is then as it was.
    """
    file = file_of(root, path)
    if is_link(root, path):
        return ()
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


def is_link(root: Path, path: str) -> bool:
    """Return whether a post is a link to the file of another post."""
    return (root / path).is_symlink()


def _is_cure(fix: Fix, before: Sequence[Problem], after: Sequence[Problem]) -> bool:
    """Whether a mend takes its problem away and brings no other error into the line."""
    now = _codes(after, fix.problem.line)
    new = now - _codes(before, fix.problem.line)
    return fix.problem.code not in now and not any(code.startswith("front-matter") for code in new)


def _codes(problems: Sequence[Problem], line: int) -> set[str]:
    return {problem.code for problem in problems if problem.line == line}
