"""Cards, and the keys that tell whether pages which show them are due."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial
from typing import Any

import pytest

from publishing.assets.responsive_images import Shown
from publishing.library.authors import Authors
from publishing.model.author import Author
from publishing.model.post import Post
from publishing.pages.cards import Cards, Row
from publishing.pages.view import Card
from tests.library_of import library, on, post, registered, rendered

PATH = "posts/a.md"
PICTURE = Shown(address="posts/a/a.jpg", width=800, height=600)


def cards(
    one: Post,
    *others: Post,
    authors: Authors | None = None,
    image: Shown | None = None,
    **seen: Any,
) -> Cards:
    loaded = library(one, *others, authors=authors)
    return Cards(loaded, partial(rendered, **seen), lambda _: image)


def ann(**values: Any) -> Authors:
    return Authors({"ann": replace(Author(id="ann", name="Ann Lee"), **values)})


BASE = post(PATH, authors=("ann",), tags=("One",), categories=("Notes",), series="Queues")

CHANGES: list[tuple[str, Cards]] = [
    ("title", cards(replace(BASE, title="Another"), authors=ann())),
    ("address", cards(replace(BASE, address="posts/b/"), authors=ann())),
    ("date", cards(replace(BASE, date=on("2026-05-02")), authors=ann())),
    ("date", cards(replace(BASE, date=on("2026-05-01T00:00:00")), authors=ann())),
    ("updated", cards(replace(BASE, updated=on("2026-05-09")), authors=ann())),
    ("authors", cards(replace(BASE, authors=("ann", "Bo")), authors=ann())),
    ("authors", cards(BASE, authors=ann(name="Ann B. Lee"))),
    ("authors", cards(BASE, authors=ann(bio="She writes."))),
    ("authors", cards(BASE, authors=ann(avatar="_static/ann.webp"))),
    ("authors", cards(BASE, authors=ann(url="https://ann.example/"))),
    ("authors", cards(BASE, authors=ann(links=(("Code", "https://code.example/ann"),)))),
    ("tags", cards(replace(BASE, tags=("Two",)), authors=ann())),
    ("tags", cards(replace(BASE, tags=()), authors=ann())),
    ("categories", cards(replace(BASE, categories=("Essays",)), authors=ann())),
    ("series", cards(replace(BASE, series="Stacks"), authors=ann())),
    ("series", cards(replace(BASE, series=None), authors=ann())),
    ("description", cards(replace(BASE, description="What it is."), authors=ann())),
    ("description", cards(BASE, authors=ann(), excerpt="It starts.")),
    ("words", cards(BASE, authors=ann(), words=901)),
    ("minutes", cards(BASE, authors=ann(), words=9000)),
    ("image", cards(BASE, authors=ann(), image=PICTURE)),
    ("image_alt", cards(replace(BASE, image_alt="A queue"), authors=ann())),
    ("language", cards(replace(BASE, language="de"), authors=ann())),
    ("external_link", cards(replace(BASE, external_link="https://x.example/"), authors=ann())),
    ("featured", cards(replace(BASE, featured=True), authors=ann())),
]


def first(of: Cards) -> Post:
    return of._library.posts[0]


@pytest.mark.parametrize(("name", "changed"), CHANGES)
def test_what_changes_on_a_card_changes_its_key(name: str, changed: Cards) -> None:
    before = cards(BASE, authors=ann())
    card, other = before.of(first(before)), changed.of(first(changed))
    assert getattr(card, name) != getattr(other, name)
    assert card.key != other.key


def test_every_part_of_a_card_is_in_its_key() -> None:
    told = {name for name, _ in CHANGES}
    # How a post stands and when it is due differs in previews only: `test_a_draft_is_told`. The
    # fields of the post itself are those of its listing digest: `test_rendered_post.py`.
    elsewhere = {"key", "publication_status", "due", "front_matter"}
    assert told == {field.name for field in fields(Card)} - elsewhere


def test_a_draft_is_told_from_the_post_that_it_becomes() -> None:
    draft, published = (replace(BASE, draft=draft) for draft in (True, False))
    keys = set()
    for one in (draft, published):
        kept = replace(library(published), posts=(one,))
        # Its listing digest is the same, as if a draft were published by the clock alone.
        known = Cards(kept, lambda _: rendered(BASE), lambda _: None)
        keys.add(known.key(one))
    assert len(keys) == 2


def test_an_edit_that_lists_do_not_show_leaves_the_key() -> None:
    before = cards(BASE, authors=ann())
    edited = cards(replace(BASE, body="Other text.\n", digest="x", body_line=9), authors=ann())
    assert before.key(first(before)) == edited.key(first(edited))


def test_another_post_of_a_tag_leaves_the_key() -> None:
    before, after = cards(BASE), cards(BASE, post("posts/b.md", "2026-04-01", tags=("One",)))
    assert before.key(first(before)) == after.key(first(after))


def test_a_spelling_that_most_posts_have_changes_the_key() -> None:
    others = (post(f"posts/{n}.md", "2026-04-01", tags=("ONE",)) for n in range(2))
    before, after = cards(BASE), cards(BASE, *others)
    assert after.of(first(after)).tags[0].name == "ONE"
    assert before.key(first(before)) != after.key(first(after))


def test_a_row_makes_its_cards_when_they_are_looked_at() -> None:
    made = cards(BASE, post("posts/b.md", "2026-04-01"), authors=registered(ann="Ann"))
    row = made.all(made._library.posts)
    assert repr(row) == f"Row({' '.join(map(made.key, row.posts))})"
    assert not made._made
    assert [card.address for card in row] == ["posts/a/", "posts/b/"]
    assert isinstance(row[1:], Row)
    assert [*row[1:]] == [row[-1]]
    assert row.index(row[1]) == 1
    assert len(row) == 2
    assert not made.all(())
