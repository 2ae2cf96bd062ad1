"""The title of a post: what its front matter says, or else its first heading."""

from __future__ import annotations

import re
from typing import Final

from publishing.frontmatter import heading
from publishing.frontmatter.frontmatter import FrontMatter
from publishing.frontmatter.heading import Heading
from publishing.frontmatter.keys import TITLE
from publishing.frontmatter.node import Entry, Scalar
from publishing.frontmatter.resolved_keys import ResolvedKeys
from publishing.frontmatter.text_markup import first_markup, without_markup
from publishing.frontmatter.values import Values
from publishing.model.problem import shown


def read_title(front: FrontMatter, given: ResolvedKeys, values: Values) -> tuple[str, str]:
    """Return the title, and the body without the heading that says it again.

    A heading at the top of the body is the title's if it says the same, or is the only one of the
    first level: of several, each heads a part. Its lines are left blank, so that all others keep
    their number.
    """
    if TITLE not in given:
        return _from_heading(front, values)
    title = given.read(TITLE, values) or ""
    _tell_markup(given[TITLE][0], title, values)
    lead = heading.leading(front.body)
    if not title or lead is None:
        return title or title_of(values.problem_list.path), front.body
    if _even(lead.text) == _even(title):
        return title, heading.without(front.body, lead)
    if lead.level > 1:
        return title, front.body
    found = f"title: {shown(title)} is the title, not this heading"
    fits = len(lead.text) <= values.bounds.title
    other = f", or {values.write('title', lead.text)}" if fits else ""
    help = f"delete the heading{other}"
    values.problem_list.warning((front.body_line + lead.start, 1), "title-differs", found, help)
    if heading.is_only(lead, front.body):
        return title, heading.without(front.body, lead)
    return title, front.body


def _from_heading(front: FrontMatter, values: Values) -> tuple[str, str]:
    found = heading.first(front.body)
    if found is None:
        named = title_of(values.problem_list.path)
        if front.is_whole:
            what = f"title: there is none, and no heading: the file's name makes it {shown(named)}"
            help = f"{values.write('title', named)}, or start with a heading"
            values.problem_list.warning((1, 1), "title-missing", what, help)
        return named, front.body
    title = values.text(_entry(found, front.body_line)) or title_of(values.problem_list.path)
    return title, heading.without(front.body, found) if found.leads else front.body


def title_of(path: str) -> str:
    """Return the title that a file's name makes, as Jekyll does: `2021-03-04-hello-world.md`."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    slug = folder.rpartition("/")[2] if stem == "index" else stem
    words = _JOINERS.split(_DAY.sub("", slug) or slug)
    return " ".join(word[:1].upper() + word[1:] for word in words if word) or "Untitled"


def _entry(found: Heading, body_line: int) -> Entry:
    position = (body_line + found.start, 1)
    return Entry("title", Scalar(found.text, False, position), position)


def _tell_markup(entry: Entry, title: str, values: Values) -> None:
    """Tell of Markdown or HTML in a title, which is shown as it is written."""
    if (plain := without_markup(title)) != title:
        found = f"{entry.key}: {shown(first_markup(title))} is shown as it is written"
        help = values.write(entry.key, plain)
        where = entry.value.position
        values.problem_list.warning(where, "title-markup", f"{found}: a title is text", help)


def _even(text: str) -> str:
    """Return what two titles share that differ in nothing a reader would call different."""
    return _INNER.sub(" ", text.casefold()).strip()


_DAY: Final = re.compile(r"^(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{8})[-_]")
_JOINERS: Final = re.compile(r"[-_\s]+")
_INNER: Final = re.compile(r"[\W_]+")
