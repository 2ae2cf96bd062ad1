"""Sphinx's and docutils' warnings, as problems with file and line."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from publishing.conf.configuration import Configuration
from publishing.conf.settings import CONF
from publishing.library.folder import FOLDER
from publishing.model.problem import Problem, Severity
from publishing.render import wording
from publishing.render.conf_faults import named_in
from publishing.render.sphinx_internals import hear, theme


class SphinxLog(logging.Handler):
    """Takes the place of Sphinx's own handlers, which print to a stream of text.

    Sphinx names the places of its warnings by absolute paths of this machine; a report
    and its reader want them relative to the project, in the words of every other problem.
    """

    def __init__(self, app: Sphinx, configuration: Configuration) -> None:
        super().__init__(logging.WARNING)
        self._app = app
        self._root = Path(app.srcdir)
        self._configuration = configuration
        self._found: list[Problem] = []
        self._is_starting = True
        hear(app, self)

    @contextmanager
    def collect(self) -> Iterator[list[Problem]]:
        """Give the list that warnings go to until the block ends."""
        before, self._found = self._found, []
        try:
            yield self._found
        finally:
            self._found = before

    def take(self) -> list[Problem]:
        """Return what was said since the last time, while nobody collected it."""
        taken, self._found = self._found, []
        return taken

    def begin(self) -> None:
        """Take what is said from here on for warnings, as Sphinx does."""
        self._is_starting = False

    def emit(self, record: logging.LogRecord) -> None:
        """Keep *record* as a problem.

        What is said of no place in a file is said of a setting. Sphinx goes on after an error in
        one, but without it: MyST, for one, forgets all its settings if one is invalid.
        """
        location = str(getattr(record, "location", None) or "")
        kind = getattr(record, "type", None) or "sphinx"
        subtype = getattr(record, "subtype", None)
        # Sphinx's own class of records would put the place before the words.
        said = logging.LogRecord.getMessage(record).replace(f"{self._root}/", "").strip()
        # Of its own pages, an owner is told what Sphinx says.
        message, mend = wording.known(said) or (said, "")
        severity = Severity.WARNING
        if location:
            (path, line), column = self._position(location), 1
            if not mend and path.startswith(f"{FOLDER}/"):
                message, mend = wording.reworded(said)
        else:
            path, line, column = self._setting(said)
            if unknown := re.match(r"unsupported theme option '(\w+)' given", said):
                mend = self._near_option(unknown[1])
            if self._is_starting and record.levelno >= logging.ERROR:
                severity, mend = Severity.ERROR, "correct this setting"
        self._found.append(
            Problem(
                path=path,
                line=line,
                column=column,
                severity=severity,
                code=f"{kind}.{subtype}" if subtype else kind,
                message=message,
                help=mend,
            )
        )

    def _near_option(self, option: str) -> str:
        builder = self._app.builder
        assert isinstance(builder, StandaloneHTMLBuilder)
        known = theme(builder).get_options()
        near = get_close_matches(option, known, 1, 0.75)
        return f"did you mean {near[0]}?" if near else ""

    def _setting(self, message: str) -> tuple[str, int, int]:
        """Return where the setting is that a message names."""
        words = re.findall(r"\w+", message)
        named = named_in(self._configuration, words)
        if named:
            return self._configuration.blame(named)
        for word in re.findall(r"""['"`]([\w.]+)['"`]""", message):
            if found := self._configuration.executed.positions.of_text(word):
                return (CONF, *found)
        return CONF, 1, 1

    def _position(self, location: str) -> tuple[str, int]:
        name, _, line = location.rpartition(":")
        if not name:
            name, line = location, ""
        try:
            path = Path(name).relative_to(self._root).as_posix()
        except ValueError:
            path = Path(name).name
        return path, int(line) if line.isdecimal() else 1
