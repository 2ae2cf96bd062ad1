"""RSS: what a reader that knows nothing else is told, and that nothing breaks out of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from publishing.feeds import rss
from publishing.feeds.feed import Category, Entry, Feed, legible
from publishing.model.author import Person
from publishing.model.dates import Moment

DAY = Moment(instant=datetime(2026, 5, 1, tzinfo=UTC), day_only=True)
LATER = Moment(instant=datetime.fromisoformat("2026-05-02T09:30:00-09:30"), day_only=False)
ENTRY = Entry(
    id="tag:example.org,2021:posts/a",
    url="https://example.org/posts/a/",
    title="A",
    published=DAY,
    updated=DAY,
)
FEED = Feed(
    id="tag:example.org,2021:feed:blog",
    url="https://example.org/blog/rss.xml",
    page_url="https://example.org/blog/",
    title="Post-Technical",
    language="en",
    author=Person("Post-Technical", "https://example.org/"),
    entries=(ENTRY,),
)
WHOLE = """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" \
xmlns:content="http://purl.org/rss/1.0/modules/content/" \
xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:fh="http://purl.org/syndication/history/1.0" \
xmlns:media="http://search.yahoo.com/mrss/">
  <channel>
    <title>Post-Technical</title>
    <link>https://example.org/blog/</link>
    <description>A publication</description>
    <language>en</language>
    <copyright>CC BY 4.0</copyright>
    <lastBuildDate>Sat, 02 May 2026 09:30:00 -0930</lastBuildDate>
    <atom:link rel="self" href="https://example.org/blog/rss.xml" type="application/rss+xml" />
    <atom:link rel="prev-archive" href="https://example.org/blog/rss-2.xml" \
type="application/rss+xml" />
    <image>
      <url>https://example.org/i.png</url>
      <title>Post-Technical</title>
      <link>https://example.org/blog/</link>
    </image>
    <item>
      <title>C &amp; &lt;C++&gt; 日本語</title>
      <link>https://example.org/posts/a/</link>
      <guid isPermaLink="false">tag:example.org,2021:posts/a</guid>
      <pubDate>Fri, 01 May 2026 00:00:00 +0000</pubDate>
      <dc:creator>Ann Lee</dc:creator>
      <dc:creator>José</dc:creator>
      <category domain="https://example.org/blog/tag/">C++</category>
      <dc:language>fr</dc:language>
      <atom:link rel="related" href="https://example.com/?a=1&amp;b=2" />
      <media:thumbnail url="https://example.org/card.png" />
      <description>Why.</description>
      <content:encoded>&lt;p&gt;Why.&lt;/p&gt;</content:encoded>
    </item>
  </channel>
</rss>
"""


def item(entry: Entry) -> etree._Element:
    return etree.fromstring(rss.render(replace(FEED, entries=(entry,)))).find("channel/item")


def test_a_feed_is_exactly_this() -> None:
    entry = replace(
        ENTRY,
        title="C & <C++> 日本語",
        updated=LATER,
        authors=(Person("Ann Lee", "https://example.org/ann/"), Person("José")),
        summary="Why.",
        content="<p>Why.</p>",
        categories=(Category("C++", "c-plus-plus", "https://example.org/blog/tag/"),),
        language="fr",
        external_link="https://example.com/?a=1&b=2",
        image="https://example.org/card.png",
    )
    feed = replace(
        FEED,
        entries=(entry,),
        subtitle="A publication",
        rights="CC BY 4.0",
        icon="https://example.org/i.png",
        links=(("prev-archive", "https://example.org/blog/rss-2.xml"),),
    )
    assert rss.render(feed).decode() == WHOLE


def test_what_is_required_is_there_where_nothing_is_said() -> None:
    made = etree.fromstring(rss.render(replace(FEED, entries=(), title="T")))
    assert [child.tag for child in made.find("channel")] == [
        "title", "link", "description", "language", "{http://www.w3.org/2005/Atom}link",
    ]  # fmt: skip
    assert made.findtext("channel/description") == "T"
    assert item(ENTRY).findtext("description") == "A"


def test_the_last_updated_comes_first_and_an_archive_says_that_it_is_one() -> None:
    other = replace(ENTRY, id="tag:example.org,2021:posts/b", title="B", updated=LATER)
    made = etree.fromstring(rss.render(replace(FEED, entries=(ENTRY, other), is_archive=True)))
    assert [found.text for found in made.findall("channel/item/title")] == ["B", "A"]
    assert made.find("channel/{http://purl.org/syndication/history/1.0}archive") is not None


@given(st.text(st.characters(exclude_categories=("Cs",))))
@settings(derandomize=True, database=None, deadline=None)
def test_any_text_stays_text(text: str) -> None:
    found = item(replace(ENTRY, title=text, content=f"<p>{text}</p>"))
    read = legible(text).replace("\r\n", "\n").replace("\r", "\n")
    assert (found.findtext("title") or "") == read
    content = "{http://purl.org/rss/1.0/modules/content/}encoded"
    assert found.findtext(content) == f"<p>{read}</p>"
