"""The report of a check, as people, GitHub and other programs read it.

Posts are written by strangers, so a report must not let their words act: in a terminal, where
escape sequences would, or in the log of a workflow, where lines that begin with ``::`` and
anything after ``##[`` are commands to the runner.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final
from urllib.parse import quote

from publishing.authoring.fix import Fix
from publishing.authoring.named_posts import assigned
from publishing.library.summary import shortened
from publishing.model.problem import Problem, printable, summary
from publishing.model.problem import lines as problem_lines


class Format(Enum):
    """What a report is written for."""

    TEXT = "text"
    GITHUB = "github"
    JSON = "json"
    SARIF = "sarif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check found.

    :ivar problems: in order.
    :ivar posts: how many posts were checked.
    :ivar facts: lines that say what is published and what is not, and what was left out.
    :ivar fixes: the mends that have one right answer.
    :ivar mended: those that have been written into the posts.
    :ivar full: whether a text names every problem, however many of a kind there are.
    """

    problems: tuple[Problem, ...]
    posts: int
    facts: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    mended: tuple[Fix, ...] = ()
    full: bool = False

    @property
    def has_error(self) -> bool:
        """Whether anything refuses the build."""
        return any(problem.is_error for problem in self.problems)


def write(report: Report, format: Format) -> str:
    """Return a report as text that ends with a line break."""
    return _WRITERS[format](report)


def _text(report: Report) -> str:
    told = problem_lines(report.problems, full=report.full)
    return _lines([*_mended(report), *told, *_closing(report)])


def _github(report: Report) -> str:
    return _lines([*_mended(report), *map(_annotation, report.problems), *_closing(report)])


def _mended(report: Report) -> Iterator[str]:
    """Yield each line that was mended, as it is now."""
    lines = {(fix.problem.path, fix.problem.line): fix for fix in report.mended}
    for (path, line), fix in sorted(lines.items()):
        yield f"{printable(path)}:{line}:1: mended: {printable(fix.line_after.strip())}"


def _closing(report: Report) -> Iterator[str]:
    if report.fixes:
        posts = assigned(list(dict.fromkeys(fix.problem.path for fix in report.fixes)))
        mends = "one of these is" if len(report.fixes) == 1 else f"{len(report.fixes)} of these are"
        yield f"{mends} mended by: make check FIX=1 {posts}".rstrip()
    yield from report.facts if report.full else shortened(report.facts)
    if report.mended:
        yield f"{len(report.mended):,} mended"
    yield summary(report.problems, report.posts)


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _annotation(problem: Problem) -> str:
    """Return a command that makes GitHub show a problem beside its line.

    The message repeats the place, since a log shows no other part of it.
    """
    values = {
        "file": printable(problem.path),
        "line": str(problem.line),
        "col": str(problem.column),
        "title": printable(problem.code),
    }
    properties = ",".join(f"{name}={_property(value)}" for name, value in values.items())
    return f"::{problem.severity.value} {properties}::{_data(str(problem))}"


def _data(text: str) -> str:
    """Escape the message of a workflow command, as GitHub's runner reads it back."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _json(report: Report) -> str:
    """Return all of a report; ``version`` changes whenever a reader would have to.

    ``posts``, ``errors`` and ``warnings`` are counts. Each of ``problems`` has the names of
    :class:`Problem` and a ``fix``, which is null or what ``--fix`` would write: on its line,
    ``text`` from ``column`` up to ``end_column`` (from 1, in characters). ``mended`` are the
    problems that were, with their fixes.
    """
    errors = sum(problem.is_error for problem in report.problems)
    fixes = {fix.problem: _change(fix) for fix in report.fixes}
    return _dump(
        {
            "version": 1,
            "posts": report.posts,
            "errors": errors,
            "warnings": len(report.problems) - errors,
            "problems": [
                {**_plain(problem), "fix": fixes.get(problem)} for problem in report.problems
            ],
            "mended": [{**_plain(fix.problem), "fix": _change(fix)} for fix in report.mended],
        }
    )


def _plain(problem: Problem) -> dict[str, Any]:
    return {
        "path": _encodable(problem.path),
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity.value,
        "code": problem.code,
        "message": _encodable(problem.message),
        "help": _encodable(problem.help),
    }


def _encodable(text: str) -> str:
    """Return a text with what UTF-8 cannot encode written out.

    A byte of a file's name that is no text is half a character to Python, and to JSON, whose
    readers refuse it.
    """
    return text.encode("utf-8", "backslashreplace").decode()


def _change(fix: Fix) -> dict[str, Any]:
    return {
        "line": fix.problem.line,
        "column": fix.column,
        "end_column": fix.end_column,
        "text": fix.text,
    }


def _sarif(report: Report) -> str:
    """Return a SARIF 2.1.0 log (OASIS Standard, 27 March 2020)."""
    codes = sorted({problem.code for problem in report.problems})
    fixes = {fix.problem: fix for fix in report.fixes}
    run = {
        "tool": {"driver": {"name": "make check", "rules": [{"id": code} for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(problem, codes.index(problem.code), fixes.get(problem))
            for problem in report.problems
        ],
    }
    return _dump({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(problem: Problem, rule: int, fix: Fix | None) -> dict[str, Any]:
    text = f"{problem.message}\n{problem.help}" if problem.help else problem.message
    artifact = {"uri": quote(os.fsencode(problem.path)), "uriBaseId": "%SRCROOT%"}
    region = {"startLine": problem.line, "startColumn": problem.column}
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity.value,
        "message": {"text": _encodable(text)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }
    if fix:
        deleted = {
            "startLine": problem.line,
            "startColumn": fix.column,
            "endLine": problem.line,
            "endColumn": fix.end_column,
        }
        change = {"deletedRegion": deleted, "insertedContent": {"text": fix.text}}
        result["fixes"] = [
            {"artifactChanges": [{"artifactLocation": artifact, "replacements": [change]}]}
        ]
    return result


def _dump(value: dict[str, Any]) -> str:
    # Escaped, so that no terminal or log obeys what a post holds.
    return json.dumps(value, indent=2).replace("##[", r"#\u0023[") + "\n"


_WRITERS: Final = {
    Format.TEXT: _text,
    Format.GITHUB: _github,
    Format.JSON: _json,
    Format.SARIF: _sarif,
}
_SARIF_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
