"""Whether readers can see a post, and if not, why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from enum import Enum

from publishing.conf.settings import Settings
from publishing.model.dates import whole_day
from publishing.model.post import Post
from publishing.model.problem import Problem, Severity, warning


class PublicationStatus(Enum):
    """How a post stands at a moment. The value is what templates ask for."""

    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    DRAFT = "draft"
    WITHHELD = "withheld"
    """It is meant for a few: everybody could read it here."""
    EXPIRED = "expired"

    @classmethod
    def of(cls, post: Post, now: datetime) -> PublicationStatus:
        """Return how *post* stands at the moment *now*."""
        if post.is_private:
            return cls.WITHHELD
        if post.draft or post.due is None:
            return cls.DRAFT
        if post.expires and post.expires.instant <= now:
            return cls.EXPIRED
        return cls.PUBLISHED if post.due.instant <= now else cls.SCHEDULED


def is_seen(post: Post, now: datetime) -> bool:
    """Return whether readers see a post, or will without anybody doing something about it."""
    return PublicationStatus.of(post, now) in {
        PublicationStatus.PUBLISHED,
        PublicationStatus.SCHEDULED,
    }


def softened(problem: Problem, idle: Collection[str]) -> Problem:
    """Return what is to be told of a problem: an error only if it refuses something.

    A post that is scheduled comes out by its date alone, so its errors count today. Of one that
    is held back or has expired, they are told as what they will be.

    :param idle: paths of the posts that nobody will see as they are.
    """
    if not problem.is_error or problem.path not in idle:
        return problem
    message = f"{problem.message} (an error once the post is published)"
    return replace(problem, severity=Severity.WARNING, message=message)


def turns(posts: Iterable[Post]) -> Iterator[datetime]:
    """Yield every moment from which on readers are shown something else of a post."""
    for post in posts:
        if not post.draft:
            yield from (
                moment.instant for moment in (post.due, post.expires, post.updated) if moment
            )


def timely(posts: Iterable[Post], now: datetime) -> tuple[list[Post], list[Problem]]:
    """Return posts without what is to come of them, and what their authors should know of that.

    Nobody is told that a post was updated before it was.
    """
    known, problems = [], []
    for post in posts:
        if post.updated is None or post.updated.instant <= now:
            known.append(post)
            continue
        known.append(replace(post, updated=None))
        if post.due is None or post.updated.instant > max(now, post.due.instant):
            day = post.updated.isoformat()
            found = f"updated: {day} is yet to come, and told to nobody until then"
            help = "write the day on which the text changed, or remove the line"
            position = post.positions.get("updated", (1, 1))
            problems.append(warning(post.path, *position, "updated-future", found, help))
    return known, problems


def dated(post: Post, now: datetime, settings: Settings) -> Post:
    """Return *post* as it would be if it were published today, should it have no date.

    So a preview shows it on every page that it will be on, and no page must do without a date.
    """
    if post.date:
        return post
    return replace(
        post, date=whole_day(now.astimezone(settings.site_zone).date(), settings.site_zone)
    )


_SEEN = {PublicationStatus.PUBLISHED, PublicationStatus.SCHEDULED}
"""How posts stand that readers see, or will see without anybody doing something about it."""
