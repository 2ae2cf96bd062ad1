"""When a post is published and taken back, and what holds it back, as its front matter says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from publishing.compat.foreign_keys import CONTAINERS
from publishing.frontmatter.audience import Audience, quoted
from publishing.frontmatter.day_in_path import day_in_address, day_in_file
from publishing.frontmatter.frontmatter import FrontMatter
from publishing.frontmatter.node import Entry, Scalar, Table
from publishing.frontmatter.resolved_keys import ResolvedKeys, is_of_publication, tell_second
from publishing.frontmatter.spelling import letters
from publishing.frontmatter.values import EXAMPLE_DAY, Values
from publishing.model.dates import parse, whole_day
from publishing.model.moment import DateRefused, Moment
from publishing.model.problem import Position


@dataclass(frozen=True, slots=True)
class Hold:
    """What holds a post back, if anything does.

    :ivar by: the key and the value, as written; empty if nothing holds it back.
    :ivar is_private: whether the post is meant for a few, and no draft.
    :ivar position: where that stands.
    """

    by: str = ""
    is_private: bool = False
    position: Position = (1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The moments of a post.

    :ivar is_stated: whether a date is given, if only a wrong one.
    """

    date: Moment | None
    not_before: Moment | None
    updated: Moment | None
    expires: Moment | None
    is_stated: bool


def read_hold(given: ResolvedKeys, values: Values) -> Hold:
    """Return what holds a post back: of several keys, the careful one counts."""
    found = [(values.audience(entry), entry) for entry in given.get("draft", ())]
    for wanted in (Audience.NOBODY_YET, Audience.A_FEW):
        for audience, entry in found:
            if audience is wanted:
                position = (
                    entry.position if isinstance(entry.value, Table) else entry.value.position
                )
                return Hold(quoted(entry), audience is Audience.A_FEW, position)
    return Hold()


def read_dates(path: str, front: FrontMatter, given: ResolvedKeys, values: Values) -> Dates:
    """Return the moments that a post states, or that its file's name or address states."""
    stated = next(_stated_days(front.entries), None)
    day = _named_day(path, values, is_needed="date" not in given and not stated)
    published, not_before = _publication(given, day, values)
    if "date" not in given:
        day = day or (date.fromisoformat(stated) if stated else None)
        published = whole_day(day, values.zone) if day else None
    return Dates(
        date=published,
        not_before=not_before,
        updated=_updated(published, given, values),
        expires=given.first("expires", values.moment),
        is_stated="date" in given or stated is not None or day_in_file(path) is not None,
    )


def _publication(
    given: ResolvedKeys, named: date | None, values: Values
) -> tuple[Moment | None, Moment | None]:
    """Return the date that a post states, and when it is published if that is later.

    Hugo has ``date`` for what readers see and ``publishDate`` for when they do.
    """
    entries = given.get("date", ())
    moments = [values.moment(entry, named) for entry in entries]
    first = next((position for position, moment in enumerate(moments) if moment), None)
    if first is None:
        return None, None
    published = not_before = moments[first]
    for entry, moment in zip(entries[first + 1 :], moments[first + 1 :], strict=True):
        if not is_of_publication(entry):
            continue
        if moment and not_before and moment.instant > not_before.instant:
            not_before = moment
        else:
            tell_second(entries[first], entry, values.problem_list)
    return published, not_before if not_before is not published else None


def _named_day(path: str, values: Values, *, is_needed: bool) -> date | None:
    """Return the day that the name of the file says.

    :param is_needed: whether nothing else says it, so that one that is wrong is an error.
    """
    day = day_in_file(path)
    if day is None:
        return None
    try:
        return parse(day.replace("_", "-"), values.zone, values.year).day
    except DateRefused as refused:
        if is_needed:
            mend = refused.mends[0] if refused.mends else EXAMPLE_DAY
            help = f"rename the file, or {values.write('date', mend)}"
            values.problem_list.error((1, 1), refused.code, f"file name: {refused.found}", help)
        return None


def _stated_days(entries: tuple[Entry, ...]) -> Iterator[str]:
    """Yield the days in the addresses that other tools let a post state."""
    for entry in entries:
        if isinstance(entry.value, Table) and entry.key in CONTAINERS:
            yield from _stated_days(entry.value.entries)
        elif letters(entry.key) in _ADDRESSES and isinstance(entry.value, Scalar):
            day = day_in_address(entry.value.text)
            if day:
                yield day


def _updated(published: Moment | None, given: ResolvedKeys, values: Values) -> Moment | None:
    """Return when a post last changed for its readers."""
    updated = given.first("updated", values.moment)
    if published and updated and updated.day < published.day:
        found = f"updated: {updated.day} is before the post's date, {published.day}"
        mend = values.write("updated", published.day.isoformat())
        values.problem_list.warning(
            given["updated"][0].value.position, "updated-early", found, mend
        )
    return updated


_ADDRESSES: Final = frozenset({"path", "url", "permalink", "slug", "saveas", "link"})
"""Keys, without hyphens and underscores, of the address that a post has in another tool."""
