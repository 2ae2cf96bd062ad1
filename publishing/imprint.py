"""What the edition in place was made from: if all of it is as it was, nothing is to be done.

Looking at ten thousand posts takes half a second; loading Sphinx to find that none of them
has changed would take as long again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from publishing.place.file_index import FileIndex
from publishing.press import records
from publishing.press.file_state import file_state
from publishing.press.printed import Printed
from publishing.problem import Problem
from publishing.provenance import code_digest
from publishing.reading.file_bounds import ENOUGH
from publishing.reading.folder import Found, find_posts
from publishing.settings import Settings
from publishing.shelf.library import Library

_FOLDERS = ("_static", "_templates")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What one edition was made from, and what was said of it.

    :ivar sources: digest of every file of the project that goes into the site.
    :ivar looked: files that posts were looking for, and their state.
    :ivar since: from when on it is what readers should see, in seconds since 1970.
    :ivar until: when they should see something else, if that is known.
    :ivar facts: lines about the posts.
    """

    sources: str
    looked: Mapping[str, str]
    since: float
    until: float
    problems: tuple[Problem, ...]
    facts: tuple[str, ...]

    @classmethod
    def of(
        cls,
        sources: str,
        library: Library,
        printed: Iterable[Printed],
        problems: Sequence[Problem],
        facts: Sequence[str],
    ) -> Imprint:
        """Take the imprint of an edition that was just made."""
        return cls(
            sources=sources,
            looked={path: state for one in printed for path, state in one.looked}
            | {
                file.source: file_state(library.root, file.source)
                for file in library.images.values()
            },
            since=_seconds(library.since) if library.since else 0,
            until=_seconds(library.until) if library.until else float("inf"),
            problems=tuple(problems),
            facts=tuple(facts),
        )

    def holds(self, root: Path, sources: str, now: datetime) -> bool:
        """Whether an edition made *now* would be the same."""
        return (
            self.sources == sources
            and self.since <= _seconds(now) < self.until
            and all(file_state(root, path) == state for path, state in self.looked.items())
        )

    def save(self, file: Path) -> None:
        """Write the imprint of the edition that is in place from now on."""
        plain = [
            self.sources,
            dict(self.looked),
            self.since,
            self.until,
            [records.from_problem(problem) for problem in self.problems],
            list(self.facts),
        ]
        file.write_text(json.dumps(plain), encoding="utf-8")

    @classmethod
    def load(cls, file: Path) -> Imprint | None:
        """Read an imprint; one that is damaged is none."""
        try:
            plain = json.loads(file.read_text(encoding="utf-8"))
            sources, looked, since, until, problems, facts = plain
            return cls(
                sources=sources,
                looked=looked,
                since=since,
                until=until,
                problems=tuple(map(records.to_problem, problems)),
                facts=tuple(facts),
            )
        except (OSError, ValueError, TypeError, KeyError):
            return None


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of the project that go into the site, as they were at one moment.

    :ivar digest: of the code, the settings and every one of them.
    :ivar posts: what there is in the folder of posts.
    :ivar contents: the digest of each post's file, by its path.
    """

    digest: str
    posts: tuple[Found, ...]
    contents: Mapping[str, str]

    @classmethod
    def of(
        cls, root: Path, settings: Settings, overrides: Mapping[str, str], index: FileIndex
    ) -> Sources:
        """Look at every file of the project in *root*.

        :param index: knows what posts hold, if they are as they were.
        """
        found = sha256()
        for part in (code_digest(), repr(settings), repr(sorted(overrides.items()))):
            found.update(f"{len(part)}:{part}".encode())
        posts = tuple(find_posts(root))
        # What is no file of a post is not read here either: it may be a link to a device, or a
        # pipe that nobody writes to.
        found.update("\n".join(str(post.fault) for post in posts if post.fault).encode())
        readable = (post.path for post in posts if post.is_readable)
        contents = {path: index.digest(path, ENOUGH) for path in readable}
        others = {path: _content(root / path) for path in _files(root)}
        for path, content in (*contents.items(), *others.items()):
            found.update(f"{path}\0{content}".encode("utf-8", "surrogateescape"))
        return cls(found.hexdigest(), posts, contents)


def _content(file: Path) -> str:
    """Return the digest of a file, or of why it cannot be read."""
    try:
        data = file.read_bytes()
    except OSError as failure:
        data = repr(failure).encode()
    return sha256(data).hexdigest()


def _files(root: Path) -> Iterator[str]:
    yield from ("conf.py", "authors.yml")
    yield from sorted(path.name for path in root.glob("*.md"))
    for folder in _FOLDERS:
        yield from sorted(
            path.relative_to(root).as_posix()
            for path in (root / folder).rglob("*")
            if path.is_file()
        )


def _seconds(moment: datetime) -> float:
    return moment.timestamp()
