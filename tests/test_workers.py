from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from weakref import WeakSet

import pytest

from publishing.base import workers
from publishing.base.workers import WorkerError, WorkerLostError, spread
from publishing.render.store import StoreError

MANY = tuple(range(workers.WORTH_A_WORKER * 3))


@pytest.fixture(autouse=True)
def _alone() -> None:
    """A thread that another test left behind would keep all work in one process."""
    assert [thread.name for thread in threading.enumerate()] == ["MainThread"]


def squared(number: int) -> int:
    return number * number


@pytest.mark.parametrize("jobs", [1, 2, 3, 64])
def test_every_item_is_worked_on_once(jobs: int) -> None:
    assert sorted(spread(squared, MANY, jobs)) == [(number, number**2) for number in MANY]


def test_several_processes_share_the_work() -> None:
    seen = {pid for _, pid in spread(lambda _: os.getpid(), MANY, 3)}
    assert len(seen) == 3
    assert os.getpid() not in seen


def test_few_items_are_not_worth_a_process() -> None:
    assert {pid for _, pid in spread(lambda _: os.getpid(), MANY[:5], 8)} == {os.getpid()}


class Knot:
    """Something that holds itself, as a document does whose nodes know their parent."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def uncollected() -> Iterator[None]:
    """A process that collects no garbage, as while it builds."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("uncollected")
def test_no_more_garbage_gathers_than_of_some_items() -> None:
    made: WeakSet[Knot] = WeakSet()
    alive = [len(made) for _ in spread(lambda _: made.add(Knot()), range(1000), 1)]
    assert 1 < max(alive) <= 100


@pytest.mark.usefixtures("uncollected")
def test_workers_collect_their_garbage() -> None:
    assert {is_on for _, is_on in spread(lambda _: gc.isenabled(), MANY, 2)} == {True}
    assert not gc.isenabled()


def test_a_failing_worker_says_why() -> None:
    with pytest.raises(WorkerError, match="ZeroDivisionError"):
        list(spread(lambda number: 1 // (number - 5), MANY, 2))


def test_what_the_caller_knows_what_to_do_about_is_told_as_it_is() -> None:
    def lose(number: int) -> None:
        if number == 5:
            raise StoreError("it is gone")

    with pytest.raises(StoreError, match="it is gone"):
        list(spread(lose, MANY, 2))


def test_a_dead_worker_is_noticed() -> None:
    us = os.getpid()

    def die_at_five(number: int) -> None:
        if number == 5:
            assert os.getpid() != us, "that would be the end of all tests"
            os._exit(9)

    with pytest.raises(WorkerLostError, match="without a word"):
        list(spread(die_at_five, MANY, 2))


def test_nothing_is_forked_beside_a_thread() -> None:
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert {pid for _, pid in spread(lambda _: os.getpid(), MANY, 2)} == {os.getpid()}
    finally:
        done.set()
        other.join()
