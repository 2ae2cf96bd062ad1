"""The pages that list posts: which there are, what each holds, and when it changed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

import pytest

from publishing.feeds.formats import PageFeed
from publishing.library.library import Library
from publishing.model.post import Post
from publishing.pages import listings
from publishing.pages.content import SiteContent
from publishing.pages.head import Head
from publishing.pages.page_kind import DeferredPage, PageKind, PageSpec
from publishing.pages.registry import PAGE_KINDS, site_pages
from publishing.pages.view import Card
from publishing.render.engine import Page
from tests.library_of import NOW, SETTINGS, content, on, post, registered

SITE = replace(SETTINGS, posts_per_page=2, project="Journal")
POSTS = (
    post("posts/a.md", "2024-12-31", title="A", tags=("One",), authors=("ann",), series="Parts"),
    post("posts/b.md", "2025-03-01", title="B", tags=("One", "Two"), series="Parts"),
    post("posts/c.md", "2025-03-09", title="C", categories=("Notes",), updated=on("2026-02-02")),
    post(
        "posts/d.md",
        "2026-01-01",
        title="D",
        tags=("One",),
        authors=("ann", "Bo"),
        series="Parts",
    ),
    post("posts/e.md", "2026-04-01", title="E", tags=("One",)),
)


ORDINARY = (
    Page(docname="index", title="Home", body="", description=""),
    Page(docname="about", title="About", body="", description=""),
)


def assembled(*posts: Post) -> SiteContent:
    loaded = Library.assemble(posts, registered(ann="Ann Lee"), SITE, NOW)
    return content(loaded, ordinary=ORDINARY)


def pages(*posts: Post) -> dict[str, tuple[PageKind[Any], DeferredPage[Any]]]:
    """Return every page of a site with these posts, and its kind."""
    return {page.address: (kind, page) for kind, page in site_pages(assembled(*posts))}


def lists(*posts: Post) -> dict[str, tuple[PageKind[Any], DeferredPage[Any]]]:
    return {where: one for where, one in pages(*posts).items() if where.startswith("blog/")}


def specs(*posts: Post) -> dict[str, PageSpec[Any]]:
    return {where: page.spec() for where, (_, page) in lists(*posts).items()}


def titles_of(cards: Iterable[Card]) -> str:
    return "".join(card.title for card in cards)


def titles(spec: PageSpec) -> str:
    return titles_of(spec.context["cards"])


def test_every_list_and_the_posts_that_it_holds() -> None:
    found = {
        where: (kind.name, kind.template, page.spec().title, titles(page.spec()))
        for where, (kind, page) in lists(*POSTS).items()
        if kind.template in {"listing.html", "author.html"}
    }
    assert found == {
        "blog/": ("blog", "listing.html", "Posts", "EDC"),
        "blog/page/1/": ("blog", "listing.html", "Posts, part 1", "BA"),
        "blog/tag/one/": ("tag", "listing.html", "One", "ED"),
        "blog/tag/one/page/1/": ("tag", "listing.html", "One, part 1", "BA"),
        "blog/tag/two/": ("tag", "listing.html", "Two", "B"),
        "blog/category/notes/": ("category", "listing.html", "Notes", "C"),
        "blog/author/ann/": ("author", "author.html", "Ann Lee", "DA"),
        "blog/author/bo/": ("author", "author.html", "Bo", "D"),
        # A series is read from its beginning, on one page.
        "blog/series/parts/": ("series", "listing.html", "Parts", "ABD"),
    }


def test_the_archive_and_the_years_hold_every_post() -> None:
    made = specs(*POSTS)
    archive = made["blog/archive/"].context
    assert archive["total"] == 5
    assert [
        (year.year, year.address, year.count, "".join(card.title for card in year.cards))
        for year in archive["years"]
    ] == [
        (2026, "blog/2026/", 2, "ED"),
        (2025, "blog/2025/", 2, "CB"),
        (2024, "blog/2024/", 1, "A"),
    ]
    assert {
        where: (
            made[where].context["count"],
            [
                (group.number, "".join(card.title for card in group.cards))
                for group in made[where].context["months"]
            ],
            made[where].context["newer"],
            made[where].context["older"],
        )
        for where in ("blog/2026/", "blog/2025/", "blog/2024/")
    } == {
        "blog/2026/": (2, [(4, "E"), (1, "D")], None, "blog/2025/"),
        "blog/2025/": (2, [(3, "CB")], "blog/2026/", "blog/2024/"),
        "blog/2024/": (1, [(12, "A")], "blog/2025/", None),
    }


def test_a_post_is_in_the_year_that_it_was_written_in() -> None:
    late = post("posts/late.md", "2024-12-31T23:30:00-08:00", title="Late")
    early = post("posts/early.md", "2025-01-01T00:30:00+14:00", title="Early")
    years = {
        year.year: titles_of(year.cards)
        for year in specs(late, early)["blog/archive/"].context["years"]
    }
    assert years == {2025: "Early", 2024: "Late"}


def test_a_long_archive_names_the_years_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def named() -> list[int]:
        return [len(year.cards) for year in specs(*POSTS)["blog/archive/"].context["years"]]

    monkeypatch.setattr(listings, "ARCHIVE_LIMIT", 5)
    assert named() == [2, 2, 1]
    monkeypatch.setattr(listings, "ARCHIVE_LIMIT", 4)
    assert named() == [0, 0, 0]


def test_the_indexes_count_the_posts_of_each_term() -> None:
    made = specs(*POSTS)
    assert {
        where: [
            (view.name, view.count)
            for view in (*made[where].context["terms"], *made[where].context["authors"])
        ]
        for where in ("blog/tag/", "blog/category/", "blog/author/", "blog/series/")
    } == {
        "blog/tag/": [("One", 4), ("Two", 1)],
        "blog/category/": [("Notes", 1)],
        "blog/author/": [("Ann Lee", 2), ("Bo", 1)],
        "blog/series/": [("Parts", 3)],
    }


def test_lists_know_their_feeds_and_only_the_front_of_one_counts_all() -> None:
    made = {where: spec for where, spec in specs(*POSTS).items() if "cards" in spec.context}
    assert {where: spec.context["feed"] for where, spec in made.items()} == {
        "blog/": "blog/atom.xml",
        "blog/page/1/": "blog/atom.xml",
        "blog/tag/one/": "blog/tag/one/atom.xml",
        "blog/tag/one/page/1/": "blog/tag/one/atom.xml",
        "blog/tag/two/": "blog/tag/two/atom.xml",
        "blog/category/notes/": "blog/category/notes/atom.xml",
        "blog/author/ann/": "blog/author/ann/atom.xml",
        "blog/author/bo/": "blog/author/bo/atom.xml",
        "blog/series/parts/": None,
    }
    assert made["blog/tag/one/page/1/"].feed == PageFeed("One – Journal", "blog/tag/one/")
    assert {
        where: (spec.context["total"], spec.context["newer"], spec.context["older"])
        for where, spec in made.items()
        if where.startswith("blog/tag/one/")
    } == {
        "blog/tag/one/": (4, None, "blog/tag/one/page/1/"),
        "blog/tag/one/page/1/": (None, "blog/tag/one/", None),
    }


# -- What search engines are told -----------------------------------------------------------


def found_at(*posts: Post) -> set[str]:
    """Return the addresses that search engines may find pages at."""
    return {
        where for where, (kind, page) in pages(*posts).items() if page.url(SITE) and not kind.robots
    }


def test_a_page_changed_when_the_posts_that_it_shows_did() -> None:
    found = {
        where: page.changed.isoformat() if page.changed else None
        for where, (kind, page) in pages(*POSTS).items()
        if not kind.robots
    }
    assert found == {
        "posts/a/": "2024-12-31",
        "posts/b/": "2025-03-01",
        "posts/c/": "2026-02-02",
        "posts/d/": "2026-01-01",
        "posts/e/": "2026-04-01",
        "": "2026-04-01",
        "about/": None,
        "blog/": "2026-04-01",
        "blog/page/1/": "2025-03-01",
        "blog/archive/": "2026-04-01",
        "blog/2026/": "2026-04-01",
        "blog/2025/": "2026-02-02",
        "blog/2024/": "2024-12-31",
        "blog/tag/": "2026-04-01",
        "blog/tag/one/": "2026-04-01",
        "blog/tag/one/page/1/": "2025-03-01",
        "blog/tag/two/": "2025-03-01",
        "blog/category/": "2026-02-02",
        "blog/category/notes/": "2026-02-02",
        "blog/author/": "2026-01-01",
        "blog/author/ann/": "2026-01-01",
        "blog/author/bo/": "2026-01-01",
        "blog/series/": "2026-01-01",
        "blog/series/parts/": "2026-01-01",
    }


def test_a_site_without_posts_has_changed_at_no_time() -> None:
    assert {page.changed for _, page in pages().values()} == {None}


def test_what_is_not_to_be_found_here_is_not_told_of() -> None:
    elsewhere = post("posts/x.md", canonical="https://elsewhere.example/x/")
    here = post(
        "posts/y.md", canonical="https://example.org/blog/posts/y/", redirect_from=("old/",)
    )
    hidden = set(pages(elsewhere, here)) - found_at(elsewhere, here)
    assert hidden == {"posts/x/", "old/", "404.html", "search/"}
    _, page = pages(here)["posts/y/"]
    assert page.url(SITE) == "https://example.org/blog/posts/y/"


def data(
    one: tuple[PageKind[Any], DeferredPage[Any]], robots: str | None = None
) -> list[dict[str, Any]]:
    kind, page = one
    spec = page.spec()
    written = Head(SITE).data(kind, kind.view(spec, SITE, robots), spec)
    return json.loads(written)["@graph"] if written else []


def test_a_page_that_robots_are_kept_from_is_not_described() -> None:
    assert data(pages(*POSTS)["blog/"])
    assert data(pages(*POSTS)["blog/"], "noindex") == []


def test_no_two_kinds_share_a_name() -> None:
    names = [kind.name for kind in PAGE_KINDS]
    assert sorted(set(names)) == sorted(names)


def test_every_list_is_a_collection_with_a_trail() -> None:
    every = {where: one for where, one in pages(*POSTS).items() if not where.startswith("posts/")}
    described = {where: [node["@type"] for node in data(one)] for where, one in every.items()}
    collection, profile = ["CollectionPage", "BreadcrumbList"], ["ProfilePage", "BreadcrumbList"]
    assert described == {
        "": ["WebSite"],
        "about/": [],
        "404.html": [],
        "search/": [],
        "blog/": collection,
        "blog/page/1/": collection,
        "blog/archive/": collection,
        "blog/2026/": collection,
        "blog/2025/": collection,
        "blog/2024/": collection,
        "blog/tag/": ["BreadcrumbList"],
        "blog/tag/one/": collection,
        "blog/tag/one/page/1/": collection,
        "blog/tag/two/": collection,
        "blog/category/": ["BreadcrumbList"],
        "blog/category/notes/": collection,
        "blog/author/": ["BreadcrumbList"],
        "blog/author/ann/": profile,
        "blog/author/bo/": profile,
        "blog/series/": ["BreadcrumbList"],
        "blog/series/parts/": collection,
    }
    (year, _) = data(every["blog/2025/"])
    assert [
        (item["position"], item["name"], item["url"])
        for item in year["mainEntity"]["itemListElement"]
    ] == [
        (1, "C", "https://example.org/blog/posts/c/"),
        (2, "B", "https://example.org/blog/posts/b/"),
    ]


# -- Which list is due ----------------------------------------------------------------------


def changed(one: tuple[Post, ...], other: tuple[Post, ...]) -> set[str]:
    """Return the addresses of the lists that differ, or that only one of two sites has."""
    before, after = (
        {where: page.key() for where, (_, page) in lists(*posts).items()} for posts in (one, other)
    )
    return {where for where in before | after if before.get(where) != after.get(where)}


def test_a_new_post_changes_the_lists_that_show_it_and_no_full_part() -> None:
    posts = (*POSTS, post("posts/f.md", "2026-05-01", title="F"))
    new = post("posts/g.md", "2026-05-02", title="G", tags=("Two",))
    assert changed(posts, (*posts, new)) == {
        "blog/",
        "blog/archive/",
        "blog/2026/",
        "blog/tag/",
        "blog/tag/two/",
    }


def test_a_new_title_changes_the_lists_that_show_it() -> None:
    *others, last = POSTS
    assert changed(POSTS, (*others, replace(last, title="Other"))) == {
        "blog/",
        "blog/archive/",
        "blog/2026/",
        "blog/tag/one/",
    }


def test_all_that_a_page_shows_is_in_its_key() -> None:
    spec = specs(*POSTS)["blog/"]
    key = DeferredPage.of(spec).key()
    for field in fields(PageSpec):
        if field.name != "shows":  # says when the page changed, and is not shown
            other = replace(spec, **{field.name: "other"})
            assert repr(other) != key, field.name
    for name in spec.context:
        other = replace(spec, context={**spec.context, name: "other"})
        assert DeferredPage.of(other).key() != key, name
    fewer = replace(spec, about=assembled(*POSTS[:2]).cards.all(POSTS[:2]))
    assert DeferredPage.of(fewer).key() != key


def test_a_new_body_changes_no_list() -> None:
    *others, last = POSTS
    assert changed(POSTS, (*others, replace(last, body="Other.", digest="x"))) == set()
