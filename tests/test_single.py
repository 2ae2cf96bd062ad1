"""The pages that stand alone: what each of them shows of a library."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from publishing.feeds.formats import PageFeed
from publishing.library.library import Library
from publishing.model.post import Post
from publishing.pages import single
from publishing.pages.page_kind import PageKind, PageSpec
from publishing.pages.single import HOME_AUTHORS, HOME_POSTS, HOME_TOPICS, NEWEST
from publishing.render.engine import Page
from tests.library_of import NOW, SETTINGS, content, post, registered

SITE = replace(
    SETTINGS, project="Journal", site_description="About queues.", source_url="https://x.example"
)


def pages(kind: PageKind[None], *posts: Post, ordinary: tuple[Page, ...] = ()) -> list[PageSpec]:
    loaded = Library.assemble(posts, registered(), SITE, NOW)
    return [page.spec() for page in kind.deferred(content(loaded, ordinary=ordinary))]


def home(*posts: Post, description: str = "") -> PageSpec[None]:
    page = Page(docname="index", title="T", body="", description=description)
    (found,) = pages(single.HOME, *posts, ordinary=(page,))
    return found


def dated(count: int, **values: Any) -> list[Post]:
    """Return posts called 1 to *count*, the last being the newest."""
    return [
        post(f"posts/{n}.md", f"2026-01-{n:02}", title=str(n), **values)
        for n in range(1, count + 1)
    ]


def titles(cards: Any) -> list[str]:
    return [card.title for card in cards]


def test_the_newest_featured_post_heads_the_front_page_and_the_newest_follow() -> None:
    posts = dated(HOME_POSTS + 3)
    posts[1], posts[3] = (replace(one, featured=True) for one in (posts[1], posts[3]))
    found = home(*posts)
    assert found.context["featured"].title == "4"
    assert titles(found.context["cards"]) == ["11", "10", "9", "8", "7", "6", "5"]
    assert found.context["total"] == 11
    assert found.context["first"].title == "1"
    assert titles(found.shows) == ["4", "11", "10", "9", "8", "7", "6", "5"]


def test_without_a_featured_post_the_newest_heads_it() -> None:
    found = home(*dated(3))
    assert found.context["featured"].title == "3"
    assert titles(found.context["cards"]) == ["2", "1"]


def test_where_it_began_is_told_once_it_is_not_among_the_newest() -> None:
    assert home(*dated(HOME_POSTS)).context["first"] is None
    assert home(*dated(HOME_POSTS + 1)).context["first"].title == "1"


def test_the_front_page_of_no_posts() -> None:
    found = home()
    assert (found.context["featured"], [*found.context["cards"]], found.context["total"]) == (
        None,
        [],
        0,
    )


def test_the_front_page_is_described_by_its_page_or_else_by_the_settings() -> None:
    assert home().description == "About queues."
    assert home(description="Of its own.").description == "Of its own."
    assert (home().title, home().feed) == ("Journal", PageFeed("Journal", "blog/"))


def test_the_commonest_topics_and_authors_are_on_the_front_page() -> None:
    names = [f"t{n:02}" for n in range(20)]
    posts = [
        post(f"posts/{n}.md", "2026-01-01", tags=names[: n + 1], authors=tuple(names[: n + 1]))
        for n in range(20)
    ]
    posts.append(post("posts/z.md", "2026-01-01", tags=("a-rare-one",), authors=("A rare one",)))
    found = home(*posts).context
    assert [(view.name, view.count) for view in found["topics"]] == [
        (name, 20 - n) for n, name in enumerate(names[:HOME_TOPICS])
    ]
    assert [(view.name, view.count) for view in found["authors"]] == [
        (name, 20 - n) for n, name in enumerate(names[:HOME_AUTHORS])
    ]


def test_a_page_without_content_of_its_own_offers_the_newest_posts() -> None:
    for kind, where in ((single.NOT_FOUND, "404.html"), (single.SEARCH, "search/")):
        (spec,) = pages(kind, *dated(NEWEST + 2))
        assert (spec.address, kind.robots) == (where, "noindex")
        assert titles(spec.context["cards"]) == ["7", "6", "5", "4", "3"]


def test_an_ordinary_page_can_be_edited_where_its_file_is() -> None:
    about = Page(docname="about", title="About us", body="", description="Who we are.")
    contact = replace(about, docname="guide/contact")
    start = replace(about, docname="index")
    ordinary = (start, about, contact)
    (found,) = pages(single.ABOUT, ordinary=ordinary)
    assert (found.address, found.title, found.description) == ("about/", "About us", "Who we are.")
    assert found.context["edit_url"] == "https://x.example/edit/main/about.md"
    assert [one.address for one in pages(single.PAGE, ordinary=ordinary)] == ["guide/contact/"]


def test_every_old_address_has_a_page_that_leads_to_the_post_and_is_not_to_be_found() -> None:
    old = post("posts/a.md", title="A", redirect_from=("2019/a.html", "old/"))
    held = post("posts/b.md", "2030-01-01", redirect_from=("later/",))
    found = pages(single.REDIRECT, old, held)
    assert {spec.address: spec.context for spec in found} == {
        "2019/a.html": {"target": "posts/a/"},
        "old/": {"target": "posts/a/"},
    }
    assert {spec.canonical for spec in found} == {"https://example.org/blog/posts/a/"}
    assert single.REDIRECT.robots == "noindex"
