"""What made a file of the site, besides its sources: our code and the libraries under it."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from publishing.place.cache import digest


@cache
def code_digest() -> str:
    """Digest of this package and of the version of every installed distribution.

    Whatever is made with one digest may be kept for as long as it stays the same.
    """
    found = hashlib.sha256()
    package = Path(__file__).parent
    for path in sorted(package.rglob("*.py")):
        data = path.read_bytes()
        found.update(f"{path.relative_to(package).as_posix()}\0{len(data)}\0".encode() + data)
    found.update("\n".join(sorted(_installed())).encode())
    return found.hexdigest()


@cache
def part_digest(*modules: str) -> str:
    """Digest of some modules of this package, for what takes long to make with few of them.

    :param modules: their paths, such as ``pictures/raster``.
    """
    package = Path(__file__).parent
    return digest(*((package / f"{module}.py").read_bytes() for module in modules))


def _installed() -> Iterator[str]:
    """Yield the name and version of every distribution, as its folder is called.

    Their metadata says the same and takes half a second to read.
    """
    yield sys.version
    for folder in sys.path:
        if os.path.isdir(folder):  # noqa: PTH112 - sys.path holds texts
            names = os.listdir(folder)  # noqa: PTH208 - as above
            yield from (name for name in names if name.endswith((".dist-info", ".egg-info")))
