"""Links to other sites: who is asked what, how often, and who is never asked."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from publishing.authoring import http_probe as visiting
from publishing.authoring import web_links
from publishing.authoring.http_probe import UNKNOWN_HOST, Answer, is_public, probe
from publishing.authoring.web_links import links
from tests.publication import NOW, Publication

ENVIRON = {"SOURCE_DATE_EPOCH": NOW}
AGENT = "Test link check (+https://example.org/)"


class Site(BaseHTTPRequestHandler):
    """A site on the loopback: the path says what is answered."""

    asked: ClassVar[list[tuple[str, str, str]]] = []

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        path = self.path.partition("?")[0]
        self.asked.append((self.command, self.path, self.headers["User-Agent"]))
        if path == "/hang-up":
            self.close_connection = True
            return
        status = int(path.strip("/").split("/")[0] or 200)
        if path.startswith("/headless"):
            status = 200
        if path.endswith("/get-only"):
            status = 200 if self.command == "GET" else status
        self.send_response(status)
        if status in {301, 302, 308}:
            self.send_header("Location", "/" + path.strip("/").partition("/")[2])
        if status in {429, 503}:
            self.send_header("Retry-After", "120")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def ask(url: str, agent: str = AGENT) -> Answer:
    return probe(url, agent, allow=lambda number: number == "127.0.0.1")


@pytest.mark.parametrize(
    ("path", "methods", "answer"),
    [
        ("/200", ["HEAD"], Answer(200)),
        ("/404", ["HEAD", "GET"], Answer(404)),
        ("/410", ["HEAD"], Answer(410)),
        ("/405/get-only", ["HEAD", "GET"], Answer(200)),
        ("/404/get-only", ["HEAD", "GET"], Answer(200)),
        ("/429", ["HEAD"], Answer(429, wait=120)),
        ("/302/200", ["HEAD", "HEAD"], Answer(200)),
        ("/301/302/404", ["HEAD", "HEAD", "HEAD", "GET"], Answer(404)),
        ("/302" * 6 + "/200", ["HEAD"] * 6, Answer(0, "more than 5 redirects")),
        ("/hang-up", ["HEAD"], Answer(0, "no answer (RemoteDisconnected)")),
        ("/200/%C3%A4?q=%20#part", ["HEAD"], Answer(200)),
    ],
)
def test_answers(site: str, path: str, methods: list[str], answer: Answer) -> None:
    assert ask(site + path) == answer
    assert [method for method, _, _ in Site.asked] == methods
    assert all("#" not in path and agent == AGENT for _, path, agent in Site.asked)


def test_a_page_that_moved_for_good(site: str) -> None:
    assert ask(f"{site}/301/308/200#part") == Answer(200, moved=f"{site}/200")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/", "it leads to no page of the web"),
        ("http:///x", "it leads to no page of the web"),
        ("http://[::1", "no answer (ValueError)"),
        ("http://x:99999/", "no answer (ValueError)"),
        ("http://" + "a" * 70 + ".example/", "no answer (UnicodeError)"),
    ],
)
def test_addresses_that_are_none(url: str, reason: str) -> None:
    assert ask(url) == Answer(0, reason)


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "224.0.0.1"),
        *("::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
        *("::7f00:1", "::", "::a00:1", "::ffff:0:10.0.0.1", "ff02::1"),
        *("64:ff9b::7f00:1", "64:ff9b::10.1.2.3", "64:ff9b::a9fe:a9fe", "64:ff9b:1::10.0.0.1"),
        *("2002:7f00:1::", "2002:c0a8:101::1", "2002:a9fe:a9fe:1::5", "2001:0:7f00:1::1"),
        *("2606:2800:220:1:0:5efe:10.0.0.1", "2606:2800:220:1:200:5efe:c0a8:101"),
    ],
)
def test_private_machines_are_not_asked(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_public(number)
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("it was asked"))
    answer = probe("http://inside.example/", AGENT)
    assert answer == Answer(0, "it leads into a private network")
    assert answer.is_open


def test_public_machines_may_be_asked() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1::1")
    for number in ("::ffff:93.184.216.34", "64:ff9b::93.184.216.34", "2002:5db8:d822::1"):
        assert is_public(number)


def test_a_redirect_into_a_private_network_is_not_followed(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed = iter((True, False))
    answer = probe(f"{site}/302/200", AGENT, allow=lambda _number: next(allowed))
    assert answer == Answer(0, "it leads into a private network")
    assert len(Site.asked) == 1


def test_a_host_that_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(visiting.socket, "getaddrinfo", refuse)
    answer = probe("https://gone.example/", AGENT)
    assert answer == Answer(0, UNKNOWN_HOST)
    assert answer.is_dead


# -- The command ---------------------------------------------------------------------


@pytest.fixture
def asked() -> list[str]:
    return []


def run(root: Path, asked: list[str], **answers: Answer) -> int:
    """Check the links of a project; a host's first label says what it answers."""

    def answer(url: str, agent: str) -> Answer:
        assert agent == "Post-Technical link check (+https://post-technical.example/)"
        asked.append(url)
        return answers.get(url.partition("//")[2].partition(".")[0], Answer(200))

    return links(root, ENVIRON, ask=answer, pause=0)


