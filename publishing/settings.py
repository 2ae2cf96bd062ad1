"""The settings of the publication: the plain values of `conf.py`, and the environment."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from publishing import address
from publishing.problem import Problem, error

CONF = "conf.py"
_UTC = ZoneInfo("UTC")


class SettingsError(Exception):
    """The settings cannot be used; :attr:`problems` say why, with their lines in `conf.py`."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a publication can set. Names are those of `conf.py`.

    :ivar project: the name of the publication.
    :ivar site_description: one sentence for search engines, cards and feeds.
    :ivar copyright: who holds the rights, without year or sign.
    :ivar site_url: base address with a final slash; ``SITE_URL`` overrides it.
    :ivar site_id: authority and day of the feeds' ids (RFC 4151), which outlive ``site_url``.
    :ivar language: BCP 47 tag of the pages; ``SITE_LANGUAGE`` overrides it.
    :ivar site_zone: zone of dates that name none.
    :ivar licence: name of the licence of posts, for people.
    :ivar licence_url: its text.
    :ivar source_url: the repository on the web, without a final slash, or nothing.
    :ivar source_branch: the branch that "Edit this page" leads to.
    :ivar posts_per_page: posts on a full page of a list.
    :ivar feed_length: entries in a feed, newest first.
    :ivar social_cards: whether a card is drawn for each page that may be shared.
    :ivar embed_hosts: hosts whose pages a post may show in a frame.
    :ivar bounds: how much a post may hold, where it is not the usual
        (:class:`~publishing.reading.file_bounds.Bounds`,
        :class:`~publishing.policy.bounds.BodyBounds`).
    """

    project: str
    site_url: str
    site_id: str
    site_description: str = ""
    copyright: str = ""
    language: str = "en"
    site_zone: ZoneInfo = _UTC
    licence: str = ""
    licence_url: str = ""
    source_url: str = ""
    source_branch: str = "main"
    posts_per_page: int = 10
    feed_length: int = 20
    social_cards: bool = True
    embed_hosts: tuple[str, ...] = ()
    bounds: tuple[tuple[str, int], ...] = ()

    def edit_url(self, path: str) -> str | None:
        """Return where a file of the project can be edited on the web, if it is there."""
        if not self.source_url:
            return None
        return f"{self.source_url}/edit/{self.source_branch}/{address.href(path)}"

    @classmethod
    def load(cls, root: Path, environ: Mapping[str, str]) -> Settings:
        """Read `conf.py` in *root*, without running it, and the environment.

        :raises SettingsError: naming every value that cannot be used.
        """
        text = (root / CONF).read_text(encoding="utf-8") if (root / CONF).is_file() else ""
        try:
            module = ast.parse(text)
        except SyntaxError as failure:
            at = (failure.lineno or 1, failure.offset or 1)
            raise SettingsError(
                [error(CONF, *at, "conf-syntax", f"not Python: {failure.msg}")]
            ) from None
        return _Reading(module).settings(environ)


class _RefusedError(Exception):
    """A value that cannot be used: what it is, and what to write."""


class _Reading:
    """One reading of the assignments in `conf.py`, gathering problems."""

    def __init__(self, module: ast.Module) -> None:
        self.problems: list[Problem] = []
        self.written: dict[str, ast.expr] = {}
        for statement in module.body:
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                self.written[statement.targets[0].id] = statement.value

    def settings(self, environ: Mapping[str, str]) -> Settings:
        values: dict[str, Any] = {}
        for name in (field.name for field in fields(Settings)):
            variable = _VARIABLES.get(name)
            try:
                if variable and environ.get(variable):
                    values[name] = _checked(name, environ[variable])
                elif name in self.written:
                    values[name] = _checked(name, _literal(self.written[name]))
                elif name in _REQUIRED:
                    near = get_close_matches(name, self.written, 1)
                    mend = f"did you mean {name} where it says {near[0]}?" if near else "set it"
                    raise _RefusedError("is not set", mend)
            except _RefusedError as refusal:
                self._refuse(name, variable if variable in environ else None, *refusal.args)
        if self.problems:
            raise SettingsError(self.problems)
        return Settings(**values)

    def _refuse(self, name: str, variable: str | None, found: str, help: str) -> None:
        if variable:
            problem = error("environment", 1, 1, "setting-invalid", f"{variable} {found}", help)
        else:
            node = self.written.get(name)
            line, column = (node.lineno, node.col_offset + 1) if node else (1, 1)
            problem = error(CONF, line, column, "setting-invalid", f"{name} {found}", help)
        self.problems.append(problem)


_VARIABLES = {"site_url": "SITE_URL", "language": "SITE_LANGUAGE"}
_REQUIRED = frozenset({"project", "site_url", "site_id"})


def _literal(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except ValueError:
        raise _RefusedError(
            "is not a plain value", "write a text, a number or a list, without any code"
        ) from None


def _checked(name: str, value: Any) -> Any:
    if name in {"posts_per_page", "feed_length"}:
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 1000:
            return value
        raise _RefusedError(f"is {value!r}", "write a number from 1 to 1000")
    if name == "social_cards":
        if isinstance(value, bool):
            return value
        raise _RefusedError(f"is {value!r}", "write True or False")
    if name == "embed_hosts":
        if isinstance(value, list) and all(_is_host(host) for host in value):
            return tuple(value)
        raise _RefusedError(f"is {value!r}", 'write a list of hosts: ["example.org"]')
    if name == "bounds":
        return _checked_bounds(value)
    if not isinstance(value, str):
        raise _RefusedError(f"is {value!r}", "write a text in quotes")
    if name == "site_zone":
        try:
            return ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            raise _RefusedError(f"is {value!r}", 'write a zone such as "Europe/Paris"') from None
    return _checked_text(name, value.strip())


def _checked_bounds(value: Any) -> tuple[tuple[str, int], ...]:
    if not isinstance(value, dict):
        raise _RefusedError(f"is {value!r}", 'write names and numbers: {"file_bytes": 2_000_000}')
    if not value:
        return ()
    # Loads the Markdown parser, which a publication with the usual bounds need not wait for.
    from publishing.policy.bounds import BodyBounds
    from publishing.reading.file_bounds import Bounds

    known = {field.name for bounds in (Bounds, BodyBounds) for field in fields(bounds)}
    for bound, number in value.items():
        if bound not in known:
            near = get_close_matches(str(bound), known, 1) or sorted(known)
            raise _RefusedError(f"names {bound!r}", f"use one of: {', '.join(near)}")
        if not isinstance(number, int) or isinstance(number, bool) or number < 1:
            raise _RefusedError(f"says {bound} is {number!r}", "write a number above nothing")
    return tuple(sorted(value.items()))


def _checked_text(name: str, value: str) -> str:
    mend = ""
    if name == "site_url" and not _is_web_address(value):
        mend = 'write an address such as "https://example.org/blog/"'
    elif name in {"licence_url", "source_url"} and value and not _is_web_address(value):
        mend = "write an http(s) address, or nothing"
    elif name == "site_id" and not _SITE_ID.fullmatch(value):
        mend = 'write a domain of yours and a day: "example.org,2026"'
    elif name == "language" and not _LANGUAGE.fullmatch(value):
        mend = 'write a language tag such as "en" or "pt-BR"'
    elif name == "project" and not value:
        mend = "write the name of the publication"
    if mend:
        raise _RefusedError(f"is {value!r}", mend)
    if name == "site_url":
        return value.rstrip("/") + "/"
    return value.rstrip("/") if name == "source_url" else value


# RFC 4151, section 2.1: taggingEntity = authorityName "," date
_SITE_ID = re.compile(r"[A-Za-z0-9.@_-]+,\d{4}(-\d{2}(-\d{2})?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


def _is_host(value: object) -> bool:
    return isinstance(value, str) and bool(_HOST.fullmatch(value))


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and not (parts.query or parts.fragment or parts.username or parts.password)
        and value.isprintable()
        and not set(value) & set(" \"'<>\\")
    )
