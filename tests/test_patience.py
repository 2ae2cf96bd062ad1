"""How long a post may keep the machine busy, and what is left out of that."""

from __future__ import annotations

import time

import pytest

from publishing.policy.patience import OutOfPatience, patience, respite


def busy(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_work_that_takes_too_long_is_ended() -> None:
    with pytest.raises(OutOfPatience), patience(0.05):
        busy(5)


def test_sleep_and_what_comes_after_cost_nothing() -> None:
    with patience(0.2):
        time.sleep(0.3)
    busy(0.3)


def test_a_respite_is_left_out_of_the_time() -> None:
    with patience(0.2):
        busy(0.05)
        with respite():
            busy(0.4)
        busy(0.05)


def test_after_a_respite_the_time_goes_on() -> None:
    def rest_and_work() -> None:
        with respite():
            busy(0.1)
        busy(5)

    with pytest.raises(OutOfPatience), patience(0.05):
        rest_and_work()


def test_a_respite_by_itself_starts_no_clock() -> None:
    with respite():
        busy(0.05)
    busy(0.05)
