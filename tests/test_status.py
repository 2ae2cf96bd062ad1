"""The editor's view, as text and as a page."""

from __future__ import annotations

from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO

import pytest
from lxml import html

from publishing.library.authors import Authors
from publishing.library.library import Library
from publishing.model.post import Post
from publishing.pages.status import MOST, Share, Status, lines, status
from tests.library_of import NOW, SETTINGS, on, post
from tests.publication import NOW as EPOCH
from tests.publication import Publication


def looked_at(*posts: Post) -> Status:
    return Status.of(Library.assemble(posts, Authors(), SETTINGS, NOW, preview=True))


def named(posts: tuple[Post, ...]) -> list[str]:
    return [post.path for post in posts]


def text(*posts: Post) -> str:
    return "\n".join(lines(looked_at(*posts), SETTINGS, NOW))


OLD = post("posts/old.md", "2020-03-01", authors=("Ann Lee", "Bo"), tags=("tea", "maps"))
NEW = post("posts/new.md", "2026-05-01", authors=("Ann Lee",), tags=("tea",), description="What.")
LATER = post("posts/later.md", "2026-09-01", title="Later", authors=("Bo",), tags=("Tea",))
SOON = post(
    "posts/soon.md",
    None,
    title="Soon",
    image="a.png",
    description="It is.",
    authors=("Cy",),
)
SOON = replace(SOON, date=on("2026-06-02T09:30:00+02:00"))
HELD = post("posts/held.md", "2026-01-01", title="Held", draft=True, tags=("slip",))
SOME_DAY = post("posts/some-day.md", None, title="Some day", draft=True)
ALL = (OLD, NEW, LATER, SOON, HELD, SOME_DAY)


def test_what_waits() -> None:
    found = looked_at(*ALL)
    assert found.published == 2
    assert named(found.scheduled) == ["posts/soon.md", "posts/later.md"]
    assert named(found.drafts) == ["posts/some-day.md", "posts/held.md"]


def test_what_is_missing_first_where_it_can_still_be_mended() -> None:
    found = looked_at(*ALL)
    assert named(found.undescribed) == [
        "posts/later.md",
        "posts/some-day.md",
        "posts/held.md",
        "posts/old.md",
    ]
    assert named(found.unpictured) == [
        "posts/later.md",
        "posts/some-day.md",
        "posts/held.md",
        "posts/new.md",
        "posts/old.md",
    ]


def test_tags_of_one_post_whatever_their_spelling() -> None:
    assert [term.name for term in looked_at(*ALL).rare] == ["maps", "slip"]


def test_who_writes_and_when() -> None:
    found = looked_at(*ALL)
    assert [(share.name, share.published, share.waiting) for share in found.authors] == [
        ("Ann Lee", 2, 0),
        ("Bo", 1, 1),
        ("Cy", 0, 1),
    ]
    # A post without a date belongs to no year yet.
    assert found.years == (Share("2026", 1, 3), Share("2020", 1, 0))


def test_as_text() -> None:
    assert text(*ALL) == (
        "Test on 2026-06-01: 2 published, 2 scheduled, 2 drafts\n"
        "\n"
        "Scheduled\n"
        "  June 2, 2026, 09:30 UTC+02:00: Soon (posts/soon.md)\n"
        "  September 1, 2026, 00:00 UTC: Later (posts/later.md)\n"
        "\n"
        "Drafts (2)\n"
        "  Some day (posts/some-day.md)\n"
        "  Held (posts/held.md)\n"
        "\n"
        "Without a description (4)\n"
        "  Later (posts/later.md)\n"
        "  Some day (posts/some-day.md)\n"
        "  Held (posts/held.md)\n"
        "  A post (posts/old.md)\n"
        "\n"
        "Without an image (5)\n"
        "  Later (posts/later.md)\n"
        "  Some day (posts/some-day.md)\n"
        "  Held (posts/held.md)\n"
        "  A post (posts/new.md)\n"
        "  A post (posts/old.md)\n"
        "\n"
        "Tags used once (2)\n"
        "  maps, slip\n"
        "\n"
        "Authors\n"
        "  Ann Lee  2  ##\n"
        "  Bo       1 and 1 waiting  #-\n"
        "  Cy       0 and 1 waiting  -\n"
        "\n"
        "Years\n"
        "  2026  1 and 3 waiting  #---\n"
        "  2020  1  #"
    )


