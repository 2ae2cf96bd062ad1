import time
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from publishing.feeds import atom
from publishing.feeds.feed import Category, Entry, Feed, legible
from publishing.model.author import Person
from publishing.model.dates import Moment

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = [
    "<script>alert(1)</script>",
    "What `EXPLAIN` didn't <tell> us & why",
    "&lt;b&gt; &amp; &copy &#65; R&D2 AT&T",
    "]]> <![CDATA[ <!-- --> <?pi?>",
    "quote \" apostrophe '",
    "日本語 José 🎉 العربية",
]


def moment(text: str) -> Moment:
    return Moment(instant=datetime.fromisoformat(text), day_only=False)


ENTRY = Entry(
    id="tag:example.org,2021:posts/a",
    url="https://example.org/posts/a/",
    title="A",
    published=moment("2026-05-01T10:00:00+02:00"),
    updated=moment("2026-05-02T00:00:00+02:00"),
)
FEED = Feed(
    id="tag:example.org,2021:feed:blog",
    url="https://example.org/blog/atom.xml",
    page_url="https://example.org/blog/",
    title="Post-Technical",
    language="en",
    author=Person("Post-Technical", "https://example.org/"),
    entries=(ENTRY,),
)


def parsed(feed: Feed) -> etree._Element:
    return etree.fromstring(atom.render(feed))


def only_entry(entry: Entry) -> etree._Element:
    return parsed(replace(FEED, entries=(entry,))).find(f"{ATOM}entry")


def text_of(element: etree._Element) -> str:
    """What a reader shows for a text construct (RFC 4287, section 3.1)."""
    text = element.text or ""
    return unescape(text) if element.get("type") == "html" else text


def as_read(text: str) -> str:
    """Text as any XML parser gives it back (XML 1.0, section 2.11)."""
    return legible(text).replace("\r\n", "\n").replace("\r", "\n")


SMALL = """\
<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet type="text/css" href="../_static/feed.css"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>tag:example.org,2021:feed:blog</id>
  <title type="text">Post-Technical</title>
  <subtitle type="text">A publication</subtitle>
  <updated>2026-05-02T00:00:00+02:00</updated>
  <link rel="self" href="https://example.org/blog/atom.xml" type="application/atom+xml" />
  <link rel="alternate" href="https://example.org/blog/" type="text/html" />
  <link rel="prev-archive" href="https://example.org/blog/atom/archive-2.xml" type="application/atom+xml" />
  <author>
    <name>Post-Technical</name>
    <uri>https://example.org/</uri>
  </author>
  <icon>https://example.org/_static/icon.png</icon>
  <rights type="text">CC BY 4.0</rights>
  <link rel="license" href="https://creativecommons.org/licenses/by/4.0/" />
  <entry xml:lang="fr">
    <id>tag:example.org,2021:posts/a</id>
    <published>2026-05-01T10:00:00+02:00</published>
    <updated>2026-05-02T00:00:00+02:00</updated>
    <title type="text">C &amp; &lt;C++&gt;</title>
    <author>
      <name>Ann Lee</name>
      <uri>https://example.org/blog/author/ann-lee/</uri>
    </author>
    <author>
      <name>José</name>
    </author>
    <summary type="text">Why &amp; how.</summary>
    <link rel="alternate" href="https://example.org/posts/a/" type="text/html" />
    <link rel="related" href="https://example.com/?a=1&amp;b=2" />
    <category term="c-plus-plus" scheme="https://example.org/blog/tag/" label="C++" />
    <media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" url="https://example.org/card.png" />
    <content type="html">&lt;p&gt;Why &amp;amp; &lt;a href="https://example.org/"&gt;how&lt;/a&gt;.&lt;/p&gt;</content>
  </entry>
</feed>
"""  # noqa: E501


