"""Formulas between brackets with one backslash, and environments; escaped brackets stay."""

from __future__ import annotations

import re
from html import unescape

import pytest

from publishing.base.tex_environment import with_known_environments
from tests.rendering import Outcome, Renderer


def shown(proof: Outcome) -> str:
    """What a reader sees, with each formula's source between ⟦ and ⟧."""
    text = re.sub(r'<code class="math">(.*?)</code>', r"⟦\1⟧", proof.feed, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^<>]*>", "", text)).split())


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"So \(x^2\) holds.", "So ⟦x^2⟧ holds."),
        (r"So \(E = mc^2\) and \(x_1 < 5\).", "So ⟦E = mc^2⟧ and ⟦x_1 < 5⟧."),
        (
            r"Let \(n\) be \(\alpha\), and \(\sin x + 1\).",
            "Let ⟦n⟧ be ⟦\\alpha⟧, and ⟦\\sin x + 1⟧.",
        ),
        (r"So \[ a = b \] holds, \[ -v \].", "So ⟦a = b⟧ holds, [ -v ]."),
        (r"So \[x^2\] holds.", "So ⟦x^2⟧ holds."),
        ("So\n\n\\[\nx^2\n\\]\n\nholds.", "So ⟦x^2⟧ holds."),
        ("\\[ E = mc^2 \\]", "⟦E = mc^2⟧"),
        ("- a\n\n  \\[\n  a + b\n  \\]", "a ⟦a + b⟧"),
        # Brackets that are escaped.
        (
            r"He wrote \[sic\], \[1\], \[^1\], \[x\], \[ \] and \[-v\].",
            "He wrote [sic], [1], [^1], [x], [ ] and [-v].",
        ),
        (
            r"\(a\) one, \(1\) two, \(see below\), \(see a = b\), \(snake_case\)",
            "(a) one, (1) two, (see below), (see a = b), (snake_case)",
        ),
        (r"\[a=b\](x) and \[x^2](y) and \(x^2", "[a=b](x) and [x^2](y) and (x^2"),
        ("\\[\nsome words = x\n\\]", "[ some words = x ]"),
        (r"`\(x^2\)` and \\\\(x^2)", r"\(x^2\) and \\(x^2)"),
    ],
)
def test_a_formula_is_told_from_brackets(renderer: Renderer, body: str, text: str) -> None:
    assert shown(renderer.render(body)) == text


@pytest.mark.parametrize(
    "tex",
    [
        "\\begin{align}\na &= b\\\\\nc &= d\n\\end{align}",
        "\\begin{align*} a &= b \\end{align*}",
        "\\begin{equation}\\label{e}\na = b\n\\end{equation}",
        "\\begin{gather}\na = b \\\\ c\n\\end{gather}",
        "\\begin{alignat}{2} a &= b & c &= d \\end{alignat}",
        "\\begin{cases} a \\\\ b \\end{cases}",
        "\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}",
    ],
)
def test_an_environment_is_a_formula(renderer: Renderer, tex: str) -> None:
    proof = renderer.render(f"Text:\n{tex}\n\nMore.")
    assert (len(proof.find("//math[@display='block']")), proof.said) == (1, "")
    assert shown(proof) == f"Text: ⟦{' '.join(tex.split())}⟧ More."


def test_an_environment_that_does_not_end_is_told_of(renderer: Renderer) -> None:
    proof = renderer.render("Text.\n\n\\begin{align} a_1 &= b\n\nMore.")
    assert [(p.line, p.column, p.code) for p in proof.rendered.problems] == [
        (7, 1, "formula-unparsed")
    ]


@pytest.mark.parametrize(
    ("tex", "known"),
    [
        ("x^2", "x^2"),
        (r"\begin{equation*} a \end{equation*}", "a"),
        (r"\begin{split} a &= b \end{split}", r"\begin{aligned} a &= b \end{aligned}"),
        (
            r"\begin{eqnarray} a &=& b \nonumber\end{eqnarray}",
            r"\begin{aligned} a &= b \end{aligned}",
        ),
        (r"\begin{gather} a \tag{1}\\ b \end{gather}", r"\begin{matrix} a \\ b \end{matrix}"),
        (r"\begin{array}{cc} a & b \end{array}", r"\begin{array}{cc} a & b \end{array}"),
    ],
)
def test_environments_become_those_that_are_known(tex: str, known: str) -> None:
    assert with_known_environments(tex) == known
