"""The menus lead to the pages that there are, and to no other."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from publishing.pages.menu import menu_of
from tests.library_of import library, post
from tests.publication import Publication


def test_a_menu_holds_the_pages_and_the_kinds_of_term_that_there_are() -> None:
    assert menu_of(library(), []) == frozenset()
    assert menu_of(library(post()), ["index", "about", "contact"]) == {"", "about/", "contact/"}
    rich = post(authors=("Ann",), tags=("One",), categories=("Two",), series="Three")
    assert menu_of(library(rich), ["index"]) == {
        "",
        "blog/author/",
        "blog/tag/",
        "blog/category/",
        "blog/series/",
    }


def menu(publication: Publication, where: str) -> list[tuple[str, str]]:
    """Return the links of the header, from the root, and their words."""
    found = publication.page(where).xpath("//nav[@id='pub-navigation']/a")
    return [(urljoin(f"/{where}", link.get("href"))[1:], link.text) for link in found]


@pytest.mark.parametrize(
    ("keys", "has_about", "shown"),
    [
        ({}, False, []),
        (
            {"category": "Notes", "author": "Ann"},
            True,
            [("blog/category/", "Topics"), ("blog/author/", "Authors"), ("about/", "About")],
        ),
    ],
)
def test_every_page_has_the_same_menu(
    publication: Publication, keys: dict[str, str], has_about: bool, shown: list[tuple[str, str]]
) -> None:
    publication.post("one", **keys)
    if not has_about:
        (publication.root / "about.md").unlink()
    publication.published()
    for where in ("", "blog/", "blog/archive/", "posts/2026/one/", "404.html"):
        assert menu(publication, where)[1:] == shown, where
    assert publication.has("about/") is has_about
    assert publication.dead_links() == []
    offered = publication.main("search/").xpath("//*[@class='pub-page-facts']/a/@href")
    kinds = {"tags": "tag", "category": "category", "author": "author"}
    assert offered == [
        "../blog/archive/",
        *(f"../blog/{kind}/" for key, kind in kinds.items() if key in keys),
    ]


def test_a_page_that_comes_or_goes_changes_the_menu_of_every_page(publication: Publication) -> None:
    publication.post("one")
    publication.published()
    before = publication.tree()
    about = (publication.root / "about.md").read_bytes()
    (publication.root / "about.md").unlink()
    publication.published()
    for where in ("", "blog/", "posts/2026/one/", "404.html", "search/"):
        assert "about/" not in {href for href, _ in menu(publication, where)}, where
    publication.write("about.md", about)
    publication.published()
    assert publication.tree() == before


def test_without_a_front_page_there_is_no_site_but_a_message(publication: Publication) -> None:
    publication.post("one")
    publication.post("bad", date="30 Feb")
    (publication.root / "index.md").unlink()
    built = publication.build()
    assert (built.status, built.text) == (
        1,
        "index.md:1:1: error: there is no such page, and the front page begins with it\n"
        "    help: write a heading, and a sentence or two that say what the publication is about\n"
        "posts/2026/bad.md:3:7: error: date: '30 Feb' is not a date\n"
        "    help: write date: 2026-02-28\n"
        "2 errors, 0 warnings in 2 posts\n"
        "The site is as it was: mend the errors first.\n",
    )


def test_the_header_stands_before_the_text(publication: Publication) -> None:
    """For those who hear the page, or see it without its styles; and they can skip it."""
    publication.post("one")
    publication.published()
    body = publication.page("posts/2026/one/").find("body")
    assert [part.tag for part in body] == ["div", "header", "main", "footer"]
    (skip,) = body[0].findall("a")
    assert skip.get("href") == f"#{body[2].get('id')}"
