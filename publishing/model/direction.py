"""Languages and the direction in which they are written."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError
from markupsafe import escape


def is_right_to_left(language: str) -> bool:
    """Whether text in a language (BCP 47) runs from right to left, as Unicode's CLDR has it."""
    try:
        return str(Locale.parse(language, sep="-").text_direction) == "rtl"
    except (UnknownLocaleError, ValueError):
        return False


def html_attributes(language: str) -> str:
    """Return the attributes of an element in *language*: ``lang="ar" dir="rtl"``."""
    direction = ' dir="rtl"' if is_right_to_left(language) else ' dir="ltr"'
    return f'lang="{escape(language)}"{direction}'
