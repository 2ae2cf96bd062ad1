"""The preview's server: the pages of the site, and word of each new edition, on this machine.

It listens on the loopback interface and answers to the names of this machine only. A page
elsewhere whose owner lets its name lead to 127.0.0.1 (DNS rebinding) could otherwise read
the drafts of whoever opens it.
"""

from __future__ import annotations

import socket
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import TCPServer, ThreadingMixIn
from typing import Any, Final

from markupsafe import Markup

from publishing.base.media_types import kind_of
from publishing.pages.security_headers import integrity
from publishing.preview.host import Answer, Host
from publishing.preview.live import Live, News

ADDRESS: Final = "127.0.0.1"
NAMES: Final = frozenset({ADDRESS, "localhost"})
TRIED: Final = 20
"""Ports that are tried, one after the other."""
FOLDER: Final = "/_live/"
"""Where the preview's own files are. No post can have such an address."""
BREATH: Final = 15.0
"""Seconds after which a stream without news sends an empty word, to find out who has left."""

_GUARDS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
}
"""Headers that keep pages of other sites from showing a preview, or loading anything of it."""
_POLICY: Final = b'"Content-Security-Policy" content="script-src '
_HERE: Final = Path(__file__).parent
_OWN: Final = frozenset({"live.js", "live.css"})


class ServerError(Exception):
    """No port can be had; the words say what to do."""


class Server(ThreadingMixIn, TCPServer):
    """Serves one host's pages and one preview's news.

    :param listening: a socket that listens already, kept when the program begins anew.
    """

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, listening: socket.socket, host: Host, live: Live) -> None:
        super().__init__(listening.getsockname(), _Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listening
        self.host = host
        self.live = live
        self._thread = threading.Thread(target=self.serve_forever, args=(0.1,), daemon=True)

    def start(self) -> None:
        """Answer from now on, in threads beside the caller's."""
        self._thread.start()

    def stop(self) -> None:
        """Answer no more, and close the socket."""
        self.live.end()
        if self._thread.is_alive():
            self.shutdown()
            self._thread.join()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that has left in the middle of an answer."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


def listen(port: int) -> socket.socket:
    """Return a socket that listens on *port* or, where that is taken, on one of the next.

    :raises ServerError: all of them are taken.
    """
    tried = range(port, min(port + TRIED, 65536)) if port > 0 else ()
    for number in tried if port else (0,):
        found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((ADDRESS, number))
            found.listen(Server.request_queue_size)
        except OSError:
            found.close()
        else:
            return found
    raise ServerError(
        f"the ports {port} to {port + TRIED - 1} cannot be had: write another, make serve PORT=9000"
    )


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "preview"
    sys_version = ""
    timeout = 60
    server: Server

    def do_GET(self) -> None:
        # What comes behind the head of a request is not read, and would be taken for another.
        if self.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in self.headers:
            self.close_connection = True
        if (self.headers.get("Host") or "").partition(":")[0] not in NAMES:
            self._send(Answer(HTTPStatus.MISDIRECTED_REQUEST, b"This is the preview of a site.\n"))
        elif self.path.startswith(FOLDER):
            self._send_own(self.path.removeprefix(FOLDER))
        else:
            # Before the page is read: should a new edition come in between, the page says that
            # it is the old one and is asked for again.
            news = self.server.live.news
            self._send(watching(self.server.host.answer(self.path), news))

    do_HEAD = do_GET  # noqa: N815

    def _send_own(self, name: str) -> None:
        if name == "events":
            self._send_news()
        elif name in _OWN:
            self._send(Answer(HTTPStatus.OK, (_HERE / name).read_bytes(), kind_of(name)))
        else:
            self._send(Answer(HTTPStatus.NOT_FOUND))

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store")
        for name, value in _GUARDS.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        if answer.location is not None:
            self.send_header("Location", answer.location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _send_news(self) -> None:
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        for name, value in _GUARDS.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        live, seen = self.server.live, None
        self.wfile.write(b"retry: 300\n\n")
        while not live.is_over and self.command != "HEAD":
            news = live.after(seen, BREATH)
            self.wfile.write(news.event if news else b":\n\n")
            seen = news or seen

    def log_message(self, *_: object) -> None:
        """Keep the terminal for problems."""


def watching(answer: Answer, news: News) -> Answer:
    """Return the answer, a page with the script that waits for the next edition.

    The page's own policy names scripts by their hash, and is told this one's. A page that only
    leads to another is left as it is.
    """
    head, end, rest = answer.body.partition(b"</head>")
    if not end or not answer.kind.startswith("text/html") or b'http-equiv="refresh"' in head:
        return answer
    hash = integrity((_HERE / "live.js").read_bytes())
    head = head.replace(_POLICY, _POLICY + f"'{hash}' ".encode(), 1)
    script = Markup('<script defer src="{}live.js" integrity="{}" data-edition="{}"></script>')
    tag = script.format(FOLDER, hash, news.build_id).encode()
    return Answer(answer.status, head + tag + end + rest, answer.kind)
