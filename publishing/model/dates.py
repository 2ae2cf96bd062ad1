"""Days and instants: what a post may write, and why the rest is refused.

A date is read if it can be read in one way only. ISO 8601 always can; so can ``2013/7/13``,
``May 1, 2026`` and ``25/12/2026``. ``02/01/2026`` is two days, ``March 2021`` is none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from publishing.model.date_forms import (
    CLOCK,
    CLOCK_AND_NAME,
    DASHES,
    FORMS,
    MONTHS,
    TWO_DIGITS,
    UNCLEAR_TIME,
    VAGUE,
    ZONES,
    last_day,
    month_of,
)
from publishing.model.moment import DateRefused, Moment
from publishing.model.problem import shown

__all__ = ["DateRefused", "Moment", "parse", "whole_day"]

YEARS: Final = range(1900, 10000)
"""Years that a post can have. 9999 is what some write for "not yet"."""


def parse(text: str, zone: tzinfo, year: int) -> Moment:
    """Read a day or an instant.

    :param zone: the zone of a time without one. A local time that a change of the clock skips or
        repeats is taken by the offset from before the change (``fold=0``, PEP 495).
    :param year: a year to put into mends of dates that have none.
    :raises DateRefused: with what was found and what to write instead.
    """
    text = " ".join(text.split())
    for form in FORMS:
        if match := form.fullmatch(text):
            parts = match.groupdict()
            day = _day(text, parts)
            if clock := parts["clock"]:
                return _instant(text, day, clock, zone)
            return whole_day(day, zone)
    raise _refusal(text, zone, year)


def whole_day(day: date, zone: tzinfo) -> Moment:
    """Return the moment of a day without a time."""
    return _moment(str(day), datetime(day.year, day.month, day.day), zone, day_only=True)


def _day(text: str, parts: dict[str, str | None]) -> date:
    """Return the day that a form names, if there is one and only one."""
    year = int(parts["year"] or 0)
    if year not in YEARS:
        found = f"{shown(text)} is not in a year from {YEARS[0]} to {YEARS[-1]}"
        raise DateRefused("date-range", found)
    if month := parts.get("month"):
        return _existing(text, year, month_of(month), int(parts["day"] or 0))
    one, two = int(parts["one"] or 0), int(parts["two"] or 0)
    if one == two or one > 12 or two > 12:
        return _existing(text, year, *((one, two) if two > 12 >= one else (two, one)))
    first, second = date(year, two, one), date(year, one, two)
    found = f"{shown(text)} could be {_spoken(first)} or {_spoken(second)}"
    raise DateRefused("date-ambiguous", found, first.isoformat(), second.isoformat())


def _existing(text: str, year: int, month: int, day: int) -> date:
    if 1 <= month <= 12 and 1 <= day <= last_day(year, month):
        return date(year, month, day)
    raise DateRefused("date-invalid", f"{shown(text)} is not a date", _nearest(year, month, day))


def _nearest(year: int, month: int, day: int) -> str:
    """Return the valid day that was most likely meant."""
    if month > 12 >= day >= 1 and month <= last_day(year, day):
        month, day = day, month
    month = min(max(month, 1), 12)
    return date(year, month, min(max(day, 1), last_day(year, month))).isoformat()


def _instant(text: str, day: date, clock: str, zone: tzinfo) -> Moment:
    match = CLOCK.fullmatch(clock)
    if match is None:
        raise _clockless(text, day, clock, zone)
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    half = (match["half"] or "").lower()
    if hour > (12 if half else 23) or (half and not hour) or minute > 59 or second > 59:
        nearest = f"{day}T{min(hour, 23):02}:{min(minute, 59):02}:{min(second, 59):02}"
        found = f"{shown(text)} is not a time of day"
        raise DateRefused("date-invalid", found, nearest, day=day)
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    local = datetime(day.year, day.month, day.day, hour, minute, second)
    offset = match["zone"]
    if offset is None:
        return _moment(text, local, zone, day_only=False)
    offset = offset.upper().removeprefix("UTC").removeprefix("GMT")
    if offset[:1] not in {"+", "-"}:
        return _moment(text, local, UTC, day_only=False)
    minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
    if minutes > 14 * 60 or int(match["minutes"] or 0) > 59:
        found = f"{shown(text)} has an offset that no zone has"
        raise DateRefused("date-invalid", found, f"{local.isoformat()}Z", day=day)
    fixed = timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))
    return _moment(text, local, fixed, day_only=False)


def _clockless(text: str, day: date, clock: str, zone: tzinfo) -> DateRefused:
    """Say what is wrong with a time: most often, the name of a zone."""
    match = CLOCK_AND_NAME.fullmatch(clock)
    if match is None:
        found = f"{shown(text)} is not a time of day"
        return DateRefused("date-invalid", found, day.isoformat(), day=day)
    mends: tuple[str, ...]
    try:
        meant = _zone(match["name"]) or zone
        mends = (_instant(text, day, match["clock"].strip(), meant).rfc3339,)
    except DateRefused as refused:
        mends = refused.mends
    found = f"{shown(text)} has a zone by name, which can be more than one offset"
    return DateRefused("date-zone", found, *mends, day=day)


def _zone(name: str) -> tzinfo | None:
    """Return what the name of a zone most often means."""
    if (hours := ZONES.get(name.upper())) is not None:
        return timezone(timedelta(hours=hours))
    try:
        return ZoneInfo(name) if "/" in name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _moment(text: str, local: datetime, zone: tzinfo, *, day_only: bool) -> Moment:
    try:
        # RFC 3339 has no seconds in an offset; zones of long ago do (Amsterdam, +00:19:32).
        offset = local.replace(tzinfo=zone).utcoffset() or timedelta()
        fixed = timezone(timedelta(minutes=round(offset.total_seconds() / 60)))
        instant = local.replace(tzinfo=fixed)
        instant.astimezone(UTC)
    except OverflowError:
        found = f"{shown(text)} is after the last instant of {YEARS[-1]}"
        raise DateRefused("date-range", found) from None
    return Moment(instant=instant, day_only=day_only)


def _refusal(text: str, zone: tzinfo, year: int) -> DateRefused:
    """Say why a text of no known form is no date, and guess what was meant."""
    nothing = f"{shown(text)} is not a date"
    even = DASHES.sub("-", unicodedata.normalize("NFKC", text))
    if even != text:
        return DateRefused("date-invalid", nothing, *_readings(even, zone, year))
    if match := UNCLEAR_TIME.fullmatch(text):
        try:
            day = parse(match["day"], zone, year).day
        except DateRefused as refused:
            return DateRefused(refused.code, nothing, *refused.mends)
        found = f"{shown(text)} is not a time of day"
        return DateRefused("date-invalid", found, day.isoformat(), day=day)
    if match := TWO_DIGITS.fullmatch(text):
        last = f"{match[1]}20{match[2]}{match[3] or ''}"
        full = f"20{text}" if "-" in match[1] else last
        found = f"{shown(text)} has a year of two digits"
        return DateRefused("date-vague", found, *_readings(full, zone, year))
    for form, found in VAGUE:
        if match := form.fullmatch(text):
            parts = match.groupdict()
            if not parts:
                return DateRefused("date-vague", f"{shown(text)} {found}")
            written = int(parts.get("year") or year)
            month, number = month_of(parts.get("month") or "1"), int(parts.get("day") or 1)
            mend = _nearest(written if written in YEARS else year, month, number)
            if mend.endswith(f"-{month:02}-{number:02}"):
                said = {"year": written, "month": month, "day": number}
                stated = {part: said[part] for part, value in parts.items() if value}
                return DateRefused("date-vague", f"{shown(text)} {found}", mend, stated=stated)
            return DateRefused("date-invalid", nothing, mend)
    try:
        return DateRefused("date-invalid", nothing, date.fromisoformat(text).isoformat())
    except ValueError:
        return DateRefused("date-invalid", nothing)


def _readings(text: str, zone: tzinfo, year: int) -> tuple[str, ...]:
    """Return what a guess at a text can mean."""
    try:
        return (parse(text, zone, year).isoformat(),)
    except DateRefused as refused:
        return refused.mends


def _spoken(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def newest(moments: Iterable[Moment | None]) -> Moment | None:
    """Return the newest of some moments: when a page that lists posts last changed."""
    known = (moment for moment in moments if moment)
    return max(known, key=lambda moment: moment.instant, default=None)
