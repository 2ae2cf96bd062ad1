"""What search engines are told: `sitemap.xml` (https://www.sitemaps.org/protocol.html), robots."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from publishing.feeds.feed import legible
from publishing.model.dates import Moment, newest

MOST_PAGES: Final = 50_000
MOST_BYTES: Final = 50 * 1024 * 1024
"""What the protocol lets one file hold."""


class Page(NamedTuple):
    """A page that may be found: its whole URL, and when what it shows last changed."""

    url: str
    changed: Moment | None = None


def render(
    pages: Iterable[Page],
    part_url: Callable[[int], str],
    *,
    most_pages: int = MOST_PAGES,
    most_bytes: int = MOST_BYTES,
) -> tuple[bytes, ...]:
    """Return the files of the sitemap, the first of which is `sitemap.xml`.

    It lists the pages by URL. If they do not fit one file, it is an index of the others,
    which are parts 1, 2 and so on.

    :param part_url: the URL of a numbered part.
    """
    ordered = sorted(pages, key=lambda page: page.url)
    lines = [_Line(_line("url", page), page.changed) for page in ordered]
    parts = list(_parts(lines, most_pages, most_bytes)) or [[]]
    files = [_document("urlset", (line.text for line in part)) for part in parts]
    if len(parts) > 1:
        index = (
            _line("sitemap", Page(part_url(number), newest(line.changed for line in part)))
            for number, part in enumerate(parts, start=1)
        )
        files.insert(0, _document("sitemapindex", index))
    return tuple(files)


def robots(sitemap_url: str) -> bytes:
    """Return `robots.txt` (RFC 9309): all may be read, and the sitemap says what there is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap_url}\n".encode()


class _Line(NamedTuple):
    text: str
    changed: Moment | None


def _parts(lines: Iterable[_Line], most_lines: int, most_bytes: int) -> Iterator[list[_Line]]:
    frame = len(_document("urlset", ()))
    part: list[_Line] = []
    size = frame
    for line in lines:
        length = len(line.text.encode())
        if part and (len(part) == most_lines or size + length > most_bytes):
            yield part
            part, size = [], frame
        part.append(line)
        size += length
    if part:
        yield part


def _document(root: str, lines: Iterable[str]) -> bytes:
    return f"{_DECLARATION}<{root} {_NAMESPACE}>\n{''.join(lines)}</{root}>\n".encode()


_DECLARATION: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
_NAMESPACE: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def _line(tag: str, page: Page) -> str:
    changed = f"<lastmod>{page.changed.isoformat()}</lastmod>" if page.changed else ""
    return f"<{tag}><loc>{escape(legible(page.url))}</loc>{changed}</{tag}>\n"
