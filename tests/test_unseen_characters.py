"""What was copied along unseen keeps no heading, list, quotation or code from being read."""

from __future__ import annotations

import pytest

from tests.rendering import Renderer

READ = [
    ("{}## Setup\n\nText", "## Setup\n\nText"),
    ("Text\n{}### Setup", "Text\n### Setup"),
    ("{}- one\n{}- two", "- one\n- two"),
    ("Text\n{}- one\n- two", "Text\n- one\n- two"),
    ("{}1. one\n{}2. two", "1. one\n2. two"),
    ("- a\n  {}* b\n  {}* c", "- a\n  * b\n  * c"),
    ("{}> A quotation", "> A quotation"),
    ("> {}## In\n> {}- x", "> ## In\n> - x"),
    ("{}```py\nx = 1\n```", "```py\nx = 1\n```"),
    ("{}:::{{note}}\n{}- x\n:::", ":::{{note}}\n- x\n:::"),
]


@pytest.mark.parametrize(("body", "like"), READ)
def test_they_are_left_out_before_a_sign(renderer: Renderer, body: str, like: str) -> None:
    expected = renderer.render(like.format())
    for unseen in ("\u200b", "\ufeff", "\u2060\u200b"):
        proof = renderer.render(body.format(unseen, unseen))
        assert (proof.html, proof.errors) == (expected.html, [])
        assert proof.warnings == expected.warnings == []


@pytest.mark.parametrize("body", ["\u200bText - a", "a\u200b- b", "\u200b#tag", "\u200b-5"])
def test_elsewhere_they_stay(renderer: Renderer, body: str) -> None:
    assert renderer.render(body).html == f"<p>{body}</p>\n"


def test_in_code_they_are_told_of(renderer: Renderer) -> None:
    problems = renderer.render("```\n\u200b- x\n```").rendered.problems
    assert [(p.line, p.column, p.code) for p in problems] == [(6, 1, "hidden-in-code")]
