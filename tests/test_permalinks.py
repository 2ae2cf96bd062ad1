"""Where things are, and the links between them."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.model import permalinks
from publishing.model.taxonomy import Taxonomy, Term

SITE = "https://example.org/blog/"


@pytest.mark.parametrize(
    ("path", "served"),
    [
        ("posts/2021-06-23-slug.md", "posts/2021-06-23-slug/"),
        ("posts/2026/slug.md", "posts/2026/slug/"),
        ("posts/2026/slug/index.md", "posts/2026/slug/"),
        ("posts/2026/slug/index.markdown", "posts/2026/slug/"),
        ("posts/2026/v1.2.md", "posts/2026/v1.2/"),
        ("posts/cafe\u0301.md", "posts/café/"),
        ("posts/日本語.md", "posts/日本語/"),
        ("about.md", "about/"),
        ("index.md", ""),
        ("posts/my-index.md", "posts/my-index/"),
    ],
)
def test_of_post(path: str, served: str) -> None:
    assert permalinks.of_post(permalinks.docname_of(path)) == served


def test_of_everything_else() -> None:
    assert permalinks.of_year(2021) == "blog/2021/"
    assert permalinks.of_terms("tag") == Taxonomy.TAG.address == "blog/tag/"
    assert permalinks.of_numbered("blog/", 3) == "blog/page/3/"
    assert permalinks.of_feed_archive("atom.xml", 2) == "blog/atom-2.xml"
    assert permalinks.of_sitemap_part(2) == "sitemap-2.xml"
    term = Term(kind=Taxonomy.TAG, name="C#", slug="c-sharp")
    assert term.address == "blog/tag/c-sharp/"
    assert permalinks.of_feed(term.address, "atom.xml") == "blog/tag/c-sharp/atom.xml"


@pytest.mark.parametrize(
    ("served", "file"),
    [
        ("", "index.html"),
        ("posts/a/", "posts/a/index.html"),
        ("blog/atom.xml", "blog/atom.xml"),
        ("404.html", "404.html"),
    ],
)
def test_file_of(served: str, file: str) -> None:
    assert permalinks.file_of(served) == file


@pytest.mark.parametrize(
    ("source", "target", "link"),
    [
        ("", "", "./"),
        ("", "posts/a/", "posts/a/"),
        ("", "_static/a.css", "_static/a.css"),
        ("posts/a/", "", "../../"),
        ("posts/a/", "posts/a/", "./"),
        ("posts/a/", "posts/b/", "../b/"),
        ("posts/a/", "posts/a/x.png", "x.png"),
        ("posts/2026/a/", "posts/", "../../"),
        ("posts/", "posts/2026/a/", "2026/a/"),
        ("blog/tag/c/", "posts/日本/", "../../../posts/%E6%97%A5%E6%9C%AC/"),
        ("blog/atom.xml", "posts/a/", "../posts/a/"),
        ("blog/atom.xml", "blog/feed.json", "feed.json"),
        ("blog/atom.xml", "blog/", "./"),
        ("sitemap.xml", "", "./"),
        ("a/", "a/x y&z:1/", "x%20y%26z%3A1/"),
        ("", "javascript:alert(1)/", "javascript%3Aalert%281%29/"),
        ("404.html", "", "/blog/"),
        ("404.html", "posts/é/", "/blog/posts/%C3%A9/"),
    ],
)
def test_link(source: str, target: str, link: str) -> None:
    assert permalinks.link(source, target, SITE) == link


def test_absolute() -> None:
    assert permalinks.absolute("posts/é/", SITE) == "https://example.org/blog/posts/%C3%A9/"
    assert permalinks.rooted("", "https://example.org/") == "/"


PARTS = st.lists(st.text("aé:?#% .日\"'<&", min_size=1).filter(lambda t: t.strip(".")), max_size=4)
ADDRESSES = st.builds(
    lambda parts, folder: "/".join(parts) + ("/" if parts and folder else ""), PARTS, st.booleans()
)


@given(ADDRESSES, ADDRESSES)
def test_a_browser_follows_every_link(source: str, target: str) -> None:
    link = permalinks.relative(source, target)
    assert link
    assert urljoin(permalinks.absolute(source, SITE), link) == permalinks.absolute(target, SITE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("posts/a/", "posts/A/"),
        ("posts/a/", "posts/a/index.html"),
        ("posts/a/", "posts/a"),
        ("Straße/", "STRASSE/"),
        ("e\u0301/", "É/"),
    ],
)
def test_key_is_shared_where_one_file_would_overwrite_the_other(one: str, other: str) -> None:
    assert permalinks.key(one) == permalinks.key(other)


@pytest.mark.parametrize(
    ("taken", "owner"),
    [
        ("", "the front page"),
        ("index.html", "the front page"),
        ("about/", "the page about this publication"),
        ("About/team/", "the page about this publication"),
        ("blog/", "the lists and feeds of posts"),
        ("blog/tag/x/", "the lists and feeds of posts"),
        ("search/", "the search page"),
        ("posts/", "the folder of all posts"),
        ("_static/x/", "the site's own files"),
        ("_headers", "the site's own files"),
        (".well-known/x/", "the site's own files"),
        ("a/_b/", "the site's own files"),
        ("sitemap.xml", "the sitemap"),
        ("sitemap-2.xml/", "the sitemap"),
        ("robots.txt/", "the rules for robots"),
        ("404.html", "the page for missing addresses"),
        ("pagefind/x/", "the search index"),
        ("status/", "the status page"),
        ("posts/a/", None),
        ("2015/05/21/TockingTime/", None),
        ("blogs/", None),
        ("old/about/", None),
        ("old/404.html", None),
    ],
)
def test_owner_of(taken: str, owner: str | None) -> None:
    assert permalinks.owner_of(taken) == owner
