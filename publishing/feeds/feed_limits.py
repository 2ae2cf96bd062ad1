"""How long feeds may be: each of them, and all together.

A post stands in the feed of all posts and in one for each of its tags, categories and authors,
whole each time. So one long post of many tags, or many posts of some, could fill a disk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from publishing.feeds.feed_format import FeedFormat
from publishing.feeds.formats import FEED_FORMATS
from publishing.library.library import Library
from publishing.model.file_limits import bounded
from publishing.model.post import Post
from publishing.model.problem import Problem, error
from publishing.model.taxonomy import Taxonomy
from publishing.policy.limits import BodyBounds
from publishing.render.rendered_post import RenderedPost

TAXONOMIES: Final = (Taxonomy.TAG, Taxonomy.CATEGORY, Taxonomy.AUTHOR)
"""The terms that have a feed of their own."""


def hold_feeds(library: Library, rendered: Mapping[str, RenderedPost]) -> Iterator[Problem]:
    """Yield an error for each feed that is too long, or one for all of them together.

    It stands at the post that has the largest part in it.

    :param rendered: what was rendered of each published post, by its path.
    """
    settings = library.settings
    bounds = bounded(BodyBounds(), settings.bounds)
    taken: Counter[str] = Counter()
    for name, posts, copies in _feeds(library):
        lengths = {post.path: rendered[post.path].length for post in posts}
        for path, length in lengths.items():
            taken[path] += copies * length
        total = sum(lengths.values())
        if total > bounds.feed:
            most = max(posts, key=lambda post: lengths[post.path])
            what = f"{name} would have {total:,} characters, {lengths[most.path]:,} of this post"
            yield _error(most, f"{what}; it may have {bounds.feed:,}")
    whole = sum(format.has_archives for format in _formats(library))
    total = sum(taken.values()) + whole * sum(rendered[post.path].length for post in library.posts)
    if total > bounds.feeds:
        path, of_one = taken.most_common(1)[0]
        what = f"all feeds together would have {total:,} characters, {of_one:,} of this post"
        yield _error(library.by_path[path], f"{what}; they may have {bounds.feeds:,}")


def _feeds(library: Library) -> Iterator[tuple[str, tuple[Post, ...], int]]:
    """Yield each feed but for archives: its posts, and how many formats repeat them."""
    length = library.settings.feed_length
    newest = sum(not format.has_archives for format in _formats(library))
    yield "the feed of all posts", library.public(library.posts)[:length], newest
    copies = sum(format.of_terms for format in _formats(library))
    for kind in TAXONOMIES:
        for term in library.terms[kind]:
            yield f"the feed of {term.name!r}", library.public(term.posts)[:length], copies


def _formats(library: Library) -> list[FeedFormat]:
    return [FEED_FORMATS[name] for name in library.settings.feed_formats]


def _error(post: Post, what: str) -> Problem:
    help = "shorten the post, give it fewer tags, or lower feed_length in conf.py"
    return error(post.path, 1, 1, "feed-large", what, help)
