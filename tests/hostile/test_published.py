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
class Edition:
    """The site made of all these posts, and what was said of them."""

    publication: Publication
    said: str

    @property
    def pages(self) -> list[str]:
        """Every page, relative to the site."""
        return [name for name in self.publication.tree() if name.endswith(".html")]


@pytest.fixture(scope="module")
def site_assembler(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    publication = Publication(tmp_path_factory.mktemp("published") / "publication")
    lay_out(publication, "neutralised", NEUTRALISED)
    lay_out(publication, "harmless", HARMLESS)
    built = publication.build()
    assert built.status == 0, built.text
    return Edition(publication, built.text)


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


def body(site_assembler: Edition, name: str) -> lxml_html.HtmlElement:
    """The prose of a post in its page."""
    (prose,) = site_assembler.publication.page(f"{FOLDER}/{name}/").find_class("e-content")
    return prose


def text(element: lxml_html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


@cache
def own_scripts(publication: Publication) -> list[str]:
    """The scripts of a page whose post is harmless."""
    page = publication.page(f"{FOLDER}/comments/")
    return [etree.tostring(script, with_tail=False).decode() for script in page.iter("script")]


@pytest.mark.parametrize("name", sorted(NEUTRALISED))
def test_a_hostile_post_is_published_without_its_harm(site_assembler: Edition, name: str) -> None:
    assert live(body(site_assembler, name)) == []
    for page in site_assembler.pages:
        shown = site_assembler.publication.text(page)
        assert [part for part in NEUTRALISED[name] if part in shown] == [], page


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_a_harmless_post_is_published_whole(site_assembler: Edition, name: str) -> None:
    prose = body(site_assembler, name)
    shown = lxml_html.tostring(prose, encoding="unicode") + text(prose)
    shown += site_assembler.publication.text(f"{FOLDER}/{name}/")
    assert [part for part in HARMLESS[name] if part not in shown] == []
    assert f"{FOLDER}/{name}.md" not in site_assembler.said


def test_every_post_of_the_folders_is_declared() -> None:
    assert {path.stem for path in (HERE / "neutralised").glob("*.md")} == set(NEUTRALISED)
    assert {path.stem for path in (HERE / "harmless").glob("*.md")} == set(HARMLESS)


def test_no_page_has_a_script_of_a_post(site_assembler: Edition) -> None:
    own = own_scripts(site_assembler.publication)
    for name in site_assembler.pages:
        for script in site_assembler.publication.page(name).iter("script"):
            if script.get("type") != "application/ld+json" and not script.get("src"):
                assert etree.tostring(script, with_tail=False).decode() in own, name


def test_no_page_has_a_handler_or_an_address_that_acts(site_assembler: Edition) -> None:
    for name in site_assembler.pages:
        for element in site_assembler.publication.page(name).iter(etree.Element):
            for attribute, value in element.attrib.items():
                assert not attribute.startswith("on"), (name, attribute)
                assert not re.match(r"\s*(javascript|vbscript):", value, re.IGNORECASE), name


def test_structured_data_is_data(site_assembler: Edition) -> None:
    found = 0
    for name in site_assembler.pages:
        for script in site_assembler.publication.page(name).iter("script"):
            if script.get("type") == "application/ld+json":
                json.loads(script.text)
                found += 1
    assert found


def test_feeds_are_well_formed_and_say_what_the_pages_say(site_assembler: Edition) -> None:
    feeds = [name for name in site_assembler.publication.tree() if name.endswith(".xml")]
    assert len(feeds) > 10
    for name in feeds:
        root = site_assembler.publication.feed(name)
        for content in root.iterfind(".//a:content", ATOM):
            assert live(lxml_html.fragment_fromstring(content.text, create_parent="div")) == []
    entries = json.loads(site_assembler.publication.tree()["blog/feed.json"])["items"]
    assert len(entries) == 20


def test_nothing_unpublished_and_nothing_secret_is_in_the_site(site_assembler: Edition) -> None:
    for name, data in site_assembler.publication.tree().items():
        assert SECRET.encode() not in data, name
        assert b"Unpublished name" not in data, name
        assert not name.startswith((f"{FOLDER}/draft", f"{FOLDER}/held"))
        assert not name.endswith((".md", ".py", ".env"))


def test_only_files_that_are_mentioned_are_published(site_assembler: Edition) -> None:
    files = {
        name.removeprefix(f"{FOLDER}/")
        for name in site_assembler.publication.tree()
        if name.startswith(FOLDER) and not name.endswith("/index.html")
    }
    assert {name for name in files if "/" not in name} == {
        "chart.png",
        "drawing.svg",
        "scripted.svg",
        "table.csv",
        "with space.png",
    }


def test_the_words_of_posts_cannot_command_a_terminal_or_a_log(site_assembler: Edition) -> None:
    assert all(char == "\n" or char.isprintable() for char in site_assembler.said)
    assert not re.search(r"^::", site_assembler.said, re.M)
    assert "##[" not in site_assembler.said
