import json
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from publishing.feeds import jsonfeed
from publishing.feeds.feed import Category, Entry, Feed
from publishing.model.author import Person
from publishing.model.dates import Moment

DAY = Moment(instant=datetime(2026, 5, 1, tzinfo=UTC), day_only=True)
ENTRY = Entry(
    id="tag:example.org,2021:posts/a",
    url="https://example.org/posts/a/",
    title="A",
    published=DAY,
    updated=DAY,
)
FEED = Feed(
    id="tag:example.org,2021:feed:blog",
    url="https://example.org/blog/feed.json",
    page_url="https://example.org/blog/",
    title="Post-Technical",
    language="en",
    author=Person("Post-Technical", "https://example.org/"),
    entries=(ENTRY,),
)


def test_a_feed_is_exactly_this():
    entry = replace(
        ENTRY,
        title="C & <C++> 日本語",
        authors=(Person("Ann Lee", "https://example.org/blog/author/ann-lee/"), Person("José")),
        summary="Why.",
        content="<p>Why.</p>",
        categories=(Category("C++", "c-plus-plus", "https://example.org/blog/tag/"),),
        language="fr",
        external_link="https://example.com/",
        image="https://example.org/card.png",
    )
    feed = replace(
        FEED, entries=(entry,), subtitle="A publication", icon="https://example.org/i.png"
    )
    assert json.loads(jsonfeed.render(feed)) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Post-Technical",
        "home_page_url": "https://example.org/blog/",
        "feed_url": "https://example.org/blog/feed.json",
        "description": "A publication",
        "icon": "https://example.org/i.png",
        "language": "en",
        "authors": [{"name": "Post-Technical", "url": "https://example.org/"}],
        "items": [
            {
                "id": "tag:example.org,2021:posts/a",
                "url": "https://example.org/posts/a/",
                "external_url": "https://example.com/",
                "title": "C & <C++> 日本語",
                "content_html": "<p>Why.</p>",
                "summary": "Why.",
                "image": "https://example.org/card.png",
                "date_published": "2026-05-01T00:00:00+00:00",
                "date_modified": "2026-05-01T00:00:00.252759+00:00",
                "authors": [
                    {"name": "Ann Lee", "url": "https://example.org/blog/author/ann-lee/"},
                    {"name": "José"},
                ],
                "tags": ["C++"],
                "language": "fr",
            }
        ],
    }


def test_the_version_comes_first_so_that_readers_know_it_early():
    assert jsonfeed.render(FEED).startswith(b'{\n "version": "https://jsonfeed.org/version/1.1",')


def test_an_empty_feed_has_items_and_an_empty_post_has_content():
    assert json.loads(jsonfeed.render(replace(FEED, entries=())))["items"] == []
    assert json.loads(jsonfeed.render(FEED))["items"][0]["content_text"] == "A"


@given(st.text(st.characters(exclude_categories=())))
@settings(derandomize=True, database=None, deadline=None)
def test_any_text_is_held_but_for_half_characters(text):
    entry = replace(ENTRY, title=text, content=f"<p>{text}</p>")
    item = json.loads(jsonfeed.render(replace(FEED, entries=(entry,))))["items"][0]
    whole = text.encode(errors="replace").decode()
    assert (item.get("title", ""), item["content_html"]) == (whole, f"<p>{whole}</p>")
