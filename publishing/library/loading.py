"""Reads the files of posts, and takes in those that are refused as well, so far as they go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from publishing.base.workers import spread
from publishing.conf.settings import Settings
from publishing.library.folder import Found
from publishing.library.publication_status import is_seen, softened
from publishing.model.dates import whole_day
from publishing.model.file_limits import ENOUGH
from publishing.model.post import Post
from publishing.model.problem import Problem, error

Reading = tuple[Post | None, tuple[Problem, ...]]
Reader = Callable[[str, bytes, Settings], Reading]
"""Makes a post of a path and its bytes: :func:`read_partly`, or one that remembers."""
Memory = dict[str, tuple[tuple[int, ...], Reading]]
"""What was read before in this process, by path, and the state of the file at that time."""

_WORTH_A_WORKER = 100
"""Posts below which a further process costs more than it saves: half a millisecond each."""


class Loading(NamedTuple):
    """What was read.

    :ivar posts: also those that are refused: as they would be once they are mended.
    :ivar problems: what is wrong with their files and their front matter.
    :ivar refused: paths of the posts that have errors.
    :ivar unread: paths of posts of which nothing could be read.
    """

    posts: list[Post]
    problems: list[Problem]
    refused: frozenset[str]
    unread: tuple[str, ...]


def take_in(
    root: Path,
    settings: Settings,
    now: datetime,
    read: Reader,
    files: Iterable[Found],
    *,
    preview: bool,
    memory: Memory | None,
    recall: Callable[[str], Reading | None],
    jobs: int,
) -> Loading:
    """Read the files of posts.

    :param preview: whether drafts are shown, so that their errors refuse them.
    :param recall: finds what is known of a path, so that its file need not be read.
    :param jobs: processes at once, where many are to be read.
    """
    listed = list(files)
    readings = _readings(root, settings, read, listed, memory, recall, jobs)
    posts, problems, refused, unread = [], list[Problem](), set[str](), []
    for file in listed:
        post, read_of_it = readings.get(file.path, (None, ()))
        found = [*([file.fault] if file.fault else []), *read_of_it]
        if not any(problem.is_error for problem in found):
            posts += [post] if post else []
        elif post is None:
            unread.append(file.path)
        else:
            post = _as_if_mended(post, now, settings)
            idle = {post.path} if not preview and not is_seen(post, now) else set()
            told = [softened(problem, idle) for problem in found]
            if any(problem.is_error for problem in told):
                refused.add(file.path)
            posts.append(post)
            found = told
        problems += found
    return Loading(posts, problems, frozenset(refused), tuple(unread))


def _as_if_mended(post: Post, now: datetime, settings: Settings) -> Post:
    """Return a refused post as it would be published, where its date could not be read."""
    if post.date or post.held_by:
        return post
    zone = settings.site_zone
    return replace(post, date=whole_day(now.astimezone(zone).date(), zone), draft=False)


def _readings(
    root: Path,
    settings: Settings,
    read: Reader,
    files: list[Found],
    memory: Memory | None,
    recall: Callable[[str], Reading | None],
    jobs: int,
) -> dict[str, Reading]:
    known = {file.path: recall(file.path) for file in files if file.is_readable}
    due = [path for path, reading in known.items() if reading is None]
    readings = {path: reading for path, reading in known.items() if reading is not None}

    def one(path: str) -> Reading:
        return _read(root, path, settings, read, memory)

    for position, reading in spread(one, due, jobs, worth=_WORTH_A_WORKER):
        readings[due[position]] = reading
    return readings


def _read(
    root: Path, path: str, settings: Settings, read: Reader, memory: Memory | None
) -> Reading:
    try:
        found = (root / path).stat()
        state = (found.st_mtime_ns, found.st_size, found.st_ino)
        if memory and path in memory and memory[path][0] == state:
            return memory[path][1]
        with (root / path).open("rb") as file:
            data = file.read(ENOUGH)
    except FileNotFoundError:  # deleted since the folder was listed
        return None, ()
    except OSError as failure:
        what = f"this file cannot be read: {failure.strerror}"
        return None, (error(path, 1, 1, "post-file", what),)
    reading = read(path, data, settings)
    if memory is not None:
        memory[path] = state, reading
    return reading
