"""Hostile posts that are published without their harm, and harmless ones published whole."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache

import pytest
from lxml import etree
from lxml import html as lxml_html

from publishing.policy.rules import names
from tests.hostile.cases import HARMLESS, NEUTRALISED
from tests.hostile.field import FOLDER, HERE, SECRET, lay_out
from tests.publication import ATOM, Publication

ELSEWHERE = re.compile(r"(^|[ ,])(?!https://post-technical\.example/)(https?:)?//")
LIVE = names("""
    applet base button dialog embed form frame frameset iframe link marquee math meta noscript
    object plaintext portal script select style svg template textarea xmp
    """)


@dataclass(frozen=True)
class HostileSite:
    """The site made of all these posts, and what was said of them."""

    publication: Publication
    said: str

    @property
    def pages(self) -> list[str]:
        """Every page, relative to the site."""
        return [name for name in self.publication.tree() if name.endswith(".html")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> HostileSite:
    publication = Publication(tmp_path_factory.mktemp("published") / "publication")
    lay_out(publication, "neutralised", NEUTRALISED)
    lay_out(publication, "harmless", HARMLESS)
    built = publication.build()
    assert built.status == 0, built.text
    return HostileSite(publication, built.text)


def live(fragment: lxml_html.HtmlElement) -> list[str]:
    """What in a post's HTML could act or call: elements, handlers, styles, other sites."""
    found = [element.tag for element in fragment.iter() if element.tag in LIVE - {"math", "svg"}]
    for element in fragment.iter(etree.Element):
        for name, value in element.attrib.items():
            if name.startswith("on") or name in {"style", "srcdoc", "formaction", "target", "ping"}:
                found.append(f"{element.tag} {name}")
            elif re.match(r"\s*(javascript|data|vbscript|file):", value, re.IGNORECASE) or (
                name in {"src", "srcset", "poster"} and ELSEWHERE.search(value)
            ):
                found.append(f"{element.tag} {name}={value}")
    return found


def body(site: HostileSite, name: str) -> lxml_html.HtmlElement:
    """The prose of a post in its page."""
    (prose,) = site.publication.page(f"{FOLDER}/{name}/").find_class("e-content")
    return prose


def text(element: lxml_html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


@cache
def own_scripts(publication: Publication) -> list[str]:
    """The scripts of a page whose post is harmless."""
    page = publication.page(f"{FOLDER}/comments/")
    return [etree.tostring(script, with_tail=False).decode() for script in page.iter("script")]


@pytest.mark.parametrize("name", sorted(NEUTRALISED))
def test_a_hostile_post_is_published_without_its_harm(site: HostileSite, name: str) -> None:
    assert live(body(site, name)) == []
    for page in site.pages:
        shown = site.publication.text(page)
        assert [part for part in NEUTRALISED[name] if part in shown] == [], page


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_a_harmless_post_is_published_whole(site: HostileSite, name: str) -> None:
    prose = body(site, name)
    shown = lxml_html.tostring(prose, encoding="unicode") + text(prose)
    shown += site.publication.text(f"{FOLDER}/{name}/")
    assert [part for part in HARMLESS[name] if part not in shown] == []
    assert f"{FOLDER}/{name}.md" not in site.said


def test_every_post_of_the_folders_is_declared() -> None:
    assert {path.stem for path in (HERE / "neutralised").glob("*.md")} == set(NEUTRALISED)
    assert {path.stem for path in (HERE / "harmless").glob("*.md")} == set(HARMLESS)


def test_no_page_has_a_script_of_a_post(site: HostileSite) -> None:
    own = own_scripts(site.publication)
    for name in site.pages:
        for script in site.publication.page(name).iter("script"):
            if script.get("type") != "application/ld+json" and not script.get("src"):
                assert etree.tostring(script, with_tail=False).decode() in own, name


def test_no_page_has_a_handler_or_an_address_that_acts(site: HostileSite) -> None:
    for name in site.pages:
        for element in site.publication.page(name).iter(etree.Element):
            for attribute, value in element.attrib.items():
                assert not attribute.startswith("on"), (name, attribute)
                assert not re.match(r"\s*(javascript|vbscript):", value, re.IGNORECASE), name


def test_structured_data_is_data(site: HostileSite) -> None:
    found = 0
    for name in site.pages:
        for script in site.publication.page(name).iter("script"):
            if script.get("type") == "application/ld+json":
                json.loads(script.text)
                found += 1
    assert found


def test_feeds_are_well_formed_and_say_what_the_pages_say(site: HostileSite) -> None:
    feeds = [name for name in site.publication.tree() if name.endswith(".xml")]
    assert len(feeds) > 10
    for name in feeds:
        root = site.publication.feed(name)
        for content in root.iterfind(".//a:content", ATOM):
            assert live(lxml_html.fragment_fromstring(content.text, create_parent="div")) == []
    entries = json.loads(site.publication.tree()["blog/feed.json"])["items"]
    assert len(entries) == 20


def test_nothing_unpublished_and_nothing_secret_is_in_the_site(site: HostileSite) -> None:
    for name, data in site.publication.tree().items():
        assert SECRET.encode() not in data, name
        assert b"Unpublished name" not in data, name
        assert not name.startswith((f"{FOLDER}/draft", f"{FOLDER}/held"))
        assert not name.endswith((".md", ".py", ".env"))


def test_only_files_that_are_mentioned_are_published(site: HostileSite) -> None:
    files = {
        name.removeprefix(f"{FOLDER}/")
        for name in site.publication.tree()
        if name.startswith(FOLDER) and not name.endswith("/index.html")
    }
    assert {name for name in files if "/" not in name} == {
        "chart.png",
        "drawing.svg",
        "scripted.svg",
        "table.csv",
        "with space.png",
    }


def test_the_words_of_posts_cannot_command_a_terminal_or_a_log(site: HostileSite) -> None:
    assert all(char == "\n" or char.isprintable() for char in site.said)
    assert not re.search(r"^::", site.said, re.M)
    assert "##[" not in site.said
