"""What made a file of the site, besides its sources: our code and the libraries under it."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import distributions
from pathlib import Path


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
    versions = sorted(f"{item.name}=={item.version}" for item in distributions())
    found.update("\n".join(versions).encode())
    return found.hexdigest()
