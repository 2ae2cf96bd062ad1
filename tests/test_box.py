"""Boxes of other generators are boxes, with their titles, and nothing of their text is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rendering import FIRST_LINE, Outcome, Renderer


def boxes(proof: Outcome) -> list[tuple[str, ...]]:
    """The boxes of a print: what each is, and the text of its paragraphs, its title first."""
    found = []
    for element in proof.find("//div[contains(@class, 'admonition')]|//details"):
        kinds = set(str(element.get("class")).split()) - {"admonition"}
        kind = (
            " ".join(kinds)
            if element.tag == "div"
            else "open"
            if "open" in element.attrib
            else "folded"
        )
        titles = element.find_class("sd-summary-text")
        texts = [*titles, *element.iter("p", "li")]
        found.append((kind, *(str(text.text_content()).strip() for text in texts)))
    return found


BANGS = [
    ('!!! note "Mind *this*"\n\n    Text.', ("note", "Mind this", "Text.")),
    ("!!! note 'Mind this'\n    Text.", ("note", "Mind this", "Text.")),
    ("!!! note “Mind this”\n    Text.", ("note", "Mind this", "Text.")),
    ("!!! warning\n    Text.\n\n    More.", ("warning", "Warning", "Text.", "More.")),
    ("!!! warning\n\tText.", ("warning", "Warning", "Text.")),
    ("!!! tip\n  Text.\n  More.", ("tip", "Tip", "Text.\nMore.")),
    ("!!! success\n    Text.", ("tip", "Success", "Text.")),
    ("!!! bug\n    Text.", ("danger", "Bug", "Text.")),
    ("!!! custom\n    Text.", ("note", "Custom", "Text.")),
    ("!!! info\n    Text.", ("note", "Note", "Text.")),
    ('!!! danger highlight blink "Don\'t"\n    Text.', ("danger", "Don’t", "Text.")),
    ('!!! note inline end "A"\n    Text.', ("note", "A", "Text.")),
    ("!!! note Mind this\n    Text.", ("note", "Mind this", "Text.")),
    ('!!! note ""\n    Text.', ("note", "Text.")),
    ('!!! note "Only this"', ("note", "Note", "Only this")),
    ("!!! note\n    :tada is no option", ("note", "Note", ":tada is no option")),
    ("??? tip\n\n    Text.", ("folded", "Tip", "Text.")),
    ('???+ question "Why?"\n    Text.', ("open", "Why?", "Text.")),
]


@pytest.mark.parametrize(("body", "box"), BANGS)
def test_a_box_with_bangs_is_a_box(renderer: Renderer, body: str, box: tuple[str, ...]) -> None:
    proof = renderer.render(f"Before.\n{body}\n\nAfter.")
    assert (proof.errors, proof.warnings) == ([], [])
    assert boxes(proof) == [box]
    assert [p.text for p in proof.find("./p")] == ["Before.", "After."]


COLONS = [
    (":::note\nText.\n:::", ("note", "Note", "Text.")),
    (":::tip A *title*\nText.\n:::", ("tip", "A title", "Text.")),
    (":::tip[A title]\nText.\n:::", ("tip", "A title", "Text.")),
    (":::tip[A title]{.x}\nText.\n:::", ("tip", "A title", "Text.")),
    (':::tip{title="A title"}\nText.\n:::', ("tip", "A title", "Text.")),
    ("::: info\nText.\n:::", ("note", "Note", "Text.")),
    ("::: success\nText.\n:::", ("tip", "Success", "Text.")),
    ("::: warning :::\nText.\n:::", ("warning", "Warning", "Text.")),
    ("::: {.callout-note}\nText.\n:::", ("note", "Note", "Text.")),
    ('::: {.callout-tip title="A title"}\nText.\n:::', ("tip", "A title", "Text.")),
    ('::: {#x .callout-tip collapse="true"}\nText.\n:::', ("folded", "Tip", "Text.")),
    ("::: details Click me\nText.\n:::", ("folded", "Click me", "Text.")),
    (":::message\nText.\n:::", ("note", "Note", "Text.")),
    (":::message alert\nText.\n:::", ("danger", "Danger", "Text.")),
    (":::note warn\nText.\n:::", ("warning", "Warning", "Text.")),
    (":::custom A title\nText.\n:::", ("note", "A title", "Text.")),
]


@pytest.mark.parametrize(("body", "box"), COLONS)
def test_a_box_with_colons_is_a_box(renderer: Renderer, body: str, box: tuple[str, ...]) -> None:
    proof = renderer.render(f"Before.\n\n{body}\n\nAfter.")
    assert (proof.errors, proof.warnings) == ([], [])
    assert boxes(proof) == [box]


CALLOUTS = [
    ("> [!NOTE]\n> Text.", ("note", "Note", "Text.")),
    ("> [!NOTE] A *title*\n> Text.", ("note", "A title", "Text.")),
    ("> [!info]- A title\n> Text.\n>\n> More.", ("note", "A title", "Text.", "More.")),
    ("> [!faq]+\n> Text.", ("note", "Faq", "Text.")),
    ("> [!danger] A title\n> - Text.", ("danger", "A title", "Text.", "Text.")),
    ("> [!quote] A title", ("note", "A title")),
]


@pytest.mark.parametrize(("body", "box"), CALLOUTS)
def test_a_quotation_that_says_so_is_a_box(
    renderer: Renderer, body: str, box: tuple[str, ...]
) -> None:
    proof = renderer.render(body)
    assert (proof.errors, proof.warnings) == ([], [])
    assert boxes(proof) == [box]
    assert proof.find("//blockquote") == []


def test_a_box_can_be_linked_to(renderer: Renderer) -> None:
    proof = renderer.render('::: {#x .callout-tip title="T"}\nText.\n:::\n\n[there](#x)')
    assert (proof.errors, proof.warnings) == ([], [])
    assert [a.get("href") for a in proof.find("//a")] == ["#x"]
    assert len(proof.find("//*[@id='x']")) == 1


def test_tabs_are_tabs(renderer: Renderer) -> None:
    body = '=== "One *a*"\n\n    First.\n\n    - b\n\n===! "Two"\n    Second.\n\nAfter.'
    proof = renderer.render(f"Before.\n{body}")
    assert (proof.errors, proof.warnings) == ([], [])
    (tabs,) = proof.find("./div[contains(@class, 'sd-tab-set')]")
    assert [one.text_content().strip() for one in tabs.iter("label")] == ["One a", "Two"]
    contents = tabs.find_class("sd-tab-content")
    assert [" ".join(one.text_content().split()) for one in contents] == ["First. b", "Second."]
    assert [p.text for p in proof.find("./p")] == ["Before.", "After."]


def test_boxes_stand_in_boxes_lists_and_quotations(renderer: Renderer) -> None:
    proof = renderer.render(
        "- a\n\n  !!! note\n      b\n\n      !!! tip\n          c\n\n> !!! note\n>     d"
    )
    assert (proof.errors, proof.warnings) == ([], [])
    assert boxes(proof) == [
        ("note", "Note", "b", "Tip", "c"),
        ("tip", "Tip", "c"),
        ("note", "Note", "d"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Text.\n\n!!! note\n\n    a\n\n    [x](#no)",
        "Text.\n\n??? note\n    a\n\n\n    [x](#no)",
        'Text.\n\n=== "A"\n    a\n=== "B"\n\n    [x](#no)',
        "Text.\n\n> [!tip] a\n> b\n>\n>\n> [x](#no)",
    ],
)
def test_a_problem_in_a_box_has_its_line(renderer: Renderer, body: str) -> None:
    line = FIRST_LINE + body[: body.index("[x]")].count("\n")
    assert renderer.render(body).warnings == [(line, "link-anchor")]


STAYS = [
    ("!!! wow, this is", "!!! wow, this is"),
    ("??? what", "??? what"),
    ("!!!note", "!!!note"),
    ("!!!", "!!!"),
    ("a !!! note", "a !!! note"),
    ('=== "A"', "=== “A”"),
    ("=== a\n    b", "=== a b"),
    ("> [!nosuch] x", "[!nosuch] x"),
    ("    !!! note\n        x", "!!! note x"),
    ("```\n!!! note\n    x\n```", "!!! note x"),
]


@pytest.mark.parametrize(("body", "text"), STAYS)
def test_what_is_no_box_stays(renderer: Renderer, body: str, text: str) -> None:
    proof = renderer.render(body)
    assert proof.errors == []
    assert boxes(proof) == []
    assert " ".join(proof.find(".")[0].text_content().split()) == text


PIECES = st.sampled_from(
    [
        "!!! note",
        "??? ",
        '=== "A"',
        "::: tip",
        ":::",
        "> [!faq]",
        '"',
        " x",
        "    ",
        "\t",
        "\n",
        "\n\n",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_of_it_is_printed_and_no_word_is_lost(renderer: Renderer, text: str) -> None:
    proof = renderer.render(f"word\n\n{text}")
    assert "cannot be rendered" not in proof.said
    shown = proof.find(".")[0].text_content()
    assert "word" in shown
    if "note" not in text and "[" not in text and ":::" not in text:
        assert shown.count("x") == text.count("x")


@pytest.mark.parametrize(
    "piece",
    ["!!! note\n", "!!! note\n    x\n", '=== "A"\n', '=== "A"\n    x\n', "> [!faq]\n", ":::tip\n"],
)
def test_no_row_of_boxes_takes_long(renderer: Renderer, piece: str) -> None:
    start = time.process_time()
    proof = renderer.render(piece * 4_000)
    assert time.process_time() - start < 5
    assert "cannot be rendered" not in proof.said
