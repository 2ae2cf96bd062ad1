"""What the feeds of a library say, and when each of them is due again."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from lxml import etree

from publishing.assets.responsive_images import Shown
from publishing.base.output import Output
from publishing.conf.settings import Settings
from publishing.feeds import formats
from publishing.feeds.formats import FEED_FORMATS, PageFeed
from publishing.library.authors import Authors
from publishing.library.library import Library
from publishing.model import permalinks
from publishing.model.author import Author
from publishing.model.feed_files import FEED_FILES
from publishing.model.post import Post
from publishing.pages.cards import Cards
from publishing.pages.feeds import Feeds
from publishing.pages.templates import Body
from tests.library_of import NOW, SETTINGS, content, on, post, rendered
from tests.publication import ATOM

SITE = replace(
    SETTINGS,
    project="Journal",
    site_description="About queues.",
    language="en",
    licence="CC BY 4.0",
    licence_url="https://licence.example/",
    feed_length=3,
)
WHO = Authors({"ann": Author(id="ann", name="Ann Lee")})
RICH = post(
    "posts/queues.md",
    "2026-05-01",
    title="Queues & <stacks>",
    updated=on("2026-05-09T10:00:00+02:00"),
    authors=("ann", "Bo Li"),
    tags=("C++", "日本語"),
    categories=("Notes",),
    series="Structures",
    description="What a queue is.",
    language="de",
    external_link="https://elsewhere.example/?a=1&b=2",
    image="queue.png",
)
PICTURE = Shown(address="posts/queues/queue.png", width=800, height=600)


def outputs(
    *posts: Post,
    settings: Settings = SITE,
    authors: Authors = WHO,
    image: Shown | None = None,
    text: str = "<p>Whole.</p>",
    code: str = "",
    preview: bool = False,
) -> dict[str, Output]:
    loaded = Library.assemble(posts, authors, settings, NOW, preview=preview)
    shown = content(loaded, cards=Cards(loaded, rendered, lambda _: image))

    def text_of(one: Post) -> Body:
        return Body(f"{one.path} {text}", lambda: text)

    return {made.path: made for made in Feeds(shown, text_of, code).outputs()}


def written(made: Output) -> bytes:
    data = made.make()
    assert isinstance(data, bytes)
    return data


def titles(made: Output) -> list[str]:
    found = etree.fromstring(written(made)).xpath("//a:entry/a:title/text()", namespaces=ATOM)
    return [*map(str, found)]


ENTRY = """\
  <entry xml:lang="de">
    <id>tag:example.org,2026:posts/queues</id>
    <published>2026-05-01T00:00:00+00:00</published>
    <updated>2026-05-09T10:00:00+02:00</updated>
    <title type="text">Queues &amp; &lt;stacks&gt;</title>
    <author>
      <name>Ann Lee</name>
      <uri>https://example.org/blog/blog/author/ann/</uri>
    </author>
    <author>
      <name>Bo Li</name>
      <uri>https://example.org/blog/blog/author/bo-li/</uri>
    </author>
    <summary type="text">What a queue is.</summary>
    <link rel="alternate" href="https://example.org/blog/posts/queues/" type="text/html" />
    <link rel="related" href="https://elsewhere.example/?a=1&amp;b=2" />
    <category term="c-plus-plus" scheme="https://example.org/blog/blog/tag/" label="C++" />
    <category term="xn--wgv71a119e" scheme="https://example.org/blog/blog/tag/" label="日本語" />
    <category term="notes" scheme="https://example.org/blog/blog/category/" label="Notes" />
    <media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" \
url="https://example.org/blog/posts/queues/queue.png" />
    <content type="html">&lt;p&gt;Whole.&lt;/p&gt;</content>
  </entry>
"""

HEAD = """\
<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet type="text/css" href="../_static/feed.css"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>tag:example.org,2026:feed:blog</id>
  <title type="text">Journal</title>
  <subtitle type="text">About queues.</subtitle>
  <updated>2026-05-09T10:00:00+02:00</updated>
  <link rel="self" href="https://example.org/blog/blog/atom.xml" type="application/atom+xml" />
  <link rel="alternate" href="https://example.org/blog/blog/" type="text/html" />
  <author>
    <name>Journal</name>
    <uri>https://example.org/blog/</uri>
  </author>
  <icon>https://example.org/blog/_static/icons/180.png</icon>
  <rights type="text">CC BY 4.0</rights>
  <link rel="license" href="https://licence.example/" />