def test_a_small_feed_is_exactly_this():
    entry = replace(
        ENTRY,
        title="C & <C++>",
        authors=(Person("Ann Lee", "https://example.org/blog/author/ann-lee/"), Person("José")),
        summary="Why & how.",
        content='<p>Why &amp; <a href="https://example.org/">how</a>.</p>\n',
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
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        icon="https://example.org/_static/icon.png",
        stylesheet="../_static/feed.css",
        links=(("prev-archive", "https://example.org/blog/atom/archive-2.xml"),),
    )
    assert atom.render(feed).decode() == SMALL


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_only_text(text):
    entry = only_entry(
        replace(ENTRY, title=text, summary=text, content=text, authors=(Person(text),))
    )
    assert text_of(entry.find(f"{ATOM}title")) == text
    assert text_of(entry.find(f"{ATOM}summary")) == text
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == text
    assert entry.findtext(f"{ATOM}content") == text
    found = [etree.QName(child).localname for child in entry.iterdescendants()]
    assert found == [
        "id", "published", "updated", "title", "author", "name", "summary", "link", "content",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("a < b, a & b, AT&T, <tell>", "text"),
        ("How to close a <b>tag</b>", "html"),
        ("What &lt; means", "html"),
        ("What &#60; means", "html"),
        ("The R&D2 unit", "html"),
    ],
)
def test_text_that_reads_as_markup_is_marked_as_escaped_html(title, kind):
    written = only_entry(replace(ENTRY, title=title)).find(f"{ATOM}title")
    assert (written.get("type"), text_of(written)) == (kind, title)


ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(title=ANY_TEXT, summary=ANY_TEXT, content=ANY_TEXT, name=ANY_TEXT, tag=ANY_TEXT)
@settings(derandomize=True, database=None, deadline=None)
def test_any_text_gives_xml_that_holds_it(title, summary, content, name, tag):
    entry = only_entry(
        replace(
            ENTRY,
            title=title,
            summary=summary,
            content=content,
            authors=(Person(name),),
            categories=(Category(tag, tag, "https://example.org/blog/tag/"),),
        )
    )
    shown = as_read(legible(summary).strip())
    blank = not legible(content).strip()
    assert text_of(entry.find(f"{ATOM}title")) == as_read(title)
    assert [text_of(found) for found in entry.iter(f"{ATOM}summary")] == (
        [shown or as_read(title)] if shown or blank else []
    )
    assert (entry.findtext(f"{ATOM}content") or "") == as_read(legible(content).strip())
    assert (entry.findtext(f"{ATOM}author/{ATOM}name") or "") == as_read(name)
    assert entry.find(f"{ATOM}category").get("label") == legible(tag)


def test_a_post_without_words_still_says_something():
    entry = only_entry(ENTRY)
    assert entry.find(f"{ATOM}content") is None
    assert entry.findtext(f"{ATOM}summary") == "A"


def test_an_archive_says_that_it_is_one():
    made = parsed(replace(FEED, is_archive=True, links=(("current", FEED.url),)))
    assert made[0].tag == "{http://purl.org/syndication/history/1.0}archive"
    assert made.xpath("a:link[@rel='current']/@href", namespaces={"a": ATOM[1:-1]}) == [FEED.url]


def test_an_empty_feed_has_all_that_a_feed_must_have():
    made = parsed(replace(FEED, entries=()))
    assert made.findtext(f"{ATOM}updated") == "2021-01-01T00:00:00Z"
    assert {child.tag.removeprefix(ATOM) for child in made} == {
        "id", "title", "updated", "link", "author",
    }  # fmt: skip


def test_the_same_feed_is_the_same_bytes_in_any_zone_and_order(monkeypatch):
    zone = timezone(timedelta(hours=-9, minutes=-30))
    later = Moment(instant=datetime(2026, 5, 3, tzinfo=zone), day_only=True)
    entries = (ENTRY, replace(ENTRY, id="tag:example.org,2021:posts/b", updated=later))
    made = {}
    for name in ("UTC", "Asia/Tokyo", "America/St_Johns"):
        monkeypatch.setenv("TZ", name)
        time.tzset()
        atom._entry.cache_clear()
        for order in (entries, entries[::-1]):
            made[atom.render(replace(FEED, entries=order))] = name
    monkeypatch.undo()
    time.tzset()
    assert len(made) == 1
    assert b"<updated>2026-05-03T00:00:00.325421-09:30</updated>" in next(iter(made))
