"""The files that a post shows or links, published because it mentions them."""

from __future__ import annotations

import posixpath

from publishing.assets import resource
from publishing.assets.resource import Asset, Missing, Refusal
from publishing.model.filename import composed
from publishing.policy import rules as policy
from publishing.policy.link import Kind
from publishing.render.context import PostContext
from publishing.render.link_targets import Link, read, site_path, url_of

STATIC = "_static/"
"""Folder of the site's own pictures, which every page may show."""


def at_address(context: PostContext, path: str, line: int | None) -> Asset | None:
    """Return the post's own file that is served at *path*, published from now on, or nothing."""
    folder = composed(posixpath.dirname(context.path)) + "/"
    if not path.startswith(folder) or _ending(path) not in {*policy.PICTURES, *policy.DOWNLOADS}:
        return None
    found = context.find(path[len(folder) :])
    if not isinstance(found, Asset) or _is_hidden(context, found):
        return None
    return _kept(context, found, line)


def beside(context: PostContext, name: str, line: int | None, what: str) -> Asset | None:
    """Return the file beside the post called *name*, published from now on, or nothing."""
    if name.endswith(resource.SOURCES):
        context.warn(line, f"{what}-missing", f"there is no post {name!r}", "look at its path")
        return None
    found = context.find(name)
    if isinstance(found, Refusal) and _leads_nowhere(context, found, name):
        # Where another generator keeps its pictures: nothing to hide, and nothing to show.
        found = Missing()
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
    is_idle = found.code == "file-ending" and _ending(name) not in policy.ACTIVE
    tell = context.warn if is_idle else context.refuse
    tell(line, found.code, found.message, found.help)
    return None


def _leads_nowhere(context: PostContext, refusal: Refusal, name: str) -> bool:
    """Whether a picture or download that is refused for its place would be in the project."""
    folder = composed(posixpath.dirname(context.path))
    path = posixpath.normpath(posixpath.join(folder, name))
    parts = path.split("/")
    is_plain = not any(part.startswith(".") for part in parts) and "\\" not in name
    if refusal.code != "file-outside" or name.startswith("/") or not is_plain:
        return False
    return _ending(path) in {*policy.PICTURES, *policy.DOWNLOADS} and not context.has(path)


def _ending(path: str) -> str:
    return posixpath.splitext(path)[1].lower()


def _is_hidden(context: PostContext, asset: Asset) -> bool:
    """Whether a folder between the post's and the file's is that of an unpublished post."""
    for folder in resource.folders_between(context.path, asset.address):
        for ending in resource.SOURCES:
            target = context.resolve_post(f"{folder}/index{ending}")
            if target is not None:
                return target.address is None
    return False


def _kept(context: PostContext, asset: Asset, line: int | None) -> Asset | None:
    if asset.address not in context.assets:
        if len(context.assets) >= context.bounds.files:
            message = f"more than {context.bounds.files:,} files beside one post"
            context.refuse(line, "files-many", message, "show fewer, or split the post")
            return None
        pixels = asset.pixels + sum(other.pixels for other in context.assets.values())
        if pixels > context.bounds.all_pixels:
            message = f"pictures of {pixels:,} pixels in all; a post may show "
            message += f"{context.bounds.all_pixels:,}"
            context.refuse(line, "files-many", message, "make them smaller, or split the post")
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
    address = read(context, url, line)
    if address is None:
        return None
    if address.kind is Kind.ELSEWHERE and address.url.startswith("http"):
        message = f"what another site holds is linked to, not shown: {address.url}"
        context.warn(line, "picture-elsewhere", message, "put the file beside the post")
        return Link(address.url, is_internal=False)
    asset: Asset | None = None
    if address.kind is Kind.SITE:
        path = site_path(context, address, line)
        if path is None:
            return None
        asset = at_address(context, path, line)
        # Where another generator kept the pictures of a site: `/images/x.png`, now in `_static`.
        for position in (path, STATIC + path):
            if asset is None and position.startswith(STATIC) and context.has(position):
                return Link(url_of(position), is_internal=True)
    if address.kind is Kind.RELATIVE and address.path:
        asset = beside(context, address.path, line, "picture")
        if asset is None:
            return None
    if asset is None:
        message = f"there is no picture {url!r}"
        context.warn(line, "picture-missing", message, "put the picture beside the post")
        return None
    if is_picture and not asset.is_picture:
        context.refuse(line, "file-ending", f"{url!r} is not a picture", "link to it instead")
        return None
    return Link(url_of(asset.address), is_internal=True)
