"""Addresses in running text are links, as far as they go and no further."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rendering import Outcome, Renderer


def linked(proof: Outcome) -> str:
    """The text of a print, with what is linked between ⟦ and ⟧, and straight quotes."""
    (root,) = proof.find(".")
    for link in root.iter("a"):
        link.text = f"⟦{link.text}"
        link.tail = f"⟧{link.tail or ''}"
    text = " ".join(str(root.text_content()).split())
    return text.translate(str.maketrans("‘’“”", "''\"\""))


LINKS = [
    "⟦https://a.example/⟧",
    "See ⟦http://a.example⟧ and ⟦HTTPS://A.example/x⟧.",
    "⟦https://a.example/⟧, ⟦https://a.example/x⟧; ⟦https://a.example/y⟧: ⟦https://a.example/z⟧!",
    "⟦https://a.example/?q=1&r=a+b%20c#d⟧?",
    "⟦https://a.example:8080/~user/x-y.html⟧",
    "(⟦https://a.example/x⟧) [⟦https://a.example/x⟧] \"⟦https://a.example/x⟧\" '⟦https://a.example⟧'",
    "(⟦https://a.example/x_(y)⟧), ⟦https://a.example/(z)⟧.",
    "(⟦https://a.example/x⟧),(⟦https://a.example/y⟧)",
    "⟦https://a.example⟧,⟦https://b.example⟧ '⟦https://a.example⟧','⟦https://b.example⟧'",
    "⟦https://archive.example/web/2013/http://b.example/⟧",
    "⟦http://127.0.0.1:8000/⟧",
    "詳しくは⟦https://a.example/path⟧をご覧ください。",
    "（⟦https://a.example/⟧）「⟦https://a.example⟧」⟦https://a.example⟧。",
    "请看⟦https://a.example⟧，⟦https://a.example/⟧了解更多。",
    "⟦https://a.example/x⟧를 참고, ⟦https://a.example/x⟧ที่นี่",
    "⟦https://a.example/Straße⟧ ⟦https://a.example/Москва⟧ ⟦https://a.example/بيت⟧",
    "⟦https://bücher.example/⟧ – ⟦https://a.example/⟧—so",
    "⟦https://a.example/_x_/y_z⟧ ⟦https://a.example/$a$⟧",
    "See:⟦https://a.example⟧ url=⟦https://a.example⟧",
    "See ⟦https://a.example/x⟧… now and ⟦https://a.example/z⟧…",
    # No link: no host, another scheme, a pattern, a part, or what the policy refuses.
    "https:// http:///x https://example https://localhost:8000/x https://a..example",
    "https://user@a.example/ git+https://a.example/x b.example/http://a.example/ xhttp://a.example/",
    "https://{name}.example/ https://a.example/{id} https://a.example/… https://www.exa…",
    "https://аpple.example/",
    "ftp://a.example/ www.a.example a@b.example",
]


@pytest.mark.parametrize("text", LINKS)
def test_an_address_is_a_link_to_its_last_character(renderer: Renderer, text: str) -> None:
    proof = renderer.render(text.replace("⟦", "").replace("⟧", ""))
    assert linked(proof) == text
    assert (proof.errors, proof.warnings) == ([], [])


WRITTEN = [
    (
        "**https://a.example/x** *https://a.example/y*",
        "⟦https://a.example/x⟧ ⟦https://a.example/y⟧",
    ),
    ("_https://a.example_ ~~https://a.example~~", "⟦https://a.example⟧ ⟦https://a.example⟧"),
    (r"https://a.example/x\_y\*", "⟦https://a.example/x_y⟧*"),
    ("https://a.example/?a=1&amp;b=2", "⟦https://a.example/?a=1&b=2⟧"),
    ("&lt;https://a.example/x&gt; &quot;https://a.example&quot;", None),
    ("https://a.example&nbsp;x", "⟦https://a.example⟧ x"),
    ("https://a.example/x... now", "⟦https://a.example/x⟧… now"),
    ("https://a.example<br>x", "⟦https://a.example⟧x"),
    ("| https://a.example | b |\n|---|---|", "⟦https://a.example⟧ b"),
    ("<https://a.example/x>", "⟦https://a.example/x⟧"),
    ("`https://a.example` <kbd>https://a.example</kbd>", "https://a.example ⟦https://a.example⟧"),
    ("[the https://a.example site](https://b.example)", "⟦the https://a.example site⟧"),
    ("[https://a.example][1]\n\n[1]: https://a.example/x", "⟦https://a.example⟧"),
    ('<a href="https://a.example/x">https://a.example</a>', "⟦https://a.example⟧"),
    ("```\nhttps://a.example\n```", "https://a.example"),
    ("    https://a.example", "https://a.example"),
]


@pytest.mark.parametrize(("body", "text"), WRITTEN)
def test_marks_code_and_other_links_are_what_they_were(
    renderer: Renderer, body: str, text: str | None
) -> None:
    proof = renderer.render(body)
    assert linked(proof) == (text or '<⟦https://a.example/x⟧> "⟦https://a.example⟧"')
    assert (proof.errors, proof.warnings) == ([], [])


def test_a_link_leads_where_it_says(renderer: Renderer) -> None:
    proof = renderer.render(
        "https://a.example/Straße?a=1&amp;b=2 ![at https://a.example](chart.png)"
    )
    assert [(a.get("href"), a.get("class")) for a in proof.find("//a")] == [
        ("https://a.example/Stra%C3%9Fe?a=1&b=2", "reference external")
    ]
    assert [i.get("alt") for i in proof.find("//img")] == ["at https://a.example"]


PIECES = st.sampled_from(
    ["https://", "http:", "a.example", "x_y", "&amp;", "&gt;"]
) | st.sampled_from("/()[]'\".,*を。{}<>\\`…ß|! \n")


@given(st.lists(PIECES, max_size=14).map("".join))
def test_no_letter_of_any_address_is_lost(renderer: Renderer, text: str) -> None:
    proof = renderer.render(f"x {text}")
    assert "cannot be rendered" not in proof.said
    if "<" not in text and "](" not in text:
        (root,) = proof.find(".")
        assert root.text_content().count("a.example") == text.count("a.example")
