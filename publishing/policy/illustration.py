"""A picture as it stands in a post: its own size, narrower ones, and what cannot be shown."""

from __future__ import annotations

from urllib.parse import unquote

from publishing.pictures.gallery import Gallery, RasterError, Shown, image_attributes
from publishing.policy.context import PostContext
from publishing.policy.patience import respite
from publishing.press.printed import PostFile
from publishing.problem import Problem, warning
from publishing.reading.post import Post
from publishing.shelf.library import Library

_CODE = "picture-broken"
_HELP = "save it again in the program that made it"


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
    source = asset.file.relative_to(context.root).as_posix() if asset else address
    file = PostFile(address, source)
    try:
        # Whether its sizes were made before must not decide on whether the post is refused.
        with respite():
            shown = context.gallery.shown(file)
    except RasterError as failure:
        context.warn(line, _CODE, f"the picture {address} cannot be read: {failure}", _HELP)
        return {"decoding": "async"}
    context.pictures.add(file)
    return image_attributes(shown, width=width, height=height, share=share, is_lazy=is_lazy)


def own_picture(post: Post, library: Library, gallery: Gallery) -> Shown | Problem | None:
    """Return the picture that a post names in its front matter, or why it has none."""
    file = library.image_of(post)
    if file is None:
        return None
    try:
        return gallery.shown(file)
    except RasterError as failure:
        place = post.places.get("image", (1, 1))
        what = f"image: {file.address} cannot be read: {failure}"
        return warning(post.path, *place, _CODE, what, _HELP)
