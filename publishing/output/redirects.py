"""The old addresses of posts, as hosts read them.

Every old address has a page that leads on. Cloudflare Pages, and nginx by way of the package,
answer with a real redirect instead, which feed readers and search engines follow for good.
Cloudflare takes 2,000 of them; those beyond still have their page. On Netlify a file comes before
a rule that is not forced, and a forced one (``301!``) is no rule to Cloudflare: the page leads on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote

from publishing.model import permalinks
from publishing.model.post import Post

FILE: Final = "_redirects"
_MOVED: Final = "301"
_ICON: Final = ("favicon.ico", "_static/icons/48.png")
"""Where browsers look for an icon when what they show names none, as a feed or a picture."""


def redirects_file(redirects: Mapping[str, Post]) -> bytes:
    """Return `_redirects`: an old address, the new one and the status on each line.

    Both are percent-encoded, so that nothing in an address is a wildcard (``*``), a
    placeholder (``:name``) or the end of a field.
    """
    moved = (_ICON, *((old, post.address) for old, post in redirects.items()))
    lines = (f"/{permalinks.href(old)} /{permalinks.href(new)} {_MOVED}\n" for old, new in moved)
    return "".join(lines).encode()


def read_redirects(text: str) -> Iterator[tuple[str, str]]:
    """Yield each old address of a `_redirects` file, decoded, and the new one, as in a link."""
    for line in text.splitlines():
        old, new, _ = line.split(" ")
        yield unquote(old), new
