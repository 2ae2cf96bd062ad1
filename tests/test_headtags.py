from datetime import UTC, datetime

import pytest

from publishing.feeds.formats import FeedLink
from publishing.model.author import Person
from publishing.model.dates import Moment
from publishing.pages.headtags import Article, Picture, Subject, head_tags

DAY = Moment(instant=datetime(2026, 5, 1, tzinfo=UTC), day_only=True)
LATER = Moment(instant=datetime(2026, 5, 2, 10, tzinfo=UTC), day_only=False)


def test_a_post_says_all_that_is_known_of_it():
    tags = head_tags(
        title="C & <C++>",
        canonical="https://example.org/posts/a/",
        site_name="Post-Technical",
        language="pt-BR",
        subject=Subject.ARTICLE,
        description="Why\nand how.",
        picture=Picture("https://example.org/card.png", "A card", 1200, 630),
        article=Article(
            published=DAY,
            updated=LATER,
            authors=[Person("Ann Lee", "https://example.org/ann/"), Person("José")],
            section="Craft",
            tags=["C++", "日本語"],
        ),
        feeds=[
            FeedLink("Post-Technical", "../../blog/atom.xml", "application/atom+xml"),
            FeedLink("Post-Technical", "../../blog/feed.json", "application/feed+json"),
        ],
    )
    assert [tuple(tag.attributes.values()) for tag in tags if tag.name == "meta"] == [
        ("description", "Why and how."),
        ("twitter:card", "summary_large_image"),
        ("author", "Ann Lee"),
        ("author", "José"),
        ("og:type", "article"),
        ("og:site_name", "Post-Technical"),
        ("og:title", "C & <C++>"),
        ("og:description", "Why and how."),
        ("og:url", "https://example.org/posts/a/"),
        ("og:locale", "pt_BR"),
        ("og:image", "https://example.org/card.png"),
        ("og:image:alt", "A card"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("article:published_time", "2026-05-01T00:00:00+00:00"),
        ("article:modified_time", "2026-05-02T10:00:00+00:00"),
        ("article:author", "https://example.org/ann/"),
        ("article:author", "José"),
        ("article:section", "Craft"),
        ("article:tag", "C++"),
        ("article:tag", "日本語"),
    ]
    assert [dict(tag.attributes) for tag in tags if tag.name == "link"] == [
        {"rel": "canonical", "href": "https://example.org/posts/a/"},
        {
            "rel": "alternate",
            "type": "application/atom+xml",
            "title": "Post-Technical",
            "href": "../../blog/atom.xml",
        },
        {
            "rel": "alternate",
            "type": "application/feed+json",
            "title": "Post-Technical",
            "href": "../../blog/feed.json",
        },
    ]


def test_a_page_with_nothing_to_say_says_nothing_blank():
    tags = head_tags(
        title="Not found",
        canonical="https://example.org/404.html",
        site_name="Post-Technical",
        language="en",
        robots="noindex",
    )
    assert [dict(tag.attributes) for tag in tags] == [
        {"name": "robots", "content": "noindex"},
        {"name": "twitter:card", "content": "summary"},
        {"rel": "canonical", "href": "https://example.org/404.html"},
        {"property": "og:type", "content": "website"},
        {"property": "og:site_name", "content": "Post-Technical"},
        {"property": "og:title", "content": "Not found"},
        {"property": "og:url", "content": "https://example.org/404.html"},
    ]


@pytest.mark.parametrize(
    ("language", "locale"),
    [("en", []), ("pt-BR", ["pt_BR"]), ("zh-Hant-TW", ["zh_TW"]), ("zh-Hans", [])],
)
def test_a_locale_needs_a_region(language, locale):
    tags = head_tags(title="A", canonical="https://a/", site_name="A", language=language)
    found = [t.attributes["content"] for t in tags if t.attributes.get("property") == "og:locale"]
    assert found == locale
