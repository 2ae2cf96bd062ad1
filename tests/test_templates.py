"""The templates with sample values: what is text stays text, and each page says what it must."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from lxml.html import HtmlElement
from markupsafe import Markup

from publishing.assets.responsive_images import Shown
from publishing.assets.variants import Variant
from publishing.base.theme_files import ThemeFiles
from publishing.conf.settings import Settings
from publishing.model.dates import Moment
from publishing.model.post import Post
from publishing.model.taxonomy import Taxonomy
from publishing.pages.headtags import Tag
from publishing.pages.status_page import Bar, Waiting
from publishing.pages.templates import Templates
from publishing.pages.view import AuthorView, Card, MonthView, PageView, TermView, YearView
from publishing.render.rendered_post import Heading

PROJECT = Path(__file__).parents[1]
TEMPLATES = PROJECT / "publishing/theme"
HOSTILE = "</a></h1><script>alert(1)</script>\"'&<b onclick=x>{{ site }}"
SITE = Settings(
    project='The <Journal> & "co"',
    site_url="https://example.org/j/",
    site_id="example.org,2021",
    licence="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
    source_url="https://example.org/source",
)
DRAWING = Templates(ThemeFiles((), (TEMPLATES,)), SITE)
DAY = Moment(instant=datetime(2026, 5, 1, tzinfo=UTC), day_only=True)
INSTANT = Moment(instant=datetime(2026, 5, 2, 9, 30, tzinfo=UTC), day_only=False)


POST = Post(
    path="posts/2026/a.md",
    docname="posts/2026/a",
    address="posts/2026/a/",
    title="A title",
    date=DAY,
    body="",
    body_line=4,
    digest="0" * 64,
)


def author(name: str = "Ann Lee", **values: Any) -> AuthorView:
    return AuthorView(name=name, address="blog/author/ann-lee/", **values)


def term(kind: Taxonomy, name: str, count: int | None = None) -> TermView:
    return TermView(kind=kind, name=name, address=f"blog/{kind.value}/x/", count=count)


def card(**values: Any) -> Card:
    plain: dict[str, Any] = {
        "key": "a",
        "front_matter": POST,
        "title": "A title",
        "address": "posts/2026/a/",
        "date": DAY,
        "due": DAY,
        "updated": None,
        "authors": (author(),),
        "tags": (),
        "categories": (),
        "series": None,
        "description": "What it is about.",
        "words": 900,
        "minutes": 4,
        "image": None,
        "image_alt": "",
        "language": None,
        "external_link": None,
        "featured": False,
    }
    return Card(**plain | values)


POST: Mapping[str, Any] = {
    "post": card(),
    "body": Markup("<p>The text.</p>"),
    "toc": (),
    "newer": None,
    "older": None,
    "related": (),
    "series_posts": (),
    "source_path": "posts/2026/a.md",
    "edit_url": None,
}
LIST: Mapping[str, Any] = {
    "heading": "Posts",
    "cards": (card(),),
    "number": None,
    "newer": None,
    "older": None,
    "front": "blog/",
    "feed": "blog/atom.xml",
    "total": 1,
    "term": None,
    "author": None,
}
HOME: Mapping[str, Any] = {
    "body": Markup("<h1>The Journal</h1>"),
    "featured": card(),
    "cards": (),
    "topics": (),
    "authors": (),
    "first": None,
    "total": 1,
}
YEARS = (YearView(year=2026, address="blog/2026/", count=1, cards=(card(),)),)
PAGES: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "post": ("post.html", POST),
    "home": ("home.html", HOME),
    "blog": ("listing.html", LIST),
    "tag": ("listing.html", LIST | {"term": term(Taxonomy.TAG, "C++")}),
    "series": ("listing.html", LIST | {"feed": None}),
    "author": ("author.html", LIST | {"author": author()}),
    "tags": ("terms.html", {"heading": "T", "terms": (term(Taxonomy.TAG, "x", 2),), "authors": ()}),
    "authors": ("terms.html", {"heading": "A", "terms": (), "authors": (author(count=2),)}),
    "archive": ("archive.html", {"years": YEARS, "total": 1}),
    "year": (
        "year.html",
        {
            "year": 2026,
            "count": 1,
            "months": (MonthView(5, (card(),)),),
            "newer": None,
            "older": "blog/2025/",
        },
    ),
    "page": ("page.html", {"body": Markup("<h1>About</h1>"), "edit_url": None}),
    "status": (
        "status.html",
        {
            "published": 1,
            "scheduled": (),
            "drafts": (),
            "withheld": (),
            "undescribed": (),
            "unpictured": (),
            "rare": (),
            "authors": (),
            "years": (),
        },
    ),
    "404": ("404.html", {"cards": (card(),)}),
    "search": ("search.html", {"cards": (card(),)}),
}


def page(kind: str, **values: Any) -> PageView:
    plain = {
        "title": "A title",
        "address": "posts/2026/a/",
        "canonical": "https://example.org/j/posts/2026/a/",
        "language": "en",
    }
    return PageView(kind=kind, **plain | values)


def source(kind: str, view: PageView | None = None, **values: Any) -> str:
    template, context = PAGES[kind]
    return DRAWING.render(template, view or page(kind), context | values)


def render(kind: str, view: PageView | None = None, **values: Any) -> HtmlElement:
    return html.fragment_fromstring(source(kind, view, **values), create_parent="main")


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def texts(element: HtmlElement, name: str) -> list[str]:
    return [words(found) for found in element.find_class(name)]


# -- A stranger's words --------------------------------------------------------


_SAFE = {"address", "image", "avatar", "url", "external_link", "key"}
"""Fields that are made or checked by the machine, and are no words."""


def spoilt(value: Any) -> Any:
    """Return a view with a stranger's words in every field that is text."""
    if isinstance(value, str):
        return HOSTILE
    if isinstance(value, Heading):
        return value._replace(text=HOSTILE)
    if isinstance(value, tuple):
        return tuple(map(spoilt, value))
    if isinstance(value, AuthorView | Bar | Card | MonthView | TermView | Waiting | YearView):
        names = (item.name for item in fields(value) if item.name not in _SAFE)
        return replace(value, **{name: spoilt(getattr(value, name)) for name in names})
    return value


