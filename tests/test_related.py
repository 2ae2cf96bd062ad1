from __future__ import annotations

import random
from collections.abc import Callable

from publishing.pages.related import Marks, related


def fresh(*_: str, make: Callable[[], str]) -> str:
    return make()


def tagged(**tags: str) -> dict[str, Marks]:
    """Items by their tags, among others that are about other things."""
    others = {f"other {number}": Marks((f"tag {number}",)) for number in range(12)}
    return {name: Marks(tuple(of.split())) for name, of in tags.items()} | others


def test_shared_tags_count_and_rare_ones_count_more() -> None:
    found = related(
        tagged(
            newest="python memory", common="python", rare="memory", again="python", more="python"
        ),
        fresh,
        2,
    )
    assert found["newest"] == ("rare", "common")
    assert found["common"] == ("newest", "again")
    assert found["rare"] == ("newest",)
    assert found["other 1"] == ()


def test_words_count_as_tags_do() -> None:
    marks = tagged(stone="craft", mortar="tea") | {
        "wall": Marks(("moors",), ("stone", "mortar")),
        "bridge": Marks(("rivers",), ("mortar", "arch")),
    }
    assert related(marks, fresh)["wall"] == ("bridge",)
    assert related(marks, fresh)["bridge"] == ("wall",)


def test_what_a_text_says_most_weighs_most() -> None:
    filling = tuple(f"word {number}" for number in range(20))
    marks = {
        "post": Marks(words=("heron", *filling, "kettle")),
        "kettles": Marks(words=("kettle",)),
        "herons": Marks(words=("heron",)),
    }
    # Sixteen words are compared. With all of these rare, "kettle" is not among them.
    marks |= {f"other {number}": Marks(words=(word,)) for number, word in enumerate(filling)}
    assert "herons" in related(marks, fresh, 30)["post"]
    assert "kettles" not in related(marks, fresh, 30)["post"]


def test_of_two_as_near_the_earlier_is_chosen() -> None:
    assert related(tagged(a="x", b="x", c="x"), fresh, 1)["c"] == ("a",)


def test_a_tag_and_a_word_of_the_same_letters_are_two_marks() -> None:
    marks = tagged(a="tea") | {"b": Marks((), ("tea",))}
    assert related(marks, fresh)["b"] == ()


def test_posts_of_one_series_are_not_offered_to_each_other() -> None:
    marks = {
        "part 1": Marks(("tea",), group="tea"),
        "part 2": Marks(("tea",), group="tea"),
        "apart": Marks(("tea",)),
    } | tagged()
    found = related(marks, fresh)
    assert found["part 1"] == found["part 2"] == ("apart",)
    assert found["apart"] == ("part 1", "part 2")


def test_a_mark_of_nearly_all_posts_says_nothing() -> None:
    marks = {f"post {number}": Marks(("everything",), ("every",)) for number in range(200)}
    assert set(related(marks, fresh).values()) == {()}


def test_who_has_too_few_gets_the_next_ones_of_the_rarest_tag() -> None:
    """A tag on a third of all posts compares nothing, and still is better than nothing."""
    marks = {
        f"post {number}": Marks(
            ("common", "less") if number % 6 == 0 else ("common",) * (number % 3 == 0)
        )
        for number in range(60)
    }
    found = related(marks, fresh)
    assert found["post 3"] == ("post 6", "post 9", "post 12")
    assert found["post 51"] == ("post 54", "post 57", "post 48")
    assert found["post 1"] == ()


def test_nothing_is_related_to_nothing() -> None:
    assert related({}, fresh) == {}
    assert related({"alone": Marks(("tea",))}, fresh) == {"alone": ()}


def corpus(posts: int) -> dict[str, Marks]:
    """Posts on one of many subjects, each in words of its own and of its subject."""
    dice = random.Random(4)  # the same for every run
    subjects = [[f"{subject}-{word}" for word in range(40)] for subject in range(posts // 10)]
    return {
        f"post {number}": Marks(
            (f"tag {dice.randrange(posts // 12)}",),
            (
                *dice.sample(subjects[number % len(subjects)], 20),
                *(f"{number}/{word}" for word in range(20)),
            ),
        )
        for number in range(posts)
    }


def test_posts_on_one_subject_find_each_other() -> None:
    found = related(corpus(400), fresh)
    for number in range(400):
        assert len(found[f"post {number}"]) == 3
        assert {int(other.split()[1]) % 40 for other in found[f"post {number}"]} == {number % 40}


def test_an_edit_changes_few_other_pages() -> None:
    marks = corpus(400)
    before = related(marks, fresh)
    edited = marks["post 200"]
    marks["post 200"] = edited._replace(
        words=(*edited.words[10:], "new", "words", *edited.words[:5])
    )
    after = related(marks, fresh)
    assert 1 <= sum(before[item] != after[item] for item in marks) <= 10


def test_the_work_grows_with_the_number_of_posts() -> None:
    """Pairs that share a mark are what is counted, so they must not grow with the square."""
    from publishing.pages import related as module

    pairs = {}
    for posts in (1000, 4000):
        borne = [list(item.all()) for item in corpus(posts).values()]
        weights = module._weights(borne)
        bearers = module._bearers(module._telling(its, weights) for its in borne)
        pairs[posts] = sum(len(items) ** 2 for items in bearers.values())
    assert pairs[4000] < 5 * pairs[1000]


def test_what_was_found_before_is_read_again() -> None:
    kept: dict[tuple[str, ...], str] = {}

    def remember(*parts: str, make: Callable[[], str]) -> str:
        return kept.setdefault(parts, "" if parts in kept else make())

    marks = corpus(100)
    assert related(marks, remember) == related(marks, fresh)
    assert related(marks, remember) == related(marks, fresh)
    assert len(kept) == 1
    other = marks | {"post 7": Marks(("tea",))}
    assert related(other, remember) == related(other, fresh)
    assert len(kept) == 2
