"""Follows the links of a post: to other posts, files beside it, the site, the web."""

from __future__ import annotations

import posixpath
from dataclasses import replace

from publishing.assets import resource
from publishing.model.filename import composed
from publishing.model.target import ENDING
from publishing.policy import rules as policy
from publishing.policy.link import Address, Kind
from publishing.policy.sanitiser import anchor
from publishing.render.attachments import at_address, beside
from publishing.render.context import PostContext, SiteLink
from publishing.render.link_targets import SYSTEM, Link, folder_of, read, site_path, url_of

_PLACES = ("blog", "search", "_static")


def follow(context: PostContext, url: str, line: int | None) -> Link | None:
    """Return where the link to *url* leads, or nothing, having noted why.

    A link that leads nowhere is a warning and its text stays; one that deceives, acts or
    reaches out of the post's folder is an error.
    """
    address = read(context, url, line)
    if address is None:
        return None
    if address.kind is Kind.ELSEWHERE:
        return Link(address.url, is_internal=False)
    if address.kind is Kind.FRAGMENT and not address.fragment:
        context.warn(line, "link-empty", "a link that leads nowhere", "write where it leads")
        return None
    if address.kind is Kind.FRAGMENT:
        return Link("#" + address.fragment, is_internal=True)
    if address.kind is Kind.SITE:
        return _follow_site(context, address, line)
    return _follow_relative(context, address, url, line)


def _follow_site(context: PostContext, address: Address, line: int | None) -> Link | None:
    path = site_path(context, address, line)
    if path is None:
        return None
    asset = at_address(context, path, line)
    if asset is not None:
        return Link(url_of(asset.address, address), is_internal=True)
    for source in _from_root(path):
        found = _post(context, source, address, line)
        if found != (None, False):
            return found[0]
    return _unchecked(context, url_of(path, address, address.query), line)


def _from_root(path: str) -> tuple[str, ...]:
    """Return the paths that an address from the site's root may name.

    Zola and Hugo name a file from the root of all content, which is `posts/` here, or a part of
    it that has become that folder.
    """
    if not path.endswith(resource.SOURCES):
        return (path,)
    return tuple(dict.fromkeys((path, f"posts/{path}", f"posts/{path.partition('/')[2]}")))


def _by_end(path: str) -> tuple[str, ...]:
    """Return what a post that a tag names is asked for by, if it is not where the path leads.

    Hugo's `ref` and Jekyll's `post_url` find a post wherever it is, if no other is called so.
    """
    path = path.strip("/")
    inner = path.partition("/")[2]  # without the folder that Hugo calls a section
    return tuple(ENDING + end for end in (path, inner) if end)


def _unchecked(context: PostContext, url: str, line: int | None) -> Link:
    """Return a link that only the whole site can check, and note it."""
    _note(context, url, line)
    return Link(url, is_internal=True)


def _note(context: PostContext, url: str, line: int | None) -> None:
    number, column = context.place(line)
    context.links.append(SiteLink(number, url, column))


def _follow_relative(
    context: PostContext, address: Address, url: str, line: int | None
) -> Link | None:
    is_anywhere = address.path.startswith(ENDING)
    if is_anywhere:
        url, path = url.removeprefix(ENDING), address.path.removeprefix(ENDING)
        address = replace(address, path=path)
    folder = composed(posixpath.dirname(context.path))
    written = folder_of(address.path)
    joined = posixpath.normpath(posixpath.join(folder, written)) if address.path else "."
    if not address.path:
        context.warn(line, "link-empty", "a link that leads nowhere", "write where it leads")
        return None
    if joined.startswith("..") and _reaches_for_files(joined):
        message = f"the link {url!r} leads out of the project"
        context.refuse(line, "link-outside", message, "link to a post, or to a page of the web")
        return None
    for source in (joined, *(_by_end(address.path) if is_anywhere else ())):
        found = _post(context, source, address, line)
        if found != (None, False):
            return found[0]
    if joined.split("/")[0] in _PLACES:
        return _unchecked(context, url_of(joined + "/" * written.endswith("/"), address), line)
    if joined.startswith("..") or not _is_there(context, joined):
        message = f"the link {url!r} leads to nothing"
        help = resource.nearest(context.root / joined) if joined.startswith("posts/") else ""
        context.warn(line, "link-missing", message, help or "look at its path; it shows as text")
        return None
    asset = beside(context, address.path, line, "link")
    return Link(url_of(asset.address, address), is_internal=True) if asset else None


def _reaches_for_files(path: str) -> bool:
    """Whether a path that climbs out of the project names a file of the machine."""
    inner = [part for part in path.split("/") if part != ".."]
    return bool(inner) and (inner[0] in SYSTEM or any(part.startswith(".") for part in inner))


def _is_there(context: PostContext, path: str) -> bool:
    """Whether there is a file at *path*, or one that the rule for files has a word about."""
    if any(part.startswith(".") for part in path.split("/")):
        return True
    if path.startswith(composed(posixpath.dirname(context.path)) + "/"):
        return True
    return context.has(path) and not (context.root / path).is_dir()


def _post(
    context: PostContext, path: str, address: Address, line: int | None
) -> tuple[Link | None, bool]:
    """Return the link to the post at *path*, and whether there is such a post at all."""
    for source in _sources(path.rstrip("/")):
        target = context.resolve_post(source)
        if target is None:
            continue
        if target.address is None:
            message = f"a link to {source.removeprefix(ENDING)}, which is not published"
            context.warn(line, "link-unpublished", message, "it shows as text until then")
            return None, True
        url = url_of(target.address, replace(address, fragment=anchor(address.fragment)))
        if address.fragment:  # whether that post has the heading, only the whole site knows
            _note(context, url, line)
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
