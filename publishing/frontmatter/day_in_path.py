"""The day that stands in the name of a file, in its folders or in an address."""

from __future__ import annotations

import re
from datetime import date
from typing import Final


def day_in_file(path: str) -> str | None:
    """Return the day that the file of a post is named by, such as ``2021-03-04``, if any.

    Jekyll and Docusaurus write it before the name of the file or of its folder, or make
    folders of it: ``2021/03/04/name.md``, ``2021-03-04/name.md``.
    """
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    own = folder.rpartition("/")[2] if stem == "index" else stem
    if match := _NAME.match(own):
        return match[0]
    if (match := _DIGITS.match(own)) and (day := _existing(match)):
        return day
    match = _FOLDERS.search(f"/{folder}/")
    return _existing(match) if match else None


def day_in_address(text: str) -> str | None:
    """Return the day in an address, such as ``/2021/03/04/name.html``, if it has one."""
    match = _FOLDERS.search(f"/{text}/") or _SLUG.search(f"/{text}")
    return _existing(match) if match else None


def _existing(match: re.Match[str]) -> str | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return None


_YEAR: Final = "(?P<year>(?:19|20)[0-9]{2})"
_NAME: Final = re.compile(r"[0-9]{4}([-_.])[0-9]{1,2}\1[0-9]{1,2}(?=[-_ .T]|$)")
_DIGITS: Final = re.compile(rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})(?=[-_ .T]|$)")
_FOLDERS: Final = re.compile(
    rf"/{_YEAR}(?P<s>[-/])(?P<month>[0-9]{{1,2}})(?P=s)(?P<day>[0-9]{{1,2}})(?=/)"
)
_SLUG: Final = re.compile(
    rf"/{_YEAR}(?P<s>[-/_])(?P<month>[0-9]{{1,2}})(?P=s)(?P<day>[0-9]{{1,2}})(?=[-_.])"
)
