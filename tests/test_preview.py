"""What a preview shows, and that the site never does."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html

from publishing.feeds.sitemap import render
from tests.publication import ATOM, Publication

SECRETS = ("Quokka", "quokka", "wombat", "Numbat")
"""Words that only posts that are not published have: titles, slugs, tags, authors, pictures."""

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ff"
    "ff3f0005fe02fe0def46b80000000049454e44ae426082"
)


def lay_out(publication: Publication) -> Publication:
    """Write a published post; one that is scheduled, a draft, and one without a date."""
    publication.post("out", date="2026-05-01", tags="tea", author="Editors")
    publication.post(
        "quokka-scheduled",
        title="Quokka, soon",
        date="2026-07-01T09:30:00+02:00",
        tags="tea, wombat",
        author="Numbat",
        redirect_from="old/quokka/",
    )
    publication.write(
        "posts/2026/quokka-draft/index.md",
        """
        ---
        title: Quokka, drafted
        date: 2026-04-01
        draft: true
        category: wombat
        series: Numbat
        image: wombat.png
        ---
        ![A wombat](wombat.png) and [another](../quokka-undated.md).
        """,
    )
    publication.write("posts/2026/quokka-draft/wombat.png", PNG)
    publication.write(
        "posts/2026/quokka-undated.md", "---\ntitle: Quokka, some day\ndraft: true\n---\nText.\n"
    )
    return publication


@pytest.fixture
def waiting(publication: Publication) -> Publication:
    return lay_out(publication)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A preview of these, for tests that only look."""
    return preview(lay_out(Publication(tmp_path_factory.mktemp("preview") / "publication")))


def preview(publication: Publication, *options: str) -> Path:
    """Build a preview and return its tree."""
    built = publication.build("--preview", *options)
    assert built.status == 0, built.text
    return publication.root / "_build/preview/html"


def pages(tree: Path) -> dict[str, html.HtmlElement]:
    """Every page that shows something of its own."""
    found = {
        path.relative_to(tree).as_posix(): html.document_fromstring(path.read_bytes())
        for path in sorted(tree.rglob("*.html"))
    }
    return {
        path: page
        for path, page in found.items()
        if not page.xpath("//meta[@http-equiv='refresh']")
    }


def words_of(tree: Path) -> bytes:
    """Every name and every byte of a tree."""
    return b"\n".join(
        part
        for path in sorted(tree.rglob("*"))
        for part in (path.name.encode(), path.read_bytes() if path.is_file() else b"")
    )


def test_the_site_never_holds_what_is_not_published(waiting: Publication) -> None:
    assert waiting.build().status == 0
    before = waiting.tree()
    tree = preview(waiting)
    assert waiting.tree() == before
    assert waiting.build("-E").status == 0
    assert waiting.tree() == before
    shown, published = words_of(tree), words_of(waiting.site)
    assert [word for word in SECRETS if word.encode() not in shown] == []
    assert [word for word in SECRETS if word.encode() in published] == []
    assert b"pub-mark" not in published
    assert b"pub-chart" not in published
    assert not waiting.has("status/")


def test_a_list_shows_all_posts_with_their_standing(tree: Path) -> None:
    blog = pages(tree)["blog/index.html"]
    entries = blog.xpath("//*[@class='pub-entry__title']")
    assert [" ".join(entry.text_content().split()) for entry in entries] == [
        "Draft Quokka, some day",
        "Scheduled for July 1, 2026, 09:30 UTC+02:00 Quokka, soon",
        "Out",
        "Draft Quokka, drafted",
    ]


@pytest.mark.parametrize(
    ("address", "mark"),
    [
        ("posts/2026/quokka-draft/index.html", ["Draft"]),
        ("posts/2026/quokka-undated/index.html", ["Draft"]),
        (
            "posts/2026/quokka-scheduled/index.html",
            ["Scheduled for July 1, 2026, 09:30 UTC+02:00"],
        ),
        ("posts/2026/out/index.html", []),
    ],
)
def test_a_post_says_at_its_head_that_it_waits(tree: Path, address: str, mark: list[str]) -> None:
    page = pages(tree)[address]
    assert page.xpath("//header[@class='pub-post-header']//*[@class='pub-mark']/text()") == mark


