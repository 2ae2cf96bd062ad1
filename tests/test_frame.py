from __future__ import annotations

import pytest

from publishing.press.frame import SLOTS, Frame, FrameError, slot


def page(*names: str) -> str:
    return "<" + "|".join(map(slot, names)) + ">"


def test_a_frame_is_filled_where_it_was_cut() -> None:
    frame = Frame.cut(page("title", "head", "html_attrs", "policy", "main"))
    filled = frame.fill(html_attrs="h", title="t", head="d", policy="p", main="m")
    assert filled == "<t|d|h|p|m>"


def test_what_fills_a_gap_is_not_looked_at_again() -> None:
    frame = Frame.cut(page(*SLOTS))
    filled = frame.fill(policy="", html_attrs=slot("main"), title="", head="", main="m")
    assert filled == f"<|{slot('main')}|||m>"


@pytest.mark.parametrize(
    ("names", "printed"),
    [
        ([], "none"),
        (["title", "head", "main"], "title, head, main"),
        ([*SLOTS, "main"], "policy, html_attrs, title, head, main, main"),
    ],
)
def test_each_slot_is_printed_exactly_once(names: list[str], printed: str) -> None:
    with pytest.raises(FrameError, match=f"it printed {printed}$"):
        Frame.cut(page(*names))