RICH = card(
    authors=(author(bio="Writes."), author("Bo"), author("Cy")),
    tags=(term(Taxonomy.TAG, "C++"),),
    categories=(term(Taxonomy.CATEGORY, "Notes"),),
    series=term(Taxonomy.SERIES, "On queues"),
    image=Shown(
        address="posts/2026/a/x y.png",
        width=1000,
        height=500,
        sizes=(Variant(480, 240), Variant(1000, 500)),
    ),
    image_alt="A queue",
    language="fr",
    external_link="https://example.org/elsewhere/",
)
FILLED: Mapping[str, Any] = {
    "heading": "Posts",
    "post": RICH,
    "featured": RICH,
    "cards": (RICH, RICH),
    "related": (RICH,),
    "series_posts": (RICH, RICH),
    "toc": (Heading(2, "x", "One"),) * 3,
    "topics": (term(Taxonomy.TAG, "C++", 2),),
    "authors": (author(count=2, bio="Writes."),),
    "years": (YearView(year=2026, address="blog/2026/", count=1, cards=(RICH,)),),
    "months": (MonthView(5, (RICH,)),),
    **dict.fromkeys(
        ("scheduled", "drafts", "withheld", "undescribed", "unpictured"),
        (Waiting(RICH, "posts/a.md"),),
    ),
    "rare": (term(Taxonomy.TAG, "C++"),),
}
BARS = (Bar("Ann Lee", "blog/author/ann-lee/", 1, 2),)


@pytest.mark.parametrize("kind", [kind for kind in PAGES if kind not in {"page", "tags"}])
def test_strangers_words_are_text(kind: str) -> None:
    _, context = PAGES[kind]
    values = {name: spoilt(value) for name, value in FILLED.items() if name in context}
    if kind == "post":
        values |= {"newer": spoilt(RICH), "older": spoilt(RICH)}
    elif kind == "status":
        values |= {"authors": spoilt(BARS), "years": spoilt(BARS)}
    elif context.get("author"):
        values["author"] = spoilt(author(bio="Writes."))
    drawn = render(kind, **values)
    assert not drawn.xpath("//script | //b | //*[@onclick]")
    assert HOSTILE in words(drawn)


