"""The pages of posts, each known by what it is made from before it is filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from publishing.library.library import Library
from publishing.model import permalinks
from publishing.model.post import Post
from publishing.pages.cards import Cards
from publishing.pages.page_spec import PageSpec, PageTask
from publishing.pages.related import Marks, related
from publishing.pages.templates import Body
from publishing.pages.view import page_view
from publishing.render.rendered_post import RenderedPost


class _Around(NamedTuple):
    """A post, what was rendered of it, and the posts that its page shows besides."""

    post: Post
    rendered: RenderedPost
    newer: Post | None
    older: Post | None
    related: tuple[Post, ...]
    series: tuple[Post, ...]


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


class PostPages:
    """Makes the page tasks of all posts.

    :param rendered: finds what was rendered of a post.
    :param text: loads a text that was rendered, by its key.
    :param remember: as :meth:`publishing.render.store.Store.remember`.
    """

    def __init__(
        self,
        library: Library,
        cards: Cards,
        rendered: Callable[[Post], RenderedPost],
        text: Callable[[str], str],
        remember: Callable[..., str],
    ) -> None:
        self._library = library
        self._cards = cards
        self._rendered = rendered
        self._text = text
        self._remember = remember
        self._settings = library.settings

    def tasks(self) -> Iterator[PageTask]:
        """Yield the page of every post."""
        library = self._library
        near = self._related()
        for post in library.posts:
            series = library.series_of(post)
            around = _Around(
                post,
                self._rendered(post),
                newer=library.newer(post),
                older=library.older(post),
                related=tuple([library.by_path[path] for path in near[post.path]]),
                series=tuple(reversed(series.posts)) if series else (),
            )
            url = permalinks.absolute(post.address, self._settings.site_url)
            yield PageTask(
                "post",
                post.address,
                key=repr(self._inputs(around)),
                spec=partial(self._spec, around),
                url=url if (post.canonical or url) == url else None,
                changed=post.updated or post.date,
            )

    def _inputs(self, around: _Around) -> PostPageInputs:
        key, (post, rendered, newer, older, related, series) = self._cards.key, around
        return PostPageInputs(
            post=key(post),
            body=rendered.body,
            newer=key(newer) if newer else "",
            older=key(older) if older else "",
            related=tuple(map(key, related)),
            series=tuple(map(key, series)),
        )

    def _spec(self, around: _Around) -> PageSpec:
        """Return the page of a post. What it is made from must be in :class:`PostPageInputs`."""
        cards, (post, rendered, newer, older, related, series) = self._cards, around
        return PageSpec(
            page_view(
                self._settings,
                "post",
                post.title,
                post.address,
                canonical=post.canonical,
                language=post.language,
                description=cards.of(post).description,
                image=permalinks.of_card(post.address) if self._settings.social_cards else None,
                image_alt=f"{post.title} – {self._settings.project}",
            ),
            "post.html",
            {
                "post": cards.of(post),
                "body": Body(rendered.body, partial(self._text, rendered.body)),
                "toc": rendered.toc,
                "newer": cards.of(newer) if newer else None,
                "older": cards.of(older) if older else None,
                "related": cards.all(related),
                "series_posts": cards.all(series),
                "source_path": post.path,
                "edit_url": self._settings.edit_url(post.path),
            },
        )

    def _related(self) -> dict[str, tuple[str, ...]]:
        """Return the paths of the posts that a reader of each post may want next."""
        library = self._library
        marks = {
            post.path: Marks(
                tags=tuple(tag.slug for tag in library.tags_of(post)),
                words=self._rendered(post).keywords,
                group=series.slug if (series := library.series_of(post)) else "",
            )
            for post in library.posts
        }
        return related(marks, self._remember)
