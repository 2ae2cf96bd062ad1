"""A moment, and what is said of a text that names none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When something happens: a day, or an instant.

    :ivar instant: the instant, aware; midnight in the site's zone for a day. Its offset is fixed,
        since two datetimes of one zone compare by their wall clocks, even across a change.
    :ivar day_only: whether only a day was written, and so only a day is shown.
    """

    instant: datetime
    day_only: bool

    @property
    def day(self) -> date:
        """The calendar day, in the zone the moment was written in."""
        return self.instant.date()

    @property
    def rfc3339(self) -> str:
        """The instant, as feeds write it: ``2026-05-01T00:00:00+02:00``."""
        return self.instant.isoformat(timespec="seconds")

    def isoformat(self) -> str:
        """Return what was written, in ISO 8601: a day, or the instant."""
        return self.day.isoformat() if self.day_only else self.rfc3339


class DateRefused(ValueError):  # noqa: N818
    """A text that is no date, or more than one.

    :ivar code: the rule.
    :ivar found: what was found, such as ``'30 Feb' is not a date``.
    :ivar mends: what to write instead, in ISO 8601; empty if nothing can be guessed.
    :ivar day: the day, where only the time of day cannot be read.
    """

    def __init__(
        self,
        code: str,
        found: str,
        *mends: str,
        day: date | None = None,
        stated: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(found)
        self.code, self.found, self.mends, self.day = code, found, mends, day
        self._stated = stated or {}

    def allows(self, day: date) -> bool:
        """Return whether what was written can mean this day: two days, or a part of one."""
        if self.code == "date-ambiguous":
            return day.isoformat() in self.mends
        stated = ((getattr(day, part), number) for part, number in self._stated.items())
        return bool(self._stated) and all(said == number for said, number in stated)
