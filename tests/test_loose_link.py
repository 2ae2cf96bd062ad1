"""Links and pictures that CommonMark leaves as text, where one meaning is plain."""

from __future__ import annotations

import pytest

from tests.rendering import Renderer


@pytest.mark.parametrize(
    ("body", "links"),
    [
        ("Click [here] (https://example.org/x) now.", [("here", "https://example.org/x")]),
        ("Read [*their* own] (../other/index.md).", [("their own", "../other/")]),
        ('Click [here] (https://example.org/x "T").', [("here", "https://example.org/x")]),
        # The address alone is a link.
        ("As [1] (https://e.example/a) says.", [("https://e.example/a",) * 2]),
        ("He wrote [sic] (https://e.example/a).", [("https://e.example/a",) * 2]),
        ("A claim [@key] (https://e.example/a).", [("https://e.example/a",) * 2]),
        ("Take array[i] (x), [text] (words) and [maybe] (x.y).", []),
    ],
)
def test_a_space_before_an_address(
    renderer: Renderer, body: str, links: list[tuple[str, str]]
) -> None:
    proof = renderer.render(body)
    found = [(a.text_content(), str(a.get("href"))) for a in proof.find("//a")]
    assert ([(text, href.replace("/posts/2026", "..")) for text, href in found], proof.said) == (
        links,
        "",
    )


@pytest.mark.parametrize(
    ("body", "width", "caption"),
    [
        ("![A view] (chart.png)", "4", []),
        ('![A view](chart.png =2x "Cap two")', "2", ["Cap two"]),
        ('![A view](chart.png "Cap two" =2x)', "2", ["Cap two"]),
        ("![A view](chart.png =2x3 “Cap two”)", "2", ["Cap two"]),
    ],
)
def test_a_picture(renderer: Renderer, body: str, width: str, caption: list[str]) -> None:
    proof = renderer.render(body)
    (image,) = proof.find("//img")
    captions = [str(c.text_content()).rstrip("#") for c in proof.find("//figcaption//span")]
    assert (image.get("alt"), image.get("width"), captions) == ("A view", width, caption)
    assert proof.said == ""
