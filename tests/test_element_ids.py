"""Headings, notes and captions have ids of their own words, the same after any other edit."""

from __future__ import annotations

import pytest

from publishing.model.heading_slug import slug
from tests.rendering import FIRST_LINE, Renderer


def headings(renderer: Renderer, body: str) -> list[str]:
    """The fragments that the contents list leads to."""
    return [heading.id for heading in renderer.render(body).rendered.toc]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Why we test", "why-we-test"),
        ("Größe & Maß", "größe--maß"),
        ("It's 2.0!", "its-20"),
        ("A -- B", "a----b"),
        ("foo_bar (baz)", "foo_bar-baz"),
        ("Two  spaces ", "two--spaces-"),
        ("日本語の見出し、その2", "日本語の見出しその2"),
        ("हिन्दी शीर्षक", "हिन्दी-शीर्षक"),
        ("ที่นี่", "ที่นี่"),
        ("العربية مُشَكَّل", "العربية-مُشَكَّل"),
        ("ΟΔΟΣ", "οδος"),
        ("한국어 제목", "한국어-제목"),
        ("cafe\u0301", "café"),
        ("🚀 Launch", "-launch"),
        ("❤\ufe0f Love", "-love"),
        ("1\ufe0f\u20e3 One", "1-one"),
        ("A\nB", "a-b"),
        ("🚀", "rocket"),
        ("👍🏽 ✅", "thumbs-up-sign-white-heavy-check-mark"),
        ("!!!", "exclamation-mark"),
        ("", "section"),
    ],
)
def test_an_address_is_made_of_words_as_github_makes_it(text: str, words: str) -> None:
    assert slug(text) == words


@pytest.mark.parametrize(
    ("heading", "id"),
    [
        ("`code_span` and *emphasis*", "code_span-and-emphasis"),
        ("[A link](https://example.org) in it", "a-link-in-it"),
        ("Press <kbd>Ctrl</kbd> &amp; C", "press-ctrl--c"),
        ("Why $x^2$ grows", "why-x2-grows"),
        ("A note[^1]", "a-note"),
        ("![A chart](chart.png) and words", "-and-words"),
        ("![A chart](chart.png)", "a-chart"),
        ("{kbd}`Esc` it", "esc-it"),
        ("Named {#Other-Name}", "Other-Name"),
        ("Named {#größe}", "größe"),
        ("Search", "search"),
        ("Main content", "main-content"),
    ],
)
def test_a_heading_with_markup_has_the_id_of_its_words(
    renderer: Renderer, heading: str, id: str
) -> None:
    assert headings(renderer, f"## {heading}\n\n[^1]: Note.\n") == [id]


BODY = """
## Größe

Text[^1].

## 見出し

![A chart](chart.png)

## Größe

## Why

[^1]: A note.
"""
IDS = ["größe", "見出し", "größe-1", "why"]
EDITS = {
    "a note": BODY.replace("Text[^1]", "New[^new] text[^1]") + "[^new]: New.\n",
    "a heading": BODY.replace("## 見出し", "## Новый\n\n## 見出し"),
    "one that is not Latin": BODY.replace("## Why", "### 新しい\n\n## Why"),
    "a figure": "```{figure} chart.png\nWhy\n```\n" + BODY,
    "a table": "```{table} 見出し\n| a |\n|---|\n| 1 |\n```\n" + BODY,
    "a formula": "$$a$$ (größe)\n" + BODY,
    "a heading that is a number of another": BODY.replace("## Größe", "## Größe 5\n\n## Größe", 1),
    "a box": ":::{note}\n### Boxed\n:::\n" + BODY,
    "a note that is called as a heading": BODY.replace("Text", "Text[^why]") + "[^why]: Because.\n",
}


@pytest.mark.parametrize("edit", EDITS)
def test_ids_are_the_same_after_any_other_edit(renderer: Renderer, edit: str) -> None:
    assert headings(renderer, BODY) == IDS
    assert [id for id in headings(renderer, EDITS[edit]) if id in IDS] == IDS


def test_headings_of_raw_html_have_their_words_too(renderer: Renderer) -> None:
    raw = "<h2>Größe <em>x</em></h2>\n\n<h3 id='own'>A</h3>\n\n"
    proof = renderer.render(f"{raw}## B\n\n<h2>B</h2>\n\n[x](#größe-x)\n")
    assert proof.said == ""
    assert proof.rendered.ids == ("b", "b-1", "größe-x", "own")
    assert proof.find("//h2[@id='b-1']")


def test_only_equal_headings_are_numbered(renderer: Renderer) -> None:
    body = "## Foo\n\n## Foo\n\n## Foo 1\n\n## foo!\n\n## Bar\n"
    assert headings(renderer, body) == ["foo", "foo-2", "foo-1", "foo-3", "bar"]


def test_names_of_the_author_come_first(renderer: Renderer) -> None:
    body = "(why)=\n## Other\n\n## Why\n\n<div id='bar'></div>\n\n## Bar\n"
    assert headings(renderer, body) == ["why", "why-1", "bar-1"]