FRAME = {"layout.html", "sections/announcement.html"}
"""Templates of the theme's world, which escapes nothing by itself."""
TRIED = {template for template, _ in PAGES.values()} | {"head.html", "redirect.html"}
"""Templates that a test of this module renders with a stranger's words."""


def test_every_template_is_tried_with_a_stranger_s_words() -> None:
    sources = _sources("publishing/theme", ".html")
    known = {f"publishing/theme/{name}" for name in TRIED}
    while (
        parts := {
            f"publishing/theme/{part}"
            for name in known
            for part in re.findall(r'{%-? *(?:from|import|include) "([^"]*)"', sources[name])
        }
        - known
    ):
        known |= parts
    assert sources.keys() - known == {f"publishing/theme/{name}" for name in FRAME}


def test_the_frame_escapes_what_the_settings_say() -> None:
    made_here = (
        r"(link|icon|nav_link)\(.*\)|slot_\w+|site_html_attributes|site_script_integrity|text"
    )
    for name in FRAME:
        for rendered in re.findall(r"{{-? *(.*?) *-?}}", (TEMPLATES / name).read_text("utf-8")):
            is_escaped = re.fullmatch(r"(site|feed)\.\w+ \| e", rendered)
            # The announcement is the owner's HTML, as in any site with this theme.
            assert is_escaped or re.fullmatch(f"{made_here}|theme_announcement", rendered), rendered


def test_nothing_but_our_drawings_is_said_to_be_safe() -> None:
    unescaped = re.compile(r"\|\s*(?:safe|xmlattr\(false)|autoescape|Markup")
    found = {
        name: unescaped.findall(text)
        for name, text in _sources("publishing/theme", ".html").items()
        if unescaped.search(text)
    }
    assert found == {"publishing/theme/partials/icon.html": ["| safe"]}


def test_a_term_s_name_is_text() -> None:
    drawn = render("tags", terms=(term(Taxonomy.TAG, HOSTILE, 1),))
    assert drawn.xpath("//li/a/text()") == [HOSTILE]


def test_the_head_s_tags_are_attributes_and_nothing_else() -> None:
    tags = (Tag("meta", {"name": "description", "content": HOSTILE}),)
    context = {"tags": tags, "data": None}
    written = DRAWING.render("head.html", page("post"), context)
    (meta,) = html.fragments_fromstring(written)
    assert meta.tag == "meta"
    assert dict(meta.attrib) == {"name": "description", "content": HOSTILE}


def test_structured_data_is_printed_as_it_is() -> None:
    context = {"tags": (), "data": Markup('{"a":"\\u003c"}')}
    written = DRAWING.render("head.html", page("post"), context)
    assert written.strip() == '<script type="application/ld+json">{"a":"\\u003c"}</script>'


# -- Every page ----------------------------------------------------------------


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_has_one_first_heading_and_skips_no_level(kind: str) -> None:
    levels = [int(found.tag[1]) for found in render(kind).xpath("//h1|//h2|//h3|//h4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("kind", PAGES)
def test_every_time_can_be_read_by_a_machine(kind: str) -> None:
    for found in render(kind).iter("time"):
        # Where a heading says the year, the day alone is quicker to read.
        day = "May 1" if kind in {"archive", "year"} else "May 1, 2026"
        assert (found.get("datetime"), found.text) == ("2026-05-01", day)


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("home", {"featured": None, "total": 0}, "Nothing has been published yet."),
        ("blog", {"cards": (), "total": 0}, "Nothing has been published yet."),
        ("archive", {"years": (), "total": 0}, "Nothing has been published yet."),
        ("tags", {"terms": ()}, "No post has a tag yet."),
        ("authors", {"authors": ()}, "Nobody has published anything yet."),
    ],
)
def test_an_empty_page_says_so(kind: str, values: dict[str, Any], said: str) -> None:
    (empty,) = render(kind, **values).find_class("pub-empty")
    assert words(empty).startswith(said)


@pytest.mark.parametrize("kind", ["404", "search"])
def test_a_page_without_posts_to_offer_offers_none(kind: str) -> None:
    assert not render(kind, cards=()).find_class("h-entry")


