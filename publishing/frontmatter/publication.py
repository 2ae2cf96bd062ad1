"""When a post is published, and what holds it back, as its front matter says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from publishing.base.other_tools import STATED_DAY
from publishing.frontmatter.day_in_path import day_in_file
from publishing.frontmatter.frontmatter import FrontMatter
from publishing.frontmatter.keys import DATE, DRAFT, UPDATED
from publishing.frontmatter.node import Entry, Scalar, Table
from publishing.frontmatter.resolved_keys import ResolvedKeys, is_of_publication, tell_second
from publishing.frontmatter.spelling import find
from publishing.frontmatter.values import EXAMPLE_DAY, Audience, Values
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


@dataclass(frozen=True, slots=True)
class Dates:
    """When a post is dated.

    :ivar not_before: when it is published, if that is later.
    :ivar is_stated: whether a date is given, if only a wrong one.
    """

    date: Moment | None
    not_before: Moment | None
    is_stated: bool


def read_hold(given: ResolvedKeys, values: Values) -> Hold:
    """Return what holds a post back: of several keys, the careful one counts."""
    found = [(values.audience(entry), entry) for entry in given.get(DRAFT, ())]
    for wanted in (Audience.NOBODY_YET, Audience.A_FEW):
        for audience, entry in found:
            if audience is wanted:
                position = (
                    entry.position if isinstance(entry.value, Table) else entry.value.position
                )
                return Hold(_quoted(entry), audience is Audience.A_FEW, position)
    return Hold()


def read_dates(path: str, front: FrontMatter, given: ResolvedKeys, values: Values) -> Dates:
    """Return when a post is dated, as it states, or else its file's name or address."""
    has_date = DATE in given
    foreign = [] if has_date else [one for one in front.entries if find(one.key) is None]
    stated: str | None = STATED_DAY.read(foreign) if foreign else None
    day = _named_day(path, values, is_needed=not has_date and not stated)
    published, not_before = _publication(given, day, values)
    if not has_date:
        day = day or (date.fromisoformat(stated) if stated else None)
        published = whole_day(day, values.zone) if day else None
    is_stated = has_date or stated is not None or day_in_file(path) is not None
    return Dates(published, not_before, is_stated)


def _publication(
    given: ResolvedKeys, named: date | None, values: Values
) -> tuple[Moment | None, Moment | None]:
    """Return the date that a post states, and when it is published if that is later.

    Hugo has ``date`` for what readers see and ``publishDate`` for when they do.
    """
    entries = given.get(DATE, ())
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

    :param is_needed: whether nothing else says it, so that a wrong one is an error.
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


def tell_early_update(
    updated: Moment | None, dates: Dates, given: ResolvedKeys, values: Values
) -> None:
    """Tell of a change that is older than the post."""
    if dates.date and updated and updated.day < dates.date.day:
        found = f"updated: {updated.day} is before the post's date, {dates.date.day}"
        mend = values.write("updated", dates.date.day.isoformat())
        position = given[UPDATED][0].value.position
        values.problem_list.warning(position, "updated-early", found, mend)


def _quoted(entry: Entry) -> str:
    """Return an entry as messages quote it, without a password."""
    if not isinstance(entry.value, Scalar) or entry.key.lower() == "password":
        return entry.key
    return f"{entry.key}: {' '.join(entry.value.text.split())[:40]}"
