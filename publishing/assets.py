"""The files of the site that are not pages: its own, and those that posts show."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from publishing.cache import digest
from publishing.printed import PostFile
from publishing.settings import Settings
from publishing.site import Output

STATIC = "_static"


def static_files(root: Path) -> Iterator[Output]:
    """Yield the files of `_static`, but for the sources of the style sheet."""
    folder = root / STATIC
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and name.parts[0] != "css" and not name.name.startswith("."):
            data = path.read_bytes()
            yield made(f"{STATIC}/{name.as_posix()}", data)


def web_manifest(settings: Settings) -> Output:
    """Return what a phone shows of a site that is put on its home screen.

    https://www.w3.org/TR/appmanifest/
    """
    values = {
        "name": settings.project,
        "description": settings.site_description,
        "lang": settings.language,
        "start_url": "./",
        "display": "browser",
        "background_color": "#fcfbf8",
        "theme_color": "#fcfbf8",
        "icons": [
            {"src": f"{STATIC}/favicon.svg", "type": "image/svg+xml", "sizes": "any"},
            {"src": f"{STATIC}/touch-icon.png", "type": "image/png", "sizes": "180x180"},
        ],
    }
    return made("site.webmanifest", json.dumps(values, ensure_ascii=False, indent=1).encode())


def post_files(
    root: Path, files: Iterable[PostFile], clean: Callable[[Path], bytes]
) -> Iterator[Output]:
    """Yield the files that posts show or link, each once."""
    for address, source in sorted({file.address: file.source for file in files}.items()):
        yield made(address, clean(root / source))


def made(path: str, data: bytes) -> Output:
    """Return a file whose bytes are known already."""
    return Output(path, digest(data), lambda: data)
