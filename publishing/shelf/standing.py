"""Whether readers can see a post, and if not, why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from enum import Enum

from publishing.problem import Problem, warning
from publishing.reading.dates import whole_day
from publishing.reading.post import Post
from publishing.settings import Settings


class Standing(Enum):
    """How a post stands at a moment. The value is what templates ask for."""

    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    DRAFT = "draft"
    WITHHELD = "withheld"
    """It is meant for a few: everybody could read it here."""
    EXPIRED = "expired"

    @classmethod
    def of(cls, post: Post, now: datetime) -> Standing:
        """Return how *post* stands at the moment *now*."""
        if post.is_private:
            return cls.WITHHELD
        if post.draft or post.due is None:
            return cls.DRAFT
        if post.expires and post.expires.instant <= now:
            return cls.EXPIRED
        return cls.PUBLISHED if post.due.instant <= now else cls.SCHEDULED


def turns(posts: Iterable[Post]) -> Iterator[datetime]:
    """Yield every moment from which on readers are shown something else of a post."""
    for post in posts:
        if not post.draft:
            yield from (
                moment.instant for moment in (post.due, post.expires, post.updated) if moment
            )


def timely(post: Post, now: datetime) -> tuple[Post, Problem | None]:
    """Return a post without what is to come of it, and what its author should know of that.

    Nobody is told that a post was updated before it was.
    """
    if post.updated is None or post.updated.instant <= now:
        return post, None
    told = None
    if post.due is None or post.updated.instant > max(now, post.due.instant):
        found = f"updated: {post.updated.isoformat()} is yet to come, and told to nobody until then"
        help = "write the day on which the text changed, or remove the line"
        place = post.places.get("updated", (1, 1))
        told = warning(post.path, *place, "updated-future", found, help)
    return replace(post, updated=None), told


def dated(post: Post, now: datetime, settings: Settings) -> Post:
    """Return *post* as it would be if it were published today, should it have no date.

    So a preview shows it on every page that it will be on, and no page must do without a date.
    """
    if post.date:
        return post
    return replace(
        post, date=whole_day(now.astimezone(settings.site_zone).date(), settings.site_zone)
    )
