"""Which posts readers are shown at one moment, and in what order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from publishing.conf.settings import Settings
from publishing.library.publication_status import (
    PublicationStatus,
    dated,
    is_seen,
    timely,
    turns,
)
from publishing.model.post import Post
from publishing.model.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """Posts at one moment.

    :ivar known: all of them by address, without what is to come of them.
    :ivar shown: those that are shown, newest first; in a preview those without a date before.
    :ivar held: as :attr:`publishing.library.library.Library.held`; likewise :attr:`since`,
        :attr:`until`.
    :ivar idle: paths of those that nobody will see as they are.
    :ivar problems: what their authors should know of their dates.
    """

    known: tuple[Post, ...]
    shown: tuple[Post, ...]
    held: tuple[Post, ...]
    idle: frozenset[str]
    problems: tuple[Problem, ...]
    since: datetime | None
    until: datetime | None

    @classmethod
    def of(
        cls, posts: Iterable[Post], settings: Settings, now: datetime, *, preview: bool
    ) -> Arrangement:
        """Arrange posts in any order."""
        stated = sorted(posts, key=lambda post: post.address)
        moments = list(turns(stated))
        known, problems = timely(stated, now)
        held = [
            post
            for post in known
            if PublicationStatus.of(post, now) is not PublicationStatus.PUBLISHED
        ]
        held.sort(key=lambda post: (_ORDER.index(PublicationStatus.of(post, now)), _instant(post)))
        waiting = {post.path for post in held}
        undated = {post.path for post in held if not post.date}
        shown = [
            dated(post, now, settings) for post in known if preview or post.path not in waiting
        ]
        shown.sort(key=lambda post: (post.path in undated, _instant(post)), reverse=True)
        return cls(
            known=tuple(known),
            shown=tuple(shown),
            held=tuple(held),
            idle=frozenset(post.path for post in known if not preview and not is_seen(post, now)),
            problems=tuple(problems),
            since=max((moment for moment in moments if moment <= now), default=None),
            until=min((moment for moment in moments if moment > now), default=None),
        )


_ORDER = (
    *(PublicationStatus.PUBLISHED, PublicationStatus.SCHEDULED, PublicationStatus.DRAFT),
    *(PublicationStatus.WITHHELD, PublicationStatus.EXPIRED),
)


def _instant(post: Post) -> float:
    return post.date.instant.timestamp() if post.date else 0.0
