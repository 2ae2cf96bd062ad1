from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.pages.paging import parts


def shape(count: int, size: int) -> list[tuple[str, int | None, list[int], str | None, str | None]]:
    """Parts of the items count … 1, the newest having the highest number."""
    newest_first = range(count, 0, -1)
    return [
        (part.address, part.number, list(part.items), part.newer, part.older)
        for part in parts(newest_first, size, "blog/")
    ]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, [("blog/", None, [], None, None)]),
        (2, [("blog/", None, [2, 1], None, None)]),
        (5, [("blog/", None, [5, 4, 3, 2, 1], None, None)]),
        (
            6,
            [
                ("blog/", None, [6, 5, 4], None, "blog/page/1/"),
                ("blog/page/1/", 1, [3, 2, 1], "blog/", None),
            ],
        ),
        (
            10,
            [
                ("blog/", None, [10, 9, 8, 7], None, "blog/page/2/"),
                ("blog/page/2/", 2, [6, 5, 4], "blog/", "blog/page/1/"),
                ("blog/page/1/", 1, [3, 2, 1], "blog/page/2/", None),
            ],
        ),
    ],
)
def test_parts_of_three(count: int, expected: object) -> None:
    assert shape(count, 3) == expected


@given(st.integers(0, 120), st.integers(1, 12))
def test_every_item_stands_once_and_in_order(count: int, size: int) -> None:
    listed = [item for part in shape(count, size) for item in part[2]]
    assert listed == list(range(count, 0, -1))


@given(st.integers(0, 120), st.integers(1, 12))
def test_a_new_item_keeps_every_numbered_part_as_it_was(count: int, size: int) -> None:
    before = {address: items for address, number, items, _, _ in shape(count, size) if number}
    after = {address: items for address, number, items, _, _ in shape(count + 1, size) if number}
    assert before.items() <= after.items()


@given(st.integers(0, 120), st.integers(1, 12))
def test_newer_and_older_lead_from_end_to_end(count: int, size: int) -> None:
    found = {part[0]: part for part in shape(count, size)}
    walked, at = [], "blog/"
    while at is not None:
        walked.append(at)
        older = found[at][4]
        assert older is None or found[older][3] == at
        at = older
    assert walked == list(found)