def test_an_old_address_leads_on_without_a_script() -> None:
    written = DRAWING.render(
        "redirect.html", page("redirect", title=HOSTILE, address="old/"), {"target": "posts/é/"}
    )
    drawn = html.document_fromstring(written)
    (refresh,) = drawn.xpath("//meta[@http-equiv='refresh']/@content")
    assert refresh == "0; url=../posts/%C3%A9/"
    assert drawn.xpath("//link[@rel='canonical']/@href") == ["https://example.org/j/posts/2026/a/"]
    assert drawn.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert drawn.xpath("//title/text()") == [HOSTILE]
    assert not drawn.xpath("//script")


# -- A post --------------------------------------------------------------------


def test_a_post_is_an_h_entry() -> None:
    tags = (term(Taxonomy.TAG, "C++"), term(Taxonomy.TAG, "日本語"))
    post = card(tags=tags, updated=INSTANT, authors=(author("Ann"), author("Bo")))
    drawn = render("post", post=post)
    (entry,) = drawn.find_class("h-entry")
    assert texts(entry, "p-name") == ["A title"]
    assert texts(entry, "p-summary") == ["What it is about."]
    assert texts(entry, "p-author") == ["Ann", "Bo"]
    assert texts(entry, "p-category") == ["C++", "日本語"]
    assert texts(entry, "e-content") == ["The text."]
    assert [found.get("datetime") for found in entry.iter("time")] == [
        "2026-05-01",
        "2026-05-02T09:30:00+00:00",
    ]
    assert [found.get("href") for found in entry.find_class("u-url")] == [
        "https://example.org/j/posts/2026/a/"
    ]


@pytest.mark.parametrize(
    ("names", "written"),
    [
        ([], ""),
        (["Ann"], "Ann"),
        (["Ann", "Bo"], "Ann and Bo"),
        (["Ann", "Bo", "Cy"], "Ann, Bo and Cy"),
    ],
)
def test_names_stand_as_in_a_sentence(names: list[str], written: str) -> None:
    drawn = render("post", post=card(authors=tuple(map(author, names))))
    assert "".join(texts(drawn, "pub-byline__names")) == written


@pytest.mark.parametrize(
    ("description", "body", "shown"),
    [
        ("What it is about.", "<p>The text.</p>", ["What it is about."]),
        ("The text begins…", "<p>The <em>text</em>\nbegins here.</p>", []),
        ("", "<p>The text.</p>", []),
    ],
)
def test_the_standfirst_does_not_repeat_the_text(
    description: str, body: str, shown: list[str]
) -> None:
    drawn = render("post", post=card(description=description), body=Markup(body))
    assert texts(drawn, "pub-standfirst") == shown


@pytest.mark.parametrize(
    ("levels", "shown"),
    [([2, 2], 0), ([2, 2, 4, 5], 0), ([2, 3, 2], 3), ([2, 3, 4, 2], 3)],
)
def test_contents_are_for_texts_of_three_sections(levels: list[int], shown: int) -> None:
    toc = tuple(Heading(level, f"h{number}", "H") for number, level in enumerate(levels))
    drawn = render("post", toc=toc)
    assert len(drawn.xpath("//details//a")) == shown


@pytest.mark.parametrize(
    ("title", "language", "size"),
    [
        ("a" * 50, "en", ""),
        ("a" * 51, "en", "pub-post-title--long"),
        ("a" * 76, "en", "pub-post-title--longer"),
        ("題" * 30, "ja", "pub-post-title--long"),
    ],
)
def test_a_long_title_is_set_smaller(title: str, language: str, size: str) -> None:
    drawn = render("post", page("post", language=language), post=card(title=title))
    (heading,) = drawn.iter("h1")
    assert " ".join(sorted(set(heading.classes) - {"p-name", "pub-post-title"})) == size


def test_a_part_of_a_series_says_which() -> None:
    series = term(Taxonomy.SERIES, "On queues")
    parts = tuple(card(title=str(n), series=series, address=f"posts/{n}/") for n in range(3))
    drawn = render("post", post=parts[1], series_posts=parts)
    assert texts(drawn, "pub-kicker") == ["On queues, part 2"]
    assert drawn.xpath("//ol/li/a[@aria-current='page']/text()") == ["1"]


