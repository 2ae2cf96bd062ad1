"""What made a file of the site, besides its sources: our code and the libraries under it."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from publishing.base.cache import digest

PACKAGE: Final = Path(__file__).parents[1]


@cache
def code_digest() -> str:
    """Digest of this package and of the version of every installed distribution.

    Whatever is made with one digest may be kept for as long as it stays the same.
    """
    found = hashlib.sha256()
    for name, path in sorted(_modules(str(PACKAGE), "")):
        with open(path, "rb") as file:  # noqa: PTH123 - a Path costs more than the file
            data = file.read()
        found.update(f"{name}\0{len(data)}\0".encode() + data)
    found.update("\n".join(sorted(_installed())).encode())
    return found.hexdigest()


@cache
def part_digest(*modules: str) -> str:
    """Digest of some modules of this package, for what takes long to make with few of them.

    :param modules: their paths, such as ``assets/raster``.
    """
    return digest(*((PACKAGE / f"{module}.py").read_bytes() for module in modules))


def _modules(folder: str, where: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the path of every module of this package."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield f"{where}{entry.name}", entry.path
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _modules(entry.path, f"{where}{entry.name}/")


def _installed() -> Iterator[str]:
    """Yield the name and version of every distribution, as its folder is called.

    Their metadata says the same and takes half a second to read.
    """
    yield sys.version
    for folder in sys.path:
        if os.path.isdir(folder):  # noqa: PTH112 - sys.path holds texts
            names = os.listdir(folder)  # noqa: PTH208 - as above
            yield from (name for name in names if name.endswith((".dist-info", ".egg-info")))
