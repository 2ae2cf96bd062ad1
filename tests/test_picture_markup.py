"""Pictures and links as people write them: names with spaces, sizes, titles; shown or told of."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from publishing.render.post_images import stated_size
from tests.publication import PROJECT
from tests.rendering import FIRST_LINE, Renderer


def told(image: lxml_html.HtmlElement) -> dict[str, str]:
    """What an author says of a picture."""
    names = ("src", "alt", "title", "class", "width", "height")
    return {name: value for name in names if (value := image.get(name))}


OWN = {"width": "4", "height": "3"}
CHART = {"src": "chart.png", "alt": "x", **OWN}
SPACED = {"src": "with%20space.png", "alt": "x", **OWN}

PICTURES = [
    ("![x](chart.png)", CHART),
    # Sizes, in all the ways that there are.
    ("![x](chart.png){width=50%}", CHART | {"class": "w-50"}),
    ('![x](chart.png){: width="50%"}', CHART | {"class": "w-50"}),
    ('![x](chart.png){ width="52%" }', CHART | {"class": "w-50"}),
    ("![x](chart.png){: style=“width: 50%”}", CHART | {"class": "w-50"}),
    ("![x](chart.png){width=40%}", CHART | {"class": "w-40"}),
    ("![x](chart.png){width=33%}", CHART | {"class": "w-33"}),
    ("![x](chart.png){width=40}", CHART | {"width": "40", "height": "30"}),
    ("![x](chart.png){ width=40px height=20px }", CHART | {"width": "40", "height": "20"}),
    ("![x](chart.png){w=40}", CHART | {"width": "40", "height": "30"}),
    ("![x](chart.png)\n{width=50% .align-left}", CHART | {"class": "align-left w-50"}),
    ("![x](chart.png =40x20)", CHART | {"width": "40", "height": "20"}),
    ("![x](chart.png =40x)", CHART | {"width": "40", "height": "30"}),
    ("![x](chart.png =x30)", CHART | {"width": "40", "height": "30"}),
    ("![x](chart.png =50%x)", CHART | {"class": "w-50"}),
    ("![x|40](chart.png)", CHART | {"width": "40", "height": "30"}),
    ("![x|40x20](chart.png)", CHART | {"width": "40", "height": "20"}),
    ('<img src="chart.png" alt="x" width="50%">', CHART | {"class": "w-50"}),
    ('<img src="chart.png" alt="x" width="90%">', CHART | {"class": "w-90"}),
    ('<img src="chart.png" alt="x" width="2%">', CHART | {"class": "w-5"}),
    ('<img src="chart.png" alt="x" width="40px">', CHART | {"width": "40", "height": "30"}),
    ('<img src="chart.png" alt="x" style="width:50%;height:auto">', CHART | {"class": "w-50"}),
    ('<img src="chart.png" alt="x" align="right">', CHART | {"class": "align-right"}),
    ('<img src="chart.png" alt="x" width="wide" height="0">', CHART),
    ("```{image} chart.png\n:alt: x\n:width: 50%\n```", CHART | {"class": "w-50"}),
    # Names with spaces.
    ("![x](with space.png)", SPACED),
    ("![x]( with space.png )", SPACED),
    ("![x](<with space.png>)", SPACED),
    ("![x](with%20space.png)", SPACED),
    ("![x](with space.png =40x)", SPACED | {"width": "40", "height": "30"}),
    ("![[with space.png]]", {"src": "with%20space.png", **OWN}),
    ("![[chart.png|x]]", CHART),
    ("![[chart.png|40]]", {"src": "chart.png", "width": "40", "height": "30"}),
    # A title beside other text comes up when it is pointed at.
    ('An ![x](chart.png "T <b>") here.', CHART | {"title": "T <b>"}),
    ("An ![x](chart.png “T”) here.", CHART | {"title": "T"}),
    ("An ![x](chart.png 'T' =40x) here.", CHART | {"title": "T", "width": "40", "height": "30"}),
    ('| ![x](chart.png "T") |\n|--|', CHART | {"title": "T"}),
    ('![x](chart.png "T") and', CHART | {"title": "T"}),
    ('<img src="chart.png" alt="x" title="T">', CHART | {"title": "T"}),
]


@pytest.mark.parametrize(("body", "attributes"), PICTURES)
def test_a_picture_is_shown_as_it_is_meant(
    renderer: Renderer, body: str, attributes: dict[str, str]
) -> None:
    proof = renderer.render(body)
    assert (proof.errors, proof.warnings) == ([], [])
    (image,) = proof.find("//img")
    assert told(image) == attributes
    text = proof.find(".")[0].text_content()
    assert not set(text) & set("{}![]()="), text


FIGURES = [
    '![x](chart.png "What *it* shows & <b>")',
    "![x](chart.png “What *it* shows & <b>”)",
    "![x](chart.png 'What *it* shows & <b>' =50%x)",
    "![x](chart.png 'What *it* shows & <b>'){width=50%}",
    "![x](chart.png 'What *it* shows & <b>'){: .wide}",
    '[![x](chart.png "What *it* shows & <b>")](https://a.example)',
    '- ![x](chart.png "What *it* shows & <b>")',
    '> ![x](chart.png "What *it* shows & <b>")',
    '![x][1]\n\n[1]: chart.png "What *it* shows & <b>"',
]


@pytest.mark.parametrize("body", FIGURES)
def test_the_title_of_a_picture_by_itself_is_its_caption(renderer: Renderer, body: str) -> None:
    proof = renderer.render(body)
    assert (proof.errors, proof.warnings) == ([], [])
    (figure,) = proof.find("//figure")
    (image,) = figure.iter("img")
    assert [one.text for one in figure.find_class("caption-text")] == ["What *it* shows & <b>"]
    assert image.get("title") is None
    assert "What *it* shows &amp; &lt;b&gt;" in proof.feed
    assert proof.find("//p[not(ancestor::figcaption)]") == []


LINKS = [
    ("[x](with space.png)", [("with%20space.png", "x", None)]),
    ("[*x*](<with space.png>)", [("with%20space.png", "x", None)]),
    ("[x](../other/index.md “Why”)", [("../other/", "x", "Why")]),
    ('[x](https://a.example "Why")', [("https://a.example", "x", "Why")]),
    ("[x](https://a.example «Pourquoi»)", [("https://a.example", "x", "Pourquoi")]),
    ("[x](https://a.example/a b.pdf)", [("https://a.example/a%20b.pdf", "x", None)]),
    ("[x][1]\n\n[1]: https://a.example 'Why'", [("https://a.example", "x", "Why")]),
]


@pytest.mark.parametrize(("body", "links"), LINKS)
def test_a_link_leads_where_it_is_meant_to(
    renderer: Renderer, body: str, links: list[tuple[str, str, str | None]]
) -> None:
    proof = renderer.render(body)
    assert (proof.errors, proof.warnings) == ([], [])
    found = proof.find("//a")
    assert [(a.get("href"), a.text_content(), a.get("title")) for a in found] == links


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("![x](no such.png)", "picture-missing"),
        ("[x](no such.pdf)", "link-missing"),
        ("![x](no such.png =40x)", "picture-missing"),
        ("![[no such.png|x]]", "picture-missing"),
    ],
)
def test_a_name_that_no_file_has_is_told_of(renderer: Renderer, body: str, code: str) -> None:
    proof = renderer.render(f"Text.\n\n{body}")
    assert (proof.errors, proof.warnings) == ([], [(FIRST_LINE + 2, code)])
    assert proof.html == "<p>Text.</p>\n<p>x</p>\n"


@pytest.mark.parametrize(
    "body", ["![x](../../../conf a.png)", "[x](../../../secret a.txt)", "![x](</etc/a b.png>)"]
)
def test_a_name_with_spaces_is_judged_as_any_other(renderer: Renderer, body: str) -> None:
    proof = renderer.render(body)
    assert proof.files == []
    assert "<img" not in proof.html
    assert "<a" not in proof.html
    assert proof.errors + proof.warnings


STAYS = [
    "[x](see that note)",
    "f[x](a, b)",
    "[x](a (b.png)",
    "a{b} {not attributes} {x} {1,2}",
    "`![x](with space.png)` and `{width=50%}`",
]


@pytest.mark.parametrize("text", STAYS)
def test_what_is_no_address_stays_text(renderer: Renderer, text: str) -> None:
    proof = renderer.render(text)
    assert proof.find(".")[0].text_content().strip() == text.replace("`", "")


BLOCKS = [
    ("A paragraph.\n{.mt-3}", "<p>A paragraph.</p>"),
    ('A paragraph.\n{.note #here data-x="1 2"}', '<p class="note" id="here">A paragraph.</p>'),
    ("*a*{.b} **c**{#d}", "<p><em>a</em> <strong>c</strong></p>"),
    ("> A quote.\n{.blockquote}", "<blockquote>\n<div><p>A quote.</p>\n</div></blockquote>"),
]


@pytest.mark.parametrize(("body", "html"), BLOCKS)
def test_attributes_of_goldmark_are_no_text(renderer: Renderer, body: str, html: str) -> None:
    proof = renderer.render(body)
    assert (proof.errors, proof.warnings, proof.html.strip()) == ([], [], html)


def test_attributes_of_goldmark_below_a_table_are_no_row(renderer: Renderer) -> None:
    proof = renderer.render("| a | b |\n|---|---|\n| 1 | 2 |\n{.wide-table}\n\nText.")
    assert (proof.errors, proof.warnings) == ([], [])
    assert [td.text_content() for td in proof.find("//td")] == ["1", "2"]


def test_the_width_of_a_table_is_kept(renderer: Renderer) -> None:
    (table,) = renderer.render("```{table} T\n:width: 50%\n| a |\n|--|\n```").find("//table")
    assert "w-50" in table.get("class").split()


WORDS = ["![", "](", "x", "chart.png", "with space.png", "=4x", "{:", "width=5%", ".note", "]]"]
PIECES = st.sampled_from(WORDS) | st.sampled_from('[]()“”"|{}<>` \n')


@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_of_it_is_printed_and_no_word_is_lost(renderer: Renderer, text: str) -> None:
    proof = renderer.render(f"word {text}")
    assert "cannot be rendered" not in proof.said
    assert "word" in proof.html


def test_every_share_has_a_rule() -> None:
    css = (PROJECT / "publishing/theme/static/css/prose.css").read_text(encoding="utf-8")
    rules = re.findall(r"\.pub-prose \.w-(\d+) \{ inline-size: (\d+)%; \}", css)
    shares = {stated_size(f"{width}%").share for width in range(1, 101)}
    assert sorted((int(name), int(share)) for name, share in rules) == [
        (share, share) for share in sorted(filter(None, shares))
    ]
