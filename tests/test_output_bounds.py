"""What comes out of a post is bounded: its page, its feeds, and what all posts make together."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from docutils import nodes

from publishing.feeds.feed_limits import hold_feeds
from publishing.policy.limits import BodyBounds, OverrunError
from publishing.render.context import PostContext
from publishing.render.page_size import hold_html, hold_tree
from tests.heads import problems_of
from tests.library_of import SETTINGS, library, post, rendered
from tests.rendering import FIRST_LINE, HERE, Renderer

BOUNDS = BodyBounds()


LONG = "word " * 1_970
USES = "[x] " * 1_900
SPREAD = {
    "a title": (f'[x]: https://e.example/ "{LONG}"\n\n' + ("[x] " * 99 + "\n\n") * 20, "addresses"),
    "the title of a picture": (
        f'[x]: chart.png "{LONG}"\n\n' + ("![y][x] " * 90 + "\n\n") * 20,
        "addresses",
    ),
    "an abbreviation": (f"*[ab]: {LONG[:295]}\n\n" + ("ab " * 3_000 + "\n\n") * 15, "tokens"),
}


@pytest.mark.parametrize("name", SPREAD)
def test_what_is_written_once_is_not_repeated_for_ever(renderer: Renderer, name: str) -> None:
    body, bound = SPREAD[name]
    assert len(body) < 200_000
    begun = time.process_time()
    proof = renderer.render(body)
    assert time.process_time() - begun < 10
    assert [code for _, code in proof.errors] == ["post-large"], proof.said[:2_000]
    assert f"a post may hold {getattr(BOUNDS, bound):,}" in proof.said
    assert (proof.html, proof.feed) == ("", "")


def test_a_heading_is_not_repeated_for_ever(renderer: Renderer) -> None:
    proof = renderer.render(f"(x)=\n## {LONG}\n\n" + "[](#x) " * 1_000)
    assert proof.errors == [(FIRST_LINE, "page-large")]
    assert "the page would have 9," in proof.said
    assert (proof.html, proof.feed) == ("", "")


def test_all_words_and_attributes_count() -> None:
    tree = nodes.section("", nodes.paragraph("", "ab", reftitle="cde"))
    hold_tree(tree, context(page=5))  # type: ignore[arg-type]
    with pytest.raises(OverrunError, match=r"^5 characters on its page; a post may hold 4$"):
        hold_tree(tree, context(page=4))  # type: ignore[arg-type]


def test_a_long_essay_is_far_below(renderer: Renderer) -> None:
    body = ("Some *words* of an [essay](https://e.example/ 'a title').\n\n" * 1_000)[:190_000]
    proof = renderer.render(body)
    assert (proof.errors, proof.warnings) == ([], [])
    assert len(proof.html) < BOUNDS.page / 20


def context(**bounds: int) -> PostContext:
    return PostContext(
        path=HERE,
        root=None,  # type: ignore[arg-type]  # nothing is looked for
        line_offset=FIRST_LINE - 1,
        resolve_post=lambda _: None,
        responsive_images=None,  # type: ignore[arg-type]
        bounds=replace(BOUNDS, **bounds),
    )


def held(html: str, feed: str, feeds: int, **bounds: int) -> tuple[bool, list[str]]:
    of = context(**bounds)
    is_short = hold_html(html, feed, feeds, of)
    return is_short, [str(problem) for problem in of.problems]


def test_the_page_and_the_feeds_of_a_post_are_bounded() -> None:
    assert held("a" * 9, "a" * 9, 3, page=9, copies=27) == (True, [])
    long = (
        f"{HERE}:5:1: error: the page would have 10 characters of HTML; it may have 9\n"
        "    help: split the post, or shorten it"
    )
    assert held("a" * 10, "a", 1, page=9) == (False, [long])
    assert held("a", "a" * 10, 1, page=9) == (False, [long])
    assert held("a", "a" * 9, 4, copies=35) == (
        False,
        [
            f"{HERE}:5:1: error: 4 feeds would hold 36 characters of this post; "
            "they may hold 35\n"
            "    help: shorten the post, or give it fewer tags, categories and authors"
        ],
    )


def test_a_post_stands_in_only_so_many_lists() -> None:
    names = [f"[{', '.join(f'{kind}{n}' for n in range(20))}]" for kind in "abc"]
    keys = "title: X\ndate: 2026-05-01\nauthor: {}\ntags: {}\ncategory: {}"
    assert problems_of(keys.format(*names)) == []
    more = names[1].replace("]", ", one more]")
    assert problems_of(keys.format(names[0], more, names[2])) == [
        "5:7 error terms-many | tags: 61 authors, tags and categories; a post may have 60 | "
        "name fewer"
    ]


def feeds(length: int, formats: tuple[str, ...] = ("atom", "json"), **bounds: int) -> list[str]:
    posts = [post(f"posts/a{n}.md", tags=("x",), authors=("Ann",)) for n in range(3)]
    of = library(
        *posts,
        settings=replace(SETTINGS, bounds=tuple(sorted(bounds.items())), feed_formats=formats),
    )
    rendered_posts = {
        one.path: replace(rendered(one), length=length * (n + 1)) for n, one in enumerate(posts)
    }
    return [str(problem) for problem in hold_feeds(of, rendered_posts)]


def test_each_feed_and_all_together_are_bounded() -> None:
    assert feeds(10) == feeds(10, feed=60, feeds=240) == []
    help = "\n    help: shorten the post, give it fewer tags, or lower feed_length in conf.py"
    where = "posts/a2.md:1:1: error: "
    said = "would have 60 characters, 30 of this post; it may have 59"
    assert feeds(10, feed=59) == [
        f"{where}the feed of all posts {said}{help}",
        f"{where}the feed of 'x' {said}{help}",
        f"{where}the feed of 'Ann' {said}{help}",
    ]
    # Another format repeats all of them.
    assert feeds(10, ("atom", "json", "rss"), feeds=420) == []
    assert len(feeds(10, ("atom", "json", "rss"), feeds=419)) == 1
    assert feeds(10, feeds=239) == [
        f"{where}all feeds together would have 240 characters, 90 of this post; "
        f"they may have 239{help}"
    ]
