"""What is said of a link or a picture is said where it begins."""

from __future__ import annotations

import pytest

from publishing.render.link_position import position
from tests.rendering import FIRST_LINE, Renderer


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("Text.\n\nAnd: ![x](nope.png) there.", [(3, 6)]),
        ("日本語の文章です ![x](gone.png)", [(1, 10)]),
        ("[a](no1.md) and [b](no2.md), [c](no1.md)", [(1, 1), (1, 17), (1, 30)]),
        ("An [a]() here and [b]() there", [(1, 4), (1, 19)]),
        ("See [a\nb](no.md) x", [(2, 4)]),
        ("<p>x <img src='gone.png' alt='x'> <a href='no.md'>t</a></p>", [(1, 6), (1, 35)]),
        ("One\ntwo <img src='gone.png' alt='x'>", [(2, 5)]),
        ("An [a](#no) and [b](#no)", [(1, 4), (1, 17)]),
        ("An [a](javascript:x)", [(1, 4)]),
        ("- one\n\n  > x [b](no.md) ![c](gone.png)", [(3, 7), (3, 18)]),
        ("| a |\n|---|\n| [b](no.md) |", [(3, 3)]),
        ("[![alt](gone.png)](other.md)", [(1, 2), (1, 20)]),
        ("```{figure} gone.png\nCap\n```", [(1, 13)]),
        ("An [a](no%20x.md) and [b](<no y.md>)", [(1, 4), (1, 23)]),
        (":::{note}\nAn [a](no.md)\n:::", [(2, 4)]),
        # A reference is told of where it is used.
        ("An [a][r] b\n\n[r]: no.md", [(1, 1)]),
    ],
)
def test_a_problem_of_a_link_has_its_place(
    renderer: Renderer, body: str, places: list[tuple[int, int]]
) -> None:
    problems = renderer.render(body).rendered.problems
    assert sorted((p.line - FIRST_LINE + 1, p.column) for p in problems) == places


def test_a_link_that_the_site_checks_has_its_place(renderer: Renderer) -> None:
    body = "Text.\n\nAn [a](/blog/none/) and [b](../other/index.md#nope)"
    links = renderer.render(body).rendered.links
    assert [(link.line - FIRST_LINE + 1, link.column) for link in links] == [(3, 4), (3, 25)]


@pytest.mark.parametrize(
    ("lines", "address", "nth", "found"),
    [
        (["a b.md c"], "b.md", 1, (0, 2)),
        (["[x](ab.md) [y](b.md)"], "b.md", 1, (0, 11)),
        (["[x](../b.md) [y](b.md)"], "b.md", 1, (0, 13)),
        (["[x](b.mdx) [y](b.md)"], "b.md", 1, (0, 11)),
        (["[x](b.md)", "[y](b.md)"], "b.md", 2, (1, 0)),
        (["[x](b.md)", "", "[y](b.md)"], "b.md", 2, None),
        (["[x](b.md)"], "c.md", 1, None),
        (["[x]( b.md ) ![y](<b.md>)"], "b.md", 2, (0, 12)),
    ],
)
def test_position(lines: list[str], address: str, nth: int, found: tuple[int, int] | None) -> None:
    assert position(lines, 0, address, nth) == found
