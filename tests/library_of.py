"""Posts made by hand, for tests of what stands on the model rather than of reading it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from publishing.conf.settings import Settings
from publishing.library.authors import Authors
from publishing.library.library import Library
from publishing.model import permalinks
from publishing.model.author import Author
from publishing.model.dates import Moment
from publishing.model.post import Post
from publishing.model.slug import slug_of
from publishing.pages.cards import Cards
from publishing.pages.content import SiteContent
from publishing.render.rendered_post import RenderedPost, listing_digest

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SETTINGS = Settings(
    project="Test",
    site_url="https://example.org/blog/",
    site_id="example.org,2026",
    site_zone=ZoneInfo("UTC"),
)


def on(text: str) -> Moment:
    """Return a day (``2026-05-01``) or an instant."""
    instant = datetime.fromisoformat(text)
    return Moment(instant=instant.replace(tzinfo=instant.tzinfo or UTC), day_only=len(text) == 10)


def post(path: str = "posts/a.md", date: str | None = "2026-05-01", **values: Any) -> Post:
    """Return a post with what matters to a test; the rest is plain."""
    docname = permalinks.docname_of(path)
    plain = {"title": "A post", "body": "Text.\n", "body_line": 5, "digest": ""}
    return Post(
        path=path,
        docname=docname,
        address=permalinks.of_post(docname),
        date=on(date) if date else None,
        **{**plain, **values},
    )


def registered(**names: str) -> Authors:
    """Return authors by id and name."""
    known = [Author(id=id, name=name) for id, name in names.items()]
    return Authors(
        {slug_of(author.id or ""): author for author in known},
        {slug_of(author.name): author for author in known},
    )


def library(
    *posts: Post,
    authors: Authors | None = None,
    root: Path = Path("nowhere"),
    settings: Settings = SETTINGS,
) -> Library:
    """Return a library of posts at :data:`NOW`."""
    return Library.assemble(posts, authors or Authors(), settings, NOW, root=root)


def rendered(one: Post, *, excerpt: str = "It begins.", words: int = 900) -> RenderedPost:
    """Return what the press would make of a post, as far as lists and feeds look at it."""
    nothing: dict[str, Any] = {
        field.name: ()
        for field in fields(RenderedPost)
        if field.name not in {"body", "feed", "length"}
    }
    seen = {
        "listing_digest": listing_digest(one, excerpt, words),
        "excerpt": excerpt,
        "words": words,
    }
    return RenderedPost(body="", feed="", length=0, **(nothing | seen))


def content(loaded: Library, **values: Any) -> SiteContent:
    """Return what the pages of a library are made from; nothing is kept for the next time."""
    plain: dict[str, Any] = {
        "rendered": rendered,
        "cards": Cards(loaded, values.get("rendered", rendered), lambda _: None),
        "text": lambda key: f"<p>{key}</p>",
        "remember": _fresh,
    }
    return SiteContent(library=loaded, **plain | values)


def _fresh(*_: str, make: Callable[[], str]) -> str:
    return make()


def said(found: Library) -> list[str]:
    """Return the problems of a library as they are printed."""
    return [str(problem) for problem in found.problems]
