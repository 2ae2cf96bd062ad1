"""Where everything on the site is: the one place that spells an address.

An address is relative to the site, without a leading slash and not percent-encoded:
``posts/2026/slug/`` is a page, ``blog/atom.xml`` a file, ``""`` the front page.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlsplit

from publishing.model.feed_files import FEED_FILES

HOME: Final = ""
ABOUT: Final = "about/"
SEARCH: Final = "search/"
BLOG: Final = "blog/"
ARCHIVE: Final = "blog/archive/"
SITEMAP: Final = "sitemap.xml"
ROBOTS: Final = "robots.txt"
NOT_FOUND: Final = "404.html"
STATIC: Final = "_static/"
CARDS: Final = "_cards/"


def docname_of(path: str) -> str:
    """Return the document name of a source file: ``posts/a.md`` is ``posts/a``."""
    return path.rpartition(".")[0]


def of_post(docname: str) -> str:
    """Return the address of a post: its document name as a folder, ``index`` being the folder.

    ``posts/2026/slug/index`` and ``posts/2026/slug`` are both ``posts/2026/slug/``. Composed
    characters, since macOS gives the same file name in the other form.
    """
    name = unicodedata.normalize("NFC", docname)
    return HOME if name == "index" else f"{name.removesuffix('/index')}/"


def of_page(docname: str) -> str:
    """Return the address of an ordinary page: `index` is the front page, `about` is `about/`."""
    return HOME if docname == "index" else of_post(docname)


def of_year(year: int) -> str:
    """Return the address of a year's posts."""
    return f"{BLOG}{year:04}/"


def of_terms(kind: str) -> str:
    """Return the address of the index of all terms of a kind, such as ``blog/tag/``."""
    return f"{BLOG}{kind}/"


def of_term(kind: str, slug: str) -> str:
    """Return the address of a term's posts, such as ``blog/tag/c-sharp/``."""
    return f"{BLOG}{kind}/{slug}/"


def of_feed(page: str, file: str) -> str:
    """Return the address of the feed beside a page, in the format that has its *file* so called."""
    return f"{page}{file}"


def of_feed_archive(file: str, number: int) -> str:
    """Return the address of a part of the feed of all posts, the oldest part being 1."""
    stem, dot, suffix = file.rpartition(".")
    return f"{BLOG}{stem}-{number}{dot}{suffix}"


def of_sitemap_part(number: int) -> str:
    """Return the address of a part of a sitemap that is too long for one file."""
    return f"sitemap-{number}.xml"


def of_card(page: str) -> str:
    """Return the address of the drawn card that stands for a page where it is shared."""
    return f"{CARDS}{page}card.png"


def of_numbered(page: str, number: int) -> str:
    """Return the address of one numbered part of a list."""
    return f"{page}page/{number}/"


def file_of(address: str) -> str:
    """Return the file, below the site's folder, that is served at an address."""
    return f"{address}index.html" if address == HOME or address.endswith("/") else address


@lru_cache(maxsize=65536)
def href(address: str) -> str:
    """Return an address as it stands in a link: percent-encoded UTF-8 (RFC 3986)."""
    return quote(address)


def relative(source: str, target: str) -> str:
    """Return the link from one address to another, so that the site works at any path.

    A page itself is ``./``, never the empty link, which HTML forbids in some places.
    """
    here, there = source.split("/")[:-1], target.split("/")
    shared = 0
    for ours, theirs in zip(here, there[:-1], strict=False):
        if ours != theirs:
            break
        shared += 1
    return "../" * (len(here) - shared) + href("/".join(there[shared:])) or "./"


def rooted(target: str, site_url: str) -> str:
    """Return the link from the root of the host, such as ``/blog/posts/a/``."""
    return urlsplit(site_url).path + href(target)


def absolute(target: str, site_url: str) -> str:
    """Return the whole URL of an address."""
    return site_url + href(target)


def link(source: str, target: str, site_url: str) -> str:
    """Return the link from the page at ``source`` to ``target``.

    Every page links relative to itself but one: ``404.html`` is served for a missing address at
    any depth, where a relative link would lead astray, so its links start at the root.
    """
    return rooted(target, site_url) if source == NOT_FOUND else relative(source, target)


def key(address: str) -> str:
    """Return what two addresses share if one file would overwrite the other.

    macOS and Windows take ``Straße/`` and ``STRASSE/`` for one name, whatever the slash at the end.
    """
    path = address.removesuffix("index.html").removesuffix("/")
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def owner_of(address: str) -> str | None:
    """Return in words what an address belongs to, if neither post nor redirect may take it."""
    first, *rest = parts = key(address).split("/")
    if first == "blog" and _is_list(rest):
        return "the lists and feeds of posts"
    if first in _TREES:
        return _TREES[first]
    if first.startswith("sitemap") and first.endswith(".xml"):
        return "the sitemap"
    if any(part[:1] in {"_", "."} for part in parts):
        return "the site's own files"
    if taken := next((_FILES[part] for part in parts if part in _FILES), None):
        return taken
    # Nothing stands below a file either.
    return None if rest and "." not in first else _PAGES.get(first)


def _is_list(parts: list[str]) -> bool:
    """Return whether a list or feed of posts is, or may come to be, at an address below `blog/`.

    Any other is free: old posts of many blogs are at ``/blog/2021/03/04/name/``.
    """
    if not parts or parts[0] in _LISTS:
        return True
    is_year = len(parts[0]) == 4 and parts[0].isdecimal()
    if is_year and (len(parts) == 1 or parts[1] == "page"):
        return True
    file = _ARCHIVE_NUMBER.sub("", parts[0])
    return any(file == feed.name for feed in FEED_FILES.values())


_ARCHIVE_NUMBER: Final = re.compile(r"-[0-9]+(?=\.\w+$)")
_LISTS: Final = frozenset({"archive", "author", "category", "page", "series", "tag"})
_TREES: Final = {
    "about": "the page about this publication",
    "search": "the search page",
    "pagefind": "the search index",
    "status": "the status page",
}
_PAGES: Final = {
    "": "the front page",
    "index": "the front page",
    "posts": "the folder of all posts",
    "404": "the page for missing addresses",
    "404.html": "the page for missing addresses",
    "robots.txt": "the rules for robots",
    "favicon.ico": "the site's icon",
    "cname": "the host's settings",
    "genindex": "the site's own files",
    "objects.inv": "the site's own files",
    "searchindex.js": "the site's own files",
    "site.webmanifest": "the site's own files",
    **dict.fromkeys(
        ("feed", "feed.json", "feed.xml", "atom.xml", "index.xml", "rss", "rss.xml"),
        "where readers look for a feed",
    ),
}
_FILES: Final = {
    "card.png": "the card of a page",
    "index.html": "the page of a folder",
}
"""Files that stand in the folders of pages, where no folder can have the same name."""
