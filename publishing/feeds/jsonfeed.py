"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any, Final

from publishing.feeds.feed import Entry, Feed
from publishing.feeds.feed_format import FeedFormat
from publishing.model.author import Person

_VERSION: Final = "https://jsonfeed.org/version/1.1"


def render(feed: Feed) -> bytes:
    """Return the feed as JSON in UTF-8: the same ids, dates and order as in Atom."""
    head = _without_blanks(
        version=_VERSION,
        title=feed.title,
        home_page_url=feed.page_url,
        feed_url=feed.url,
        description=feed.subtitle,
        icon=feed.icon,
        language=feed.language,
        authors=[_author(feed.author)],
    )
    document = head | {"items": [_item(entry) for entry in feed.newest_first]}
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return f"{text}\n".encode(errors="replace")


def _item(entry: Entry) -> dict[str, Any]:
    return _without_blanks(
        id=entry.id,
        url=entry.url,
        external_url=entry.external_link,
        title=entry.title,
        content_html=entry.content,
        content_text="" if entry.content else entry.summary or entry.title,
        summary=entry.summary,
        image=entry.image,
        date_published=entry.published.rfc3339,
        date_modified=entry.changed.isoformat(),
        authors=[_author(author) for author in entry.authors],
        tags=[category.name for category in entry.categories],
        language=entry.language,
    )


def _author(person: Person) -> dict[str, Any]:
    return _without_blanks(name=person.name, url=person.url)


def _without_blanks(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


JSON_FEED: Final = FeedFormat(name="json", title="JSON feed", write=render, of_terms=False)