def test_a_day_is_told_without_a_time(publication: Publication) -> None:
    publication.post("later", date="2026-07-01")
    home = pages(preview(publication))["index.html"]
    assert home.xpath("//*[@class='pub-mark']/text()") == ["Scheduled for July 1, 2026"]


def test_what_has_no_date_stands_where_it_would_today(tree: Path) -> None:
    time = pages(tree)["posts/2026/quokka-undated/index.html"].xpath("//main//time/@datetime")
    assert time[0] == "2026-06-01"
    assert "some day" in (tree / "blog/2026/index.html").read_text()


def test_it_is_whole(tree: Path) -> None:
    for path in (
        "blog/tag/wombat/index.html",
        "blog/category/wombat/index.html",
        "blog/series/numbat/index.html",
        "blog/author/numbat/index.html",
        "old/quokka/index.html",
        "status/index.html",
    ):
        assert (tree / path).is_file(), path
    draft = pages(tree)["posts/2026/quokka-draft/index.html"]
    assert draft.xpath("//main//a[text()='another']/@href") == ["../quokka-undated/"]


def test_nobody_else_is_told(tree: Path) -> None:
    for path, page in pages(tree).items():
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"], path
    assert (tree / "sitemap.xml").read_bytes() == render([], str)[0]
    feeds = {path.relative_to(tree).as_posix(): path for path in tree.rglob("atom.xml")}
    titles = {
        where: etree.parse(path).xpath("//a:entry/a:title/text()", namespaces=ATOM)
        for where, path in feeds.items()
    }
    assert titles.pop("blog/atom.xml") == ["Out"]
    assert titles.pop("blog/tag/tea/atom.xml") == ["Out"]
    assert titles.pop("blog/author/editors/atom.xml") == ["Out"]
    assert set(map(tuple, titles.values())) == {()}
    assert b"Quokka" not in (tree / "blog/feed.json").read_bytes()


def test_what_it_says(waiting: Publication) -> None:
    text = waiting.build("--preview").text
    assert "draft: posts/2026/quokka-draft/index.md:4: draft: true\n" in text
    assert (
        "1 published, 1 scheduled (next: posts/2026/quokka-scheduled.md at"
        " 2026-07-01T09:30:00+02:00), 2 drafts\n0 errors, 0 warnings in 4 posts\n"
    ) in text
    assert text.endswith("\nthe site is in _build/preview/html\n")


def test_a_draft_with_an_error_refuses_a_preview_as_a_build(waiting: Publication) -> None:
    tree = preview(waiting)
    before = words_of(tree)
    waiting.post("bad", "<script>alert(1)</script>\n", draft="yes", date="30 Feb")
    built = waiting.build("--preview")
    assert built.status == 1
    assert "posts/2026/bad.md:3:7: error: date: '30 Feb' is not a date" in built.text
    assert words_of(tree) == before


def test_a_post_comes_out_by_its_date_alone(waiting: Publication) -> None:
    later = {"SOURCE_DATE_EPOCH": "1782900000"}  # 2026-07-01 10:00 UTC
    assert waiting.build("--preview", **later).status == 0
    blog = pages(waiting.root / "_build/preview/html")["blog/index.html"]
    entries = blog.xpath("//*[@class='pub-entry__title']")
    assert "Quokka, soon" in [entry.text_content() for entry in entries]


def test_where_all_is_published_a_preview_has_the_same_files(publication: Publication) -> None:
    publication.post("out", date="2026-05-01", tags="tea", author="Editors")
    publication.published()
    tree = preview(publication)
    there = {path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file()}
    (own,) = (path for path in publication.tree() if path.endswith(".css") and "/site-" in path)
    assert there ^ set(publication.tree()) == {"status/index.html", "_static/site.css", own}
