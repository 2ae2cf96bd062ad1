"""What results can be narrowed by: tags, authors and years.

Pagefind has filters of its own. Their order in its files is random in version 1.5.2, and for
ten thousand posts they take more room than all else that a query loads. Here a term is a
number, written as one character, and what belongs to a page is a few characters long.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from publishing.search.record import Record, packed

_FIRST: Final = "!"
"""Stands for the first term, the character after it for the second."""
_SURROGATES: Final = range(0xD800, 0xE000)


def render(groups: Sequence[Sequence[Record]], slots: int) -> bytes:
    """Return the file of facets: JSON, packed as the index is.

    ``tags`` and ``authors`` are names, those of most posts first. ``tagged``, ``by`` and
    ``days`` say of each page which it has, with a space between pages; a day is counted from
    that of the page before, in base 36.

    :param slots: pages of a group at most, and numbers that it takes up.
    """
    records = [record for group in groups for record in group]
    tags = _names(name for record in records for name in record.tags)
    authors = _names(name for record in records for name in record.authors)
    tagged, by, days = [], [], []
    for group in groups:
        before = 0
        for record in group:
            tagged.append("".join(sorted(tags[name] for name in record.tags)))
            by.append("".join(sorted(authors[name] for name in record.authors)))
            day = date.fromisoformat(record.day).toordinal() if record.day else 0
            days.append(_base36(day - before) if record.day else "")
            before = day or before
        for column in (tagged, by, days):
            column += [""] * (slots - len(group))
    value = {
        "slots": slots,
        "tags": list(tags),
        "authors": list(authors),
        "tagged": " ".join(tagged),
        "by": " ".join(by),
        "days": " ".join(days),
    }
    return packed(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _names(names: Iterable[str]) -> dict[str, str]:
    """Return the character that stands for each name, common names first."""
    counted = sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))
    return {name: _character(number) for number, (name, _) in enumerate(counted)}


def _character(number: int) -> str:
    code = ord(_FIRST) + number
    return chr(code if code < _SURROGATES.start else code + len(_SURROGATES))


def _base36(number: int) -> str:
    digits = ""
    value = abs(number)
    while value or not digits:
        value, digit = divmod(value, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return f"-{digits}" if number < 0 else digits
