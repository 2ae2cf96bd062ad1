import json
import re
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from publishing.model.author import Person
from publishing.model.dates import Moment
from publishing.pages import structured

DAY = Moment(instant=datetime(2026, 5, 1, tzinfo=UTC), day_only=True)
LATER = Moment(instant=datetime(2026, 5, 2, 10, tzinfo=UTC), day_only=False)
PUBLISHER = Person("Post-Technical", "https://example.org/")
ORGANISATION = {
    "@type": "Organization",
    "name": "Post-Technical",
    "url": "https://example.org/",
}


def test_a_post_is_described_in_full():
    assert structured.posting(
        url="https://example.org/posts/a/",
        title="A",
        published=DAY,
        updated=LATER,
        authors=[Person("Ann Lee", "https://example.org/blog/author/ann-lee/"), Person("José")],
        publisher=PUBLISHER,
        description="Why.",
        image="https://example.org/card.png",
        language="en",
        section="Craft",
        keywords=["C++", "日本語"],
        words=420,
        licence_url="https://creativecommons.org/licenses/by/4.0/",
    ) == {
        "@type": "BlogPosting",
        "headline": "A",
        "description": "Why.",
        "url": "https://example.org/posts/a/",
        "mainEntityOfPage": "https://example.org/posts/a/",
        "datePublished": "2026-05-01",
        "dateModified": "2026-05-02T10:00:00+00:00",
        "author": [
            {
                "@type": "Person",
                "name": "Ann Lee",
                "url": "https://example.org/blog/author/ann-lee/",
            },
            {"@type": "Person", "name": "José"},
        ],
        "publisher": ORGANISATION,
        "image": "https://example.org/card.png",
        "inLanguage": "en",
        "articleSection": "Craft",
        "keywords": ["C++", "日本語"],
        "wordCount": 420,
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }


def test_a_post_that_names_nobody_is_the_publications():
    made = structured.posting(
        url="https://example.org/posts/a/",
        title="A",
        published=DAY,
        updated=None,
        authors=[],
        publisher=PUBLISHER,
    )
    assert made["author"] == [ORGANISATION]
    assert made["dateModified"] == made["datePublished"] == "2026-05-01"
    assert not {"description", "image", "keywords", "wordCount"} & set(made)


def test_the_way_to_a_page_is_numbered_from_the_front():
    trail = [("Home", "https://example.org/"), ("A", "https://example.org/posts/a/")]
    assert structured.breadcrumbs(trail)["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Home", "item": "https://example.org/"},
        {"@type": "ListItem", "position": 2, "name": "A", "item": "https://example.org/posts/a/"},
    ]


def test_an_authors_page_is_about_a_person():
    url = "https://example.org/blog/author/ann-lee/"
    made = structured.profile(url=url, name="Ann Lee", links=["https://example.com/ann"])
    assert made == {
        "@type": "ProfilePage",
        "url": url,
        "mainEntity": {
            "@type": "Person",
            "name": "Ann Lee",
            "url": url,
            "sameAs": ["https://example.com/ann"],
        },
    }


def test_a_list_of_posts_keeps_its_order():
    posts = [("B", "https://example.org/posts/b/"), ("A", "https://example.org/posts/a/")]
    made = structured.collection(url="https://example.org/blog/", title="Posts", posts=posts)
    assert [item["name"] for item in made["mainEntity"]["itemListElement"]] == ["B", "A"]
    assert (made["@type"], made["name"]) == ("CollectionPage", "Posts")


def test_a_graph_is_exactly_this():
    made = structured.render(
        structured.website(url="https://example.org/", name="Tom & <Jerry>"),
        structured.breadcrumbs([("日本語", "https://example.org/")]),
    )
    assert str(made) == (
        '{"@context":"https://schema.org","@graph":[{"@type":"WebSite","url":"https://example.org/",'
        '"name":"Tom \\u0026 \\u003cJerry\\u003e"},{"@type":"BreadcrumbList","itemListElement":'
        '[{"@type":"ListItem","position":1,"name":"日本語","item":"https://example.org/"}]}]}'
    )
    assert made.__html__() == str(made)


@given(st.one_of(st.text(st.characters(exclude_categories=())), st.text("<>!-/script&;]\u2028")))
@settings(derandomize=True, database=None)
def test_no_text_leaves_its_script_element(text):
    made = str(structured.render({"headline": text}))
    assert not re.search("[<>&\u2028\u2029]", made)
    whole = text.encode(errors="replace").decode()
    assert json.loads(made)["@graph"] == [{"headline": whole}]