def test_the_report(
    publication: Publication, asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    publication.post(
        "a",
        "[a](https://gone.example/x#part) and [b](https://ok.example/)\n\n"
        "[c](https://moved.example/) `https://code.example` [in](/about/) <mailto:x@y.example>\n",
    )
    publication.post("b", "[a](https://gone.example/x) [d](https://busy.example/)\n", draft="true")
    publication.post("c", "[e](https://none.example/\x7f)\n")  # refused: not its turn
    answers = {
        "gone": Answer(404),
        "moved": Answer(200, moved="https://new.example/"),
        "busy": Answer(503),
    }
    assert run(publication.root, asked, **answers) == 1
    assert capsys.readouterr().out == (
        "posts/2026/a.md:5:1: warning: link: https://gone.example/x: answers 404\n"
        "    help: link to where it is now, to a copy in a web archive, or to nothing\n"
        "posts/2026/a.md:7:1: warning: link: https://moved.example/ has moved for good\n"
        "    help: write https://new.example/\n"
        "posts/2026/b.md:6:1: warning: link: https://gone.example/x: answers 404\n"
        "    help: link to where it is now, to a copy in a web archive, or to nothing\n"
        "not known: https://busy.example/: answers 503\n"
        "4 addresses of 4 hosts\n"
        "0 errors, 3 warnings in 2 posts\n"
    )
    assert sorted(asked) == [
        "https://busy.example/",
        "https://gone.example/x",
        "https://moved.example/",
        "https://ok.example/",
    ]


def test_an_answer_holds_for_a_week(
    publication: Publication, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    publication.post("a", "[a](https://gone.example/) [b](https://ok.example/)\n")
    clock = [1_000_000.0]
    monkeypatch.setattr(web_links.time, "time", lambda: clock[0])
    assert run(publication.root, asked, gone=Answer(404)) == 1
    clock[0] += web_links.WEEK - 1
    assert run(publication.root, asked, gone=Answer(200)) == 1
    assert len(asked) == 2
    clock[0] += 1
    assert run(publication.root, asked, gone=Answer(200)) == 0
    assert len(asked) == 4


def test_what_is_not_known_is_asked_again(publication: Publication, asked: list[str]) -> None:
    publication.post("a", "[a](https://busy.example/)\n")
    assert run(publication.root, asked, busy=Answer(503)) == 0
    assert run(publication.root, asked, busy=Answer(404)) == 1
    assert asked == ["https://busy.example/"] * 2


def test_a_host_that_asks_to_be_left_alone_is(
    publication: Publication, asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    body = "".join(f"[x](https://busy.example/{n})\n" for n in range(9))
    publication.post("a", body)
    assert run(publication.root, asked, busy=Answer(429, wait=60)) == 0
    assert asked == ["https://busy.example/0"]
    said = capsys.readouterr().out
    assert said.count("not known: https://busy.example/") == 9
    assert "the host asked to be left alone" in said


def test_a_host_is_asked_one_thing_at_a_time(publication: Publication) -> None:
    body = "".join(f"[x](https://h{n % 3}.example/{n})\n" for n in range(30))
    publication.post("a", body)
    busy: dict[str, int] = {}
    lock = threading.Lock()

    def answer(url: str, _agent: str) -> Answer:
        host = url.split("/")[2]
        with lock:
            busy[host] = busy.get(host, 0) + 1
            assert busy[host] == 1
        threading.Event().wait(0.001)
        with lock:
            busy[host] -= 1
        return Answer(200)

    assert links(publication.root, ENVIRON, ask=answer, pause=0) == 0
    assert busy == {"h0.example": 0, "h1.example": 0, "h2.example": 0}


@pytest.mark.parametrize("kept", ["", "[]", '{"https://ok.example/": 1}', "\xff", '{"a": [1, {}]}'])
def test_answers_that_cannot_be_read_are_asked_for(
    publication: Publication, asked: list[str], kept: str
) -> None:
    publication.post("a", "[a](https://ok.example/)\n")
    (publication.root / ".cache").mkdir()
    (publication.root / ".cache/links.json").write_bytes(kept.encode("latin-1"))
    assert run(publication.root, asked) == 0
    assert asked == ["https://ok.example/"]
    assert list(json.loads((publication.root / ".cache/links.json").read_text())) == asked


def test_a_name_that_is_no_post(
    publication: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    assert links(publication.root, ENVIRON, ["none.md"]) == 2
    assert capsys.readouterr().err == "none.md does not exist\n"
