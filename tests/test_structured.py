"""What pages say for machines, in the words of https://schema.org."""

import json
import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from publishing.assets.responsive_images import Shown
from publishing.model.taxonomy import Taxonomy
from publishing.pages import descriptions, structured
from publishing.pages.descriptions import DescribedSite
from publishing.pages.view import AuthorView, PageView, TermView
from tests.library_of import SETTINGS, content, library, on, post

SITE = DescribedSite(replace(SETTINGS, project="Journal", site_url="https://example.org/"))
ORGANISATION = {"@type": "Organization", "name": "Journal", "url": "https://example.org/"}
PAGE = PageView(
    kind="post",
    title="A",
    address="posts/a/",
    canonical="https://example.org/posts/a/",
    language="en",
    image="_cards/posts/a/card.png",
)
LOADED = library(post(title="A"), post("posts/b.md", "2026-05-02", title="B"))
CARD = content(LOADED).cards.of(LOADED.by_path["posts/a.md"])
ANN = AuthorView(name="Ann Lee", address="blog/author/ann-lee/")


def test_a_post_is_described_in_full():
    card = replace(
        CARD,
        updated=on("2026-05-02T10:00:00+00:00"),
        authors=(ANN, AuthorView(name="José", address="blog/author/jose/")),
        description="Why.",
        categories=(
            TermView(kind=Taxonomy.CATEGORY, name="Craft", address="blog/category/craft/"),
        ),
        tags=tuple(
            TermView(kind=Taxonomy.TAG, name=name, address="blog/tag/x/")
            for name in ("C++", "日本語")
        ),
        words=420,
    )
    licence = "https://creativecommons.org/licenses/by/4.0/"
    site = DescribedSite(replace(SITE.settings, licence_url=licence))
    described, trail = descriptions.posting(site, PAGE, card)
    assert described == {
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
            {"@type": "Person", "name": "José", "url": "https://example.org/blog/author/jose/"},
        ],
        "publisher": ORGANISATION,
        "image": "https://example.org/_cards/posts/a/card.png",
        "inLanguage": "en",
        "articleSection": "Craft",
        "keywords": ["C++", "日本語"],
        "wordCount": 420,
        "license": licence,
    }
    assert [step["name"] for step in trail["itemListElement"]] == ["Journal", "Posts", "A"]
    picture = Shown(address="posts/a/b.png", width=9, height=9)
    (described, _) = descriptions.posting(SITE, PAGE, replace(CARD, image=picture))
    assert described["image"] == "https://example.org/posts/a/b.png"


def test_a_post_that_names_nobody_is_the_publications():
    card = replace(CARD, description="", words=0)
    described, _ = descriptions.posting(SITE, replace(PAGE, image=None), card)
    assert described["author"] == [ORGANISATION]
    assert described["dateModified"] == described["datePublished"] == "2026-05-01"
    assert not {"description", "image", "keywords", "wordCount", "license"} & set(described)


def test_the_way_to_a_page_is_numbered_from_the_front():
    (trail,) = descriptions.trail(SITE, PAGE, None)
    assert trail["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Journal", "item": "https://example.org/"},
        {"@type": "ListItem", "position": 2, "name": "Posts", "item": "https://example.org/blog/"},
        {
            "@type": "ListItem",
            "position": 3,
            "name": "A",
            "item": "https://example.org/posts/a/",
        },
    ]
    (of_posts,) = descriptions.trail(SITE, replace(PAGE, title="Posts", address="blog/"), None)
    assert [step["name"] for step in of_posts["itemListElement"]] == ["Journal", "Posts"]


def test_an_authors_page_is_about_a_person():
    author = replace(
        ANN, bio="Asks.", avatar="_static/ann.webp", links=(("x", "https://x.example/a"),)
    )
    described, _ = descriptions.profile(SITE, PAGE, author)
    assert described == {
        "@type": "ProfilePage",
        "url": "https://example.org/blog/author/ann-lee/",
        "mainEntity": {
            "@type": "Person",
            "name": "Ann Lee",
            "url": "https://example.org/blog/author/ann-lee/",
            "description": "Asks.",
            "image": "https://example.org/_static/ann.webp",
            "sameAs": ["https://x.example/a"],
        },
    }


def test_a_list_of_posts_keeps_its_order():
    described, _ = descriptions.collection(SITE, PAGE, content(LOADED).cards.all(LOADED.posts))
    assert (described["@type"], described["name"]) == ("CollectionPage", "A")
    assert described["mainEntity"]["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "B", "url": "https://example.org/posts/b/"},
        {"@type": "ListItem", "position": 2, "name": "A", "url": "https://example.org/posts/a/"},
    ]


def test_a_graph_is_exactly_this():
    page = replace(PAGE, canonical="https://example.org/")
    site = DescribedSite(replace(SITE.settings, project="Tom & <Jerry>", language="de"))
    made = structured.render(*descriptions.website(site, page, None))
    assert str(made) == (
        '{"@context":"https://schema.org","@graph":[{"@type":"WebSite",'
        '"url":"https://example.org/","name":"Tom \\u0026 \\u003cJerry\\u003e",'
        '"inLanguage":"de"}]}'
    )
    assert made.__html__() == str(made)


@given(st.one_of(st.text(st.characters(exclude_categories=())), st.text("<>!-/script&;]\u2028")))
@settings(derandomize=True, database=None)
def test_no_text_leaves_its_script_element(text):
    made = str(structured.render({"headline": text}))
    assert not re.search("[<>&\u2028\u2029]", made)
    whole = text.encode(errors="replace").decode()
    assert json.loads(made)["@graph"] == [{"headline": whole}]
