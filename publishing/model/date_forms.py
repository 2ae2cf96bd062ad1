"""How people write dates: the forms that can be read, and those too vague to be read."""

from __future__ import annotations

import re
from typing import Final

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SHORT: Final = tuple(name[:3].lower() for name in MONTHS)


def month_of(text: str) -> int:
    """Return the number of a month written as a number or an English name; 0 for no text."""
    return int(text) if text.isdecimal() else _SHORT.index(text[:3].lower()) + 1 if text else 0


def last_day(year: int, month: int) -> int:
    """Return the number of days of a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


_YEAR = "(?P<year>[0-9]{4})"
_NUMBER = "(?P<month>[0-9]{1,2})"
_DAY = "(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_AT = "(?P<clock>[0-9]{1,2}(?::| ?[ap]m).*)"
_WEEKDAY = "(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"

FORMS: Final = (
    _form(rf"{_YEAR}(?P<s>[-/.]){_NUMBER}(?P=s)(?P<day>[0-9]{{1,2}})(?:(?: ?T ?| ){_AT})?"),
    _form(
        rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})(?:T(?P<clock>[0-9]{{4,6}}(?:\D.*)?))?"
    ),
    _form(rf"{_WEEKDAY}{_MONTH} {_DAY},? {_YEAR}(?:,?(?: at)? {_AT})?"),
    _form(rf"{_WEEKDAY}{_DAY}[- ](?:of )?{_MONTH}[- ,]+{_YEAR}(?:,?(?: at)? {_AT})?"),
    _form(rf"{_YEAR}[- ]{_MONTH}[- ]{_DAY}(?: {_AT})?"),
    _form(rf"{_WEEKDAY}{_MONTH} {_DAY} (?P<clock>[0-9]{{1,2}}:[0-9]{{2}}(?:\D.*)?) {_YEAR}"),
    _form(rf"(?P<one>[0-9]{{1,2}})(?P<s>[-/.])(?P<two>[0-9]{{1,2}})(?P=s){_YEAR}(?: {_AT})?"),
)
"""Days that have one reading, or two (``one`` and ``two`` being day and month in some order).

The last but one is how ``date`` and C's ``asctime`` write an instant."""

CLOCK: Final = _form(
    r"(?P<hour>[0-9]{1,2})(?::?(?P<minute>[0-9]{2})(?::?(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?)?"
    r"(?: ?(?P<half>[ap]m))?"
    r"(?: ?(?P<zone>Z|(?:UTC|GMT)(?![+-])"
    r"|(?:UTC|GMT)?[+-](?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?(?: \([^()]*\))?))?"
)
"""A time of day, with or without an offset, which JavaScript follows by a zone in parentheses."""

UNCLEAR_TIME: Final = _form(
    rf"(?P<day>{_YEAR}(?P<s>[-/.]){_NUMBER}(?P=s)[0-9]{{1,2}})"
    r"(?:T|[ ,_T]+(?!(?:or|to|and|until)\b)[0-9a-z(](?!.*[0-9]{4}[-/.][0-9]).*)"
)
"""A clear day, and behind it what was meant for a time of day."""

CLOCK_AND_NAME: Final = _form(r"(?P<clock>[0-9:., ]+(?:[ap]m\b)?) ?\(?(?P<name>[a-z][a-z/_+-]+)\)?")
"""A time of day and a zone by its name."""

ZONES: Final = {
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "WET": 0,
    "WEST": 1,
    "BST": 1,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "JST": 9,
}
"""Hours of the names most often meant. They serve mends only: ``CST`` is a zone of China too."""

VAGUE: Final = (
    (_form(rf"{_DAY} (?:of )?{_MONTH}"), "has no year"),
    (_form(rf"{_MONTH} {_DAY}"), "has no year"),
    (_form(rf"{_MONTH},? {_YEAR}"), "has no day"),
    (_form(rf"{_YEAR},? {_MONTH}"), "has no day"),
    (_form(rf"{_YEAR}[-/.]{_NUMBER}"), "has no day"),
    (_form(rf"{_NUMBER}[-/.]{_YEAR}"), "has no day"),
    (_form(_YEAR), "has no month and no day"),
    (_form(r"now|today|yesterday|tomorrow|soon|(?:last|next|this) .*"), "is another day tomorrow"),
)
"""What lacks a year, a month or a day, and the words for it."""

TWO_DIGITS: Final = _form(r"([0-9]{1,2}[-/.][0-9]{1,2}[-/.])([0-9]{2})( .*)?")
"""A day whose year has two digits."""

DASHES: Final = re.compile("[\u2010-\u2015\u2212\ufe58\uff0d]")
"""What editors make of a hyphen."""
