"""Sphinx's and docutils' warnings, as problems with file and line."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.logging import (
    NAMESPACE,
    SphinxLogRecordTranslator,
    SphinxWarningLogRecord,
    WarningSuppressor,
)

from publishing.policy import wording
from publishing.problem import Problem, Severity
from publishing.reading.folder import FOLDER


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
        subtype = getattr(record, "subtype", None)
        # Sphinx's own class of records would put the place before the words.
        said = logging.LogRecord.getMessage(record).replace(f"{self._root}/", "").strip()
        # Of its own pages, an owner is told what Sphinx says.
        message, mend = wording.known(said) or (said, "")
        if not mend and path.startswith(f"{FOLDER}/"):
            message, mend = wording.reworded(said)
        self._found.append(
            Problem(
                path=path,
                line=line,
                column=1,
                severity=Severity.WARNING,
                code=f"{kind}.{subtype}" if subtype else kind,
                message=message,
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
