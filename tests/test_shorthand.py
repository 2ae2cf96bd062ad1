"""Short forms in text: emoji, keys, marked words, icons; in code they are what they are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rendering import FIRST_LINE, Renderer

FORMS = [
    # Emoji, by the names of GitHub.
    ("We are live :tada: and :sparkles: shine.", "We are live 🎉 and ✨ shine."),
    (":tada: :+1: :-1: :100: :us:", "🎉 👍 👎 💯 🇺🇸"),
    (":tada::rocket:!", "🎉🚀!"),
    ("今日:tada:です", "今日🎉です"),
    (":heart:{ .pulse } **:warning:**", "❤️ <strong>⚠️</strong>"),
    ("x:tada: :tada:x ::tada:: 10:30:45 a:b:c", None),
    (":nosuch: :octocat: :param x: std::vector::on:", None),
    # Keys.
    ("Press ++ctrl+c++.", "Press <kbd>Ctrl</kbd>+<kbd>C</kbd>."),
    ("++page-up++ and ++f5++", "<kbd>Page Up</kbd> and <kbd>F5</kbd>"),
    ("C++ and Java++, i++ + ++j, ++i++, ++a b++", None),
    # Marked words.
    ("==marked==", "<mark>marked</mark>"),
    ("A ==marked *word*==, so.", "A <mark>marked <em>word</em></mark>, so."),
    ("**==a==** ==**b**==", "<strong><mark>a</mark></strong> <mark><strong>b</strong></mark>"),
    ("これは==強調==です", "これは<mark>強調</mark>です"),
    ("==a== and ==b==", "<mark>a</mark> and <mark>b</mark>"),
    ("a == b and c == d", None),
    ("a==b==c ==a a== ===b=== == c ==".replace(" ==a a==", ""), None),
    ("if x ==y, z", None),
    ("From ==> to <== it", "From ==&gt; to &lt;== it"),
    ("<b>==a==</b>", "<b><mark>a</mark></b>"),
    # Indices and powers.
    ("H~2~O and CO~2~, x~i~.", "H<sub>2</sub>O and CO<sub>2</sub>, x<sub>i</sub>."),
    ("x^2^ and 10^-3^ and 1^st^.", "x<sup>2</sup> and 10<sup>-3</sup> and 1<sup>st</sup>."),
    ("~/a and ~/b, ~5~ 10~20~30 a~b~c x^2 y^2, a^b^c 2^3^4 ^2^", None),
]


@pytest.mark.parametrize(("body", "html"), FORMS)
def test_a_short_form_is_written_out(renderer: Renderer, body: str, html: str | None) -> None:
    proof = renderer.render(f"Text: {body}")
    assert (proof.errors, proof.warnings) == ([], [])
    assert proof.html == f"<p>Text: {html or body}</p>\n"


def test_code_and_addresses_hold_no_short_form(renderer: Renderer) -> None:
    body = "`:tada: ==a== ++f5++` <https://a.example/:tada:> https://a.example/==a==\n\n    :tada:"
    proof = renderer.render(body)
    text = " ".join(proof.find(".")[0].text_content().split())
    assert text == ":tada: ==a== ++f5++ https://a.example/:tada: https://a.example/==a== :tada:"


def test_an_icon_is_left_out_and_told_of(renderer: Renderer) -> None:
    proof = renderer.render("Text.\n\nA\n:material-check: and :fontawesome-brands-x:{ .lg }.")
    assert proof.html == "<p>Text.</p>\n<p>A\n and .</p>\n"
    assert [(p.line, p.column, p.message) for p in proof.rendered.problems] == [
        (FIRST_LINE + 3, 1, "the icon :material-check: is left out"),
        (FIRST_LINE + 3, 22, "the icon :fontawesome-brands-x:{ .lg } is left out"),
    ]


@given(st.text(alphabet=":=+`* {}.aztd1c\n強", max_size=20))
def test_no_letter_of_any_text_is_lost(renderer: Renderer, text: str) -> None:
    proof = renderer.render(f"x {text}")
    assert "cannot be rendered" not in proof.said
    if not re.search(r":[\w+-]+:|\{|\+\+", text):
        letters = re.findall(r"[aztdc1強]", text)
        assert re.findall(r"[aztdc1強]", proof.find(".")[0].text_content()) == letters
