"""Posts and renderings as the cache holds them."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime

from publishing.model.moment import Moment
from publishing.model.post import Post
from publishing.render import serialise

POST = Post(
    path="posts/2026/a.md",
    docname="posts/2026/a",
    address="posts/2026/a/",
    title="A",
    date=Moment(instant=datetime(2026, 5, 1, tzinfo=UTC), day_only=True),
    expires=Moment(instant=datetime(2027, 5, 1, 8, tzinfo=UTC), day_only=False),
    authors=("Ann Lee",),
    tags=("craft",),
    redirect_from=("old/",),
    body="",
    body_line=5,
    digest="0" * 64,
    ignored=("layout",),
    positions={"title": (2, 8)},
)


def test_a_post_comes_back_as_it_was() -> None:
    kept = serialise.pack(serialise.from_post(POST))
    [plain] = serialise.unpack(kept)
    found = serialise.to_post(plain)
    assert all(getattr(found, item.name) == getattr(POST, item.name) for item in fields(Post))


def test_what_lists_show_of_a_post_does_not_depend_on_where_its_keys_stand() -> None:
    moved = replace(POST, body="Text.", body_line=9, digest="1" * 64, positions={"title": (3, 1)})
    assert moved.face == POST.face
    assert replace(POST, expires=None).face != POST.face
