"""Turns the site-root links of a rendered body into what its page and its feeds need.

While a post is rendered, a link into the site is written from the site's root
(``/posts/2026/x/#why``). A page needs it relative to itself, so that the site works at any
path; a feed reader, which shows the text elsewhere, needs the whole address.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from publishing.model import permalinks

Rewrite = Callable[[str, str, str], str | None]
"""Maps tag, attribute and URL to the URL to write, or to nothing to drop the attribute."""

_PATH = re.compile(r"/[^?#]*")


def from_page(source: str) -> Rewrite:
    """Return the rewriting for the page at the address *source*."""

    def rewrite(_tag: str, _attribute: str, url: str) -> str | None:
        path = _PATH.match(url)
        if path is None:
            return url
        target, rest = unquote(path[0][1:]), url[path.end() :]
        if target == source and rest.startswith("#"):
            return rest
        return permalinks.relative(source, target) + rest

    return rewrite


def from_anywhere(source: str, site_url: str) -> Rewrite:
    """Return the rewriting for the text of the page at *source* when it is shown elsewhere."""

    def rewrite(_tag: str, _attribute: str, url: str) -> str | None:
        if url.startswith("#"):
            return permalinks.absolute(source, site_url) + url
        return site_url + url[1:] if url.startswith("/") else url

    return rewrite
