"""Adds an author to `authors.yml`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from publishing.authoring.draft import even
from publishing.frontmatter.node import quoted
from publishing.library.authors import FILE, Authors
from publishing.model.slug import slug_of


class AuthorsFileError(ValueError):
    """The entry cannot be added; the words say why."""


def with_entry(text: str, id: str, name: str) -> str:
    """Return the text of `authors.yml` with one author more, all else as it was.

    :raises RollRefused: the file would not say what it should.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    before = text if not text or text.endswith(("\n", "\r")) else text + end
    gap = end if before.strip() else ""
    added = f"{before}{gap}{id}:{end}  name: {quoted(even(name))}{end}"
    old, _ = _read(text)
    new, problems = _read(added)
    author = new.by_id.get(slug_of(id))
    if author is None or author.name != even(name) or len(list(new)) != len(list(old)) + 1:
        raise AuthorsFileError(problems[0] if problems else f"{FILE}: {id} is there already")
    return added


def _read(text: str) -> tuple[Authors, list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, FILE).write_bytes(text.encode())
        authors, problems = Authors.load(Path(folder))
    return authors, [str(problem) for problem in problems if problem.is_error]
