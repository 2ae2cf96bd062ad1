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
from publishing.reading.file_bounds import BOUNDS, Bounds, bounded
from publishing.reading.findings import Findings
from publishing.reading.frontmatter import FrontMatter, read_front_matter
from publishing.reading.given import Givens, gather
from publishing.reading.moment import Moment
from publishing.reading.names import spaced
from publishing.reading.node import Place
from publishing.reading.publication import read_dates, read_hold
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
    :ivar date: the day or instant that it is dated by; nothing for a draft.
    :ivar not_before: when it is published, if that is later than its date.
    :ivar expires: when it is taken back.
    :ivar updated: when it last changed for readers.
    :ivar authors: names or ids, as written, in order.
    :ivar description: plain text, empty if none is given.
    :ivar tags: names, as written.
    :ivar categories: names, as written.
    :ivar series: the name of its series.
    :ivar image: the picture, as written.
    :ivar image_alt: the picture in words.
    :ivar language: BCP 47 tag, if it is not the site's.
    :ivar draft: whether it is held back: a draft, or meant for a few.
    :ivar held_by: what holds it back, as its author wrote it: ``visibility: private``.
    :ivar is_private: whether it is meant for a few.
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
    not_before: Moment | None = None
    expires: Moment | None = None
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
    held_by: str = ""
    is_private: bool = False
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
    def due(self) -> Moment | None:
        """When it is published, unless it is held back; nothing if that is not known."""
        return self.not_before or self.date

    @property
    def terms(self) -> int:
        """How many authors, tags and categories it names."""
        return len(self.authors) + len(self.tags) + len(self.categories)

    @property
    def face(self) -> tuple[object, ...]:
        """All of it but its body: what lists and feeds show of a post."""
        return _FACE(self)


_INSIDE: Final = {"body", "body_line", "digest", "ignored", "places", "held_by"}
_FACE: Final = attrgetter(*(item.name for item in fields(Post) if item.name not in _INSIDE))


def read_post(
    path: str, data: bytes, settings: Settings, bounds: Bounds | None = None
) -> tuple[Post | None, tuple[Problem, ...]]:
    """Read a post.

    :param path: its file, relative to the project, with forward slashes.
    :param data: what is in the file.
    :returns: the post, unless there is an error, and everything that is wrong with it.
    """
    post, problems = read_partly(path, data, settings, bounds)
    return None if any(problem.is_error for problem in problems) else post, problems


def read_partly(
    path: str, data: bytes, settings: Settings, bounds: Bounds | None = None
) -> tuple[Post | None, tuple[Problem, ...]]:
    """Read a post as :func:`read_post` does, and return it even if it is refused.

    What cannot be read of it is then empty. So one run tells what is wrong with its body, too,
    and no other post is told of for a link to it.
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
            spaced(path, {entry.key for entry in front.entries}),
        )
        post = _post(path, data, front, values)
    return post, tuple(findings.problems)


def _post(path: str, data: bytes, front: FrontMatter, values: Values) -> Post:
    """Return the post; what cannot be read of it is empty, and among the findings."""
    given, ignored = gather(front.entries, values.findings)
    title, body = read_title(front, given, values)
    hold, dates = read_hold(given, values), read_dates(path, front, given, values)
    if not (dates.is_stated or hold.by) and front.is_whole:
        found = "date: there is none, and nothing says that this is a draft"
        help = f"{values.write('date', EXAMPLE_DAY)}, or {values.syntax.assign('draft', 'true')}"
        values.findings.error((1, 1), "date-missing", found, help)
    terms = {key: given.every(key, values.names) for key in ("author", "tags", "category")}
    _hold_terms(terms, given, values)
    pictures = given.each("image", values.image)
    docname = address.docname_of(path)
    places = {name: entries[0].value.place for name, entries in given.items()}
    return Post(
        path=path,
        docname=docname,
        address=address.of_post(docname),
        title=title,
        date=dates.date,
        not_before=dates.not_before,
        expires=dates.expires,
        updated=dates.updated,
        authors=terms["author"],
        description=given.first("description", values.description) or "",
        tags=terms["tags"],
        categories=terms["category"],
        series=given.first("series", values.name) or None,
        image=next((picture for picture, _ in pictures if picture), None),
        image_alt=given.first("image_alt", values.description)
        or next((alt for _, alt in pictures if alt), ""),
        language=given.first("language", values.language) or None,
        draft=hold.by != "" or dates.date is None,
        held_by=hold.by,
        is_private=hold.is_private,
        redirect_from=given.every("redirect_from", values.old_addresses),
        canonical=given.first("canonical", values.web_address),
        external_link=given.first("external_link", values.web_address),
        featured=given.first("featured", values.flag) or False,
        comments=given.first("comments", values.flag),
        body=body,
        body_line=front.body_line,
        digest=sha256(data).hexdigest(),
        ignored=ignored,
        places=places | ({"draft": hold.place} if hold.by else {}),
    )


def _hold_terms(terms: Mapping[str, tuple[str, ...]], given: Givens, values: Values) -> None:
    """Refuse a post that would stand in too many lists and feeds."""
    total = sum(map(len, terms.values()))
    if total > values.bounds.terms:
        most = max(terms, key=lambda key: len(terms[key]))
        found = f"{total} authors, tags and categories; a post may have {values.bounds.terms}"
        place = given[most][0].value.place
        values.findings.error(place, "terms-many", f"{most}: {found}", "name fewer")


_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
