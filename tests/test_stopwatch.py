"""Where the time of a build went."""

from __future__ import annotations

import re
import time

import pytest

from publishing.base import stopwatch
from publishing.base.stopwatch import Stopwatch
from tests.publication import Publication


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The processor time that was spent so far; the last is now."""
    spent = [0.5]
    monkeypatch.setattr(stopwatch, "_spent", lambda: spent[-1])
    return spent


def test_a_part_inside_another_counts_for_itself_alone(clock: list[float]) -> None:
    watch = Stopwatch()
    with watch.part("pages"):
        clock.append(1.5)
        with watch.part("search"):
            clock.append(3.5)
        clock.append(4.0)
    with watch.part("search"):
        clock.append(5.0)
    clock.append(5.25)
    expected = "5.25 s of processor time: the rest 0.75, pages 1.50, search 3.00"
    assert str(watch) == expected
    assert str(watch) == expected


def test_what_fails_counts_too(clock: list[float]) -> None:
    watch = Stopwatch()

    def fail() -> None:
        with watch.part("pages"):
            clock.append(2.5)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    clock.append(3.0)
    assert str(watch) == "3.00 s of processor time: the rest 1.00, pages 2.00"


def test_a_build_says_where_its_time_went(publication: Publication) -> None:
    publication.post("first")
    begun = time.process_time()
    *_, last = publication.build("-v").text.splitlines()
    total, _, parts = last.partition(" s of processor time: ")
    found = {part.rpartition(" ")[0]: float(part.rpartition(" ")[2]) for part in parts.split(", ")}
    assert set(found) == {
        *("the rest", "reading", "loading Sphinx", "rendering", "pages", "search", "making files")
    }
    assert abs(sum(found.values()) - float(total)) < 0.05
    assert float(total) >= time.process_time() - begun
    assert "processor time" not in publication.build("-v", "-q").text
    assert not re.search("processor", publication.build().text)
