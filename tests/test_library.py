"""How posts stand to each other: order, terms, neighbours, what is held back."""

from __future__ import annotations

from pathlib import Path

import pytest

from publishing.model.taxonomy import Taxonomy, Term
from tests.library_of import library, on, post, registered, said


def names(terms: tuple[Term, ...]) -> list[tuple[str, str, int]]:
    return [(term.name, term.slug, len(term.posts)) for term in terms]


def test_newest_first_then_by_address() -> None:
    found = library(
        post("posts/b.md", "2026-05-01"),
        post("posts/a.md", "2026-05-01"),
        post("posts/c.md", "2026-05-01T09:00:00+00:00"),
        post("posts/d.md", "2026-05-01T09:30:00+05:00"),
        post("posts/e.md", "2021-01-01"),
    )
    assert [one.path for one in found.posts] == [
        "posts/c.md",
        "posts/d.md",
        "posts/a.md",
        "posts/b.md",
        "posts/e.md",
    ]
    first, second, *_, last = found.posts
    assert found.newer(first) is None
    assert found.older(first) is second
    assert found.newer(second) is first
    assert found.older(last) is None
    assert found.by_path["posts/e.md"] is last


def test_what_is_not_due_is_held() -> None:
    found = library(
        post("posts/now.md", "2026-06-01T12:00:00+00:00"),
        post("posts/soon.md", "2026-06-01T12:00:01+00:00", tags=("secret",)),
        post("posts/later.md", "2027-01-01"),
        post("posts/draft.md", "2020-01-01", draft=True, authors=("Nobody",)),
        post("posts/undated.md", None, series="None such", redirect_from=("old/",)),
    )
    assert [one.path for one in found.posts] == ["posts/now.md"]
    assert [one.path for one in found.held] == [
        "posts/soon.md",
        "posts/later.md",
        "posts/undated.md",
        "posts/draft.md",
    ]
    assert list(found.by_path) == ["posts/now.md"]
    assert not any(found.terms.values())
    assert found.redirects == {}
    for one in found.held:
        assert found.newer(one) is found.older(one) is found.series_of(one) is None
        assert found.authors_of(one) == found.tags_of(one) == ()


def test_terms_by_name_with_their_posts_newest_first() -> None:
    old = post("posts/old.md", "2020-01-01", tags=("Élan", "C++", "python"), categories=("Craft",))
    new = post("posts/new.md", "2021-01-01", tags=("Python", "C", "C#", "python", "zeal"))
    found = library(old, new)
    assert names(found.terms[Taxonomy.TAG]) == [
        ("C", "c", 1),
        ("C#", "c-sharp", 1),
        ("C++", "c-plus-plus", 1),
        ("Élan", "elan--mqfujvnh", 1),
        ("python", "python", 2),
        ("zeal", "zeal", 1),
    ]
    assert found.terms[Taxonomy.TAG][4].posts == (new, old)
    assert [term.name for term in found.tags_of(new)] == ["python", "C", "C#", "zeal"]
    assert [term.address for term in found.categories_of(old)] == ["blog/category/craft/"]


@pytest.mark.parametrize(
    ("spellings", "name"),
    [
        (["Python", "python", "python"], "python"),
        (["Python", "python"], "Python"),
        (["open-source", "open source"], "open-source"),
    ],
)
def test_a_term_is_spelt_as_most_posts_spell_it_or_the_oldest(
    spellings: list[str], name: str
) -> None:
    posts = [
        post(f"posts/{at}.md", f"202{at}-01-01", tags=(tag,)) for at, tag in enumerate(spellings)
    ]
    [term] = library(*posts).terms[Taxonomy.TAG]
    assert term.name == name
    assert len(term.posts) == len(spellings)


def test_authors_by_id_by_name_and_unregistered() -> None:
    known = registered(ann="Ann Lee", bo="Bo Lind", nobody="No Posts")
    one = post("posts/one.md", "2021-01-01", authors=("ann", "Ann Lee", "Cy Ng"))
    two = post("posts/two.md", authors=("ANN LEE", "BO", "cy ng"))
    found = library(one, two, authors=known)
    assert names(found.terms[Taxonomy.AUTHOR]) == [
        ("Ann Lee", "ann", 2),
        ("Bo Lind", "bo", 1),
        ("Cy Ng", "cy-ng", 2),
    ]
    ann, cy = found.authors_of(one)
    assert ann.author is known.by_id["ann"]
    assert cy.author
    assert (cy.author.id, cy.author.name) == (None, "Cy Ng")
    assert said(found) == []


def test_series_and_their_parts() -> None:
    one = post("posts/one.md", "2021-01-01", series="From the start")
    two = post("posts/two.md", "2022-01-01", series="from the Start")
    found = library(one, two)
    series = found.series_of(one)
    assert series
    assert series is found.series_of(two)
    assert series.address == "blog/series/from-the-start/"
    assert series.posts == (two, one)


