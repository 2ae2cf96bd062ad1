"""Where an address leads to: what every follower of addresses needs."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from publishing.base.other_tools import PLAIN_ADDRESS
from publishing.policy import link
from publishing.policy.rules import names
from publishing.render.context import PostContext

SYSTEM = names("etc private proc root sys tmp usr var")
"""Folders at the root of a machine that no site has: an address that begins with one is a
file name. (`/home/`, `/media/` and `/dev/` are addresses of many.)"""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads.

    :ivar url: percent-encoded; into this site from its root, or a fragment.
    :ivar is_internal: whether it leads into this site.
    :ivar title: what the target is called, for a link without a text.
    """

    url: str
    is_internal: bool
    title: str = ""


def read(context: PostContext, url: str, line: int | None) -> link.Address | None:
    """Read an address, or note why it may not stand in a post."""
    if PLAIN_ADDRESS.is_at(url):
        url = PLAIN_ADDRESS.read(url)
    if "{{" in url or "{%" in url:  # a template tag, which the author is told of as that
        return None
    try:
        address = link.read(url, context.bounds.address)
        own = link.on_site(address.url, context.site_url) if address.url else None
        return link.read(own, context.bounds.address) if own else address
    except link.RefusedError as refused:
        tell = context.refuse if refused.is_harm else context.warn
        tell(line, refused.code, refused.message, refused.help)
        return None


def site_path(context: PostContext, address: link.Address, line: int | None) -> str | None:
    """Return the path of an address from the site's root, without its leading slash."""
    path = folder_of(address.path.lstrip("/"))
    parts = path.split("/")
    if {".", ".."} & set(parts):
        context.refuse(line, "link-outside", f"the address {address.path!r} climbs out", _FROM_ROOT)
        return None
    if parts[0] in SYSTEM and len(parts) > 1:
        message = f"{address.path!r} is a file of a machine, not an address of this site"
        context.refuse(line, "link-file-system", message, _FROM_ROOT)
        return None
    return path


_FROM_ROOT = "an address of this site begins with /posts/ or /blog/"


def folder_of(path: str) -> str:
    """Return the address of a page that is named by its file: ``a/index.html`` is ``a/``."""
    return path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path


def url_of(path: str, address: link.Address | None = None, query: str = "") -> str:
    """Return *path* from the site's root, percent-encoded, with the fragment of *address*."""
    rest = quote(query, safe="!$&'()*+,;=:@/?-._~%")
    if address is not None and address.fragment:
        rest += "#" + quote(address.fragment, safe="!$&'()*+,;=:@/?-._~")
    return "/" + quote(path, safe="/!$&'()*+,;=:@-._~") + rest
