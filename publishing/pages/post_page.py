"""The pages of posts, each known by what it is made from before its values are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Final, NamedTuple, TypeAlias

from publishing.model import permalinks
from publishing.model.post import Post
from publishing.pages import descriptions
from publishing.pages.content import SiteContent
from publishing.pages.headtags import Subject
from publishing.pages.page_kind import DeferredPage, PageKind, PageSpec
from publishing.pages.related import Marks, related
from publishing.pages.view import Card

Near: TypeAlias = Callable[[], dict[str, tuple[str, ...]]]
"""Finds the paths of the posts that a reader of each post may want next."""


class PostPageInputs(NamedTuple):
    """What the page of one post is made from, beside what all pages are made with.

    :ivar post: the key of its card, which tells what its front matter says.
    :ivar body: the key of its text, headings included.
    :ivar newer: the key of the next newer post's card, or nothing; likewise :attr:`older`.
    :ivar related: the keys of the related posts' cards.
    :ivar series: likewise of the posts of its series, in their order.
    """

    post: str
    body: str
    newer: str
    older: str
    related: tuple[str, ...]
    series: tuple[str, ...]


class _Around(NamedTuple):
    """The posts that the page of a post shows besides."""

    newer: Post | None
    older: Post | None
    related: tuple[Post, ...]
    series: tuple[Post, ...]


def _pages(content: SiteContent) -> Iterator[DeferredPage[Card]]:
    # Found when the first key is asked for: those who want addresses alone need not wait.
    near = cache(partial(_related, content))
    for post in content.library.posts:
        yield DeferredPage(
            post.address,
            key=partial(_key, content, post, near),
            spec=partial(_spec, content, post, near),
            canonical=post.canonical,
            changed=post.updated or post.date,
        )


def _around(content: SiteContent, post: Post, near: Near) -> _Around:
    library = content.library
    series = library.series_of(post)
    return _Around(
        newer=library.newer(post),
        older=library.older(post),
        related=tuple([library.by_path[path] for path in near()[post.path]]),
        series=tuple(reversed(series.posts)) if series else (),
    )


def _key(content: SiteContent, post: Post, near: Near) -> str:
    key = content.cards.key
    newer, older, related, series = _around(content, post, near)
    inputs = PostPageInputs(
        post=key(post),
        body=content.rendered(post).body,
        newer=key(newer) if newer else "",
        older=key(older) if older else "",
        related=tuple(map(key, related)),
        series=tuple(map(key, series)),
    )
    return repr(inputs)


def _spec(content: SiteContent, post: Post, near: Near) -> PageSpec[Card]:
    """Return the page of a post. What it is made from must be in :class:`PostPageInputs`."""
    cards, settings = content.cards, content.settings
    newer, older, related, series = _around(content, post, near)
    card, rendered = cards.of(post), content.rendered(post)
    return PageSpec(
        title=post.title,
        address=post.address,
        about=card,
        canonical=post.canonical,
        language=post.language,
        description=card.description,
        image=permalinks.of_card(post.address) if settings.social_cards else None,
        image_alt=f"{post.title} – {settings.project}",
        context={
            "post": card,
            "body": content.body(rendered.body),
            "toc": rendered.toc,
            "newer": cards.of(newer) if newer else None,
            "older": cards.of(older) if older else None,
            "related": cards.all(related),
            "series_posts": cards.all(series),
            "source_path": post.path,
            "edit_url": settings.edit_url(post.path),
        },
    )


def _related(content: SiteContent) -> dict[str, tuple[str, ...]]:
    """Return the paths of the posts that a reader of each post may want next."""
    library = content.library
    marks = {
        post.path: Marks(
            tags=tuple(tag.slug for tag in library.tags_of(post)),
            words=content.rendered(post).keywords,
            group=series.slug if (series := library.series_of(post)) else "",
        )
        for post in library.posts
    }
    return related(marks, content.remember)


POST: Final = PageKind(
    name="post",
    template="post.html",
    pages=_pages,
    subject=Subject.ARTICLE,
    article=descriptions.article,
    data=descriptions.posting,
)
