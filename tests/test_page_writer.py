"""A page as it is written: title, head and text in the layout of its kind, and when it is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from publishing.feeds.formats import PageFeed
from publishing.pages import single
from publishing.pages.layout import SLOTS, Layout, slot
from publishing.pages.page_kind import DeferredPage, PageKind, PageSpec
from publishing.pages.page_writer import PageWriter
from publishing.pages.view import PageView
from tests.library_of import SETTINGS

SITE = replace(SETTINGS, project="Journal", social_cards=False, feed_formats=("atom", "rss"))
SPEC: PageSpec[None] = PageSpec(
    title="C & C++",
    address="blog/tag/c/",
    about=None,
    context={"shown": "this"},
    language="de",
    feed=PageFeed("C – Journal", "blog/tag/c/"),
)


class Layouts:
    """A layout that says which it is, and what fills it."""

    def of(self, kind: str, address: str) -> Layout:
        return Layout.cut(f"{kind} {address}\n" + "\n".join(map(slot, SLOTS)))


class Templates:
    """Templates that say which they are, and what they are given."""

    def render(self, template: str, page: PageView, context: Mapping[str, Any]) -> str:
        links = [
            (tag.attributes["title"], tag.attributes["type"], tag.attributes["href"])
            for tag in context.get("tags", ())
            if tag.attributes.get("rel") == "alternate"
        ]
        head = [*links, page.robots, context.get("data")] if template == "head.html" else ""
        return f"{template} of {page.kind} shows {context['shown']}{head}"


def written(
    kind: PageKind[Any], robots: str | None = None, design: str = "d", spec: PageSpec[Any] = SPEC
) -> tuple[str, str, list[str]]:
    """Return the path, the fingerprint and the lines of a page."""
    writer = PageWriter(Layouts(), Templates(), SITE, design, robots)  # type: ignore[arg-type]
    (output,) = writer.outputs([(kind, DeferredPage.of(spec))])
    made = output.make()
    assert isinstance(made, bytes)
    return output.path, output.fingerprint, made.decode().split("\n")


def test_a_page_fills_the_layout_of_its_kind() -> None:
    path, _, (layout, policy, language, title, head, main) = written(single.PAGE)
    assert path == "blog/tag/c/index.html"
    assert layout == "page blog/tag/c/"
    assert "object-src &#39;none&#39;" in policy
    assert language == 'lang="de" dir="ltr"'
    assert title == "C &amp; C++ – Journal"
    assert main == "page.html of page shows this"
    # Its own feed first, in every format, then that of all posts.
    links = [
        ("C – Journal", "application/atom+xml", "atom.xml"),
        ("C – Journal", "application/rss+xml", "rss.xml"),
        ("Journal", "application/atom+xml", "../../atom.xml"),
        ("Journal", "application/rss+xml", "../../rss.xml"),
    ]
    assert head == f"head.html of page shows this{[*links, None, None]}"


def test_the_front_page_is_titled_by_its_own_title() -> None:
    assert written(single.HOME, spec=replace(SPEC, title="Journal"))[2][3] == "Journal"


def test_a_template_that_makes_a_whole_page_has_no_layout() -> None:
    assert written(single.REDIRECT)[2] == ["redirect.html of redirect shows this"]


@pytest.mark.parametrize(
    ("kind", "robots", "told"),
    [
        (single.PAGE, None, "None"),
        (single.PAGE, "noindex", "'noindex'"),
        (single.SEARCH, None, "'noindex'"),
    ],
)
def test_robots_are_told_of_a_kind_or_of_all_pages(
    kind: PageKind[None], robots: str | None, told: str
) -> None:
    assert written(kind, robots)[2][4].endswith(f", {told}, None]")


def test_a_page_is_due_if_its_kind_its_values_or_what_all_are_made_with_differ() -> None:
    made = {
        written(single.PAGE)[1],
        written(single.ABOUT)[1],
        written(single.PAGE, robots="noindex")[1],
        written(single.PAGE, design="e")[1],
        written(single.PAGE, spec=replace(SPEC, context={"shown": "that"}))[1],
        written(single.PAGE, spec=replace(SPEC, feed=None))[1],
    }
    assert len(made) == 6
    assert written(single.PAGE)[1] in made
