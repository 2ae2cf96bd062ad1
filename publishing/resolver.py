"""Follows the addresses that a post names: other posts, files beside it, the site, the web."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from urllib.parse import quote

from publishing import link, policy, resource
from publishing.context import PostContext, SiteLink
from publishing.link import Kind
from publishing.policy import names
from publishing.resource import Asset, Missing
from publishing.sanitiser import anchor

SYSTEM = names("""
    boot dev etc home lib media mnt opt private proc root run sbin srv sys tmp usr var
    Applications Library System Users Volumes
    """)
"""Folders at the root of a machine: an address that begins with one is a file name."""

STATIC = "_static/"
"""Folder of the site's own pictures, which every page may show."""

_PLACES = ("blog", "search", "_static")


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


def follow(context: PostContext, url: str, line: int | None) -> Link | None:
    """Return where the link to *url* leads, or nothing, having noted why.

    A link that leads nowhere is a warning and its text stays; one that deceives, acts or
    reaches out of the post's folder is an error.
    """
    address = _read(context, url, line)
    if address is None:
        return None
    if address.kind is Kind.ELSEWHERE:
        return Link(address.url, is_internal=False)
    if address.kind is Kind.FRAGMENT:
        return Link("#" + address.fragment, is_internal=True)
    if address.kind is Kind.SITE:
        return _follow_site(context, address, line)
    return _follow_relative(context, address, url, line)


def _read(context: PostContext, url: str, line: int | None) -> link.Address | None:
    if "{{" in url or "{%" in url:  # a template tag, which the author is told of as that
        return None
    try:
        return link.read(url, context.bounds.address)
    except link.RefusedError as refused:
        context.refuse(line, refused.code, refused.message, refused.help)
        return None


def _follow_site(context: PostContext, address: link.Address, line: int | None) -> Link | None:
    path = _site_path(context, address, line)
    if path is None:
        return None
    asset = _own_asset(context, path, line)
    if asset is not None:
        return Link(_url(asset.address, address), is_internal=True)
    found = _post(context, path, address, line)
    if found != (None, False):
        return found[0]
    return _unchecked(context, _url(path, address), line)


def _unchecked(context: PostContext, url: str, line: int | None) -> Link:
    """Return a link that only the whole site can check, and note it."""
    context.links.append(SiteLink(line or 1, url))
    return Link(url, is_internal=True)


def _site_path(context: PostContext, address: link.Address, line: int | None) -> str | None:
    """Return the path of an address from the site's root, without its leading slash."""
    path = address.path.lstrip("/")
    parts = path.split("/")
    if ".." in parts or any(part.startswith(".") for part in parts):
        context.refuse(line, "link-outside", f"the address {address.path!r} climbs out", _FROM_ROOT)
        return None
    if parts[0] in SYSTEM and len(parts) > 1:
        message = f"{address.path!r} is a file of a machine, not an address of this site"
        context.refuse(line, "link-file-system", message, _FROM_ROOT)
        return None
    return path


_FROM_ROOT = "an address of this site begins with /posts/ or /blog/"


def _own_asset(context: PostContext, path: str, line: int | None) -> Asset | None:
    folder = posixpath.dirname(context.path) + "/"
    ending = posixpath.splitext(path)[1].lower()
    if not path.startswith(folder) or ending not in {*policy.PICTURES, *policy.DOWNLOADS}:
        return None
    found = context.find(path[len(folder) :])
    return _kept(context, found, line) if isinstance(found, Asset) else None


def _follow_relative(
    context: PostContext, address: link.Address, url: str, line: int | None
) -> Link | None:
    folder = posixpath.dirname(context.path)
    joined = posixpath.normpath(posixpath.join(folder, address.path)) if address.path else "."
    if not address.path:
        context.warn(line, "link-empty", "a link that leads nowhere", "write where it leads")
        return None
    if joined.startswith(".."):
        message = f"the link {url!r} leads out of the project"
        context.refuse(line, "link-outside", message, "link to a post, or to a page of the web")
        return None
    found = _post(context, joined, address, line)
    if found != (None, False):
        return found[0]
    if joined.split("/")[0] in _PLACES:
        return _unchecked(context, _url(joined + "/" * address.path.endswith("/"), address), line)
    if not _is_there(context, joined):
        message = f"the link {url!r} leads to nothing"
        context.warn(line, "link-missing", message, "look at its path; it shows as text")
        return None
    asset = file(context, address.path, line, "link")
    return Link(_url(asset.address, address), is_internal=True) if asset else None


def _is_there(context: PostContext, path: str) -> bool:
    """Whether there is a file at *path*, or one that the rule for files has a word about."""
    if any(part.startswith(".") for part in path.split("/")):
        return True
    if path.startswith(posixpath.dirname(context.path) + "/"):
        return True
    return context.has(path)


