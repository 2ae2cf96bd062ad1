"""Posts and rendered posts as JSON, for a cache that must not hold code."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime
from typing import Any, Final

from publishing.model.dates import Moment
from publishing.model.post import Post
from publishing.model.problem import Problem, Severity
from publishing.model.target import PostFile, SiteLink, Target
from publishing.render.rendered_post import Heading, RenderedPost

_POST = tuple(field.name for field in fields(Post) if field.name != "body")
_RENDERED = tuple(field.name for field in fields(RenderedPost))
_MOMENTS = tuple(field.name for field in fields(Post) if field.type == "Moment | None")
_TUPLES = tuple(field.name for field in fields(Post) if field.type == "tuple[str, ...]")


def pack(*values: object) -> bytes:
    """Return JSON of plain values."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def unpack(data: bytes) -> Any:
    """Return what :func:`pack` was given."""
    return json.loads(data.decode("utf-8", "surrogatepass"))


def from_post(post: Post) -> list[object]:
    """Return a post, without its body, as plain values."""
    plain = {name: getattr(post, name) for name in _POST}
    for name in _MOMENTS:
        moment: Moment | None = plain[name]
        plain[name] = moment and [moment.instant.isoformat(), moment.day_only]
    return list(plain.values())


def to_post(values: list[Any]) -> Post:
    """Return a post of which only the body is missing."""
    given = dict(zip(_POST, values, strict=True))
    for name in _MOMENTS:
        if given[name]:
            instant, day_only = given[name]
            given[name] = Moment(instant=datetime.fromisoformat(instant), day_only=day_only)
    for name in _TUPLES:
        given[name] = tuple(given[name])
    given["positions"] = {key: (line, column) for key, (line, column) in given["positions"].items()}
    return Post(body="", **given)


def from_problem(problem: Problem) -> list[object]:
    """Return a problem as plain values."""
    return [
        problem.path,
        problem.line,
        problem.column,
        problem.severity.value,
        problem.code,
        problem.message,
        problem.help,
    ]


def to_problem(values: list[Any]) -> Problem:
    """Return a problem."""
    path, line, column, severity, *words = values
    return Problem(path, line, column, Severity(severity), *words)


def from_rendered(rendered: RenderedPost) -> list[object]:
    """Return a rendered post as plain values."""
    plain = {name: getattr(rendered, name) for name in _RENDERED}
    plain["keywords"] = " ".join(rendered.keywords)
    plain["problems"] = [from_problem(problem) for problem in rendered.problems]
    return list(plain.values())


def to_rendered(values: list[Any]) -> RenderedPost:
    """Return a rendered post."""
    given = dict(zip(_RENDERED, values, strict=True))
    given["keywords"] = tuple(given["keywords"].split())
    given["ids"] = tuple(given["ids"])
    for name, kind in _PARTS:
        given[name] = tuple(map(kind, given[name]))
    given["asked"] = tuple([(path, target and Target(*target)) for path, target in given["asked"]])
    given["looked"] = tuple(map(tuple, given["looked"]))
    return RenderedPost(**given)


_PARTS: Final = (
    ("toc", Heading._make),
    ("files", PostFile._make),
    ("pictures", PostFile._make),
    ("links", SiteLink._make),
    ("problems", to_problem),
)
