"""The pages of posts, and the keys that tell whether they are due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from publishing.model.post import Post
from publishing.pages.page_kind import DeferredPage, PageSpec
from publishing.pages.post_page import POST, PostPageInputs
from publishing.pages.view import Card
from publishing.render.rendered_post import RenderedPost
from tests.library_of import content, library, on, post, rendered

FIRST = post("posts/a.md", "2026-05-01", title="One", series="Queues", tags=("tea",))
NEWER = post("posts/newer.md", "2026-05-02", title="Newer")
OLDER = post("posts/older.md", "2026-04-01", title="Older")
NEAR = post("posts/near.md", "2026-03-01", title="Near", tags=("tea",))
PART = post("posts/part.md", "2026-02-01", title="Two", series="Queues")
FAR = tuple(
    post(f"posts/far{n}.md", f"2025-02-{n:02}", title=f"Far {n}", tags=(f"t{n}",))
    for n in (1, 2, 3, 4)
)
ALL = (FIRST, NEWER, OLDER, NEAR, PART, *FAR)


def tasks(*posts: Post, **seen: dict[str, Any]) -> dict[str, DeferredPage[Card]]:
    """The pages of some posts, by the path of each.

    :param seen: what printing found, by the name of the post's file.
    """

    def rendered_of(one: Post) -> RenderedPost:
        made = rendered(one)
        return replace(made, **seen.get(one.path.removeprefix("posts/").removesuffix(".md"), {}))

    loaded = library(*posts)
    pages = POST.deferred(content(loaded, rendered=rendered_of))
    return {f"{page.address.removesuffix('/')}.md": page for page in pages}


def shown(task: DeferredPage[Card]) -> str:
    """All that the page of a post shows, read off the values that its template gets."""
    spec = task.spec()
    told = {name: value for name, value in spec.context.items() if name != "body"}
    rows = {name: [*map(_card, value)] for name, value in told.items() if name in _ROWS}
    ones = {name: value and _card(value) for name, value in told.items() if name in _CARDS}
    body = spec.context["body"].__html__()
    rest = {name: value for name, value in told.items() if name not in {*_ROWS, *_CARDS}}
    return repr((_page(spec), body, rows, ones, rest))


def _page(spec: PageSpec[Card]) -> list[object]:
    return [getattr(spec, name) for name in spec.__slots__ if name not in {"about", "context"}]


_ROWS = {"related", "series_posts"}
_CARDS = {"post", "newer", "older"}


def _card(card: Any) -> list[object]:
    return [getattr(card, name) for name in card.__slots__ if name != "key"]


def edited(path: str, **values: Any) -> dict[str, DeferredPage[Card]]:
    """The pages after an edit of one post."""
    return tasks(
        *(replace(one, **values) if one.path == f"posts/{path}.md" else one for one in ALL)
    )


CHANGES: dict[str, Callable[[], dict[str, DeferredPage[Card]]]] = {
    "its title": lambda: edited("a", title="1"),
    "its canonical address": lambda: edited("a", canonical="https://x.example/"),
    "its language": lambda: edited("a", language="de"),
    "the words of its picture": lambda: edited("a", image_alt="A queue"),
    "its day": lambda: edited("a", date=on("2026-04-30")),
    "its update": lambda: edited("a", updated=on("2026-05-09")),
    "the name of its series": lambda: edited("a", series="Stacks"),
    "its text": lambda: tasks(*ALL, a={"body": "other"}),
    "the title of the next newer": lambda: edited("newer", title="New"),
    "no newer": lambda: tasks(*(one for one in ALL if one is not NEWER)),
    "the title of the next older": lambda: edited("older", title="Old"),
    "the title of a related one": lambda: edited("near", title="Nearer"),
    "none is related": lambda: edited("near", tags=()),
    "the title of another part": lambda: edited("part", title="2"),
    "another part, long after": lambda: tasks(
        *ALL, post("posts/new.md", "2026-05-09", title="Three", series="Queues")
    ),
    "another part, long before": lambda: tasks(
        *ALL, post("posts/new.md", "2024-05-09", title="Three", series="Queues")
    ),
}


def test_whatever_the_page_shows_changes_its_key() -> None:
    pages = {name: make()["posts/a.md"] for name, make in CHANGES.items()}
    pages["as it was"] = tasks(*ALL)["posts/a.md"]
    told = {name: shown(task) for name, task in pages.items()}
    keys = {name: task.key() for name, task in pages.items()}
    assert len(set(told.values())) == len(told), "two of the changes show nothing different"
    assert len(set(keys.values())) == len(keys)


def test_a_post_of_no_series_is_known_by_its_own_card() -> None:
    keys = {tasks(replace(FAR[0], title=title))["posts/far1.md"].key() for title in ("A", "B")}
    assert len(keys) == 2


@pytest.mark.parametrize("name", PostPageInputs._fields)
def test_every_part_of_the_inputs_is_in_the_key(name: str) -> None:
    one = PostPageInputs("p", "b", "n", "o", ("r",), ("s",))
    other = one._replace(**{name: ("x",) if isinstance(getattr(one, name), tuple) else "x"})
    assert repr(one) != repr(other)


@pytest.mark.parametrize(
    "edit",
    [
        lambda: edited("far1", title="Far away"),
        lambda: tasks(*ALL, newer={"body": "other"}),
        lambda: edited("a", digest="x", body="Text.", body_line=9),
    ],
)
def test_what_the_page_does_not_show_leaves_its_key(edit: Callable[[], Any]) -> None:
    assert edit()["posts/a.md"].key() == tasks(*ALL)["posts/a.md"].key()


def test_the_first_part_of_a_series_lists_the_newest() -> None:
    more = post("posts/new.md", "2026-05-09", title="Three", series="Queues")
    series = tasks(*ALL, more)["posts/part.md"].spec().context["series_posts"]
    assert [card.title for card in series] == ["Two", "One", "Three"]
