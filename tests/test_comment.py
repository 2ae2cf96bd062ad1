"""Comments of Obsidian, MDX and kramdown are shown to nobody; percent signs stay."""

from __future__ import annotations

import pytest

from tests.rendering import Outcome, Renderer


def shown(proof: Outcome) -> str:
    return " ".join(str(proof.find(".")[0].text_content()).split())


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Text %%secret note%% here.", "Text here."),
        ("Text\n%% secret note %%\nhere.", "Text here."),
        ("%% secret %%\n\nText.", "Text."),
        ("a\n\n%%\nsecret\n\n## more\n%%\n\nb", "a b"),
        ("%% secret\nnote %%\n\nText.", "Text."),
        ("- a\n\n  %%\n  secret\n  %%\n\n- b", "a b"),
        ("Text.\n\n{/* truncate */}\n\nMore {/* x */}y.", "Text. More y."),
        ("{/* a\n\nb */}\n\nText.", "Text."),
        ("{/* a */} b {/* c */}", "b"),
        ("{::comment}\nsecret\n\nmore\n{:/comment}\n\nText.", "Text."),
        ("{::comment}\nsecret\n{:/}\nText.", "Text."),
        ("{{% raw %}}x{{% /raw %}}", "x"),
        ("{{% raw %}}{{ x }}{{% /raw %}}", "{{ x }}"),
        # What is no comment.
        ("50%% or 60%% of it", "50%% or 60%% of it"),
        ("Escape as %20 and %%; 50%% in printf.", "Escape as %20 and %%; 50%% in printf."),
        ("for %%f in (*.txt) do echo %%f", "for %%f in (*.txt) do echo %%f"),
        ("`%%a%%` and \\%%a%% and %%%a%%%", "%%a%% and %%a%% and %%%a%%%"),
        ("```\n%%\nx\n%%\n{/* x */}\n```", "%% x %% {/* x */}"),
        ("Text\n\n%%\nnever closed", "Text never closed"),
    ],
)
def test_a_comment_is_left_out(renderer: Renderer, body: str, text: str) -> None:
    proof = renderer.render(body)
    assert (shown(proof), proof.said) == (text, "")


def test_a_comment_in_a_text_that_never_ends_is_told_of(renderer: Renderer) -> None:
    assert shown(renderer.render("Text {/* a.\n\nb")) == "Text {/* a. b"


@pytest.mark.parametrize(
    "body", ["Use %% for one; %% again.", "The %%i and %% here.", "Text %% secret\nnote %% here."]
)
def test_words_between_spaced_percent_signs_are_shown_and_told_of(
    renderer: Renderer, body: str
) -> None:
    proof = renderer.render(body)
    assert shown(proof) == " ".join(body.split())
    (problem,) = proof.rendered.problems
    assert (problem.line, problem.column, problem.code) == (
        5,
        body.index("%") + 1,
        "comment-unparsed",
    )
