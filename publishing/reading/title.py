"""The title of a post: what its front matter says, or else its first heading."""

from __future__ import annotations

import html
import re
from typing import Final

from publishing.reading import heading
from publishing.reading.findings import shown
from publishing.reading.frontmatter import FrontMatter
from publishing.reading.given import Givens
from publishing.reading.heading import Heading
from publishing.reading.node import Entry, Scalar
from publishing.reading.values import Values


def read_title(front: FrontMatter, given: Givens, values: Values) -> tuple[str, str]:
    """Return the title, and the body without the heading that says it again.

    A heading at the top of the body is the title's if it says the same, or is the only one of the
    first level: of several, each heads a part. Its lines are left blank, so that all others keep
    their number.
    """
    if "title" not in given:
        return _from_heading(front, values)
    title = given.first("title", values.text) or ""
    _tell_markup(given["title"][0], title, values)
    lead = heading.leading(front.body)
    if not title or lead is None:
        return title, front.body
    if _even(lead.text) == _even(title):
        return title, heading.without(front.body, lead)
    if lead.level > 1:
        return title, front.body
    found = f"title: {shown(title)} is the title, not this heading"
    fits = len(lead.text) <= values.bounds.title
    other = f", or {values.write('title', lead.text)}" if fits else ""
    help = f"delete the heading{other}"
    values.findings.warning((front.body_line + lead.start, 1), "title-differs", found, help)
    if heading.is_only(lead, front.body):
        return title, heading.without(front.body, lead)
    return title, front.body


def _from_heading(front: FrontMatter, values: Values) -> tuple[str, str]:
    found = heading.first(front.body)
    if found is None:
        if not front.is_whole:
            return "", front.body
        help = f"{values.write('title', 'What the post is about')}, or start with a heading"
        values.findings.error((1, 1), "title-missing", "title: there is none, and no heading", help)
        return "", front.body
    title = values.text(_entry(found, front.body_line))
    return title, heading.without(front.body, found) if found.leads else front.body


def _entry(found: Heading, body_line: int) -> Entry:
    place = (body_line + found.start, 1)
    return Entry("title", Scalar(found.text, False, place), place)


def _tell_markup(entry: Entry, title: str, values: Values) -> None:
    """Tell of HTML in a title, which is shown as it is written."""
    plain = html.unescape(_TAG.sub("", title)) if _PAIR.search(title) else html.unescape(title)
    if plain != title and (markup := _MARKUP.search(title)):
        found = f"{entry.key}: {shown(markup[0])} is shown as it is written: a title is text"
        help = values.write(entry.key, plain)
        values.findings.warning(entry.value.place, "title-markup", found, help)


def _even(text: str) -> str:
    """Return what two titles share that differ in nothing a reader would call different."""
    return _INNER.sub(" ", text.casefold()).strip()


_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_PAIR: Final = re.compile(r"<([a-zA-Z]+)\b[^<>]*>.*</\1>")
_MARKUP: Final = re.compile(r"</?[a-zA-Z][^<>]*>|&#?\w+;")
_INNER: Final = re.compile(r"[\W_]+")
