"""How long a post may keep the machine busy."""

from __future__ import annotations

import time

import pytest

from publishing.policy.time_limit import TimeLimitError, time_limit


def busy(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_work_that_takes_too_long_is_ended() -> None:
    with pytest.raises(TimeLimitError), time_limit(0.05):
        busy(5)


def test_sleep_and_what_comes_after_cost_nothing() -> None:
    with time_limit(0.2):
        time.sleep(0.3)
    busy(0.3)