"""


def test_a_feed_says_everything_of_a_post() -> None:
    made = written(outputs(RICH, image=PICTURE)["blog/atom.xml"]).decode()
    assert made == f"{HEAD}{ENTRY}</feed>\n"


def test_the_json_feed_says_the_same() -> None:
    assert json.loads(written(outputs(RICH, image=PICTURE)["blog/feed.json"])) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Journal",
        "home_page_url": "https://example.org/blog/blog/",
        "feed_url": "https://example.org/blog/blog/feed.json",
        "description": "About queues.",
        "icon": "https://example.org/blog/_static/icons/180.png",
        "language": "en",
        "authors": [{"name": "Journal", "url": "https://example.org/blog/"}],
        "items": [
            {
                "id": "tag:example.org,2026:posts/queues",
                "url": "https://example.org/blog/posts/queues/",
                "external_url": "https://elsewhere.example/?a=1&b=2",
                "title": "Queues & <stacks>",
                "content_html": "<p>Whole.</p>",
                "summary": "What a queue is.",
                "image": "https://example.org/blog/posts/queues/queue.png",
                "date_published": "2026-05-01T00:00:00+00:00",
                "date_modified": "2026-05-09T10:00:00+02:00",
                "authors": [
                    {"name": "Ann Lee", "url": "https://example.org/blog/blog/author/ann/"},
                    {"name": "Bo Li", "url": "https://example.org/blog/blog/author/bo-li/"},
                ],
                "tags": ["C++", "日本語", "Notes"],
                "language": "de",
            }
        ],
    }


def test_a_post_that_says_little_is_told_with_what_it_says() -> None:
    feed = etree.fromstring(written(outputs(post("posts/plain.md"))["blog/atom.xml"]))
    (entry,) = feed.findall("a:entry", ATOM)
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") is None
    assert [child.tag.rpartition("}")[2] for child in entry] == [
        "id", "published", "updated", "title", "summary", "link", "content",
    ]  # fmt: skip
    assert entry.findtext("a:summary", namespaces=ATOM) == "It begins."


def test_each_tag_category_and_author_has_a_feed_of_its_own() -> None:
    made = outputs(RICH, post("posts/other.md", "2026-05-02", tags=("Other",)))
    assert set(made) == {
        "blog/atom.xml",
        "blog/feed.json",
        "blog/tag/c-plus-plus/atom.xml",
        "blog/tag/xn--wgv71a119e/atom.xml",
        "blog/tag/other/atom.xml",
        "blog/category/notes/atom.xml",
        "blog/author/ann/atom.xml",
        "blog/author/bo-li/atom.xml",
    }
    feed = etree.fromstring(written(made["blog/author/ann/atom.xml"]))
    assert {name: feed.findtext(f"a:{name}", namespaces=ATOM) for name in ("id", "title")} == {
        "id": "tag:example.org,2026:feed:blog/author/ann",
        "title": "Ann Lee – Journal",
    }
    assert feed.xpath("a:link/@href", namespaces=ATOM) == [
        "https://example.org/blog/blog/author/ann/atom.xml",
        "https://example.org/blog/blog/author/ann/",
        "https://licence.example/",
    ]
    assert b'href="../../../_static/feed.css"' in written(made["blog/author/ann/atom.xml"])
    assert titles(made["blog/author/ann/atom.xml"]) == ["Queues & <stacks>"]


def test_feeds_hold_as_many_posts_as_the_settings_say() -> None:
    posts = [post(f"posts/{n}.md", f"2026-05-0{n}", title=str(n), tags=("T",)) for n in range(1, 8)]
    made = outputs(*posts)
    assert titles(made["blog/atom.xml"]) == ["7", "6", "5"]
    assert titles(made["blog/tag/t/atom.xml"]) == ["7", "6", "5"]
    items = json.loads(written(made["blog/feed.json"]))["items"]
    assert [item["title"] for item in items] == ["7", "6", "5"]
    archives = sorted(path for path in made if path.startswith("blog/atom-"))
    assert [titles(made[path]) for path in archives] == [["1"], ["2"], ["3"], ["4"], ["5"], ["6"]]
    # Each is a document of its own, and looks like the feed.
    documents = [etree.fromstring(written(made[path])) for path in archives]
    assert [document.findtext("a:id", namespaces=ATOM) for document in documents] == [
        f"tag:example.org,2026:feed:blog/atom-{number}.xml" for number in range(1, 7)
    ]
    assert all(b'href="../_static/feed.css"' in written(made[path]) for path in archives)


def test_a_preview_keeps_what_is_not_published_out_of_feeds() -> None:
    waiting = (
        post("posts/draft.md", "2026-05-02", draft=True, tags=("Seen",)),
        post("posts/later.md", "2027-01-01", tags=("Unseen",)),
        post("posts/undated.md", None, tags=("Seen",)),
    )
    made = outputs(post("posts/a.md", title="Out", tags=("Seen",)), *waiting, preview=True)
    assert {path: titles(made[path]) for path in made if path.endswith(".xml")} == {
        "blog/atom.xml": ["Out"],
        "blog/tag/seen/atom.xml": ["Out"],
        "blog/tag/unseen/atom.xml": [],
    }
    assert [item["title"] for item in json.loads(written(made["blog/feed.json"]))["items"]] == [
        "Out"
    ]


# -- In which formats -------------------------------------------------------------------


def test_every_format_has_a_file_and_every_file_a_format() -> None:
    assert FEED_FORMATS.keys() == FEED_FILES.keys()
    assert all(permalinks.owner_of(f"blog/{file.name}") for file in FEED_FILES.values())
    assert permalinks.owner_of("blog/rss-12.xml") == "the lists and feeds of posts"
    assert permalinks.owner_of("blog/other.xml") is None


def test_a_format_that_is_asked_for_is_beside_every_list_and_has_archives() -> None:
    site = replace(SITE, feed_formats=("rss", "json"), feed_length=2)
    posts = [post(f"posts/{n}.md", f"2026-05-0{n}", title=str(n), tags=("T",)) for n in (1, 2, 3)]
    made = outputs(*posts, settings=site)
    assert sorted(made) == [
        "blog/feed.json",
        "blog/rss-1.xml",
        "blog/rss-2.xml",
        "blog/rss.xml",
        "blog/tag/t/rss.xml",
    ]
    feed = etree.fromstring(written(made["blog/rss.xml"]))
    assert feed.xpath("channel/item/title/text()") == ["3", "2"]
    assert [
        (link.get("rel"), link.get("href")) for link in feed.iter("{*}link") if link.attrib
    ] == [
        ("self", "https://example.org/blog/blog/rss.xml"),
        ("prev-archive", "https://example.org/blog/blog/rss-2.xml"),
    ]
    assert b"xml-stylesheet" not in written(made["blog/rss.xml"])


def test_the_first_format_is_the_one_that_people_are_shown() -> None:
    of_tag = PageFeed("T", "blog/tag/t/")
    for names, where, titles in (
        (("atom", "json"), "blog/tag/t/atom.xml", ["Atom feed", "JSON feed"]),
        (("json", "rss"), "blog/tag/t/rss.xml", ["JSON feed", "RSS feed"]),
        (("json",), None, ["JSON feed"]),
    ):
        site = replace(SITE, feed_formats=names)
        assert formats.address(of_tag, site) == where
        assert [link.title for link in formats.site_links(site)] == titles


# -- When a feed is due again ------------------------------------------------------------

BASE: dict[str, Any] = {"image": PICTURE}
CHANGES: dict[str, tuple[tuple[Post, ...], dict[str, Any]]] = {
    "title": ((replace(RICH, title="Other"),), {}),
    "date": ((replace(RICH, date=on("2026-05-02")),), {}),
    "updated": ((replace(RICH, updated=None),), {}),
    "authors": ((replace(RICH, authors=("ann",)),), {}),
    "tags": ((replace(RICH, tags=("C++",)),), {}),
    "categories": ((replace(RICH, categories=()),), {}),
    "description": ((replace(RICH, description="Other."),), {}),
    "language": ((replace(RICH, language="fr"),), {}),
    "external_link": ((replace(RICH, external_link=None),), {}),
    "image": ((RICH,), {"image": None}),
    "text": ((RICH,), {"text": "<p>Other.</p>"}),
    "author": ((RICH,), {"authors": Authors({"ann": Author(id="ann", name="Ann B. Lee")})}),
    "another post": ((RICH, post("posts/z.md", "2026-04-01")), {}),
    "project": ((RICH,), {"settings": replace(SITE, project="Other")}),
    "site_url": ((RICH,), {"settings": replace(SITE, site_url="https://moved.example/")}),
    "site_id": ((RICH,), {"settings": replace(SITE, site_id="example.org,2020")}),
    "site_description": ((RICH,), {"settings": replace(SITE, site_description="Other.")}),
    "site_language": ((RICH,), {"settings": replace(SITE, language="nl")}),
    "licence": ((RICH,), {"settings": replace(SITE, licence="CC0")}),
    "licence_url": ((RICH,), {"settings": replace(SITE, licence_url="https://cc0.example/")}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_feed_is_due_if_what_it_says_has_changed(name: str) -> None:
    posts, given = CHANGES[name]
    before, after = outputs(RICH, **BASE), outputs(*posts, **BASE | given)
    for path in ("blog/atom.xml", "blog/feed.json"):
        if name in {"licence", "licence_url"} and path.endswith(".json"):
            continue  # JSON Feed has no word for a licence
        assert written(before[path]) != written(after[path]), path
        assert before[path].fingerprint != after[path].fingerprint, path


def test_the_code_that_writes_feeds_is_in_their_keys() -> None:
    before, after = outputs(RICH, code="1"), outputs(RICH, code="2")
    assert all(before[path].fingerprint != after[path].fingerprint for path in before)


@pytest.mark.parametrize(
    "change",
    [
        partial(replace, RICH, body="Other.", digest="x", body_line=9),
        partial(replace, RICH, featured=True),
        lambda: RICH,
    ],
)
def test_a_feed_is_the_same_whatever_it_does_not_say(change: Any) -> None:
    before, after = outputs(RICH), outputs(change())
    assert [written(made) for made in before.values()] == [written(made) for made in after.values()]
