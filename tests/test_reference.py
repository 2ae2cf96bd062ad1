from __future__ import annotations

import pytest

from publishing.render.relative_links import from_anywhere, from_page

PAGE = "posts/2026/a/"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/posts/2026/b/", "../b/"),
        ("/posts/2026/b/#why", "../b/#why"),
        ("/posts/2026/a/#why", "#why"),
        ("/posts/2026/a/", "./"),
        ("/posts/2026/a/chart.png", "chart.png"),
        ("/", "../../../"),
        ("/blog/tag/%E6%97%A5/?q=1#x", "../../../blog/tag/%E6%97%A5/?q=1#x"),
        ("#why", "#why"),
        ("https://example.org/a?b#c", "https://example.org/a?b#c"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_from_its_own_page_a_link_is_relative(url: str, expected: str) -> None:
    assert from_page(PAGE)("a", "href", url) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/posts/2026/b/#why", "https://example.org/j/posts/2026/b/#why"),
        ("#why", "https://example.org/j/posts/2026/a/#why"),
        ("https://other.example/", "https://other.example/"),
    ],
)
def test_from_anywhere_a_link_is_whole(url: str, expected: str) -> None:
    assert from_anywhere(PAGE, "https://example.org/j/")("a", "href", url) == expected