def test_two_posts_of_one_address() -> None:
    found = library(
        post("posts/2026/a.md"),
        post("posts/2026/a/index.md"),
        post("posts/2026/A.md", "2026-09-01"),
    )
    assert said(found) == [
        "posts/2026/A.md:1:1: error: address: /posts/2026/A/ is also that of posts/2026/a.md\n"
        "    help: rename or move one of them",
        "posts/2026/a.md:1:1: error: address: /posts/2026/a/ is also that of posts/2026/A.md\n"
        "    help: rename or move one of them",
        "posts/2026/a/index.md:1:1: error: address: /posts/2026/a/ is also that of "
        "posts/2026/A.md\n    help: rename or move one of them",
    ]


def test_an_address_below_the_lists_that_the_site_has_not_is_free() -> None:
    old = (
        *("blog/2021/03/04/hello/", "blog/2021/03/04/hello.html", "blog/hello/", "blog/20210/"),
        "blog/tags/x/",
    )
    one = post("posts/one.md", redirect_from=old)
    found = library(one)
    assert said(found) == []
    assert tuple(found.redirects) == old


def test_what_nobody_will_see_clashes_with_others_and_no_other_with_it() -> None:
    live = post("posts/live.md", redirect_from=("old/", "posts/first/"))
    draft = post("posts/live/index.md", draft=True, redirect_from=("old/",))
    first = post("posts/first.md", expires=on("2026-05-02"))
    found = library(draft, first, live)
    later = "(an error once the post is published)"
    mend = "help: remove it; an old address leads to one post and stands over nothing else"
    assert said(found) == [
        f"posts/first.md:1:1: warning: address: /posts/first/ is an old address of posts/live.md"
        f" {later}\n    help: rename or move the post",
        "posts/live/index.md:1:1: warning: address: /posts/live/ is also that of posts/live.md"
        f" {later}\n    help: rename or move one of them",
        "posts/live/index.md:1:1: warning: redirect_from: '/old/' is an old address of"
        f" posts/live.md {later}\n    {mend}",
    ]
    assert found.redirects == {"old/": live, "posts/first/": live}
    assert found.refused == frozenset()


def test_old_addresses_lead_to_published_posts() -> None:
    one = post("posts/one.md", redirect_from=("2015/05/21/TockingTime/", "old.html", "posts/one/"))
    two = post("posts/two.md", None, redirect_from=("later/",))
    found = library(one, two)
    assert said(found) == []
    assert found.redirects == {"2015/05/21/TockingTime/": one, "old.html": one}


@pytest.mark.parametrize(
    ("old", "owner"),
    [
        ("about/", "the page about this publication"),
        ("blog/", "the lists and feeds of posts"),
        ("blog/tag/x/", "the lists and feeds of posts"),
        ("Blog/Author/x.html", "the lists and feeds of posts"),
        ("blog/2021/", "the lists and feeds of posts"),
        ("blog/2021.html", "the lists and feeds of posts"),
        ("blog/2021/page/2/", "the lists and feeds of posts"),
        ("blog/page/2/", "the lists and feeds of posts"),
        ("blog/atom.xml", "the lists and feeds of posts"),
        ("blog/atom-1.xml/x/", "the lists and feeds of posts"),
        ("blog/feed.json", "the lists and feeds of posts"),
        ("_static/x.html", "the site's own files"),
        ("posts/", "the folder of all posts"),
        ("posts/two/", "where posts/two.md is"),
        ("Posts/TWO/", "where posts/two.md is"),
        ("posts/three/", "where posts/three.md is"),
        ("OLD/", "an old address of posts/two.md"),
        ("contact/", "a page of this site"),
        ("old.html/x/", "below /old.html, an old address of posts/two.md"),
        ("deep.html", "a folder of this site"),
        ("about.html", "the page about this publication"),
        ("blog.html", "the lists and feeds of posts"),
        ("contact.htm", "a page of this site"),
        ("posts/two.html", "where posts/two.md is"),
        ("robots.txt/x/", "the rules for robots"),
        ("site.webmanifest/", "the site's own files"),
        ("a/index.html/b/", "the page of a folder"),
        ("rss.xml/", "where readers look for a feed"),
        ("posts/Chart.png/", "where the file posts/chart.PNG is"),
        ("posts/chart.PNG/x/", "where the file posts/chart.PNG is"),
    ],
)
def test_an_old_address_stands_over_nothing(tmp_path: Path, old: str, owner: str) -> None:
    (tmp_path / "contact.md").write_text("# Contact")
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/chart.PNG").write_bytes(b"")
    found = library(
        post("posts/two.md", redirect_from=("old/", "old.html", "deep.html/x/")),
        post("posts/three.md", "2026-09-01"),
        post("posts/zzz.md", redirect_from=(old,), positions={"redirect_from": (7, 3)}),
        root=tmp_path,
    )
    assert said(found) == [
        f"posts/zzz.md:7:3: error: redirect_from: '/{old}' is {owner}\n"
        "    help: remove it; an old address leads to one post and stands over nothing else"
    ]
    assert old not in found.redirects
