from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from publishing.feeds.sitemap import MOST_PAGES, Page, render, robots
from publishing.model.dates import Moment, newest

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def day(number: int) -> Moment:
    return Moment(instant=datetime(2026, 5, number, tzinfo=UTC), day_only=True)


def part_url(number: int) -> str:
    return f"https://example.org/sitemap-{number}.xml"


def locations(file: bytes) -> list[str]:
    return [found.text or "" for found in etree.fromstring(file).iter(f"{NAMESPACE}loc")]


SMALL = """\
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://example.org/about/</loc></url>
<url><loc>https://example.org/posts/a/</loc><lastmod>2026-05-01</lastmod></url>
<url><loc>https://example.org/posts/b/?x=1&amp;y=&lt;2&gt;</loc><lastmod>2026-05-02T10:00:00+00:00</lastmod></url>
</urlset>
"""


def test_a_sitemap_is_exactly_this():
    instant = Moment(instant=datetime(2026, 5, 2, 10, tzinfo=UTC), day_only=False)
    pages = [
        Page("https://example.org/posts/b/?x=1&y=<2>", instant),
        Page("https://example.org/about/"),
        Page("https://example.org/posts/a/", day(1)),
    ]
    (file,) = render(pages, part_url)
    assert file.decode() == SMALL
    assert render(reversed(pages), part_url) == (file,)


def test_a_site_too_large_for_one_file_gets_an_index():
    pages = [Page(f"https://example.org/{n}/", day(n)) for n in (5, 1, 4, 2, 3)]
    index, *parts = render(pages, part_url, most_pages=2)
    assert (
        index.decode()
        == """\
<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://example.org/sitemap-1.xml</loc><lastmod>2026-05-02</lastmod></sitemap>
<sitemap><loc>https://example.org/sitemap-2.xml</loc><lastmod>2026-05-04</lastmod></sitemap>
<sitemap><loc>https://example.org/sitemap-3.xml</loc><lastmod>2026-05-05</lastmod></sitemap>
</sitemapindex>
"""
    )
    assert [len(locations(part)) for part in parts] == [2, 2, 1]


def test_the_protocol_allows_fifty_thousand_pages_a_file():
    pages = [Page(f"https://example.org/{n}/") for n in range(MOST_PAGES + 1)]
    assert [len(locations(file)) for file in render(pages, part_url)] == [2, MOST_PAGES, 1]


@given(
    st.lists(st.text(st.characters(exclude_categories=["C"]), max_size=30)),
    st.integers(1, 5),
    st.integers(200, 600),
)
@settings(derandomize=True, database=None, deadline=None)
def test_every_page_is_in_one_part_and_no_part_is_too_large(urls, most_pages, most_bytes):
    files = render(
        [Page(url, day(1)) for url in urls],
        part_url,
        most_pages=most_pages,
        most_bytes=most_bytes,
    )
    parts = files if len(files) == 1 else files[1:]
    assert [url for part in parts for url in locations(part)] == sorted(urls)
    for part in parts:
        held = len(locations(part))
        assert held <= most_pages
        assert len(part) <= most_bytes or held == 1


@pytest.mark.parametrize(
    ("moments", "found"),
    [([], None), ([None], None), ([day(1), None, day(3), day(2)], day(3))],
)
def test_a_list_changed_when_its_newest_post_did(moments, found):
    assert newest(moments) == found


def test_robots_may_read_all_and_are_told_where_to_start():
    assert robots("https://example.org/sitemap.xml") == (
        b"User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n"
    )
