"""The files of the site that are not pages: its own, and those that posts show."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from publishing.assets.metadata import stripped
from publishing.base.cache import digest
from publishing.base.code_digest import code_digest
from publishing.base.output import Output
from publishing.base.theme_files import STATIC, ThemeFiles
from publishing.conf.settings import Settings
from publishing.feeds import sitemap
from publishing.model import permalinks
from publishing.model.dates import Moment
from publishing.model.filename import composed
from publishing.model.target import PostFile


def static_files(static: ThemeFiles) -> Iterator[Output]:
    """Yield the files of `_static`, but for the sources of the style sheet and script."""
    for name, path in static.files().items():
        if not (path.name.startswith(".") or name.startswith(("css/", "js/"))):
            # Portraits of authors are photographs too.
            yield made(composed(f"{STATIC}/{name}"), stripped(path.read_bytes()))


def sitemap_files(
    pages: Iterable[tuple[str | None, Moment | None]], site_url: str
) -> Iterator[Output]:
    """Yield the files of the sitemap, and `robots.txt`, which names it.

    :param pages: the URL of each page that search engines may find here, if it has one, and
        when what it shows last changed.
    """
    found = [sitemap.Page(url, changed) for url, changed in pages if url]
    first, *more = sitemap.render(
        found, lambda part: permalinks.absolute(permalinks.of_sitemap_part(part), site_url)
    )
    yield made(permalinks.SITEMAP, first)
    for number, data in enumerate(more, start=1):
        yield made(permalinks.of_sitemap_part(number), data)
    url = permalinks.absolute(permalinks.SITEMAP, site_url)
    yield made(permalinks.ROBOTS, sitemap.robots(url))


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
            {"src": f"{STATIC}/icons/{side}.png", "type": "image/png", "sizes": f"{side}x{side}"}
            for side in (192, 512)
        ],
    }
    return made("site.webmanifest", json.dumps(values, ensure_ascii=False, indent=1).encode())


def post_files(
    root: Path, files: Iterable[PostFile], clean: Callable[[Path], bytes]
) -> Iterator[Output]:
    """Yield the files that posts show or link, each once."""
    code = code_digest()
    for address, source in sorted({file.address: file.source for file in files}.items()):
        path = root / source
        yield Output(address, digest(code, path.read_bytes()), partial(clean, path))


def made(path: str, data: bytes) -> Output:
    """Return a file whose bytes are known already."""
    return Output(path, digest(data), lambda: data)
