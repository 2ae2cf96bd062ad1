"""What ABlog is handed, and the defects because of which it is not asked to do more.

Each test of a defect fails when ABlog mends it: then the bridge can hand over more.
"""

from __future__ import annotations

import inspect
from datetime import UTC, datetime
from types import SimpleNamespace

import ablog
import ablog.blog
import ablog.post
import pytest
from ablog.blog import slugify

from tests.publication import Publication

# -- What ABlog would do by itself, version 0.11.13 ----------------------------


@pytest.mark.parametrize("names", [("C", "C++", "C#"), ("José", "Jose"), ("🚀", "..."), ("", "+")])
def test_upstream_gives_different_names_one_slug(names: tuple[str, ...]) -> None:
    assert len({slugify(name) for name in names}) == 1


def test_upstream_cuts_a_quoted_name_at_its_comma() -> None:
    assert ablog.post._split('["Lee, Ann", Bo]') == ['["Lee', 'Ann"', "Bo]"]


def test_upstream_makes_an_author_of_an_empty_key() -> None:
    assert ablog.post._split("") == [""]


def test_upstream_compares_dates_with_a_tomorrow_that_has_no_zone() -> None:
    info = {"section": "", "order": 1, "date": datetime(2026, 1, 1, tzinfo=UTC)}
    info |= {"update": None, "nocomments": False}
    with pytest.raises(TypeError, match="can't compare offset-naive and offset-aware"):
        ablog.blog.Post(SimpleNamespace(), "post", info)


def test_upstream_cannot_be_read_in_parallel() -> None:
    assert '"parallel_read_safe": False' in inspect.getsource(ablog.setup)


def test_upstream_has_no_pagination() -> None:
    """https://github.com/sunpy/ablog/issues/4."""
    assert "page=" not in inspect.getsource(ablog.post.generate_archive_pages)


def test_upstream_gives_all_feeds_one_id_and_writes_drafts() -> None:
    assert "feed.id(blog.blog_baseurl)" in inspect.getsource(ablog.post.generate_atom_feeds)
    assert "blog.drafts.docname" in inspect.getsource(ablog.post.generate_archive_pages)


# -- What it does with our values ----------------------------------------------

ABOUT = """
# About

{ref}`blog-tags`, {ref}`tag-c-plus-plus`, [a post](posts/2026/new.md), [](posts/2026/new.md).

```{postlist} 2
:date: "%Y-%m-%d"
:format: "{date} {title} by {author} in {tags}"
:excerpts:
```

```{postlist}
:tags: c-sharp
:format: "{title}"
```
"""


def test_its_directives_and_references_see_our_posts(publication: Publication) -> None:
    post = publication.post
    post("old", date="2025-01-01", tags="[C, C#]", author="Ann Lee", description="The old one.")
    post("new", date='"2026-01-02T08:00:00+02:00"', tags="C++", author="[Ann Lee, Bo]")
    post("draft", draft="true", tags="[C#, hidden]")
    publication.write("about.md", ABOUT)
    publication.published()
    main = publication.main("about/")
    links = [(link.text_content(), link.get("href")) for link in main.xpath(".//p//a[@href]")]
    assert ("Tags", "../blog/tag/") in links
    assert ("C++", "../blog/tag/c-plus-plus/") in links
    assert ("a post", "../posts/2026/new/") in links
    assert ("New", "../posts/2026/new/") in links
    items = [" ".join(item.text_content().split()) for item in main.xpath(".//li")]
    assert items == [
        "2026-01-02 New by Ann Lee, Bo in C++",
        "2025-01-01 Old by Ann Lee in C, C# The old one.",
        "Old",
    ]


def test_two_builds_in_one_process_do_not_see_each_other(publication: Publication) -> None:
    publication.write("about.md", "# About\n\n```{postlist}\n:format: '{title}'\n```\n")
    publication.post("first")
    publication.published()
    (publication.root / "posts/2026/first.md").unlink()
    publication.post("second")
    publication.published()
    items = [item.text_content().strip() for item in publication.main("about/").xpath(".//li")]
    assert items == ["Second"]
