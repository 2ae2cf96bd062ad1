from __future__ import annotations

import pytest

from publishing.base.rendered_text import read as rendered
from publishing.render import text
from publishing.render.keywords import WORDS
from publishing.render.keywords import keywords as gist_of
from tests.rendering import Renderer


def gist(stated: str, body: str, language: str) -> tuple[str, ...]:
    return gist_of(stated, text.read(rendered(body)).content, language)


def test_what_is_said_most_comes_first_and_what_is_always_said_is_left_out() -> None:
    body = "<p>The heron and the kettle. The heron is with the other <em>heron</em>: a kettle.</p>"
    assert gist("", body, "en") == ("heron", "kettle")


def test_the_title_counts_three_times() -> None:
    assert gist("Kettles", "<p>heron heron kettles</p>", "en") == ("kettle", "heron")


def test_words_are_cut_so_that_their_forms_are_one() -> None:
    body = "<p>engine engines engineering tea</p>"
    assert gist("", body, "en")[0] == "engine"
    assert len(gist("", body, "en")) == 2


def test_neither_numbers_nor_names_of_tags_are_words() -> None:
    assert gist("", '<p class="lead">2026 a1b <strong>Moor</strong></p>', "en") == ("moor",)


@pytest.mark.parametrize(
    ("language", "body", "found"),
    [
        ("de", "Der Reiher und der Kessel sind nicht der Reiher", ("reiher", "kessel")),
        ("de-AT", "Der Reiher und der Kessel sind nicht der Reiher", ("reiher", "kessel")),
        ("ru", "Чайник и цапля, но не чайник", ("чайник", "цапля")),
        ("ja", "地図を見て地図を描く", ("地図",)),
        ("zh", "地图和地图册", ("地图", "和地", "图册", "图和")),
        ("ko", "지도를 보고 지도에", ("지도", "보고")),
        ("th", "แผนที่", ("นที่", "ผน")),
        ("tlh", "heron kettle heron", ("heron", "kettle")),
    ],
)
def test_every_language_has_words(language: str, body: str, found: tuple[str, ...]) -> None:
    assert gist("", f"<p>{body}</p>", language)[: len(found)] == found


def test_a_gist_is_short() -> None:
    body = " ".join(f"{one}{other}word" for one in "abcdefgh" for other in "abcdefgh")
    assert len(gist("", body, "en")) == WORDS


def test_a_print_has_the_gist_of_its_post(renderer: Renderer) -> None:
    body = "The heron waits. A second heron waits for the `heron` of the moor.\n"
    assert renderer.render(body).rendered.keywords == ("heron", "waits", "moor", "second")
