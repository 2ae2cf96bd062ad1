"""Sphinx's and docutils' warnings, as problems with file and line."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from pygments.lexers import get_all_lexers  # type: ignore[import-untyped]
from sphinx.application import Sphinx
from sphinx.util.logging import (
    NAMESPACE,
    SphinxLogRecordTranslator,
    SphinxWarningLogRecord,
    WarningSuppressor,
)

from publishing.policy import rules as policy
from publishing.problem import Problem, Severity


class SphinxLog(logging.Handler):
    """Takes the place of Sphinx's own handlers, which print to a stream of text.

    Sphinx names the places of its warnings by absolute paths of this machine; a report
    and its reader want them relative to the project, in the words of every other problem.
    """

    def __init__(self, app: Sphinx) -> None:
        super().__init__(logging.WARNING)
        self._root = Path(app.srcdir)
        self._found: list[Problem] = []
        self.addFilter(WarningSuppressor(app))
        self.addFilter(_Translator(app))
        logging.getLogger(NAMESPACE).handlers[:] = [self]

    @contextmanager
    def collect(self) -> Iterator[list[Problem]]:
        """Give the list that warnings go to until the block ends."""
        before, self._found = self._found, []
        try:
            yield self._found
        finally:
            self._found = before

    def emit(self, record: logging.LogRecord) -> None:
        """Keep *record* as a problem."""
        path, line = self._place(str(getattr(record, "location", None) or ""))
        kind = getattr(record, "type", None) or "sphinx"
        subtype, mend = getattr(record, "subtype", None), ""
        # Sphinx's own class of records would put the place before the words.
        message = logging.LogRecord.getMessage(record)
        if subtype == "highlighting_failure":
            message, mend = _highlighting(message)
        self._found.append(
            Problem(
                path=path,
                line=line,
                column=1,
                severity=Severity.WARNING,
                code=f"{kind}.{subtype}" if subtype else kind,
                message=message.replace(f"{self._root}/", "").strip(),
                help=mend,
            )
        )

    def _place(self, location: str) -> tuple[str, int]:
        name, _, line = location.rpartition(":")
        if not name:
            name, line = location, ""
        try:
            path = Path(name).relative_to(self._root).as_posix() if name else "conf.py"
        except ValueError:
            path = Path(name).name
        return path, int(line) if line.isdecimal() else 1


class _Translator(SphinxLogRecordTranslator):
    """Finds the place of a warning, as Sphinx does."""

    LogRecordClass = SphinxWarningLogRecord


@cache
def _languages() -> tuple[str, ...]:
    return tuple(name for _, names, _, _ in get_all_lexers() for name in names)


def _highlighting(message: str) -> tuple[str, str]:
    """Say in a contributor's words what a warning says, which may quote the whole of the code."""
    if unknown := re.match(r"Pygments lexer name '(.*)' is not known", message):
        near = get_close_matches(unknown[1].lower(), _languages(), 1, 0.75)
        mend = f"did you mean {near[0]}?" if near else "write ```text"
        mend = policy.INSTEAD.get(unknown[1], mend)
        return f"code: no language is called {unknown[1]!r}, so it has no colours", mend
    found = re.search(
        r' as "([^"]*)" resulted in an error at token: (.*?)\. Retrying', message, re.S
    )
    if not found:
        return message, ""
    language, token = found.groups()
    return (
        f"code: {token} is not {language}, so some of it has no colours",
        "correct the code, or write ```text",
    )
