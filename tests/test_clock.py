"""The clock that decides what is published."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from publishing.conf import clock


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("0", datetime(1970, 1, 1, tzinfo=UTC)),
        ("1780315200", datetime(2026, 6, 1, 12, tzinfo=UTC)),
        (" 1780315200\n", datetime(2026, 6, 1, 12, tzinfo=UTC)),
    ],
)
def test_the_environment_says_what_time_it_is(written: str, moment: datetime) -> None:
    assert clock.now({"SOURCE_DATE_EPOCH": written}) == moment


@pytest.mark.parametrize("environ", [{}, {"SOURCE_DATE_EPOCH": ""}])
def test_else_it_is_now(environ: dict[str, str]) -> None:
    now = clock.now(environ)
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)
    assert now.microsecond == 0


@pytest.mark.parametrize("written", ["soon", "-1", "1.5", "2026-06-01", "٣", "9" * 30])
def test_what_is_no_number_of_seconds_is_said(written: str) -> None:
    with pytest.raises(clock.ClockError) as caught:
        clock.now({"SOURCE_DATE_EPOCH": written})
    assert str(caught.value) == (
        f"environment:1:1: error: SOURCE_DATE_EPOCH is '{written}'\n"
        "    help: write a number of seconds since 1970, such as the output of: date +%s"
    )
