"""The pictures of the site as pages show them: their size, and narrower ones for phones."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from PIL import __version__ as pillow_version
from PIL import features

from publishing.assets import decoder, variants
from publishing.assets.decoder import USUAL, Decoded, Limits
from publishing.assets.raster import OverrunError
from publishing.assets.variants import RasterError, Variant
from publishing.base.cache import Cache, digest
from publishing.base.code_digest import part_digest
from publishing.base.output import Output
from publishing.base.workers import spread
from publishing.model.target import PostFile

__all__ = ["OverrunError", "RasterError", "ResponsiveImages", "Shown", "image_attributes"]

MADE_WITH = (
    part_digest("assets/responsive_images", "assets/raster", "assets/variants"),
    pillow_version,
    str(features.version("webp")),
)
"""Changes with all that could make something else of the same bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture of the site, with the sizes that there are of it.

    :ivar address: of the picture itself.
    :ivar width: its own, in pixels, as it is shown; :attr:`height` as well.
    :ivar sizes: the narrowest first; the last may be its own width in a modern format.
    :ivar seconds: processor time that making them took, whenever that was.
    """

    address: str
    width: int
    height: int
    sizes: tuple[Variant, ...] = ()
    seconds: float = field(default=0, compare=False)

    def srcset(self, link: Callable[[str], str]) -> str:
        """Return the ``srcset`` of an ``<img>``, or nothing if there is only the picture itself.

        :param link: makes the URL of an address, percent-encoded.
        """
        if not self.sizes:
            return ""
        found = [(size.address(self.address), size.width) for size in self.sizes]
        if found[-1][1] < min(self.width, variants.WIDEST):
            found.append((self.address, self.width))  # no modern one has fewer bytes
        return ", ".join(f"{link(address)} {width}w" for address, width in found)


class ResponsiveImages:
    """Makes the sizes of pictures, each once for the same bytes, also in another build.

    It takes a file to be as it was when it was first looked at: make one for each build.

    :param cache: where they are kept.
    :param limits: how much time and memory each may take.
    :ivar keys: what was asked of the cache.
    """

    def __init__(self, root: Path, cache: Cache, limits: Limits = USUAL) -> None:
        self._root = root
        self._cache = cache
        self._limits = limits
        self._digests: dict[PostFile, str] = {}
        self.keys: set[str] = set()

    def prepare(self, files: Iterable[PostFile], jobs: int) -> None:
        """Make the sizes of pictures that were not made before, on several cores."""
        due = [file for file in dict.fromkeys(files) if self._cache.get(self._key(file)) is None]
        for _ in spread(self._found, due, jobs, worth=2):
            pass

    def shown(self, file: PostFile) -> Shown:
        """Return a picture with its sizes, which are made now if they were not before.

        :raises RasterError: if it cannot be shown; the words are for the one who put it there.
        :raises OverrunError: if to show it takes more than it may.
        """
        found = self._found(file)
        if "fault" in found:
            kind = OverrunError if found["is_overrun"] else RasterError
            raise kind(found["fault"])
        (width, height), *rest = found["sides"]
        sizes = tuple(Variant(*sides) for sides in rest)
        self.keys.update(self._key(file, size) for size in sizes)
        return Shown(
            address=file.address,
            width=width,
            height=height,
            sizes=sizes,
            seconds=found["seconds"],
        )

    def outputs(self, files: Iterable[PostFile]) -> Iterator[Output]:
        """Yield the sizes of pictures as files of the site; one that cannot be shown has none."""
        for file in dict.fromkeys(files):
            with suppress(RasterError):
                for size in self.shown(file).sizes:
                    key = self._key(file, size)
                    yield Output(size.address(file.address), key, partial(self._bytes, file, size))

    def _key(self, file: PostFile, size: Variant | None = None) -> str:
        """Return the digest of all that a picture's sizes are made from, or of one of them."""
        if file not in self._digests:
            path = self._root / file.source
            data = path.read_bytes() if path.is_file() else b""
            limits = json.dumps(self._limits)
            self._digests[file] = digest("picture", *MADE_WITH, limits, path.suffix.lower(), data)
        of_file = self._digests[file]
        return digest(of_file, str(size.width)) if size else of_file

    def _found(self, file: PostFile) -> dict[str, Any]:
        """Return the sides of a picture and of its sizes, or why it has none."""
        key = self._key(file)
        self.keys.add(key)
        kept = self._cache.get(key)
        if kept is None:
            kept = json.dumps(self._made(file)).encode()
            self._cache.put(key, kept)
        found: dict[str, Any] = json.loads(kept)
        return found

    def _made(self, file: PostFile) -> dict[str, Any]:
        try:
            picture, made, seconds = self._decoded(file)
        except RasterError as failure:
            return {"fault": str(failure), "is_overrun": isinstance(failure, OverrunError)}
        for size, data in made:
            self._cache.put(self._key(file, size), data)
        sizes = ((size.width, size.height) for size, _ in made)
        return {"sides": [(picture.width, picture.height), *sizes], "seconds": seconds}

    def _decoded(self, file: PostFile) -> Decoded:
        path = self._root / file.source
        if not path.is_file():
            raise RasterError("there is no such file")
        if path.suffix.lower() == ".svg":
            return Decoded(variants.facts(path), (), 0)
        return decoder.sizes(path, self._limits)

    def _bytes(self, file: PostFile, size: Variant) -> bytes:
        kept = self._cache.get(self._key(file, size))
        if kept is not None:
            return kept
        return dict(self._decoded(file).sizes)[size]


def _from_root(address: str) -> str:
    """Return a URL from the root; :mod:`publishing.render.relative_links` makes it a page's."""
    return "/" + quote(address, safe="/!$&'()*+,;=:@-._~")


_COLUMN = 42  # rem: the measure of the text, with the gutters beside it on a smaller screen
_SCREEN = 44.5


def image_attributes(
    shown: Shown,
    *,
    width: int | None = None,
    height: int | None = None,
    share: int = 100,
    is_lazy: bool = True,
    link: Callable[[str], str] = _from_root,
) -> dict[str, str]:
    """Return what an ``<img>`` in the text needs beside ``src`` and ``alt``.

    :param width: pixels that the post states, if it does; likewise *height*. What is not
        stated follows from the picture, so that a page keeps its place while it loads.
    :param share: percent of the column that the picture fills.
    :param is_lazy: whether it may wait until a reader comes near it.
    """
    ratio = shown.height / shown.width
    if width is None:
        width = round(height / ratio) if height else shown.width
    found = {"width": str(max(1, width)), "height": str(max(1, height or round(width * ratio)))}
    srcset = shown.srcset(link)
    if srcset:
        column = f"(min-width: {_SCREEN}rem) {_COLUMN * share / 100:g}rem, {share}vw"
        narrow = f"(min-width: {width}px) {width}px, 100vw"
        is_narrow = width < 16 * _COLUMN * share / 100
        found |= {"srcset": srcset, "sizes": narrow if is_narrow else column}
    return found | ({"loading": "lazy"} if is_lazy else {}) | {"decoding": "async"}
