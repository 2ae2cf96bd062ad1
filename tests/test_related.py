from __future__ import annotations

from publishing.pages.related import related


def test_shared_marks_count_and_rare_ones_count_more() -> None:
    marks = {
        "newest": ["python", "memory"],
        "common": ["python"],
        "rare": ["memory"],
        "other": ["gardens"],
        "python again": ["python"],
    }
    assert related(marks, 2) == {
        "newest": ("rare", "common"),
        "common": ("newest", "python again"),
        "rare": ("newest",),
        "other": (),
        "python again": ("newest", "common"),
    }


def test_of_two_as_near_the_earlier_is_chosen() -> None:
    assert related({"a": ["x"], "b": ["x"], "c": ["x"]}, 1)["c"] == ("a",)


def test_a_mark_said_twice_counts_once() -> None:
    marks = {"a": ["x", "y"], "b": ["x", "x"], "c": ["y"]}
    assert related(marks)["a"] == ("b", "c")


def test_a_mark_of_nearly_all_posts_says_nothing() -> None:
    marks = {f"post {number}": ["everything"] for number in range(200)}
    assert related(marks)["post 0"] == ()
