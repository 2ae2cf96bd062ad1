"""A post, as its author means it: the model that checking, building and documentation share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from publishing.frontmatter.frontmatter import FrontMatter, read_front_matter
from publishing.frontmatter.kind import Kind
from publishing.frontmatter.problem_list import ProblemList
from publishing.frontmatter.publication import read_dates, read_hold, tell_early_update
from publishing.frontmatter.resolved_keys import ResolvedKeys, resolve_keys
from publishing.frontmatter.title import read_title
from publishing.frontmatter.values import EXAMPLE_DAY, Values
from publishing.model import permalinks
from publishing.model.file_limits import BOUNDS, Bounds, bounded
from publishing.model.post import Post
from publishing.model.problem import Problem

if TYPE_CHECKING:
    from publishing.conf.settings import Settings


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
    problem_list = ProblemList(path)
    post = None
    if front := read_front_matter(data, bounds, problem_list):
        year = _YEAR.search(path)
        values = Values(
            problem_list,
            front.syntax,
            bounds,
            settings.site_zone,
            int(year[0]) if year else int(EXAMPLE_DAY[:4]),
            frozenset(entry.key for entry in front.entries),
        )
        post = _post(path, data, front, values)
    return post, tuple(problem_list.problems)


def _post(path: str, data: bytes, front: FrontMatter, values: Values) -> Post:
    """Return the post; what cannot be read of it is empty, and in the list of problems."""
    given, ignored = resolve_keys(front.entries, values.problem_list)
    title, body = read_title(front, given, values)
    hold, dates = read_hold(given, values), read_dates(path, front, given, values)
    if not (dates.is_stated or hold.by) and front.is_whole:
        found = "date: there is none, and nothing says that this is a draft"
        help = f"{values.write('date', EXAMPLE_DAY)}, or {values.syntax.assign('draft', 'true')}"
        values.problem_list.error((1, 1), "date-missing", found, help)
    fields = given.fields(values)
    tell_early_update(fields.get("updated"), dates, given, values)
    _hold_terms(fields, given, values)
    docname = permalinks.docname_of(path)
    positions = {key.name: entries[0].value.position for key, entries in given.items()}
    return Post(
        path=path,
        docname=docname,
        address=permalinks.of_post(docname),
        title=title,
        date=dates.date,
        not_before=dates.not_before,
        draft=hold.by != "" or dates.date is None,
        held_by=hold.by,
        is_private=hold.is_private,
        body=body,
        body_line=front.body_line,
        digest=sha256(data).hexdigest(),
        ignored=ignored,
        positions=positions | ({"draft": hold.position} if hold.by else {}),
        **fields,
    )


def _hold_terms(fields: Mapping[str, Any], given: ResolvedKeys, values: Values) -> None:
    """Refuse a post that would stand in too many lists and feeds."""
    named = (key for key in given if key.kind is Kind.NAMES)
    counts = {key: len(fields[key.field or key.name]) for key in named}
    total = sum(counts.values())
    if total > values.bounds.terms:
        most = max(counts, key=lambda key: counts[key])
        found = f"{total} authors, tags and categories; a post may have {values.bounds.terms}"
        position = given[most][0].value.position
        values.problem_list.error(position, "terms-many", f"{most.name}: {found}", "name fewer")


_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
