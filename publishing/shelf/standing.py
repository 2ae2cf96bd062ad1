"""Whether readers can see a post, and if not, why."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import Enum

from publishing.reading.dates import parse
from publishing.reading.post import Post
from publishing.settings import Settings


class Standing(Enum):
    """How a post stands at a moment. The value is what templates ask for."""

    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    DRAFT = "draft"

    @classmethod
    def of(cls, post: Post, now: datetime) -> Standing:
        """Return how *post* stands at the moment *now*."""
        if post.draft or post.date is None:
            return cls.DRAFT
        return cls.PUBLISHED if post.date.instant <= now else cls.SCHEDULED


def dated(post: Post, now: datetime, settings: Settings) -> Post:
    """Return *post* as it would be if it were published today, should it have no date.

    So a preview shows it on every page that it will be on, and no page must do without a date.
    """
    if post.date:
        return post
    today = now.astimezone(settings.site_zone).date()
    return replace(post, date=parse(today.isoformat(), settings.site_zone, today.year))
