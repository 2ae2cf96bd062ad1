"""Renders many posts: those that would be rendered the same again are found in the cache."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.base.workers import spread
from publishing.conf.settings import Settings
from publishing.frontmatter.post import read_partly
from publishing.library.folder import file_of
from publishing.model.post import Post
from publishing.model.target import Targets
from publishing.render.rendered_post import RenderedPost
from publishing.render.store import Store

if TYPE_CHECKING:
    from publishing.render.post_renderer import PostRenderer

TargetsOf = Callable[[Post], Targets]
"""Finds what a post may link to."""


def kept(
    store: Store, posts: Iterable[Post], targets_of: TargetsOf
) -> tuple[dict[str, RenderedPost], list[Post]]:
    """Return what is kept of posts, by path, and the posts that are to be rendered."""
    rendered = {}
    due = []
    for post in posts:
        if (found := store.rendered(post, targets_of(post))) is not None:
            rendered[post.path] = found
        else:
            due.append(post)
    return rendered, due


def render_all(
    renderer: PostRenderer,
    store: Store,
    root: Path,
    settings: Settings,
    due: Sequence[Post],
    jobs: int,
) -> dict[str, RenderedPost]:
    """Render posts on several cores, and return what was made of each, by path.

    :param renderer: renders what is not known.
    :param root: the project's folder.
    """

    def one(post: Post) -> RenderedPost:
        whole = post if post.body else _whole(root, post.path, settings)
        made = renderer.render(whole or post)
        # Saved by its author in this very moment, it is another post than the one in
        # question: under that one's name its rendering would come up for ever.
        if whole and whole.digest == post.digest:
            store.keep(post, made)
        return made

    return {due[position].path: made for position, made in spread(one, due, jobs)}


def _whole(root: Path, path: str, settings: Settings) -> Post | None:
    """Return a post with its body: what the cache tells of a post is all but that."""
    return read_partly(path, file_of(root, path).read_bytes(), settings)[0]
