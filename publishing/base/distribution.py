"""What this package is called and which version it is, as it was installed."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution, metadata
from pathlib import Path, PurePath
from typing import Any, Final
from urllib.parse import unquote, urlsplit

NAME: Final = "post-technical"
_PROJECT: Final = Path(__file__).parents[2] / "pyproject.toml"


@cache
def package_version() -> str:
    """Return the version; in a checkout that is not installed, that of the project."""
    return _stated("Version", "version")


def python_needed() -> str:
    """Return the oldest version of Python that will do."""
    return _stated("Requires-Python", "requires-python").removeprefix(">=")


def _stated(field: str, key: str) -> str:
    try:
        return str(metadata(NAME)[field])
    except PackageNotFoundError:
        if not _PROJECT.is_file():  # the folder of the package alone, copied somewhere
            return "0"
        found = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))
        return str(found["project"][key])


def requirement() -> str:
    """Return the lines of a requirements.txt that ask for this package and its next versions.

    Where it came from no index, they say where it came from, as `pip freeze` does (PEP 610).
    """
    origin: dict[str, Any]
    try:
        origin = _origin(distribution(NAME))
    except PackageNotFoundError:
        origin = {"url": _PROJECT.parent.as_uri(), "dir_info": {}}
    major, minor, *_ = package_version().split(".")
    wanted = f"{NAME} ~= {major}.{minor}"
    url = str(origin.get("url", ""))
    if "vcs_info" in origin:
        found = origin["vcs_info"]
        return f"{NAME} @ {found['vcs']}+{url}@{found['commit_id']}"
    if "dir_info" in origin:
        return f"{NAME} @ {url}"
    if url.startswith("file:"):
        # A wheel: a newer one in the same folder is an upgrade.
        return f"--find-links {PurePath(unquote(urlsplit(url).path)).parent}\n{wanted}"
    return f"{NAME} @ {url}" if url else wanted


def _origin(found: Distribution) -> dict[str, Any]:
    text = found.read_text("direct_url.json")
    return dict(json.loads(text)) if text else {}
