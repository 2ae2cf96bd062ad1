"""The live preview: the site with its drafts, shown anew whenever a file is saved.

One process keeps Sphinx loaded and builds; threads beside it answer browsers. What cannot
be built is said in the terminal and on the page, which stays as it was. A change of our own
code starts the process anew; the socket is handed on, so that no request is refused.
"""

from __future__ import annotations

import gc
import os
import socket
import sys
import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from publishing.base.folders import PREVIEW
from publishing.conf.options import Options, OptionsError
from publishing.model.problem import Problem, error, lines, printable, summary
from publishing.preview.host import Host
from publishing.preview.live import Live, News
from publishing.preview.server import ADDRESS, Server, ServerError, listen
from publishing.preview.session import Round, Session
from publishing.preview.watch import Watch

PORT: Final = 8000
IDLE: Final = 10.0
"""Seconds without a save after which the search is made anew."""
_CODE: Final = Path(__file__).parents[1]
_NOTHING: Final = Path(__file__).with_name("live.html")


def serve(
    root: Path,
    environ: Mapping[str, str],
    words: Sequence[str] = (),
    *,
    port: int = PORT,
    inherited: int | None = None,
) -> int:
    """Serve a preview of the project in *root* until Ctrl+C, and return the exit status.

    :param words: options of a build.
    :param port: where to listen; if it is taken, one of the next is, and that is said.
    :param inherited: descriptor of the socket of the process that this one continues.
    """
    try:
        options = replace(Options.read(words), preview=True)
        listening = listen(port) if inherited is None else socket.socket(fileno=inherited)
    except (OptionsError, ServerError) as failure:
        _say(printable(str(failure)))
        return 2
    preview = Preview(root, environ, options, listening)
    try:
        if inherited is None:
            preview.greet(port)
        preview.run()
        _begin_anew(listening, words)
    except KeyboardInterrupt:
        _say("")
    finally:
        preview.stop()
    return 0


class Preview:
    """A preview while it is shown."""

    def __init__(
        self, root: Path, environ: Mapping[str, str], options: Options, listening: socket.socket
    ) -> None:
        self._watch = Watch(root, _CODE)
        self._session = Session(root, environ, options)
        self._tree = root / PREVIEW / "html"
        self._nothing = _NOTHING.read_bytes()
        self._root = root
        self._server = Server(listening, self._host(), Live(_build_id()))
        self._told: tuple[Problem, ...] | None = None

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def greet(self, wanted: int) -> None:
        """Say where the preview will be."""
        taken = f" (port {wanted} is taken)" if wanted not in {0, self.port} else ""
        where = f"http://{ADDRESS}:{self.port}/"
        _say(f"The site and its drafts will be at {where}{taken}\nCtrl+C ends it.")

    def run(self) -> None:
        """Build, and build again whenever files have changed, until our own code has."""
        self.build()
        self.start()
        # To look for what can be thrown away takes a fifth of a build: that, too, can wait.
        gc.freeze()
        gc.disable()
        while True:
            changed = self._watch.wait(IDLE if self._session.owes_search else None)
            if not changed:
                self.catch_up()
                continue
            code = sorted(filter(self._watch.is_code, changed))
            if code and not (faults := self._faults(code)):
                return
            self.build(changed, faults if code else ())

    def start(self) -> None:
        """Answer from now on.

        Not before the first build, which takes several processes: only one thread can fork.
        """
        self._server.start()

    def build(self, changed: Collection[str] = (), faults: Sequence[Problem] = ()) -> None:
        """Build once, and tell the terminal and all pages how it went."""
        done = self._session.build(changed)
        self._watch.also(self._session.sources)
        problems = (*faults, *done.problems)
        is_new = done.change is not None and bool(done.change.written or done.change.deleted)
        live, before = self._server.live, self._told
        words = summary(problems, done.posts) if problems else ""
        if done.change is None:
            words += ": what is shown stays as it was until the errors are mended"
        self._server.host = self._host()
        live.tell(News(_build_id() if is_new else live.news.build_id, problems, words))
        if problems != before:
            self._told = problems
            sys.stdout.writelines(f"{line}\n" for line in lines(problems))
        if problems != before or is_new:
            _say(f"{time.strftime('%X')} {', '.join(filter(None, (_done(done), words)))}")

    def catch_up(self) -> None:
        """Make the search anew. Nobody is told, since no page is another for it."""
        self._session.build(search=True)
        gc.collect()

    def stop(self) -> None:
        """Answer no more."""
        self._server.stop()
        self._session.close()

    def _host(self) -> Host:
        settings = self._session.settings
        base = urlsplit(settings.site_url).path if settings else "/"
        return Host(self._tree, base, self._nothing)

    def _faults(self, paths: Sequence[str]) -> list[Problem]:
        """Say what keeps our own code, just saved, from being run."""
        found = []
        for path in paths:
            with suppress(OSError):
                try:
                    compile((self._root / path).read_bytes(), path, "exec")
                except (SyntaxError, ValueError) as failure:
                    line = getattr(failure, "lineno", None) or 1
                    found.append(error(path, line, 1, "code-syntax", f"not Python: {failure}"))
        return found


def _done(done: Round) -> str:
    if done.change is None:
        return ""
    written, deleted = len(done.change.written), len(done.change.deleted)
    return f"{written:,} files written, {deleted:,} deleted in {done.seconds:.2f} s"


def _build_id() -> str:
    return f"{time.time_ns():x}"


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _begin_anew(listening: socket.socket, words: Sequence[str]) -> None:
    """Let a new process, with our code as it is now, take over."""
    listening.set_inheritable(True)
    command = [sys.executable, "-m", "publishing", "serve", "--socket", str(listening.fileno())]
    os.execv(sys.executable, [*command, *words])  # noqa: S606 - no shell is wanted
