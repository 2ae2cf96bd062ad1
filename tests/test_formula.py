"""A dollar sign is a formula's or stays a dollar sign; by its borders, and by what is between."""

from __future__ import annotations

import re
import time
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rendering import Outcome, Renderer


def shown(proof: Outcome) -> str:
    """What a reader sees, with each formula's source between ⟦ and ⟧, and straight quotes.

    Any white space is one space.
    """
    text = re.sub(r'<code class="math">(.*?)</code>', r"⟦\1⟧", proof.feed, flags=re.DOTALL)
    text = " ".join(unescape(re.sub(r"<[^<>]*>", "", text)).split())
    return text.translate(str.maketrans("‘’“”", "''\"\""))


TEXTS = [
    # Shells, scripts and templates.
    "Add $PATH:$HOME/bin to it.",
    "$HOME/bin:$PATH",
    "Set $HOME, $PATH and $USER.",
    "$HOME/$USER",
    "${HOME}/${USER}",
    "https and $PATH:$ end",
    "$(a),$(b)",
    "$('a').each($.noop)",
    "$('#a'),$('#b')",
    "$.get(u).then($.noop)",
    "$(document).ready(f); $(window)",
    "$? and $!, then $@ or $#, $*",
    "$?,$!",
    "kill $$ and $$",
    "$_ and $0, $1-$2, $1,$2",
    "a$b$c",
    "x$y$",
    "$x$y",
    "_$a_b$c_",
    "é$x$é",
    "ж$x$",
    # Money.
    "US$10,or about 20$",
    "$10,or about 20$",
    "$5 and $6",
    "$5-$6, $5–$6, $5/$6",
    "Cost $4.50, 5$ now, or A $5, 6$ and",
    'Shell $((1+2)) and "$@".',
    "from $5 to $10 or 20$",
    "$5 or 6$ and 7$.",
    "5$ or 6$",
    "I paid $10 and got 20$ back.",
    "$1.50 for one, and 2$ for two$",
    "a $3 bill, and a (\\$4) one",
    "价格为$100，打折后$80。",
    "商品$100，约合700元$。",
    "$$ and $$$, or $$$$",
    "$$$ and $$$",
    "makes $$ with $$",
    # What is no formula by its borders.
    "$ x $",
    "$x $",
    "$ x$",
    "$x",
    "x$",
    "$",
    "$x$$",
    "$$x$",
    "2$x$ and $x$2",
    "$the cost of living$",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_dollar_that_opens_no_formula_stays(renderer: Renderer, text: str) -> None:
    proof = renderer.render(text)
    assert shown(proof) == text.replace("\\$", "$").replace("_$a_b$c_", "$a_b$c")
    assert "<math" not in proof.html
    assert proof.errors == []


FORMULAS = [
    ("$x$", "⟦x⟧"),
    ("$x$-axis", "⟦x⟧-axis"),
    ("the ($x$)", "the (⟦x⟧)"),
    ("$x$, $y$", "⟦x⟧, ⟦y⟧"),
    ("**$x$** *$y$* _$z$_", "⟦x⟧ ⟦y⟧ ⟦z⟧"),
    ('"$x$"', '"⟦x⟧"'),
    ("$x$'s", "⟦x⟧'s"),
    ("$x$: $y$; $z$! $a$? $b$.", "⟦x⟧: ⟦y⟧; ⟦z⟧! ⟦a⟧? ⟦b⟧."),
    ("—$x$—$y$/$z$", "—⟦x⟧—⟦y⟧/⟦z⟧"),
    ("設$x$為$y$。", "設⟦x⟧為⟦y⟧。"),
    ("値$x$は「$y$」", "値⟦x⟧は「⟦y⟧」"),
    ("$x$는 값$y$를", "⟦x⟧는 값⟦y⟧를"),
    ("ให้$x$เป็น", "ให้⟦x⟧เป็น"),
    ("$x,$ then $y.$", "⟦x,⟧ then ⟦y.⟧"),
    ("$f(x)$ in $[0, 1)$", "⟦f(x)⟧ in ⟦[0, 1)⟧"),
    ("$a < b$", "⟦a < b⟧"),
    ("$2 x + 3$ and $0 < x < 1$", "⟦2 x + 3⟧ and ⟦0 < x < 1⟧"),
    (r"$2 \text{ or } 3$", r"⟦2 \text{ or } 3⟧"),
    ("$α$ and $Δx$", "⟦α⟧ and ⟦Δx⟧"),
    ("$=$ and $n!$ and $10$", "⟦=⟧ and ⟦n!⟧ and ⟦10⟧"),
    ("$sin x$", "⟦sin x⟧"),
    (r"$\{1\}$ and $x\$y$", r"⟦\{1\}⟧ and ⟦x\$y⟧"),
    ("$5 or $x$", "$5 or ⟦x⟧"),
    ("$x$ and $5", "⟦x⟧ and $5"),
    ("$a\n+b$", "⟦a +b⟧"),
    ("$$x$$ inline", "⟦x⟧ inline"),
    ("an $$ x^2 $$ inline", "an ⟦ x^2 ⟧ inline"),
    ("$`x^2`$", "⟦x^2⟧"),
    (r"\\(a^2\\) and \\[b_1\\]", "⟦a^2⟧ and ⟦b_1⟧"),
    (r"\\( a \\) is \(a\)", "⟦a⟧ is (a)"),
    ("| $x$ | $5 |\n|--|--|", "⟦x⟧ $5"),
    ("[$x$](#a)\n\n(a)=\nB", "⟦x⟧ B"),
]


@pytest.mark.parametrize(("body", "text"), FORMULAS)
def test_a_formula_is_read(renderer: Renderer, body: str, text: str) -> None:
    proof = renderer.render(body)
    assert (shown(proof), proof.errors, proof.warnings) == (text, [], [])


BLOCKS = [
    ("$$\na\n$$", "⟦a⟧"),
    ("$$ a^2 $$", "⟦ a^2 ⟧"),
    ("$$a$$ (one)\n\n{eq}`one`", "⟦a⟧(1) (1)"),
    ("$$\na\n\nb\n$$", "⟦a b⟧"),
    ("- $$\n  a\n  $$\n- b", "⟦a⟧ b"),
    ("> $$\n> a\n> $$", "⟦a⟧"),
    ("\\\\[ a\n+ b \\\\]", "⟦a + b⟧"),
    ("\\\\[\na\n\\\\]\n\nB", "⟦a⟧ B"),
    ("```math\na\n```", "⟦a⟧"),
]


@pytest.mark.parametrize(("body", "text"), BLOCKS)
def test_a_formula_on_lines_of_its_own_is_set_by_itself(
    renderer: Renderer, body: str, text: str
) -> None:
    proof = renderer.render(body)
    assert (shown(proof), proof.errors, proof.warnings) == (text, [], [])
    assert '<div class="math"' in proof.html


NO_BLOCKS = [
    ("$$ is money\n\nand $$", "$$ is money and $$"),
    ("$$\n```\n$$\n```", "$$ $$"),
    ("$$ we make, and spend it $$", "$$ we make, and spend it $$"),
    ("$$\nnever closed", "$$ never closed"),
    ("$$$$", "$$$$"),
    ("- $$\n\ntext $$", "$$ text $$"),
    ("\\\\[ a\n\n\\\\]", "\\[ a \\]"),
]


@pytest.mark.parametrize(("body", "text"), NO_BLOCKS)
def test_two_dollars_that_close_nowhere_stay(renderer: Renderer, body: str, text: str) -> None:
    proof = renderer.render(body)
    assert (shown(proof), proof.errors) == (text, [])


CODE = [
    ("Use $y, `$HOME` and `$x$`.", "Use $y, $HOME and $x$."),
    ("`$x` and $y`", "$x and $y`"),
    ("$a `b` c$", "$a b c$"),
    ("``$x ` $`` $y$", "$x ` $ ⟦y⟧"),
    ("<https://e.example/$a$>", "https://e.example/$a$"),
]


@pytest.mark.parametrize(("body", "text"), CODE)
def test_code_holds_no_sign_of_a_formula(renderer: Renderer, body: str, text: str) -> None:
    assert shown(renderer.render(body)) == text


LONG = ["$", "$x ", "a$ ", "$x`", "`$ ", "\\\\(", "$(", "$1a", "$$\n\n", "\\\\[\n", "$$\na\n"]


@pytest.mark.parametrize("piece", LONG)
def test_no_row_of_signs_takes_long(renderer: Renderer, piece: str) -> None:
    start = time.process_time()
    proof = renderer.render(piece * (9_000 // len(piece)) + "$")
    assert time.process_time() - start < 5
    assert "cannot be rendered" not in proof.said


SIGNS = st.text(alphabet="$$$ab1 `\\([{.,:為를\n", max_size=24)


@given(SIGNS)
def test_no_character_of_any_text_is_lost(renderer: Renderer, text: str) -> None:
    def letters(text: str) -> list[str]:
        return re.findall(r"[ab1為를]", text)

    proof = renderer.render(f"x {text}")
    assert letters(shown(proof)) == letters(text)
    assert proof.errors == []
