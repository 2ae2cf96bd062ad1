"""What was read and rendered before, found again by content (`.cache`).

A value is kept under the digest of everything that it was made from: the file, and what it was
read or rendered with (:mod:`publishing.conf.inputs`). What a rendered post asked of other posts and
looked for beside its own is not known beforehand; it is kept with it, and it
is used only while every answer is still the same.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import weakref
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from publishing.assets.file_state import file_state
from publishing.base.cache import Cache, digest
from publishing.base.code_digest import code_digest
from publishing.base.workers import KnownError, spread
from publishing.conf.inputs import Inputs, ReadInputs, RenderInputs
from publishing.conf.settings import Settings
from publishing.frontmatter.post import read_partly
from publishing.model.post import Post
from publishing.model.problem import Problem
from publishing.model.target import Targets
from publishing.render import serialise
from publishing.render.rendered_post import RenderedPost
from publishing.render.text import Texts

CACHE = ".cache"

_SPARE = 16 * 1024 * 1024
"""Bytes of old values that may stay: other branches, changes taken back, layouts of the theme."""

_DECODING = (ValueError, TypeError, KeyError, AttributeError)
"""What a value of another shape raises. Its checksum held, so it was made by other code."""


class StoreError(KnownError):
    """The cache cannot be written; the words say what to do."""


def _can_be_written(folder: Path) -> bool:
    try:
        folder.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return all(os.access(path, os.W_OK) for path in folder.iterdir())
    except OSError:
        return False


class Store:
    """The cache of one project.

    :param fresh: whether to forget what was kept.
    :ivar cards: drawn cards, each under the digest of all that it is made from.
    :ivar pictures: sizes of pictures, likewise (:mod:`publishing.assets.responsive_images`).
    :ivar index: parts of the index of the search (:mod:`publishing.search.search`).
    :ivar words: the words of rendered bodies, in the same cache.
    """

    def __init__(self, root: Path, settings: Settings, *, fresh: bool = False) -> None:
        self._root = root
        self._folder = root / CACHE
        if not _can_be_written(self._folder):
            sys.stderr.write(f"{CACHE} cannot be written: everything is made anew, and none kept\n")
            self._folder = Path(tempfile.mkdtemp(prefix="cache-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._code = code_digest()
        self._read_with = ReadInputs.of(settings).digest
        self._rendered_with: str | None = None
        self._fresh = fresh
        self._rendered: dict[str, RenderedPost] = {}
        self._posts = Cache(self._folder, "posts")
        self._texts = Cache(self._folder, "texts")
        self._used: set[str] = set()
        self.cards = Cache(self._folder, "cards")
        self.pictures = Cache(self._folder, "pictures")
        self.index = Cache(self._folder, "index")
        self.words = Texts(self.index, code_digest())
        if fresh:
            self.cards.clear()
            self.pictures.clear()
            self.index.clear()

    def read(
        self, path: str, data: bytes, settings: Settings
    ) -> tuple[Post | None, tuple[Problem, ...]]:
        """Read a post as :func:`read_partly` does; one that was read before has no body."""
        content = sha256(data).hexdigest()
        if (known := self.recall(path, content)) is not None:
            return known
        post, found = read_partly(path, data, settings)
        plain = serialise.from_post(post) if post else None
        self._posts.put(
            self._read_key(path, content),
            serialise.pack(plain, [serialise.from_problem(item) for item in found]),
        )
        return post, found

    def recall(self, path: str, content: str) -> tuple[Post | None, tuple[Problem, ...]] | None:
        """Return what was read before of a file with this *content*, a digest, or nothing."""
        key = self._read_key(path, content)
        self._used.add(key)
        kept = None if self._fresh else self._posts.get(key)
        if kept is None:
            return None
        try:
            plain, problems = serialise.unpack(kept)
            post = serialise.to_post(plain) if plain else None
            return post, tuple(map(serialise.to_problem, problems))
        except _DECODING:
            return None

    def render_with(self, inputs: RenderInputs) -> None:
        """Say what posts are rendered with from here on."""
        self._rendered_with = inputs.digest

    def rendered(self, post: Post, targets: Targets) -> RenderedPost | None:
        """Return what was rendered of *post*, if it would be rendered the same again."""
        rendered = self._kept(self._render_key(post))
        if rendered is None:
            return None
        # The one cache may have been pruned further than the other.
        if not (self._texts.has(rendered.body) and self._texts.has(rendered.feed)):
            return None
        if any(targets.get(path) != target for path, target in rendered.asked):
            return None
        if any(file_state(self._root, path) != state for path, state in rendered.looked):
            return None
        return rendered

    def keep(self, post: Post, rendered: RenderedPost) -> None:
        """Keep what was rendered of *post*."""
        key = self._render_key(post)
        self._rendered[key] = rendered
        self._posts.put(key, serialise.pack(serialise.from_rendered(rendered)))

    def _kept(self, key: str) -> RenderedPost | None:
        if key not in self._rendered:
            kept = None if self._fresh else self._posts.get(key)
            if kept is None:
                return None
            try:
                (plain,) = serialise.unpack(kept)
                self._rendered[key] = serialise.to_rendered(plain)
            except _DECODING:
                return None
        return self._rendered[key]

    def keep_text(self, text: str) -> str:
        """Keep a text for :meth:`text` and return its digest."""
        data = text.encode()
        key = digest(data)
        if self._texts.get(key) is None:
            self._texts.put(key, data)
        return key

    def text(self, key: str) -> str:
        """Return a text that was kept.

        :raises StoreError: it is not there any more.
        """
        data = self._texts.get(key)
        if data is None:
            raise StoreError(
                f"{self._folder} lost what was just written to it: is the disk full, or the "
                "folder read-only? Remove it and build again"
            )
        return data.decode()

    def recollect(self, inputs: Inputs) -> str | None:
        """Return the text that was kept by :meth:`memorise` under the same inputs, if it was."""
        kept = None if self._fresh else self._texts.get(inputs.digest)
        return None if kept is None else kept.decode("utf-8", "surrogatepass")

    def memorise(self, inputs: Inputs, text: str) -> None:
        """Keep what was found with these inputs."""
        self._texts.put(inputs.digest, text.encode("utf-8", "surrogatepass"))

    def remember(self, *parts: str, make: Callable[[], str]) -> str:
        """Return the text that *make* makes of the *parts* and of nothing else, or made before."""
        key = self._key("text", *parts)
        kept = None if self._fresh else self._texts.get(key)
        if kept is not None:
            return kept.decode()
        text = make()
        self._texts.put(key, text.encode())
        return text

    def remember_all(
        self,
        many: Sequence[Sequence[str]],
        make: Callable[[int], str],
        jobs: int,
        *,
        worth: int,
    ) -> list[str]:
        """Return what :meth:`remember` would for each of many.

        :param make: makes the text of the parts at this place.
        :param jobs: processes at once.
        :param worth: how many texts are worth a process.
        """
        keys = [self._key("text", *parts) for parts in many]
        kept = [None if self._fresh else self._texts.get(key) for key in keys]
        texts = [None if data is None else data.decode() for data in kept]
        due = [position for position, text in enumerate(texts) if text is None]
        for at, text in spread(make, due, jobs, worth=worth):
            position = due[at]
            texts[position] = text
            self._texts.put(keys[position], text.encode())
        return [text for text in texts if text is not None]

    def prune(
        self, rendered: Mapping[str, RenderedPost], posts: Iterable[Post], drawn: Collection[str]
    ) -> None:
        """Forget what no build has asked for in a long time.

        :param drawn: keys of the cards, the pictures and the parts of the index that are in use.
        """

        def read() -> Iterable[str]:
            return self._used.union(map(self._render_key, posts))

        def texts() -> Iterable[str]:
            return {key for one in rendered.values() for key in (one.body, one.feed)}

        self._posts.tidy(read, spare=_SPARE)
        self._texts.tidy(texts, spare=4 * _SPARE)
        for cache in (self.cards, self.pictures, self.index):
            cache.tidy(lambda: drawn, spare=4 * _SPARE)

    def _key(self, what: str, *parts: str | bytes) -> str:
        return digest(what, self._code, *parts)

    def _read_key(self, path: str, content: str) -> str:
        return digest("read", self._read_with, path, content)

    def _render_key(self, post: Post) -> str:
        assert self._rendered_with, "nobody has said what posts are rendered with"
        return digest("post", self._rendered_with, post.path, post.digest)
