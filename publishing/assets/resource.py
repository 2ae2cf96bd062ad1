"""Finds the files that a post may show or link: beside it or below its folder, nowhere else.

The rule is about real paths. `..` that climbs out, symbolic links, devices, hidden files
and files that are not what their name says are refused, whichever way they are written.
"""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from publishing.assets.download import fault_of
from publishing.assets.metadata import stripped
from publishing.assets.picture_structure import StructureError, hold
from publishing.assets.svg import SvgError, cleaned
from publishing.base.lookup import is_linked, located
from publishing.model.filename import composed, unwritable
from publishing.policy import rules as policy
from publishing.policy.limits import BodyBounds

SOURCES = (".md", ".markdown")
"""Endings of posts: another post is linked to, never published as a file."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is published because a post mentions it.

    :ivar address: where it is served, from the site's root, without a leading slash, composed.
    :ivar file: the file.
    :ivar is_picture: whether it can be shown.
    :ivar pixels: width times height of a picture that is made of them.
    :ivar removed: what is left out of it when it is published: the script of an SVG.
    """

    address: str
    file: Path
    is_picture: bool
    pixels: int = 0
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no such file; :attr:`help` may know which one was meant."""

    help: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The file may not be published."""

    code: str
    message: str
    help: str


def find(
    root: Path, post: str, name: str, bounds: BodyBounds | None = None
) -> Asset | Missing | Refusal:
    """Find the file that the post at *post* calls *name*.

    :param root: the project's folder.
    :param post: path of the post, relative to *root*, with forward slashes.
    :param name: a decoded path, relative to the post.
    """
    bounds = bounds or BodyBounds()
    folder = posixpath.dirname(post)
    joined = posixpath.normpath(posixpath.join(composed(folder), composed(name)))
    if name.startswith("/") or not joined.startswith(composed(folder) + "/"):
        return _refusal("outside", name, "leads out of the post's folder", _BESIDE)
    inner = joined[len(composed(folder)) + 1 :]
    if "\0" in name or "\\" in name or any(part.startswith(".") for part in inner.split("/")):
        return _refusal("hidden", name, "is hidden, or holds a backslash", _BESIDE)
    spelt = f"{folder}/{located(root / folder, inner)}"
    path = root / spelt
    try:
        status = path.lstat()
    except (OSError, ValueError):
        return Missing(nearest(path))
    if is_linked(root, spelt):
        return _refusal(
            "link", name, "is or goes through a symbolic link", "put the file itself there"
        )
    if stat.S_ISDIR(status.st_mode):
        return Missing()
    if not stat.S_ISREG(status.st_mode):
        return _refusal("kind", name, "is not an ordinary file", _BESIDE)
    if fault := next(filter(None, map(unwritable, inner.split("/"))), ""):
        return _refusal("name", name, f"cannot be published: {fault}", "rename it")
    return _judged(path, name, joined, status.st_size, bounds)


def folders_between(post: str, file: str) -> Iterator[str]:
    """Yield the folders between the file of a post and a file below its folder, inmost first.

    :param file: its address. What is yielded is composed, as an address is.

    One of them may be the folder of another post, to which the file then belongs.
    """
    folder, inner = composed(posixpath.dirname(post)), posixpath.dirname(file)
    while inner.startswith(folder + "/"):
        yield inner
        inner = posixpath.dirname(inner)


_BESIDE = "put a file beside the post, or below its folder, and name it as it is called there"


def _refusal(rule: str, name: str, message: str, help: str) -> Refusal:
    return Refusal(f"file-{rule}", f"the file {name!r} {message}", help)


def nearest(path: Path) -> str:
    """Return a question for the file of its folder that was meant, capitals and accents aside."""
    try:
        with os.scandir(path.parent) as entries:
            found = [entry.name for entry in islice(entries, _MANY + 1)]
    except OSError:
        return ""
    names = {composed(name).casefold(): name for name in found[:_MANY]}
    near = get_close_matches(path.name.casefold(), names, 1, 0.8) if len(found) <= _MANY else []
    return f"did you mean {names[near[0]]}?" if near else ""


_MANY = 300
"""Files of a folder beyond which none is suggested: comparing names takes its time."""


def _judged(path: Path, name: str, joined: str, size: int, bounds: BodyBounds) -> Asset | Refusal:
    ending = path.suffix.lower()
    asset = Asset(joined, path, ending in policy.PICTURES)
    if not asset.is_picture and ending not in policy.DOWNLOADS:
        allowed = " ".join(sorted({*policy.PICTURES, *policy.DOWNLOADS}))
        return _refusal(
            "ending", name, "is of a kind that is not published", f"use one of {allowed}"
        )
    if size > bounds.file_bytes:
        return _refusal(
            "large",
            name,
            f"has {size:,} bytes; a file may have {bounds.file_bytes:,}",
            "make it smaller",
        )
    if ending == ".svg":
        return _judged_svg(asset, name)
    if asset.is_picture:
        try:
            structure = hold(path.read_bytes(), policy.PICTURES[ending], bounds)
        except StructureError as failure:
            return _refusal("content", name, failure.found, failure.help)
        return replace(asset, pixels=structure.pixels)
    fault = fault_of(path.read_bytes(), ending)
    return _refusal("content", name, *fault) if fault else asset


def _judged_svg(asset: Asset, name: str) -> Asset | Refusal:
    try:
        return replace(asset, removed=cleaned(asset.file.read_bytes()).removed)
    except SvgError as failure:
        return _refusal(
            "content", name, f"cannot be published: {failure}", "save it as plain SVG, or as a PNG"
        )


def asset_bytes(file: Path) -> bytes:
    """Return what is published of *file*: a picture without what no reader is meant to see.

    :raises SvgError: if it is an SVG that cannot be cleaned; :func:`find` refuses those.
    """
    data = file.read_bytes()
    return cleaned(data).data if file.suffix.lower() == ".svg" else stripped(data)