def test_an_empty_publication() -> None:
    assert text() == "Test on 2026-06-01: 0 published, 0 scheduled, 0 drafts"


def test_a_long_list_is_counted_and_a_long_bar_is_not_longer_than_the_line() -> None:
    posts = [post(f"posts/{number}.md", authors=("Ann",)) for number in range(MOST + 2000)]
    said = text(*posts)
    assert said.count("  and 2,000 more\n") == 2
    assert f"  Ann  {len(posts):,}  {'#' * 40}\n" in said


def test_a_strangers_words_do_not_reach_the_terminal() -> None:
    evil = post("posts/\x1b[2J.md", None, title="\u202egood", draft=True, tags=("\x07",))
    assert all(line.isprintable() for line in text(evil).split("\n"))


def test_the_command(publication: Publication) -> None:
    publication.post("first", tags="tea")
    publication.post("bad", date="30 Feb")
    spoken = StringIO()
    with redirect_stdout(spoken):
        assert status(publication.root, {"SOURCE_DATE_EPOCH": EPOCH}) == 0
    assert spoken.getvalue().startswith("Post-Technical on 2026-06-01: 1 published, 0 scheduled")
    assert spoken.getvalue().endswith(
        "\nPosts with errors are left out here (1 error, 0 warnings in 2 posts): make check names"
        " them.\n"
    )
    assert not (publication.root / "_build").exists()


def test_the_command_without_settings(publication: Publication) -> None:
    publication.write("conf.py", "project = ''\n")
    spoken = StringIO()
    with redirect_stdout(spoken):
        assert status(publication.root, {}) == 1
    assert "conf.py:1:11: error: project is ''" in spoken.getvalue()


# -- The page --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> html.HtmlElement:
    publication = Publication(tmp_path_factory.mktemp("status") / "publication")
    publication.post("old", date="2020-03-01", author="Ann Lee", tags="tea")
    publication.post("new", date="2026-05-01", author="Ann Lee", tags="tea", description="What.")
    publication.post("soon", date="2026-06-02T09:30:00+02:00", author="<b>Bo</b>", tags="slip")
    publication.post("held", title="'<script>alert(1)</script>'", draft="true")
    assert publication.build("--preview").status == 0
    tree = publication.root / "_build/preview/html"
    return html.document_fromstring((tree / "status/index.html").read_bytes())


def cells(page: html.HtmlElement, caption: str) -> list[list[str]]:
    (table,) = page.xpath("//table[caption=$caption]", caption=caption)
    return [
        [cell.text_content().strip() for cell in row.xpath("th|td")] for row in table.xpath(".//tr")
    ]


def test_a_table_is_the_chart(page: html.HtmlElement) -> None:
    head = ["Published", "Waiting", ""]
    assert cells(page, "Posts by year") == [
        ["Year", *head],
        ["2026", "1", "2", ""],
        ["2020", "1", "0", ""],
    ]
    assert cells(page, "Posts by author") == [
        ["Author", *head],
        ["Ann Lee", "2", "0", ""],
        ["<b>Bo</b>", "0", "1", ""],
    ]
    assert page.xpath("//table//th[not(@scope)]") == []
    (year, *_) = page.xpath("//table[1]/tbody/tr")
    assert year.xpath(".//svg/@aria-hidden") == ["true"]
    assert [rect.get("width") for rect in year.xpath(".//rect")] == ["33.3", "66.7"]


def test_the_page_says_when_a_post_comes_out(page: html.HtmlElement) -> None:
    (item,) = page.xpath("//ol[@class='pub-status__waiting']/li")
    assert item.xpath("time/@datetime") == ["2026-06-02T09:30:00+02:00"]
    assert item.xpath("time/text()") == ["June 2, 2026, 09:30 UTC+02:00"]
    assert item.xpath("a/@href") == ["../posts/2026/soon/"]
    assert item.xpath("code/text()") == ["posts/2026/soon.md"]


def test_the_page_names_what_is_missing(page: html.HtmlElement) -> None:
    summaries = page.xpath("//details/summary/text()")
    assert summaries == [
        "Without a description: 3 posts",
        "Without an image: 4 posts",
        "Tags used once: 1",
    ]
    titles = page.xpath("//ul[@class='pub-status__waiting']/li/a/text()")
    assert titles == ["<script>alert(1)</script>"]


def test_the_page_is_for_editors(page: html.HtmlElement) -> None:
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//main//*[@style or @onclick]") == []
