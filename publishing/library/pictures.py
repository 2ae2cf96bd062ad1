"""The picture that stands for a post or an author: where it is looked for."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote

from publishing.base.lookup import located
from publishing.model.file_limits import bounded
from publishing.model.filename import composed
from publishing.model.post import Post
from publishing.model.problem import Problem, error, shown, warning
from publishing.model.target import PostFile
from publishing.policy import rules as policy

STATIC: Final = "_static/"


def images_of(
    posts: Iterable[Post],
    root: Path,
    waiting: Collection[str],
    bounds: Iterable[tuple[str, int]],
) -> tuple[dict[str, PostFile], list[Problem]]:
    """Return the picture of each post that names one, by the post's path, and what is wrong.

    The parameters are those of :func:`image_of`.
    """
    images, problems = {}, []
    for post in posts:
        found = image_of(post, root, waiting, bounds)
        if isinstance(found, Problem):
            problems.append(found)
        elif found:
            images[post.path] = found
    return images, problems


def image_of(
    post: Post,
    root: Path,
    waiting: Collection[str] = (),
    bounds: Iterable[tuple[str, int]] = (),
) -> PostFile | Problem | None:
    """Return the picture that a post names, or why it has none.

    It is looked for beside the post, then under `_static/`; a leading slash means the site's
    root. One beside the post has to be what any file of a post has to be.

    :param waiting: paths, composed, of the posts that no reader may know of, nor of their
        pictures.
    :param bounds: what the settings say of how much a picture may hold.
    """
    if post.image is None:
        return None
    position = post.positions.get("image", (1, 1))
    beside = f"{PurePosixPath(post.path).parent}/"
    for name in _names(post.image):
        inner = name.removeprefix(composed(beside))
        is_beside = inner != name or not post.image.startswith("/")
        if is_beside and os.path.lexists(root / beside / located(root / beside, inner)):
            # Both load what most checks do not need.
            from publishing.assets import resource
            from publishing.policy.limits import BodyBounds

            found = resource.find(root, post.path, inner, bounded(BodyBounds(), bounds))
            if isinstance(found, resource.Refusal):
                return error(
                    post.path, *position, found.code, f"image: {found.message}", found.help
                )
            if isinstance(found, resource.Asset) and found.is_picture:
                if _is_hidden(post, found.address, waiting):
                    what = f"image: {shown(post.image)} belongs to a post that is not published"
                    help = "put a copy beside this post"
                    return warning(post.path, *position, "image-unpublished", what, help)
                return PostFile(found.address, found.file.relative_to(root).as_posix())
    if static := below_static(root, post.image):
        return static
    what = f"image: no picture {shown(post.image)} in {beside} or {STATIC}"
    return warning(post.path, *position, "image-missing", what, _mend(post.image))


def _is_hidden(post: Post, address: str, waiting: Collection[str]) -> bool:
    """Whether a folder between the post's and the picture's is that of a post that waits."""
    from publishing.assets import resource

    return any(
        f"{folder}/index{ending}" in waiting
        for folder in resource.folders_between(post.path, address)
        for ending in resource.SOURCES
    )


def below_static(root: Path, written: str) -> PostFile | None:
    """Return a picture under `_static/`, or nothing if it is not there."""
    home = os.path.realpath(root / STATIC)
    for name in _names(written):
        path = located(root, STATIC + name.removeprefix(STATIC))
        real = Path(os.path.realpath(root / path))
        # Path.is_file raises where a name is too long.
        if _is_picture(real.name) and real.is_relative_to(home) and os.path.isfile(real):  # noqa: PTH113
            return PostFile(composed(path), path)
    return None


def _names(written: str) -> Iterator[str]:
    """Yield the path that is written, then what it is if percent-encoded; none that climbs."""
    for name in dict.fromkeys((composed(written), composed(unquote(written)))):
        path = name.removeprefix("/")
        climbs = {"", ".", ".."} & set(path.split("/")) or "\\" in path
        if _is_picture(path) and path.isprintable() and not climbs:
            yield path


def _is_picture(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in policy.PICTURES


def _mend(written: str) -> str:
    if _is_picture(written):
        return "put it beside the post, or remove the line; until then a card is drawn"
    return f"name a picture beside the post: {' '.join(sorted(policy.PICTURES))}"
