"""Reviews posts as an editor would, and remembers by content what was said of each."""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from publishing.assets.picture_structure import StructureError, hold
from publishing.authoring.body_outline import external, outline
from publishing.authoring.lenient_post import lenient_post
from publishing.authoring.misspelling import is_english, own_words
from publishing.authoring.review import review
from publishing.base.cache import Cache, digest
from publishing.base.code_digest import code_digest
from publishing.base.lookup import located
from publishing.base.workers import cores, spread
from publishing.conf.settings import Settings
from publishing.model.post import Post
from publishing.model.problem import Problem, shown, warning
from publishing.policy import rules as policy
from publishing.policy.limits import BodyBounds
from publishing.render import serialise
from publishing.render.store import CACHE

HEAVIEST: Final = 500_000
"""Bytes of a picture: beyond, a reader on a phone waits for it."""
WIDEST: Final = 3_200
"""Pixels of a picture: twice the widest column of a page, for the finest screens."""


@dataclass(frozen=True, slots=True)
class Review:
    """What reading one post gives.

    :ivar problems: what an editor would say.
    :ivar pictures: line and address, as written, of every picture that it shows.
    :ivar links: line and address of every link to the web.
    """

    problems: tuple[Problem, ...] = ()
    pictures: tuple[tuple[int, str], ...] = ()
    links: tuple[tuple[int, str], ...] = ()


class Editor:
    """Reviews the posts of one project."""

    def __init__(self, root: Path, settings: Settings) -> None:
        self._root, self._settings = root, settings
        self._right = own_words(root)
        self._cache = Cache(root / CACHE, "reviews")
        what = repr((settings.language, sorted(self._right)))
        self._made_with = digest("review", code_digest(), what)

    def reviews(self, posts: Sequence[Post]) -> dict[str, Review]:
        """Return the review of each post, by its path; bodies are read where they are needed."""
        found = {post.path: self._kept(post) for post in posts}
        due = [post for post in posts if found[post.path] is None]
        for position, made in spread(self._read, due, cores()):
            found[due[position].path] = made
            self._keep(due[position], made)
        return {path: made for path, made in found.items() if made is not None}

    def weigh(self, post: Post, pictures: Sequence[tuple[int, str]]) -> Iterator[Problem]:
        """Yield a warning for every picture of a post that is too heavy or too wide."""
        seen = set()
        for line, source in pictures:
            path = self._file(post, source)
            if path is None or path in seen:
                continue
            seen.add(path)
            size, width = self._measures(path)
            if size > HEAVIEST:
                found = f"picture: {shown(source)} has {size / 1e6:.1f} MB"
                mend = f"save it with less than {HEAVIEST // 1000} kB: smaller, or as WebP"
                yield warning(post.path, line, 1, "picture-heavy", found, mend)
            if width > WIDEST:
                found = f"picture: {shown(source)} is {width:,} pixels wide"
                mend = f"make it {WIDEST // 2:,} pixels wide: no page shows more"
                yield warning(post.path, line, 1, "picture-wide", found, mend)

    def _read(self, post: Post) -> Review:
        # What the cache tells of a post is all but its body.
        whole = post if post.body else lenient_post(self._root, post.path, self._settings)
        if whole is None:
            return Review()
        body_outline = outline(whole.body, whole.body_line)
        english = is_english(whole.language or self._settings.language)
        image = whole.positions.get("image", (1, 1))[0]
        return Review(
            tuple(review(whole, body_outline, self._right if english else None)),
            (
                *((picture.line, picture.source) for picture in body_outline.pictures),
                *([(image, whole.image)] if whole.image else []),
            ),
            tuple((link.line, link.url) for link in external(body_outline)),
        )

    def _kept(self, post: Post) -> Review | None:
        kept = self._cache.get(self._key(post))
        if kept is None:
            return None
        problems, pictures, links = serialise.unpack(kept)
        return Review(
            tuple(map(serialise.to_problem, problems)),
            tuple((line, source) for line, source in pictures),
            tuple((line, url) for line, url in links),
        )

    def _keep(self, post: Post, made: Review) -> None:
        problems = [serialise.from_problem(problem) for problem in made.problems]
        self._cache.put(self._key(post), serialise.pack(problems, made.pictures, made.links))

    def _key(self, post: Post) -> str:
        return digest(self._made_with, post.path, post.digest)

    def _file(self, post: Post, source: str) -> str | None:
        """Return the path of a picture of this project; another site's weighs nothing here."""
        name = unquote(source).partition("?")[0]
        if ":" in name or posixpath.splitext(name)[1].lower() not in policy.PICTURES:
            return None
        path = posixpath.normpath(posixpath.join(posixpath.dirname(post.path), name))
        path = path.lstrip("/")
        return None if path.startswith("..") or "\0" in path else located(self._root, path)

    def _measures(self, path: str) -> tuple[int, int]:
        """Return the bytes of a picture and its width in pixels, zero where there is none."""
        try:
            status = os.lstat(self._root / path)
        except (OSError, ValueError):
            return 0, 0
        if not stat.S_ISREG(status.st_mode):
            return 0, 0
        # Below this, no picture that is worth the look is too wide.
        if status.st_size < _SMALLEST or path.lower().endswith(".svg"):
            return status.st_size, 0
        key = digest("width", path, str(status.st_size), str(status.st_mtime_ns))
        if (kept := self._cache.get(key)) is not None:
            return status.st_size, int(kept)
        width = _width(self._root / path)
        self._cache.put(key, b"%d" % width)
        return status.st_size, width


def _width(file: Path) -> int:
    kind = policy.PICTURES.get(file.suffix.lower(), "")
    try:
        return hold(file.read_bytes(), kind, BodyBounds()).width
    except (OSError, StructureError):
        return 0  # the build says what is wrong with it


_SMALLEST: Final = 20_000
