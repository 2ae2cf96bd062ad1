"""What a post says of itself elsewhere is its text as readers see it, wherever it stands."""

from __future__ import annotations

import json
import zlib
from typing import Any
from urllib.parse import quote, unquote

import pytest

from tests.publication import ATOM, Publication

BODY = """\
# Press <kbd>Ctrl</kbd> ~~now~~ for $x^2$ & `a < b`

{.text-center}
![A chart](chart.svg)

> Quoted.

An ~~old~~ word, <kbd>Ctrl</kbd>+<kbd>C</kbd> <!-- not said -->&amp;
H<sub>2</sub>O[^n] at $\\sqrt{2}$.

## The <kbd>Enter</kbd> key, `code`, $y$ and [a link](https://example.org)[^n]

Text.

## ~~Two~~ *Three*

Text.

## ![A chart](chart.svg)

## Überschrift & 見出し

See [above](#%C3%BCberschrift--見出し).

[^n]: A note.
"""
TITLE = "Press Ctrl now for x² & a < b"
OPENING = "An old word, Ctrl+C & H2O at √2."
HEADINGS = ["The Enter key, code, y and a link", "Two Three", "A chart", "Überschrift & 見出し"]
IDS = ["the-enter-key-code-y-and-a-link", "two-three", "a-chart", "überschrift--見出し"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    publication = Publication(tmp_path_factory.mktemp("site") / "publication")
    publication.write(
        "posts/2026/text/index.md", f"---\ndate: 2026-05-01\nauthor: Ann\n---\n{BODY}".encode()
    )
    publication.write(
        "posts/2026/text/chart.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>'
    )
    publication.post(
        "other",
        "[a](text/index.md#überschrift--見出し) [b](text/index.md#u\u0308berschrift--見出し) "
        "[c](/posts/2026/text/#two-three) [d](text/index.md#fn:n)\n",
        date="2026-04-01",
        description="Links.",
    )
    publication.write(
        "about.md", "# About <kbd>us</kbd> and $x^2$\n\n## 見出し\n\n## हिन्दी\n\n[x](#見出し)\n"
    )
    publication.published()
    return publication


def fragments(site: Publication) -> list[dict[str, Any]]:
    """What the search shows of each page."""
    return [
        json.loads(zlib.decompress(path.read_bytes(), 31).removeprefix(b"pagefind_dcd"))
        for path in sorted((site.site / "pagefind/fragment").iterdir())
    ]


def test_lists_feeds_and_heads_describe_it_by_its_first_text(site: Publication) -> None:
    page = site.page("posts/2026/text/")
    posting = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
    entry = site.feed().find("a:entry", ATOM)
    item, _ = json.loads(site.text("blog/feed.json"))["items"]
    found = {
        "list": site.main("blog/").xpath("string(.//*[contains(@class, 'p-summary')])").strip(),
        "description": page.xpath("string(//meta[@name='description']/@content)"),
        "og": page.xpath("string(//meta[@property='og:description']/@content)"),
        "json-ld": posting["@graph"][0]["description"],
        "atom": entry.findtext("a:summary", namespaces=ATOM),
        "json": item["summary"],
    }
    assert found == dict.fromkeys(found, OPENING)


def test_its_title_is_the_text_of_its_heading(site: Publication) -> None:
    page = site.page("posts/2026/text/")
    entry = site.feed().find("a:entry", ATOM)
    found = {
        "title": page.xpath("string(//title)").partition(" – ")[0].strip(),
        "h1": page.xpath("string(//h1)").strip(),
        "og": page.xpath("string(//meta[@property='og:title']/@content)"),
        "list": site.main("blog/").xpath("string(.//h2)").strip(),
        "atom": entry.findtext("a:title", namespaces=ATOM),
    }
    assert found == dict.fromkeys(found, TITLE)


def test_contents_and_search_have_the_text_of_headings(site: Publication) -> None:
    contents = site.main("posts/2026/text/").xpath("//*[contains(@class, 'pub-contents')]//li")
    assert [item.text_content().strip() for item in contents] == HEADINGS
    (post,) = (one for one in fragments(site) if one["url"] == "posts/2026/text/")
    assert [anchor["text"] for anchor in post["anchors"]] == HEADINGS
    # The quotation, the quotation, notes; no marks of notes and no source.
    assert post["content"].startswith(f"Quoted. {OPENING} {HEADINGS[0]} Text. Two Three Text.")
    assert post["content"].endswith("A note.")
    assert post["word_count"] == len(post["content"].split())


def test_every_list_leads_to_headings_by_the_same_fragment(site: Publication) -> None:
    """Links from :file:`other.md` in four forms are known too: the build gave no warning."""
    main = site.main("posts/2026/text/")
    contents = main.xpath("//*[contains(@class, 'pub-contents')]//a/@href")
    marks = main.xpath("//h2/a[@class='headerlink']/@href")
    (post,) = (one for one in fragments(site) if one["url"] == "posts/2026/text/")
    assert [unquote(href[1:]) for href in contents] == IDS
    assert [unquote(href[1:]) for href in marks] == IDS
    assert [anchor["id"] for anchor in post["anchors"]] == IDS
    content = site.feed().findall("a:entry/a:content", ATOM)[0].text or ""
    assert f'id="{IDS[-1]}"' in content
    assert f'href="https://post-technical.example/posts/2026/text/#{quote(IDS[-1])}"' in content


def test_a_page_has_the_text_of_its_heading_for_a_title(site: Publication) -> None:
    title = site.page("about/").xpath("string(//title)").partition(" – ")[0].strip()
    assert title == "About us and x²"


def test_headings_of_a_page_have_addresses_of_their_words(site: Publication) -> None:
    main = site.main("about/")
    assert main.xpath("//section/@id")[1:] == ["見出し", "हिन्दी"]
    (link,) = main.xpath("//section/p/a")
    assert main.xpath("//*[@id=$id]/ancestor-or-self::section[1]/@id", id=link.get("href")[1:]) == [
        "見出し"
    ]
