"""Reads posts in tests, and tells their problems as a report would."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from publishing.conf.settings import Settings
from publishing.frontmatter.post import read_post
from publishing.model.post import Post
from publishing.model.problem import report

SETTINGS = Settings(
    project="Test",
    site_url="https://example.org/blog/",
    site_id="example.org,2026",
    site_zone=ZoneInfo("Europe/Berlin"),
)
PATH = "posts/2026/x.md"


def read(data: str | bytes, path: str = PATH) -> tuple[Post | None, list[str]]:
    """Return a post and its problems, in the order of a report.

    Each is told as ``line:column severity code | message | help``.
    """
    data = data.encode() if isinstance(data, str) else data
    post, problems = read_post(path, data, SETTINGS)
    told = [
        f"{p.line}:{p.column} {p.severity.value} {p.code} | {p.message} | {p.help}"
        for p in report(problems)
    ]
    return post, told


def read_keys(keys: str, body: str = "Text.\n", path: str = PATH) -> Post:
    """Return a post with these lines of front matter, which has no problem."""
    post, told = read(f"---\n{keys}\n---\n{body}", path)
    assert post is not None, told
    assert told == []
    return post


def problems_of(keys: str, body: str = "Text.\n") -> list[str]:
    """Return the problems of a post with these lines of front matter, from line 2 of the file."""
    return read(f"---\n{keys}\n---\n{body}")[1]
