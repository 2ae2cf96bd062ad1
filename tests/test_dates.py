from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.model.dates import DateRefused, Moment, parse

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-05-01", "2026-05-01"),
        ("  2026-05-01\n", "2026-05-01"),
        ("2026-5-1", "2026-05-01"),
        ("2026/05/01", "2026-05-01"),
        ("2026.05.01", "2026-05-01"),
        ("20260501", "2026-05-01"),
        ("2024-02-29", "2024-02-29"),
        ("2000-02-29", "2000-02-29"),
        ("1900-01-01", "1900-01-01"),
        ("9999-12-31", "9999-12-31"),
        ("1 May 2026", "2026-05-01"),
        ("1-May-2026", "2026-05-01"),
        ("1st of May 2026", "2026-05-01"),
        ("May 1, 2026", "2026-05-01"),
        ("may 1st 2026", "2026-05-01"),
        ("Sept. 3, 2026", "2026-09-03"),
        ("2026 May 1", "2026-05-01"),
        ("Friday, 1 May 2026", "2026-05-01"),
        ("25/12/2026", "2026-12-25"),
        ("12/25/2026", "2026-12-25"),
        ("15.04.2013", "2013-04-15"),
        ("05/05/2026", "2026-05-05"),
    ],
)
def test_a_day_that_can_be_read_in_one_way(written: str, day: str) -> None:
    moment = parse(written, BERLIN, 2026)
    assert moment.day_only
    assert moment.isoformat() == day == moment.day.isoformat()


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2026-05-01T12:30:00Z", "2026-05-01T12:30:00+00:00"),
        ("2026-05-01t12:30:00z", "2026-05-01T12:30:00+00:00"),
        ("2026-05-01 12:30:00 UTC", "2026-05-01T12:30:00+00:00"),
        ("2026-05-01T12:30", "2026-05-01T12:30:00+02:00"),
        ("2026-01-01 12:30", "2026-01-01T12:30:00+01:00"),
        ("2026-05-01 12:30 GMT", "2026-05-01T12:30:00+00:00"),
        ("2026-05-01 12:30:00 UTC+02:00", "2026-05-01T12:30:00+02:00"),
        ("2026-05-01 12:30:00 GMT-0330", "2026-05-01T12:30:00-03:30"),
        ("2015-06-15 12:30:00 -4", "2015-06-15T12:30:00-04:00"),
        ("2015-06-15 9:30:00 -4", "2015-06-15T09:30:00-04:00"),
        ("2017-08-03T12:00:00-04:00", "2017-08-03T12:00:00-04:00"),
        ("2017-08-03 12:00:00 +0530", "2017-08-03T12:00:00+05:30"),
        ("2017-08-03T12:00:00.999Z", "2017-08-03T12:00:00+00:00"),
        ("2017-08-03T12:00:00,5Z", "2017-08-03T12:00:00+00:00"),
        ("20170803T1200Z", "2017-08-03T12:00:00+00:00"),
        ("2013/7/13 20:46:25", "2013-07-13T20:46:25+02:00"),
        ("2026-05-01 3:30 PM", "2026-05-01T15:30:00+02:00"),
        ("2026-05-01 12:10am", "2026-05-01T00:10:00+02:00"),
        ("May 1, 2026 at 3pm", "2026-05-01T15:00:00+02:00"),
        ("Fri, 01 May 2026 12:00:00 +0000", "2026-05-01T12:00:00+00:00"),
        ("2026-05-01 12:30 +14:00", "2026-05-01T12:30:00+14:00"),
        ("2026-05-01 12:30 -12:00", "2026-05-01T12:30:00-12:00"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59+00:00"),
    ],
)
def test_an_instant_that_can_be_read_in_one_way(written: str, instant: str) -> None:
    moment = parse(written, BERLIN, 2026)
    assert not moment.day_only
    assert moment.isoformat() == instant == moment.rfc3339


