"""A post, as its author means it: the model that checking, building and documentation share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from hashlib import sha256
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from publishing import address
from publishing.problem import Problem
from publishing.reading.dates import DateRefused, Moment, parse
from publishing.reading.file_bounds import BOUNDS, Bounds, bounded
from publishing.reading.findings import Findings
from publishing.reading.frontmatter import FrontMatter, read_front_matter
from publishing.reading.given import Givens, gather
from publishing.reading.keys import DRAFT
from publishing.reading.node import Place
from publishing.reading.spelling import is_opposite
from publishing.reading.title import read_title
from publishing.reading.values import EXAMPLE_DAY, Values

if TYPE_CHECKING:
    from publishing.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post. Every text is what its author wrote, never markup.

    :ivar path: file, relative to the project: ``posts/2026/slug/index.md``.
    :ivar docname: the path without its suffix.
    :ivar address: where it is served, relative to the site: ``posts/2026/slug/``.
    :ivar title: one line of text.
    :ivar date: when it is published; nothing for a draft.
    :ivar updated: when it last changed for readers.
    :ivar authors: names or ids, as written, in order.
    :ivar description: plain text, empty if none is given.
    :ivar tags: names, as written.
    :ivar categories: names, as written.
    :ivar series: the name of its series.
    :ivar image: the picture, as written.
    :ivar image_alt: the picture in words.
    :ivar language: BCP 47 tag, if it is not the site's.
    :ivar draft: whether it is held back.
    :ivar redirect_from: its old addresses, relative to the site: ``old/`` or ``old.html``.
    :ivar canonical: where it first appeared, if elsewhere.
    :ivar external_link: the page elsewhere that it is about.
    :ivar featured: whether the front page shows it first.
    :ivar comments: whether readers can comment; nothing for the site's choice.
    :ivar body: Markdown, without the heading that is the title; lines count as in the file.
    :ivar body_line: the line of the file that the body starts at, from 1.
    :ivar digest: SHA-256 of the file.
    :ivar ignored: keys, as written, that have no effect here.
    :ivar places: line and column of the value of each key given, by the key's own name.
    """

    path: str
    docname: str
    address: str
    title: str
    date: Moment | None = None
    updated: Moment | None = None
    authors: tuple[str, ...] = ()
    description: str = ""
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    series: str | None = None
    image: str | None = None
    image_alt: str = ""
    language: str | None = None
    draft: bool = False
    redirect_from: tuple[str, ...] = ()
    canonical: str | None = None
    external_link: str | None = None
    featured: bool = False
    comments: bool | None = None
    body: str
    body_line: int
    digest: str
    ignored: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    @property
    def face(self) -> tuple[object, ...]:
        """All of it but its body: what lists and feeds show of a post."""
        return _FACE(self)


_INSIDE: Final = {"body", "body_line", "digest", "ignored", "places"}
_FACE: Final = attrgetter(*(item.name for item in fields(Post) if item.name not in _INSIDE))


def read_post(
    path: str, data: bytes, settings: Settings, bounds: Bounds | None = None
) -> tuple[Post | None, tuple[Problem, ...]]:
    """Read a post.

    :param path: its file, relative to the project, with forward slashes.
    :param data: what is in the file.
    :returns: the post, unless there is an error, and everything that is wrong with it.
    """
    bounds = bounds or bounded(BOUNDS, settings.bounds)
    findings = Findings(path)
    post = None
    if front := read_front_matter(data, bounds, findings):
        year = _YEAR.search(path)
        values = Values(
            findings,
            front.syntax,
            bounds,
            settings.site_zone,
            int(year[0]) if year else int(EXAMPLE_DAY[:4]),
        )
        post = _post(path, data, front, values)
    return None if findings.has_error else post, tuple(findings.problems)


def _post(path: str, data: bytes, front: FrontMatter, values: Values) -> Post:
    """Return the post; what cannot be read of it is empty, and among the findings."""
    given, ignored = gather(front.entries, values.findings)
    title, body = read_title(front, given, values)
    held, date = _is_held(given, values), _date(path, given, values)
    if date is None and not held and front.is_whole and not _is_dated(path, given):
        found = "date: there is none, so the post is a draft"
        values.findings.warning((1, 1), "date-missing", found, values.write("date", EXAMPLE_DAY))
    pictures = given.each("image", values.image)
    docname = address.docname_of(path)
    return Post(
        path=path,
        docname=docname,
        address=address.of_post(docname),
        title=title,
        date=date,
        updated=_updated(date, given, values),
        authors=given.every("author", values.names),
        description=given.first("description", values.description) or "",
        tags=given.every("tags", values.names),
        categories=given.every("category", values.names),
        series=given.first("series", values.name) or None,
        image=next((picture for picture, _ in pictures if picture), None),
        image_alt=given.first("image_alt", values.description)
        or next((alt for _, alt in pictures if alt), ""),
        language=given.first("language", values.language) or None,
        draft=held or date is None,
        redirect_from=given.every("redirect_from", values.old_addresses),
        canonical=given.first("canonical", values.web_address),
        external_link=given.first("external_link", values.web_address),
        featured=given.first("featured", values.flag) or False,
        comments=given.first("comments", values.flag),
        body=body,
        body_line=front.body_line,
        digest=sha256(data).hexdigest(),
        ignored=ignored,
        places={name: entries[0].value.place for name, entries in given.items()},
    )


def _is_dated(path: str, given: Givens) -> bool:
    """Return whether a date is given, if only a wrong one."""
    return "date" in given or _day_in_name(path) is not None


def _day_in_name(path: str) -> str | None:
    """Return the day that a file's or, for ``index.md``, its folder's name starts with."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    match = _DAY.match(folder.rpartition("/")[2] if stem == "index" else stem)
    return match[0] if match else None


def _date(path: str, given: Givens, values: Values) -> Moment | None:
    """Return when a post is published, as it says or as its file's name says."""
    if "date" in given:
        return given.first("date", values.moment)
    day = _day_in_name(path)
    try:
        return parse(day, values.zone, values.year) if day else None
    except DateRefused as refused:
        mend = refused.mends[0] if refused.mends else EXAMPLE_DAY
        help = f"rename the file, or {values.write('date', mend)}"
        values.findings.error((1, 1), refused.code, f"file name: {refused.found}", help)
        return None


def _updated(date: Moment | None, given: Givens, values: Values) -> Moment | None:
    """Return when a post last changed for its readers."""
    updated = given.first("updated", values.moment)
    if date and updated and updated.day < date.day:
        found = f"updated: {updated.day} is before the post's date, {date.day}"
        mend = values.write("updated", date.day.isoformat())
        values.findings.warning(given["updated"][0].value.place, "updated-early", found, mend)
    return updated


def _is_held(given: Givens, values: Values) -> bool:
    """Return whether anything holds the post back: of two keys, the careful one counts."""
    held = False
    for entry in given.get("draft", ()):
        flag = values.flag(entry)
        held |= flag is not None and flag is not is_opposite(DRAFT, entry.key)
    return held


_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?=[-_ ]|$)")