@pytest.mark.parametrize(("bio", "boxes"), [("", 0), ("Writes.", 1)])
def test_an_author_of_whom_nothing_is_known_has_no_box(bio: str, boxes: int) -> None:
    drawn = render("post", post=card(authors=(author(bio=bio), author("Bo"))))
    assert len(drawn.find_class("pub-author-box")) == boxes


def test_a_link_to_edit_is_there_if_there_is_a_repository() -> None:
    assert "Edit this page" not in words(render("post"))
    drawn = render("post", edit_url="https://example.org/edit/a.md")
    assert drawn.xpath("//a[text()='Edit this page']/@href") == ["https://example.org/edit/a.md"]


# -- Lists ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "marks"), [(None, (None, None)), ("en", (None, None)), ("ar", ("ar", "auto"))]
)
def test_a_foreign_title_is_marked(language: str | None, marks: tuple[str | None, ...]) -> None:
    (title,) = render("blog", cards=(card(language=language),)).find_class("p-name")[1:]
    assert (title.get("lang"), title.get("dir")) == marks


def test_on_a_foreign_page_what_the_site_says_is_marked() -> None:
    post = card(language="ar")
    drawn = render(
        "post", page("post", language="ar"), post=post, older=card(), newer=post, related=(card(),)
    )
    for name in ("pub-byline__facts", "pub-post-footer", "pub-neighbours", "pub-related"):
        (found,) = drawn.find_class(name)
        assert found.get("lang") == "en", name
    assert [
        (title.get("lang"), title.get("dir")) for title in drawn.find_class("pub-neighbour__title")
    ] == [("ar", "auto"), ("en", "auto")]
    assert drawn.find_class("e-content")[0].get("lang") is None
    assert not render("post").xpath(".//@lang")


def test_an_archive_too_long_to_name_its_posts_shows_how_many_there_are() -> None:
    years = tuple(
        YearView(year=year, address=f"blog/{year}/", count=count, cards=())
        for year, count in ((2026, 300), (2025, 75))
    )
    drawn = render("archive", years=years, total=375)
    assert texts(drawn, "pub-years__year") == ["2026300 posts", "202575 posts"]
    assert drawn.xpath(".//rect/@width") == ["100.0", "25.0"]
    assert len(drawn.xpath(".//li/a/@href")) == 2


@pytest.mark.parametrize(
    ("width", "height", "shape", "room"),
    [
        (2000, 700, "wide", "73rem"),
        (1600, 900, "broad", "57.5rem"),
        (900, 900, "tall", "42rem"),
        (600, 1200, "tall", "42rem"),
    ],
)
def test_a_picture_is_as_wide_as_lets_it_be_seen_whole(
    width: int, height: int, shape: str, room: str
) -> None:
    shown = Shown(address="a.png", width=width, height=height, sizes=(Variant(480, 240),))
    (hero,) = render("post", post=card(image=shown)).find_class("pub-hero")
    assert hero.get("class") == f"pub-hero pub-hero--{shape}"
    assert f"(min-width: 75rem) {room}," in hero[0].get("sizes")


def test_a_numbered_part_says_how_it_is_counted() -> None:
    drawn = render("blog", number=3, total=None, newer="blog/page/4/", older="blog/page/2/")
    assert texts(drawn, "pub-page-facts") == [
        "Part 3, counted from the first postNewestArchiveFeed"
    ]
    assert drawn.xpath("//nav/a/@rel") == ["prev", "next"]


@pytest.mark.parametrize(("count", "said"), [(1, "1 post"), (2, "2 posts"), (1200, "1,200 posts")])
def test_posts_are_counted_in_words(count: int, said: str) -> None:
    assert said in texts(render("archive", total=count), "pub-page-facts")[0]


def test_the_commonest_term_is_at_most_a_little_larger() -> None:
    counts = (1, 10, 20, 30)
    drawn = render("tags", terms=tuple(term(Taxonomy.TAG, "x", count) for count in counts))
    assert drawn.xpath("//li/@class") == [f"pub-terms__{size}" for size in range(4)]
    rules = (PROJECT / "publishing/theme/static/css/term.css").read_text(encoding="utf-8")
    sizes = re.findall(r"__\d a \{ font-size: ([\d.]+)em", rules)
    assert max(map(float, sizes)) <= 1.3


