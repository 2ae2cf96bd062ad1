"""What the site in place was made from: if all of it is as it was, nothing is to be done.

Looking at ten thousand posts takes half a second; loading Sphinx to find that none of them
has changed would take as long again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from publishing.assets.file_state import content_state, file_state
from publishing.base.file_index import FileIndex
from publishing.base.theme_files import STATIC, TEMPLATES, THEME
from publishing.conf.inputs import BuildInputs, SphinxInputs
from publishing.conf.page_folders import page_names
from publishing.conf.settings import Settings
from publishing.library.folder import Folder, look
from publishing.library.foreign_files import HEAD, is_suspect
from publishing.library.library import Library
from publishing.model.file_limits import ENOUGH
from publishing.model.problem import Problem
from publishing.render import serialise
from publishing.render.rendered_post import RenderedPost


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildStamp:
    """What one build was made from, and what was said of it.

    :ivar sources: digest of every file of the project that goes into the site.
    :ivar looked: files that posts were looking for, and their state.
    :ivar pages: files that ordinary pages were made from, likewise.
    :ivar since: from when on it is what readers should see, in seconds since 1970.
    :ivar until: when they should see something else, if that is known.
    :ivar facts: lines about the posts.
    """

    sources: str
    looked: Mapping[str, str]
    pages: Mapping[str, str]
    since: float
    until: float
    problems: tuple[Problem, ...]
    facts: tuple[str, ...]

    @classmethod
    def of(
        cls,
        sources: str,
        library: Library,
        rendered: Iterable[RenderedPost],
        pages: Mapping[str, str],
        problems: Sequence[Problem],
        facts: Sequence[str],
    ) -> BuildStamp:
        """Take the stamp of a site that was just made.

        A page about which something was said may name a file that is missing. Nobody notes which,
        so such a stamp never holds.
        """
        if any(problem.path in pages for problem in problems):
            sources = ""
        return cls(
            sources=sources,
            looked={path: state for one in rendered for path, state in one.looked}
            | {
                file.source: file_state(library.root, file.source)
                for file in library.images.values()
            },
            pages=pages,
            since=_seconds(library.since) if library.since else 0,
            until=_seconds(library.until) if library.until else float("inf"),
            problems=tuple(problems),
            facts=tuple(facts),
        )

    def holds(self, root: Path, sources: str, now: datetime) -> bool:
        """Whether a site made *now* would be the same."""
        return (
            self.sources == sources
            and self.since <= _seconds(now) < self.until
            and all(file_state(root, path) == state for path, state in self.looked.items())
            and all(content_state(root, path) == state for path, state in self.pages.items())
        )

    def save(self, file: Path) -> None:
        """Write the stamp of the site that is in place from now on."""
        plain = [
            self.sources,
            dict(self.looked),
            dict(self.pages),
            self.since,
            self.until,
            [serialise.from_problem(problem) for problem in self.problems],
            list(self.facts),
        ]
        file.write_text(json.dumps(plain), encoding="utf-8")

    @classmethod
    def load(cls, file: Path) -> BuildStamp | None:
        """Read a stamp; a damaged one counts for nothing."""
        try:
            plain = json.loads(file.read_text(encoding="utf-8"))
            sources, looked, pages, since, until, problems, facts = plain
            return cls(
                sources=sources,
                looked=looked,
                pages=pages,
                since=since,
                until=until,
                problems=tuple(map(serialise.to_problem, problems)),
                facts=tuple(facts),
            )
        except (OSError, ValueError, TypeError, KeyError):
            return None


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of the project that go into the site, as they were at one moment.

    :ivar folder: what there is in the folder of posts.
    :ivar contents: the digest of each post's file, by its path.
    :ivar heads: the same of the beginnings of files that could be posts of another tool.
    :ivar others: the same of the other files.
    :ivar names: the files that could be ordinary pages, or stand beside one.
    """

    folder: Folder
    contents: Mapping[str, str]
    heads: Mapping[str, str]
    others: Mapping[str, str]
    names: tuple[str, ...]

    @classmethod
    def of(cls, root: Path, patterns: Sequence[str], index: FileIndex) -> Sources:
        """Look at every file of the project in *root*.

        :param patterns: which files are ordinary pages.
        :param index: knows what posts hold, if they are as they were.
        """
        folder = look(root)
        # What is no file of a post is not read here either: it may be a link to a device, or a
        # pipe that nobody writes to.
        readable = (post.path for post in folder.posts if post.is_readable)
        suspects = filter(is_suspect, folder.others)
        return cls(
            folder=folder,
            contents={path: index.digest(path, ENOUGH) for path in readable},
            heads={path: index.digest(path, HEAD) for path in suspects},
            others={path: _content(root / path) for path in _files(root)},
            names=tuple(sorted(page_names(root, patterns))),
        )

    def inputs(self, settings: Settings, sphinx: SphinxInputs) -> BuildInputs:
        """Return what a site of these files is made from."""
        faults = [str(post.fault) for post in self.folder.posts if post.fault]
        return BuildInputs(
            sphinx=sphinx,
            settings=settings,
            # Of the files beside it, a rendered post knows those that it shows.
            posts=_digest([*faults, "", *self.folder.others], {**self.contents, **self.heads}),
            files=_digest([], self.others),
            names=_digest(self.names, {}),
        )


def _digest(words: Iterable[str], contents: Mapping[str, str]) -> str:
    found = sha256()
    for part in (*words, "", *(f"{path}\0{content}" for path, content in contents.items())):
        data = part.encode("utf-8", "surrogateescape")
        found.update(b"%d:%b" % (len(data), data))
    return found.hexdigest()


def _content(file: Path) -> str:
    """Return the digest of a file, or of why it cannot be read."""
    try:
        data = file.read_bytes()
    except OSError as failure:
        data = repr(failure).encode()
    return sha256(data).hexdigest()


def _files(root: Path) -> Iterator[str]:
    yield "authors.yml"
    for folder in (STATIC, TEMPLATES, THEME):
        yield from sorted(
            os.path.relpath(path, root) for path in (root / folder).rglob("*") if path.is_file()
        )


def _seconds(moment: datetime) -> float:
    return moment.timestamp()
