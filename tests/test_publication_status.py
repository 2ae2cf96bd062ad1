"""What the clock decides of a post: whether it is shown, and what of it is told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from publishing.library.publication_status import PublicationStatus
from tests.library_of import NOW, library, on, post, said
from tests.publication import Publication


@pytest.mark.parametrize(
    ("values", "publication_status"),
    [
        ({}, PublicationStatus.PUBLISHED),
        ({"not_before": on("2026-06-02")}, PublicationStatus.SCHEDULED),
        ({"date": "2026-06-02"}, PublicationStatus.SCHEDULED),
        ({"draft": True}, PublicationStatus.DRAFT),
        ({"date": None}, PublicationStatus.DRAFT),
        ({"draft": True, "is_private": True}, PublicationStatus.WITHHELD),
        ({"expires": on("2026-06-01")}, PublicationStatus.EXPIRED),
        ({"expires": on("2026-06-02")}, PublicationStatus.PUBLISHED),
        ({"expires": on("2026-06-01T12:00:00+00:00")}, PublicationStatus.EXPIRED),
        ({"draft": True, "expires": on("2026-06-01")}, PublicationStatus.DRAFT),
    ],
)
def test_how_a_post_stands(values: dict[str, Any], publication_status: PublicationStatus) -> None:
    assert PublicationStatus.of(post(**values), NOW) is publication_status


def test_nobody_is_told_of_an_update_that_is_yet_to_come() -> None:
    one = post("posts/one.md", updated=on("2062-03-01"), positions={"updated": (4, 10)})
    two = post("posts/two.md", "2026-09-01", updated=on("2026-09-02"))
    three = post("posts/three.md", "2026-09-01", updated=on("2026-09-01"))
    four = post("posts/four.md", updated=on("2026-06-01"))
    found = library(one, two, three, four)
    help = "help: write the day on which the text changed, or remove the line"
    assert said(found) == [
        "posts/one.md:4:10: warning: updated: 2062-03-01 is yet to come, and told to nobody until"
        f" then\n    {help}",
        "posts/two.md:1:1: warning: updated: 2026-09-02 is yet to come, and told to nobody until"
        f" then\n    {help}",
    ]
    updated = {one.path: one.updated for one in (*found.posts, *found.held)}
    assert updated == {
        "posts/one.md": None,
        "posts/two.md": None,
        "posts/three.md": None,
        "posts/four.md": on("2026-06-01"),
    }


def test_a_library_knows_when_readers_should_see_something_else() -> None:
    found = library(
        post("posts/a.md", "2026-05-01", expires=on("2026-05-20")),
        post("posts/b.md", "2026-05-02", expires=on("2026-08-01")),
        post("posts/c.md", "2026-05-03", updated=on("2026-07-01")),
        post("posts/d.md", "2026-09-01"),
        post("posts/e.md", "2026-05-30", not_before=on("2026-07-02")),
        post("posts/f.md", "2026-06-15", draft=True),
    )
    assert found.since == datetime(2026, 5, 20, tzinfo=UTC)
    assert found.until == datetime(2026, 7, 1, tzinfo=UTC)


def test_the_clock_alone_makes_the_site_that_is_made_of_nothing(publication: Publication) -> None:
    publication.post("kept", tags="tea", updated="2026-07-01")
    publication.post("gone", tags="tea", expires="2026-07-02")
    publication.post("later", date="2026-01-01", publishDate="2026-07-03")
    built = publication.build()
    assert built.status == 0
    assert "2026-07" not in "".join(
        text.decode()
        for path, text in publication.tree().items()
        if path.endswith((".xml", ".html"))
    )
    for day in ("2026-07-01", "2026-07-02", "2026-07-03"):
        clock = str(int(datetime.fromisoformat(f"{day}T12:00+00:00").timestamp()))
        assert publication.build(SOURCE_DATE_EPOCH=clock).status == 0
        by_the_clock = publication.tree()
        assert publication.build("-E", SOURCE_DATE_EPOCH=clock).status == 0
        assert publication.tree() == by_the_clock
    assert not publication.has("posts/2026/gone/")
    assert publication.has("posts/2026/later/")
    assert b"2026-07-01" in publication.tree()["sitemap.xml"]
    assert "2026-07-01" in publication.text("posts/2026/kept/")
