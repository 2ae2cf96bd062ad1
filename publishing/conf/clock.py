"""The clock that decides what is published; it never shows in the output."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from publishing.conf.settings import SettingsError
from publishing.model.problem import error

VARIABLE: Final = "SOURCE_DATE_EPOCH"


class ClockError(SettingsError):
    """The environment names a moment that is none."""


def now(environ: Mapping[str, str]) -> datetime:
    """Return ``SOURCE_DATE_EPOCH`` if it is set, else this second.

    :param environ: the environment. The value is a number of seconds since 1970, as in
        https://reproducible-builds.org/specs/source-date-epoch/; empty is as if unset.
    :raises ClockError: the value is not such a number.
    """
    written = environ.get(VARIABLE, "").strip()
    if not written:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        if not (written.isascii() and written.isdecimal()):
            raise ValueError(written)
        return datetime.fromtimestamp(int(written), UTC)
    except (ValueError, OverflowError, OSError):
        found = f"{VARIABLE} is {written[:40]!r}"
        mend = "write a number of seconds since 1970, such as the output of: date +%s"
        raise ClockError([error("environment", 1, 1, "clock-invalid", found, mend)]) from None
