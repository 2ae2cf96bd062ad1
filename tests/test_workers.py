from __future__ import annotations

import os

import pytest

from publishing import workers
from publishing.workers import WorkerError, spread

MANY = tuple(range(workers.WORTH_A_WORKER * 3))


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


def test_a_failing_worker_says_why() -> None:
    with pytest.raises(WorkerError, match="ZeroDivisionError"):
        list(spread(lambda number: 1 // (number - 5), MANY, 2))


def test_a_dead_worker_is_noticed() -> None:
    with pytest.raises(WorkerError, match="was it killed"):
        list(spread(lambda number: os._exit(9) if number == 5 else 0, MANY, 2))
