from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from publishing.pages.layout import SLOTS, Layout, LayoutError, Layouts, slot
from tests.library_of import SETTINGS


def page(*names: str) -> str:
    return "<" + "|".join(map(slot, names)) + ">"


def test_a_frame_is_filled_where_it_was_cut() -> None:
    layout = Layout.cut(page("title", "head", "html_attrs", "policy", "main"))
    filled = layout.fill(html_attrs="h", title="t", head="d", policy="p", main="m")
    assert filled == "<t|d|h|p|m>"


def test_what_fills_a_gap_is_not_looked_at_again() -> None:
    layout = Layout.cut(page(*SLOTS))
    filled = layout.fill(policy="", html_attrs=slot("main"), title="", head="", main="m")
    assert filled == f"<|{slot('main')}|||m>"


@pytest.mark.parametrize(
    ("names", "rendered"),
    [
        ([], "none"),
        (["title", "head", "main"], "title, head, main"),
        ([*SLOTS, "main"], "policy, html_attrs, title, head, main, main"),
    ],
)
def test_each_slot_is_printed_exactly_once(names: list[str], rendered: str) -> None:
    with pytest.raises(LayoutError, match=f"it printed {rendered}$"):
        Layout.cut(page(*names))


class Builder:
    """Renders a layout that says what it was rendered for."""

    def __init__(self) -> None:
        self.rendered: list[str] = []

    def render_page(self, pagename: str, context: dict[str, Any], template: str) -> str:
        self.rendered.append(pagename)
        link = context["link"]
        said = f"{context['page_kind']} {link('')} {link('blog/')} {sorted(context['menu'])}"
        return f"{said}{page(*SLOTS)}"


class Store:
    """Remembers in this process."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, ...], str] = {}

    def remember(self, *parts: str, make: Callable[[], str]) -> str:
        if parts not in self.kept:
            self.kept[parts] = make()
        return self.kept[parts]

    def remember_all(
        self, many: list[tuple[str, ...]], make: Callable[[int], str], _: int, *, worth: int
    ) -> list[str]:
        return [self.remember(*parts, make=lambda at=at: make(at)) for at, parts in enumerate(many)]  # type: ignore[misc]


def layouts(builder: Builder, store: Store, design: str = "d") -> Layouts:
    return Layouts(
        builder,  # type: ignore[arg-type]
        SETTINGS,
        store,  # type: ignore[arg-type]
        design,
        stylesheet="a.css",
        script="a.js",
        integrity="sha256-x",
        menu={"about/"},
    )


SAID = {
    ("blog", "blog/"): "blog ../ ./ ['about/']",
    ("blog", "blog/page/1/"): "blog ../../../ ../../ ['about/']",
    ("post", "posts/a/"): "post ../../ ../../blog/ ['about/']",
    ("post", "posts/b/"): "post ../../ ../../blog/ ['about/']",
    ("404", "404.html"): "404 /blog/ /blog/blog/ ['about/']",
}


@pytest.mark.parametrize("is_prepared", [False, True])
def test_a_frame_is_that_of_a_kind_at_a_depth(is_prepared: bool) -> None:
    builder, store = Builder(), Store()
    made = layouts(builder, store)
    if is_prepared:
        made.prepare(SAID, 1)
        assert len(builder.rendered) == 4
    assert {which: made.of(*which).pieces[0].rstrip("<") for which in SAID} == SAID
    assert len(builder.rendered) == 4
    # Found from before, unless it is made with something else.
    again = Builder()
    layouts(again, store).prepare(SAID, 1)
    assert again.rendered == []
    layouts(again, store, design="other").prepare(SAID, 1)
    assert len(again.rendered) == 4