def test_a_year_is_as_long_a_bar_as_it_has_posts() -> None:
    years = tuple(
        YearView(year=year, address=f"blog/{year}/", count=count, cards=())
        for year, count in ((2026, 3), (2025, 12))
    )
    assert render("archive", years=years).xpath("//rect/@width") == ["25.0", "100.0"]


def test_the_front_page_leads_to_the_rest_only_if_there_is_a_rest() -> None:
    assert "All" not in words(render("home", cards=(card(),), total=2))
    assert "All 9 posts" in words(render("home", cards=(card(),), total=9))
    first = card(title="Where it <began>", address="posts/2021/began/")
    home = render("home", cards=(card(),), total=9, first=first)
    assert "It began with Where it <began>," in words(home)
    assert home.xpath("//p[@class='pub-first']/a/@href") == ["../../2021/began/"]


# -- What the policy of our pages forbids, and names that belong together --------


def _sources(folder: str, *suffixes: str) -> dict[str, str]:
    return {
        path.relative_to(PROJECT).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((PROJECT / folder).rglob("*"))
        if path.suffix in suffixes
    }


def test_no_template_needs_an_exception_from_the_content_policy() -> None:
    for name, text in _sources("publishing/theme", ".html").items():
        assert not re.search(r"\s(style|on[a-z]+)=", text), name
        inline = re.findall(r"<script(?![^>]*(?:src=|ld\+json))[^>]*>", text)
        assert inline == (["<script>"] if name == "publishing/theme/layout.html" else []), name


def test_the_only_inline_script_is_short() -> None:
    assert len((TEMPLATES / "partials/mode.js").read_bytes()) <= 300


def test_every_class_that_is_styled_is_drawn() -> None:
    name = re.compile(r"(?<![\w-])pub-[a-z][\w-]*[a-z0-9](?![\w-])")
    used = name.findall("".join(_sources("publishing/theme", ".html").values()))
    scripts = _sources("publishing/theme/static/js", ".js") | _sources(
        "publishing/theme/static/search", ".js"
    )
    scripted = name.findall("".join(scripts.values()))
    styled = re.findall(
        r"\.(pub-[\w-]+)", "".join(_sources("publishing/theme/static/css", ".css").values())
    )
    numbered = {f"pub-terms__{size}" for size in range(4)} | {f"pub-contents__{n}" for n in (2, 3)}
    known = set(used) | set(scripted) | numbered
    assert sorted(set(styled) - known) == []


def test_a_colour_is_written_once() -> None:
    for name, text in _sources("publishing/theme/static/css", ".css").items():
        if name.rpartition("/")[2] not in {"tokens.css", "code.css", "print.css"}:
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?=\s*[;,)])", text), name


@pytest.mark.parametrize(
    ("kind", "waits", "sizes"),
    [
        ("post", None, "(min-width: 75rem) 73rem, (min-width: 44.5rem) 42rem, 100vw"),
        ("home", None, "(min-width: 75rem) 26rem, (min-width: 44.5rem) 42rem, 100vw"),
        ("blog", "lazy", "13rem"),
    ],
)
def test_a_picture_keeps_its_place_and_comes_in_the_size_it_is_shown(
    kind: str, waits: str | None, sizes: str
) -> None:
    values = {
        name: FILLED[name] for name in ("post", "featured", "cards") if name in PAGES[kind][1]
    }
    (picture, *_) = render(kind, **values).xpath("//img[contains(@class, 'u-photo')]")
    assert (picture.get("width"), picture.get("height")) == ("1000", "500")
    assert picture.get("src") == "x%20y.png"
    assert picture.get("srcset") == (
        "../../../_images/posts/2026/a/x%20y.png/480.webp 480w, "
        "../../../_images/posts/2026/a/x%20y.png/1000.webp 1000w"
    )
    assert picture.get("sizes") == sizes
    assert picture.get("loading") == waits
    assert picture.get("fetchpriority") == (None if waits else "high")
