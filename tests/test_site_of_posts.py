"""What a built site says of its posts, wherever it says it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html
from PIL import Image

from publishing.assets.card_fonts import has_cjk
from publishing.model import permalinks
from publishing.pages.security_headers import script_hashes
from tests.publication import ATOM, SHARED, Publication

SITE = "https://post-technical.example/"
TITLE = '<script>alert(1)</script> & "quotes" {{ 7*7 }} [a](b) *c* ]]>'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """A site with one of everything that was once got wrong."""
    publication = Publication(tmp_path_factory.mktemp("site") / "publication")
    post = publication.post
    post("languages", date="2026-01-01", tags="[C, C++, C#, .NET]", author="Ann Lee")
    post("scripts", date="2026-01-02", tags="[日本語, José, Jose, 🚀]", author="[José, Jose]")
    post("commas", date="2026-01-03", authors='["Lee, Ann", Bo Li, 山田 太郎]', category='["R, S"]')
    post("zones", date='"2026-01-04T23:30:00-08:00"', updated="2026-02-01", author="Bo Li")
    post("later", date='"2026-01-05T08:00:00Z"', author="Bo Li", series="Two parts")
    post("titled", date="2026-01-06", title=f"'{TITLE}'", tags=f"['{TITLE}']", author=f"'{TITLE}'")
    post("empty", date="2026-01-07", tags="", author="", category="", description="")
    post("same", date="2026-01-08", series="Two parts")
    publication.write("posts/2025/same.md", "---\ntitle: Same\ndate: 2025-12-31\n---\nOther.\n")
    publication.write(
        "posts/2026/folder/index.md",
        """
        ---
        date: 2026-01-09
        tags: python
        image: chart.svg
        image_alt: A chart
        redirect_from: /old/folder.html
        ---
        # Found in the heading

        See ![a chart](chart.svg), [the file](data.csv), [same](../same.md),
        [](../../2025/same.md) and [a heading](../same.md#why).[^1]

        ## Why

        $a + b$

        [^1]: A note.
        """,
    )
    publication.post("same", "Text.\n\n## Why\n\nBecause.\n", date="2026-01-08", series="Two parts")
    chart = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9"/></svg>'
    publication.write("posts/2026/folder/chart.svg", chart)
    publication.write("posts/2026/folder/data.csv", "a,b\n1,2\n")
    publication.write("posts/2026/folder/unmentioned.csv", "secret\n")
    built = publication.build()
    assert built.status == 0, built.text
    # Of a title and an author that look like HTML, and of the card of 山田 太郎 without its fonts.
    assert f"0 errors, {2 if has_cjk() else 3} warning" in built.text, built.text
    return publication


def links(page: html.HtmlElement) -> list[str]:
    return [link for _, _, link, _ in page.iterlinks()]


@pytest.mark.parametrize(
    ("term", "name"),
    [
        ("tag/c", "C"),
        ("tag/c-plus-plus", "C++"),
        ("tag/c-sharp", "C#"),
        ("tag/xn--wgv71a119e", "日本語"),
        ("tag/jose--3gkoduab", "José"),
        ("tag/jose", "Jose"),
        ("author/jose--3gkoduab", "José"),
        ("author/jose", "Jose"),
        ("author/bo-li", "Bo Li"),
        ("author/xn----cc1bp4h9u1bcu4a", "山田 太郎"),
    ],
)
def test_each_term_has_its_own_page_and_feed(site: Publication, term: str, name: str) -> None:
    assert site.main(f"blog/{term}/").xpath("string(.//h1)").strip() == name
    title = site.feed(f"blog/{term}/atom.xml").findtext("a:title", namespaces=ATOM)
    assert title == f"{name} – Post-Technical"


def test_a_comma_inside_a_name_belongs_to_it(site: Publication) -> None:
    authors = site.main("posts/2026/commas/").xpath(".//*[contains(@class, 'p-author')]")
    assert {"Lee, Ann", "Bo Li", "山田 太郎"} <= {
        name.strip() for author in authors for name in author.itertext() if name.strip()
    }
    assert "R, S" in site.main("blog/category/").text_content()


def test_no_author_called_null_comes_of_an_empty_key(site: Publication) -> None:
    assert {path.name for path in (site.site / "blog/author").iterdir()}.isdisjoint(
        {"null", "none", "", "[]"}
    )


def test_posts_stand_in_the_order_of_their_instants(site: Publication) -> None:
    hrefs = [unquote(link) for link in links(site.main("blog/")) if "posts/20" in link]
    order = list(dict.fromkeys(href.split("/")[-2] for href in hrefs))
    # Between `later` (08:00 UTC) and the day before lies `zones` (07:30 UTC), written as the 4th.
    assert order == ["folder", "same", "empty", "titled", "later", "zones", *order[6:]]


def test_a_day_is_shown_in_the_zone_it_was_written_in(site: Publication) -> None:
    times = site.main("posts/2026/zones/").xpath(".//time/@datetime")
    assert times[:2] == ["2026-01-04T23:30:00-08:00", "2026-02-01"]
    assert site.has("blog/2026/")


def test_two_posts_of_one_name_are_two_pages(site: Publication) -> None:
    assert "Other." in site.text("posts/2025/same/")
    assert "Because." in site.text("posts/2026/same/")


def test_the_heading_is_the_title_and_is_written_once(site: Publication) -> None:
    headings = site.main("posts/2026/folder/").xpath(".//h1")
    assert [heading.text_content().strip() for heading in headings] == ["Found in the heading"]


def test_titles_and_names_are_text_everywhere(site: Publication) -> None:
    shown = 0
    for path, data in site.tree().items():
        if path.endswith(".html"):
            page = html.document_fromstring(data)
            assert "alert(1)" not in "".join(
                script.text or ""
                for script in page.iter("script")
                if script.get("type") != "application/ld+json"
            ), path
            assert b"<script>alert" not in data, path
            shown += TITLE in page.text_content()
    assert shown >= 8
    titles = site.feed().xpath("//a:entry/a:title", namespaces=ATOM)
    assert TITLE in {html.fromstring(f"<p>{title.text}</p>").text_content() for title in titles}


def test_structured_data_is_json_that_no_title_can_end(site: Publication) -> None:
    for script in site.page("posts/2026/titled/").xpath("//script[@type='application/ld+json']"):
        posting = json.loads(script.text)["@graph"][0]
        assert posting["headline"] == TITLE


def test_the_policy_of_a_page_knows_its_structured_data(site: Publication) -> None:
    for where in ("", "posts/2026/titled/", "blog/author/bo-li/"):
        page = site.page(where)
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        (data,) = page.xpath("//script[@type='application/ld+json']/text()")
        assert f"'sha256-{b64encode(sha256(data.encode()).digest()).decode()}'" in policy


def test_the_policy_in_the_header_knows_the_scripts_of_every_page(site: Publication) -> None:
    headers = (site.site / "_headers").read_text(encoding="utf-8")
    (policy,) = re.findall(r"^  Content-Security-Policy: (.*)$", headers, re.MULTILINE)
    pages = [data.decode() for path, data in site.tree().items() if path.endswith(".html")]
    scripts = {hash for page in pages for hash in script_hashes(page)}
    assert len(scripts) > 1
    assert set(re.findall(r"'sha256-[^']+'", policy)) == scripts


def test_what_a_post_mentions_is_published_and_nothing_else(site: Publication) -> None:
    files = {path for path in site.tree() if path.startswith("posts/2026/folder/")}
    assert files == {
        "posts/2026/folder/index.html",
        "posts/2026/folder/chart.svg",
        "posts/2026/folder/data.csv",
    }


def test_posts_link_to_each_other_by_their_files(site: Publication) -> None:
    found = {
        (link.get("href"), link.text_content())
        for link in site.main("posts/2026/folder/").xpath(".//a[@href]")
    }
    assert {
        ("../same/", "same"),
        ("../../2025/same/", "Same"),
        ("../same/#why", "a heading"),
        ("data.csv", "the file"),
    } <= found


def test_the_sitemap_says_when_each_page_changed(site: Publication) -> None:
    urls = etree.fromstring(site.text("sitemap.xml").encode())
    changed = {
        url.findtext("{*}loc").removeprefix(SITE): url.findtext("{*}lastmod") for url in urls
    }
    assert {where: changed[where] for where in ("", "about/", "blog/2025/", "blog/archive/")} == {
        "": "2026-02-01",
        "about/": None,
        "blog/2025/": "2025-12-31",
        "blog/archive/": "2026-02-01",
    }
    pages = {path for path in site.tree() if path.endswith(".html")}
    unlisted = pages - {permalinks.file_of(unquote(where)) for where in changed}
    assert unlisted == {"404.html", "search/index.html", "old/folder.html"}


def test_an_old_address_leads_to_the_post(site: Publication) -> None:
    page = site.page("old/folder.html")
    (refresh,) = page.xpath("//meta[@http-equiv='refresh']/@content")
    assert refresh.endswith("../posts/2026/folder/")


def test_every_link_of_every_page_leads_somewhere(site: Publication) -> None:
    assert site.dead_links() == []


def test_every_url_of_every_feed_is_whole_and_exists(site: Publication) -> None:
    tree, urls = site.tree(), set()
    for path in tree:
        if path.endswith("atom.xml"):
            feed = site.feed(path)
            urls.update(feed.xpath("//@href"))
            for content in feed.xpath("//a:content", namespaces=ATOM):
                urls.update(links(html.fromstring(f"<div>{content.text}</div>")))
    assert len(urls) > 30
    for url in urls:
        assert url.startswith("https://"), url
        if url.startswith(SITE):
            assert permalinks.file_of(unquote(urlsplit(url).path)[1:]) in tree, url


def test_every_feed_has_an_id_of_its_own_and_so_has_every_entry(site: Publication) -> None:
    feeds = [path for path in site.tree() if path.endswith("atom.xml")]
    ids = [site.feed(path).findtext("a:id", namespaces=ATOM) for path in feeds]
    assert len(set(ids)) == len(ids) > 15
    entries = site.feed().xpath("//a:entry/a:id/text()", namespaces=ATOM)
    assert len(set(entries)) == len(entries) == 10
    assert set(entries).isdisjoint(ids)
    assert "tag:post-technical.example,2021:posts/2026/folder" in entries


def test_moving_the_site_keeps_the_ids(site: Publication, tmp_path: Path) -> None:
    moved = Publication(tmp_path / "moved")
    moved.post("languages", date="2026-01-01", title="Another title")
    moved.published(SITE_URL="https://elsewhere.example/journal")
    entry = moved.feed().xpath("//a:entry", namespaces=ATOM)[0]
    assert entry.findtext("a:id", namespaces=ATOM) == (
        "tag:post-technical.example,2021:posts/2026/languages"
    )
    (link,) = entry.xpath("a:link[@rel='alternate']/@href", namespaces=ATOM)
    assert link == "https://elsewhere.example/journal/posts/2026/languages/"


def test_unpublished_is_nowhere(publication: Publication) -> None:
    publication.post("seen", "See [it](unseen-draft.md).\n", date="2026-01-01")
    hidden = {"author": "Unseen Author", "tags": "unseen-tag", "description": "Unseen words"}
    for slug, keys in {
        "unseen-draft": {"draft": "true"},
        "unseen-future": {"date": "2027-01-01"},
        "unseen-undated": {"date": "", "draft": "yes"},
        "unseen-held": {"published": "false"},
        "unseen-expired": {"expires": "2026-05-31"},
        "unseen-private": {"visibility": "private"},
        "unseen-listed-nowhere": {"unlisted": "true"},
        "unseen-locked": {"password": "unseen-password"},
        "unseen-until": {"publishDate": "2026-07-01"},
    }.items():
        publication.post(slug, "Unseen body ![x](unseen.png)\n", **(hidden | keys))
    Image.new("RGB", (4, 3)).save(publication.root / "posts/2026/unseen.png")
    built = publication.build()
    assert built.status == 0, built.text
    assert built.text.startswith(
        "posts/2026/seen.md:5:5: warning: a link to posts/2026/unseen-draft.md, which is not"
        " published\n    help: it shows as text until then\n"
        "draft: posts/2026/unseen-undated.md:7: draft: yes\n"
        "draft: posts/2026/unseen-draft.md:7: draft: true\n"
        "draft: posts/2026/unseen-held.md:7: published: false\n"
        "held back: posts/2026/unseen-listed-nowhere.md:7: unlisted: true\n"
        "held back: posts/2026/unseen-locked.md:7: password\n"
        "held back: posts/2026/unseen-private.md:7: visibility: private\n"
        "expired: posts/2026/unseen-expired.md:7: since 2026-05-31\n"
        "1 published, 2 scheduled (next: posts/2026/unseen-until.md at 2026-07-01T00:00:00+00:00),"
        " 3 drafts, 3 held back, 1 expired\n"
    )
    found = [
        path
        for path, data in publication.tree().items()
        if "unseen" in path.lower() or b"unseen" in data.lower()
    ]
    assert found == []


def test_every_language_has_its_dates(publication: Publication) -> None:
    publication.post("one", date="2026-03-01")
    publication.published(SITE_LANGUAGE="de")
    assert "1. März 2026" in publication.main("posts/2026/one/").text_content()
    assert publication.page("").get("lang") == "de"


def test_a_site_without_posts_is_a_site(publication: Publication) -> None:
    publication.published()
    for where in ("", "blog/", "blog/archive/", "blog/tag/", "blog/author/", "404.html"):
        assert publication.main(where).text_content().strip()
    assert publication.feed().xpath("count(//a:entry)", namespaces=ATOM) == 0


CORPUS = SHARED / "corpora" / "18f"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the project")
def test_a_real_blog_is_published_whole(publication: Publication) -> None:
    """Every eighth of its posts: what they hold is what matters, and not how many they are."""
    publication.configure(social_cards=False)
    chosen = sorted(CORPUS.iterdir())[::8]
    for file in chosen:
        publication.write(f"posts/{file.name}", file.read_bytes())
    built = publication.build()
    assert built.status == 0, built.text[-2000:]
    assert f"{len(chosen)} published, 0 scheduled, 0 drafts" in built.text
    assert "\n0 errors, " in built.text
    tree = publication.tree()
    pages = [path for path in tree if path.startswith("posts/") and path.endswith(".html")]
    assert len(pages) == len(chosen) > 60
    for kind in ("tag", "author"):
        terms = {path.split("/")[2] for path in tree if path.startswith(f"blog/{kind}/")}
        terms.discard("index.html")
        assert len(terms) > 30
        for term in terms:
            assert {f"blog/{kind}/{term}/index.html", f"blog/{kind}/{term}/atom.xml"} <= set(tree)


def test_every_post_is_counted_whatever_is_wrong_with_it(publication: Publication) -> None:
    publication.post("sound", "[x](gone.md)\n")
    assert "0 errors, 1 warning in 1 post\n" in publication.build().text
    again = publication.build("-W")
    assert again.status == 1
    assert "\n0 errors, 1 warning in 1 post\nThe site is as it was" in again.text
    publication.write("posts/2026/binary.md", b"\x89PNG")
    publication.write("posts/2026/other.rst", b"x")
    counted = "\n1 error, 2 warnings in 2 posts; not published: 1 file that may be a post\n"
    assert counted in publication.build().text