def _post(
    context: PostContext, path: str, address: link.Address, line: int | None
) -> tuple[Link | None, bool]:
    """Return the link to the post at *path*, and whether there is such a post at all."""
    for source in _sources(path.rstrip("/")):
        target = context.resolve_post(source)
        if target is None:
            continue
        if target.address is None:
            message = f"a link to {source}, which is not published"
            context.warn(line, "link-unpublished", message, "it shows as text until then")
            return None, True
        url = _url(target.address, replace(address, fragment=anchor(address.fragment)))
        if address.fragment:  # whether that post has the heading, only the whole site knows
            context.links.append(SiteLink(line or 1, url))
        return Link(url, is_internal=True, title=target.title), True
    return None, False


def _sources(path: str) -> tuple[str, ...]:
    """Return the sources that may be served at *path*, or the one that it names."""
    if path.endswith(resource.SOURCES):
        return (path,)
    if posixpath.splitext(path)[1].lower() in {*policy.PICTURES, *policy.DOWNLOADS}:
        return ()
    names = (path + "/index", path) if path else ("index",)
    return tuple(name + ending for name in names for ending in resource.SOURCES)


def file(context: PostContext, name: str, line: int | None, what: str) -> Asset | None:
    """Return the file beside the post called *name*, published from now on, or nothing."""
    if name.endswith(resource.SOURCES):
        context.warn(line, f"{what}-missing", f"there is no post {name!r}", "look at its path")
        return None
    found = context.find(name)
    if isinstance(found, Missing):
        help = found.help or "put it beside the post, or link to what there is"
        context.warn(line, f"{what}-missing", f"there is no {name!r} beside the post", help)
        return None
    if isinstance(found, Asset) and _is_hidden(context, found):
        message = f"{name!r} belongs to a post that is not published"
        context.warn(line, f"{what}-unpublished", message, "put a copy beside this post")
        return None
    if isinstance(found, Asset):
        return _kept(context, found, line)
    context.refuse(line, found.code, found.message, found.help)
    return None


def _is_hidden(context: PostContext, asset: Asset) -> bool:
    """Whether a folder between the post's and the file's is that of an unpublished post."""
    folder = posixpath.dirname(context.path)
    parent = posixpath.dirname(asset.address)
    while parent != folder:
        for ending in resource.SOURCES:
            target = context.resolve_post(f"{parent}/index{ending}")
            if target is not None:
                return target.address is None
        parent = posixpath.dirname(parent)
    return False


def _kept(context: PostContext, asset: Asset, line: int | None) -> Asset | None:
    if asset.address not in context.assets:
        if len(context.assets) >= context.bounds.files:
            message = f"more than {context.bounds.files:,} files beside one post"
            context.refuse(line, "files-many", message, "show fewer, or split the post")
            return None
        context.assets[asset.address] = asset
        if asset.removed:
            message = f"{asset.address} is published without its {', '.join(asset.removed)}"
            context.warn(line, "svg-cleaned", message, "save it as plain SVG")
    return asset


def show(
    context: PostContext, url: str, line: int | None, *, is_picture: bool = True
) -> Link | None:
    """Return the picture (or the sound or film) at *url*, or nothing, having noted why.

    A picture of another site is no picture here but a link: it would tell that site who
    reads the post, and the page's own rules would not load it.
    """
    address = _read(context, url, line)
    if address is None:
        return None
    if address.kind is Kind.ELSEWHERE and address.url.startswith("http"):
        message = f"what another site holds is linked to, not shown: {address.url}"
        context.warn(line, "picture-elsewhere", message, "put the file beside the post")
        return Link(address.url, is_internal=False)
    asset: Asset | None = None
    if address.kind is Kind.SITE:
        path = _site_path(context, address, line)
        if path is None:
            return None
        asset = _own_asset(context, path, line)
        if asset is None and path.startswith(STATIC) and context.has(path):
            return Link(_url(path, None), is_internal=True)
    if address.kind is Kind.RELATIVE and address.path:
        asset = file(context, address.path, line, "picture")
        if asset is None:
            return None
    if asset is None:
        message = f"there is no picture {url!r}"
        context.warn(line, "picture-missing", message, "put the picture beside the post")
        return None
    if is_picture and not asset.is_picture:
        context.refuse(line, "file-ending", f"{url!r} is not a picture", "link to it instead")
        return None
    return Link(_url(asset.address, None), is_internal=True)


def site_url(asset: Asset) -> str:
    """Return the address of *asset* from the site's root, percent-encoded."""
    return _url(asset.address, None)


def _url(path: str, address: link.Address | None) -> str:
    rest = ""
    if address is not None and address.fragment:
        rest = "#" + quote(address.fragment, safe="!$&'()*+,;=:@/?-._~")
    return "/" + quote(path, safe="/!$&'()*+,;=:@-._~") + rest