def test_notes_are_called_by_their_labels(renderer: Renderer) -> None:
    proof = renderer.render("A[^b] B[^1] A[^b]\n\n[^1]: One.\n[^b]: Two.\n")
    marks = proof.find("//a[contains(@class, 'footnote-reference')]")
    assert [(mark.get("id"), mark.get("href"), mark.text_content()) for mark in marks] == [
        ("fnref:b", "#fn:b", "[2]"),
        ("fnref:1", "#fn:1", "[1]"),
        ("fnref:b:1", "#fn:b", "[2]"),
    ]
    notes = proof.find("//aside[@role='doc-footnote']")
    assert [note.get("id") for note in notes] == ["fn:1", "fn:b"]
    back = [[link.get("href") for link in note.xpath(".//a")] for note in notes]
    assert back == [["#fnref:1"], ["#fnref:b", "#fnref:b:1"]]


def test_figures_tables_and_code_are_called_by_their_captions(renderer: Renderer) -> None:
    proof = renderer.render(
        "```{figure} chart.png\nGröße *now*\n```\n\n"
        "```{figure} chart.png\n:name: My-Chart\nB\n```\n\n"
        "```{table} Größe\n| a |\n|---|\n| 1 |\n```\n\n"
        "```{code-block} python\n:caption: run.py\nx\n```\n\n$$a$$ (größe)\n"
    )
    for id in ("figure-größe-now", "My-Chart", "table-größe", "code-runpy", "equation-größe"):
        assert len(proof.find(f"//*[@id='{id}']")) == 1, id


@pytest.mark.parametrize(
    "written",
    [
        "#größe",
        "#gr%C3%B6%C3%9Fe",
        "#gro\u0308ße",
        "#Größe",
        "#grosze",
        "<#Größe>",
    ],
)
def test_a_link_within_a_post_may_be_written_in_any_form(renderer: Renderer, written: str) -> None:
    proof = renderer.render(f"## Größe\n\n[x]({written})\n")
    assert proof.said == ""
    (link,) = proof.find("//p/a")
    assert link.get("href") == "#gr%C3%B6%C3%9Fe"


@pytest.mark.parametrize("written", ["launch", "-launch", "🚀-launch"])
def test_an_emoji_before_the_words_may_be_forgotten(renderer: Renderer, written: str) -> None:
    proof = renderer.render(f"## 🚀 Launch\n\n[x](#{written})\n")
    assert proof.said == ""
    assert proof.find("//p/a")[0].get("href") == "#-launch"


def test_an_id_of_before_still_leads_to_its_heading(renderer: Renderer) -> None:
    """The letters a to z of its words; what was counted is gone."""
    proof = renderer.render("## It's 2.0!\n\n## 見出し\n")
    assert proof.rendered.ids == ("it-s-2-0", "its-20", "見出し")
    assert proof.find("//section[@id='its-20']/span[@id='it-s-2-0']")


def test_a_link_to_a_heading_that_is_not_there_names_one_that_is(renderer: Renderer) -> None:
    assert renderer.render("## Größe\n\n[x](#grösse)\n").said == (
        f"posts/2026/here/index.md:{FIRST_LINE + 2}:1: warning: "
        "there is no 'grösse' in this post to link to\n    help: write #größe"
    )


@pytest.mark.parametrize(
    "written", ["#überschrift", "#%C3%BCberschrift", "#u\u0308berschrift", "#u%CC%88berschrift"]
)
def test_a_link_to_a_heading_of_another_post_is_in_one_form(
    renderer: Renderer, written: str
) -> None:
    for path in ("../other/index.md", "/posts/2026/other/"):
        proof = renderer.render(f"[x]({path}{written})\n")
        assert [link.address for link in proof.rendered.links] == [
            "/posts/2026/other/#%C3%BCberschrift"
        ]


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        ("(x)=\n## Alpha\n\n(x)=\n## Beta", ["x", "beta"]),
        ("## Alpha {#x}\n\n## Beta {#x}", ["x", "beta"]),
        ("(x)=\n## Alpha\n\n(x)=\n(z)=\n## Alpha", ["x", "z"]),
        ("(größe)=\n## Höhe\n\n(größe)=\n## Tiefe", ["größe", "tiefe"]),
    ],
)
def test_a_heading_that_is_given_the_name_of_another_has_its_words(
    renderer: Renderer, body: str, ids: list[str]
) -> None:
    outcome = renderer.render(body)
    assert [heading.id for heading in outcome.rendered.toc] == ids
    assert outcome.said.count("given twice, and links lead to the first") == 1


def test_what_has_no_words_is_numbered_among_those_of_its_name(renderer: Renderer) -> None:
    outcome = renderer.render("[a]{#x} and [b]{#x}\n\n{#x}\nText, [c](#x).")
    assert outcome.find("//*[@id]/@id") == ["x", "x-1", "x-2"]
    assert outcome.find("//a/@href") == ["#x"]