@pytest.mark.parametrize(
    ("written", "code", "found", "mends"),
    [
        # Days that do not exist, with the nearest that does.
        ("2026-02-30", "invalid", "'2026-02-30' is not a date", ["2026-02-28"]),
        ("2023-02-29", "invalid", "'2023-02-29' is not a date", ["2023-02-28"]),
        ("1900-02-29", "invalid", "'1900-02-29' is not a date", ["1900-02-28"]),
        ("30 Feb", "invalid", "'30 Feb' is not a date", ["2026-02-28"]),
        ("Feb 30, 2024", "invalid", "'Feb 30, 2024' is not a date", ["2024-02-29"]),
        ("2026-13-05", "invalid", "'2026-13-05' is not a date", ["2026-05-13"]),
        ("2026-13-45", "invalid", "'2026-13-45' is not a date", ["2026-12-31"]),
        ("2026-00-10", "invalid", "'2026-00-10' is not a date", ["2026-01-10"]),
        ("31/04/2026", "invalid", "'31/04/2026' is not a date", ["2026-04-30"]),
        ("2026-05-01 25:00", "invalid", "'2026-05-01 25:00' is not a time of day",
         ["2026-05-01T23:00:00"]),
        ("2026-05-01 13:00 pm", "invalid", "'2026-05-01 13:00 pm' is not a time of day",
         ["2026-05-01T13:00:00"]),
        ("2026-05-01 12:30 +99:00", "invalid",
         "'2026-05-01 12:30 +99:00' has an offset that no zone has", ["2026-05-01T12:30:00Z"]),
        ("2026-05-01 12:30 +14:01", "invalid",
         "'2026-05-01 12:30 +14:01' has an offset that no zone has", ["2026-05-01T12:30:00Z"]),
        ("2026-05-01T12:30-15:00", "invalid",
         "'2026-05-01T12:30-15:00' has an offset that no zone has", ["2026-05-01T12:30:00Z"]),
        ("2026-05-01 12:30 +23:59", "invalid",
         "'2026-05-01 12:30 +23:59' has an offset that no zone has", ["2026-05-01T12:30:00Z"]),
        ("2026-05-01 12:30 +10:60", "invalid",
         "'2026-05-01 12:30 +10:60' has an offset that no zone has", ["2026-05-01T12:30:00Z"]),
        # Two days.
        ("02/01/2026", "ambiguous", "'02/01/2026' could be 2 January or 1 February",
         ["2026-01-02", "2026-02-01"]),
        ("2.1.2026", "ambiguous", "'2.1.2026' could be 2 January or 1 February",
         ["2026-01-02", "2026-02-01"]),
        # No day.
        ("March 2021", "vague", "'March 2021' has no day", ["2021-03-01"]),
        ("2021-03", "vague", "'2021-03' has no day", ["2021-03-01"]),
        ("03/2021", "vague", "'03/2021' has no day", ["2021-03-01"]),
        ("2021", "vague", "'2021' has no month and no day", ["2021-01-01"]),
        ("1 May", "vague", "'1 May' has no year", ["2026-05-01"]),
        ("02/01/26", "vague", "'02/01/26' has a year of two digits",
         ["2026-01-02", "2026-02-01"]),
        ("26-05-01", "vague", "'26-05-01' has a year of two digits", ["2026-05-01"]),
        ("yesterday", "vague", "'yesterday' is another day tomorrow", []),
        # A zone by name.
        ("2026-05-01 12:30 EST", "zone",
         "'2026-05-01 12:30 EST' has a zone by name, which can be more than one offset",
         ["2026-05-01T12:30:00-05:00"]),
        ("2026-05-01 12:30 America/New_York", "zone",
         "'2026-05-01 12:30 America/New_York' has a zone by name, which can be more than one"
         " offset",
         ["2026-05-01T12:30:00-04:00"]),
        ("2026-05-01 12:30 ../../etc/passwd", "invalid",
         "'2026-05-01 12:30 ../../etc/passwd' is not a time of day", ["2026-05-01"]),
        # Made prettier by an editor.
        ("2026–05–01", "invalid", "'2026–05–01' is not a date", ["2026-05-01"]),
        ("２０２６-05-01", "invalid", "'２０２６-05-01' is not a date", ["2026-05-01"]),
        # Other years, other things.
        ("0026-05-01", "range", "'0026-05-01' is not in a year from 1900 to 9999", []),
        ("1899-12-31", "range", "'1899-12-31' is not in a year from 1900 to 9999", []),
        ("9999-12-31T23:59:59-12:00", "range",
         "'9999-12-31T23:59:59-12:00' is after the last instant of 9999", []),
        ("2026-W18-5", "invalid", "'2026-W18-5' is not a date", ["2026-05-01"]),
        ("1430000000", "invalid", "'1430000000' is not a date", []),
        ("soonish", "invalid", "'soonish' is not a date", []),
        ("", "invalid", "'' is not a date", []),
    ],
)  # fmt: skip
def test_a_date_that_is_none_says_why_and_what_to_write(
    written: str, code: str, found: str, mends: list[str]
) -> None:
    with pytest.raises(DateRefused) as refused:
        parse(written, BERLIN, 2026)
    assert (refused.value.code, refused.value.found) == (f"date-{code}", found)
    assert list(refused.value.mends) == mends
    for mend in mends:
        assert parse(mend, BERLIN, 2026).isoformat().startswith(mend[:19])


def test_a_time_without_a_zone_is_the_sites_by_the_offset_before_a_change() -> None:
    skipped = parse("2026-03-29 02:30", BERLIN, 2026)
    repeated = parse("2026-10-25 02:30", BERLIN, 2026)
    assert skipped.rfc3339 == "2026-03-29T02:30:00+01:00"
    assert repeated.rfc3339 == "2026-10-25T02:30:00+02:00"


def test_instants_compare_as_instants_across_a_change_of_the_clock() -> None:
    # 02:30 summer time is before 02:00 winter time of the same night, whatever the clock shows.
    earlier = parse("2026-10-25 02:30", BERLIN, 2026)
    later = parse("2026-10-25 02:00 +01:00", BERLIN, 2026)
    assert earlier.instant < later.instant


def test_an_offset_of_long_ago_has_whole_minutes() -> None:
    # Amsterdam was 19 minutes and 32 seconds ahead, which RFC 3339 cannot say.
    moment = parse("1910-01-01 00:00", ZoneInfo("Europe/Amsterdam"), 2026)
    offset = moment.instant.utcoffset()
    assert offset is not None
    assert offset % timedelta(minutes=1) == timedelta()
    assert moment.rfc3339.count(":") == 3


def test_a_moment_survives_pickling() -> None:
    moment = parse("2026-05-01 12:30", BERLIN, 2026)
    assert pickle.loads(pickle.dumps(moment)) == moment


@given(st.datetimes(datetime(1900, 1, 2), datetime(9999, 12, 30)))
def test_every_instant_is_read_back(instant: datetime) -> None:
    moment = Moment(instant=instant.replace(tzinfo=UTC, microsecond=0), day_only=False)
    assert parse(moment.isoformat(), BERLIN, 2026) == moment


@given(st.text("0123456789-/.: TZ+Febaprildyt,", max_size=24) | st.text(max_size=24))
def test_no_text_is_more_than_refused(text: str) -> None:
    try:
        moment = parse(text, BERLIN, 2026)
    except DateRefused as refused:
        days = [parse(mend, BERLIN, 2026) for mend in refused.mends]
    else:
        days = [moment]
    for day in days:
        assert parse(day.isoformat(), BERLIN, 2026) == day
