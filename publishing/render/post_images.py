"""A picture as it stands in a post: its own size, narrower ones, and what cannot be shown."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from urllib.parse import unquote

from docutils import nodes

from publishing.assets.responsive_images import (
    OverrunError,
    RasterError,
    ResponsiveImages,
    Shown,
    image_attributes,
)
from publishing.base.lookup import located
from publishing.library.library import Library
from publishing.model.post import Post
from publishing.model.problem import Problem, error, warning
from publishing.model.target import PostFile
from publishing.render.context import PostContext

_CODE = "picture-broken"
_HELP = "save it again in the program that made it"
_SLOW = "picture-slow"
_SMALLER = "make it smaller, or save it as a plain JPEG or PNG"


# Pixels of one unit, as browsers count them.
_PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 9.6 / 2.54}
_PIXELS |= {"em": 16, "rem": 16, "ex": 8, "ch": 8}
_SHARES = (*range(5, 101, 5), 33, 66)


@dataclass(frozen=True, slots=True)
class StatedSize:
    """A width or a height as a post states it.

    :ivar pixels: of the screen; nothing if it is no length, or not one of a page.
    :ivar share: percent of the column, of those that the style sheet knows the nearest.
    """

    pixels: int | None = None
    share: int | None = None


def stated_size(value: str) -> StatedSize:
    """Read a width or a height: ``300``, ``20em``, ``50%``."""
    try:
        number, unit = nodes.parse_measure(value)
    except ValueError:
        return StatedSize()
    if unit == "%":
        return StatedSize(share=min(_SHARES, key=lambda share: abs(share - number)))
    pixels = number * _PIXELS.get(unit, 0)
    return StatedSize(pixels=max(1, round(pixels))) if 0 < pixels < 10_000 else StatedSize()


def attributes(
    context: PostContext,
    url: str,
    line: int | None,
    *,
    width: int | None = None,
    height: int | None = None,
    share: int = 100,
    is_lazy: bool = True,
) -> dict[str, str]:
    """Return what the ``<img>`` of a picture of this site needs beside ``src`` and ``alt``.

    :param url: as the post's own HTML has it, from the site's root.
    :param width: in pixels, if the post states it; likewise *height*.
    :param share: percent of the column that it fills.
    :param is_lazy: whether it may wait until a reader comes near it.
    """
    address = unquote(url.removeprefix("/"))
    asset = context.assets.get(address)
    source = (
        asset.file.relative_to(context.root).as_posix() if asset else located(context.root, address)
    )
    file = PostFile(address, source)
    shown = None
    if context.seconds <= context.bounds.all_seconds:
        shown = _shown(context, file, line)
    if shown is None:
        return {"decoding": "async"}
    return image_attributes(shown, width=width, height=height, share=share, is_lazy=is_lazy)


def _shown(context: PostContext, file: PostFile, line: int | None) -> Shown | None:
    """Return a picture with its sizes, or nothing, having noted why."""
    try:
        shown = context.responsive_images.shown(file)
    except OverrunError as failure:
        # Its fellows are not tried: they may be as bad, and the post is refused by now.
        context.seconds = inf
        what = f"the picture {file.address} cannot be shown: {failure}"
        context.refuse(line, _SLOW, what, _SMALLER)
        return None
    except RasterError as failure:
        what = f"the picture {file.address} cannot be read: {failure}"
        context.warn(line, _CODE, what, _HELP)
        return None
    if file not in context.pictures:
        context.pictures.add(file)
        context.seconds += shown.seconds
        if context.seconds > context.bounds.all_seconds:
            what = "to decode the pictures of this post takes more than "
            what += f"{context.bounds.all_seconds} seconds of processor time"
            context.refuse(line, _SLOW, what, "make them smaller, or show fewer")
    return shown


def own_picture(
    post: Post, library: Library, responsive_images: ResponsiveImages
) -> Shown | Problem | None:
    """Return the picture that a post names in its front matter, or why it has none."""
    file = library.images.get(post.path)
    if file is None:
        return None
    try:
        return responsive_images.shown(file)
    except RasterError as failure:
        position = post.positions.get("image", (1, 1))
        if isinstance(failure, OverrunError):
            what = f"image: {file.address} cannot be shown: {failure}"
            return error(post.path, *position, _SLOW, what, _SMALLER)
        what = f"image: {file.address} cannot be read: {failure}"
        return warning(post.path, *position, _CODE, what, _HELP)
