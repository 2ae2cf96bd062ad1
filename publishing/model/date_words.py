"""Dates in the words of the site's language."""

from __future__ import annotations

from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_month_names

from publishing.model.dates import Moment


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def long_day(moment: Moment, language: str) -> str:
    """Return a moment's day in words: ``23 June 2021``, ``2021年6月23日``."""
    return day_in_words(moment.day, language)


@cache
def day_in_words(day: date, language: str) -> str:
    """Return a day in words: ``23 June 2021``."""
    return str(format_date(day, "long", _locale(language)))


def day_of_year(moment: Moment, language: str) -> str:
    """Return a moment's day without its year: ``23 June``, ``6月23日``."""
    return _short(moment.day, language)


@cache
def _short(day: date, language: str) -> str:
    return str(format_skeleton("MMMMd", day, locale=_locale(language)))


def long_instant(moment: Moment, language: str) -> str:
    """Return a moment's day and time of day: ``23 June 2021, 09:30 UTC+02:00``."""
    return f"{long_day(moment, language)}, {moment.instant:%H:%M %Z}"


def month_name(number: int, language: str) -> str:
    """Return a month's name as it stands alone: ``June``."""
    return str(get_month_names("wide", "stand-alone", _locale(language))[number])
