"""The live preview, on a free port of this machine, with builds at the test's own pace."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from publishing.model.problem import error
from publishing.pages.security_headers import integrity
from publishing.preview.live import Live, News
from publishing.preview.serve import Preview
from publishing.preview.server import ServerError, listen
from tests.makefile import VENV, equip
from tests.previewing import previewing
from tests.publication import NOW, PROJECT, Publication

HASH = integrity((PROJECT / "publishing/preview/live.js").read_bytes())
LIVE = f'<script defer src="/_live/live.js" integrity="{HASH}" data-edition="'


class Visitor:
    """A browser of few words."""

    def __init__(self, port: int) -> None:
        self.port = port

    @contextmanager
    def ask(self, path: str, method: str = "GET", **headers: str) -> Iterator[HTTPResponse]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, path, headers=headers)
            # An answer that is not read to its end keeps its socket until it is closed itself.
            with connection.getresponse() as answer:
                yield answer
        finally:
            connection.close()

    def page(self, path: str) -> str:
        with self.ask(path) as answer:
            return answer.read().decode()

    def build_id(self, path: str = "/") -> str:
        """Which edition a page believes itself to be of."""
        return self.page(path).partition(LIVE)[2].partition('"')[0]

    @contextmanager
    def news(self) -> Iterator[Iterator[dict[str, Any]]]:
        with self.ask("/_live/events") as answer:
            assert answer.headers["Content-Type"] == "text/event-stream"
            lines = iter(answer.readline, b"")
            yield (json.loads(line[6:]) for line in lines if line.startswith(b"data: "))


def filled(publication: Publication) -> Publication:
    publication.post("first", "The first words.\n")
    publication.post("second", "A draft.\n", draft="true")
    return publication


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """Looks at a preview that nobody changes."""
    publication = filled(Publication(tmp_path_factory.mktemp("serve") / "publication"))
    with previewing(publication) as preview:
        yield Visitor(preview.port)


@pytest.fixture
def preview(publication: Publication) -> Iterator[Preview]:
    with previewing(filled(publication)) as preview:
        yield preview


@pytest.fixture
def visitor(preview: Preview) -> Visitor:
    return Visitor(preview.port)


# -- The server ------------------------------------------------------------------------


def test_a_page_comes_with_the_script_that_watches(reader: Visitor) -> None:
    with reader.ask("/posts/2026/second/") as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        head = answer.read().decode().partition("</head>")[0]
    assert head.count(LIVE) == 1
    # The page's own policy lets it run.
    (policy,) = (line for line in head.splitlines() if "Content-Security-Policy" in line)
    assert f"content=\"script-src '{HASH}' " in policy
    assert "&#39;self&#39;" not in policy.partition("script-src ")[2].partition(";")[0]
    assert "connect-src &#39;self&#39;" in policy


def test_the_script_is_in_no_file_of_the_tree(publication: Publication, preview: Preview) -> None:
    publication.build()
    for tree in (publication.site, publication.root / "_build/preview/html"):
        for path in tree.rglob("*"):
            assert "live" not in path.name
            assert not path.is_file() or b"_live" not in path.read_bytes(), path


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/", 200, "text/html; charset=utf-8"),
        ("/posts/2026/second", 302, "text/plain; charset=utf-8"),
        ("/nothing/", 404, "text/html; charset=utf-8"),
        ("/posts/", 404, "text/html; charset=utf-8"),
        ("/../../../conf.py", 404, "text/html; charset=utf-8"),
        ("/blog/atom.xml", 200, "application/atom+xml; charset=utf-8"),
        ("/_static/site.css", 200, "text/css; charset=utf-8"),
        ("/_live/live.js", 200, "text/javascript; charset=utf-8"),
        ("/_live/live.css", 200, "text/css; charset=utf-8"),
        ("/_live/live.py", 404, "text/plain; charset=utf-8"),
        ("/_live/../serve.py", 404, "text/plain; charset=utf-8"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_answers(reader: Visitor, path: str, status: int, kind: str, method: str) -> None:
    with reader.ask(path, method) as answer:
        assert (answer.status, answer.headers["Content-Type"]) == (status, kind)
        assert method == "GET" or answer.read() == b""


def test_a_missing_page_is_the_sites_own_and_watches_too(reader: Visitor) -> None:
    page = reader.page("/nothing/")
    assert "There is no page here" in page
    assert LIVE in page


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", ""]
)
def test_other_names_of_this_machine_are_refused(reader: Visitor, host: str) -> None:
    with reader.ask("/posts/2026/second/", Host=host) as answer:
        assert answer.status == 421
        assert b"draft" not in answer.read()


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:1"])
def test_its_own_names_are_not(reader: Visitor, host: str) -> None:
    with reader.ask("/", Host=host) as answer:
        assert answer.status == 200


def test_no_page_elsewhere_can_frame_or_load_it(reader: Visitor) -> None:
    for path in ("/", "/nothing/", "/posts/2026/second", "/_live/live.js", "/_live/events"):
        with reader.ask(path, "HEAD") as answer:
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
            assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "head",
    [
        "Content-Length: 46",
        "Content-Length: 46\r\nContent-Length: 46",
        "Content-Length:  0046",
        "Transfer-Encoding: chunked",
        "transfer-encoding: x",
    ],
)
def test_a_request_with_a_body_is_answered_once(reader: Visitor, head: str) -> None:
    request = "GET /posts/2026/first HTTP/1.1\r\nHost: localhost\r\n"
    asked = f"{request}{head}\r\n\r\n{request}\r\n".encode()
    with socket.create_connection(("127.0.0.1", reader.port), timeout=30) as connection:
        connection.sendall(asked)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.count(b"HTTP/1.1 ") == 1
    assert answer.startswith(b"HTTP/1.1 302 Found\r\n")
    assert b"\r\nConnection: close\r\n" in answer


def test_requests_without_one_share_a_connection(reader: Visitor) -> None:
    request = b"GET /posts/2026/first HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"
    closing = request.replace(b"Content-Length: 0", b"Connection: close")
    with socket.create_connection(("127.0.0.1", reader.port), timeout=30) as connection:
        connection.sendall(request + closing)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.count(b"HTTP/1.1 302 ") == 2


def test_nothing_can_be_changed(reader: Visitor) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        with reader.ask("/", method) as answer:
            assert answer.status == 501


def test_it_listens_to_this_machine_only() -> None:
    with listen(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_passed_over() -> None:
    with listen(0) as first, listen(first.getsockname()[1]) as second:
        assert first.getsockname()[1] < second.getsockname()[1]


@pytest.mark.parametrize("port", [-1, 65536, 1_000_000])
def test_a_port_that_is_none_is_refused(port: int) -> None:
    with pytest.raises(ServerError, match="write another, make serve PORT=9000"):
        listen(port)


# -- Editions --------------------------------------------------------------------------


def test_a_saved_edit_is_shown_and_told(
    publication: Publication, preview: Preview, visitor: Visitor
) -> None:
    with visitor.news() as news:
        before = next(news)
        assert before == {"edition": visitor.build_id(), "summary": "", "problems": []}
        publication.post("first", "Other words.\n")
        preview.build({"posts/2026/first.md"})
        after = next(news)
    assert after["edition"] != before["edition"]
    assert after["edition"] == visitor.build_id()
    assert "Other words." in visitor.page("/posts/2026/first/")


def test_what_changes_nothing_reloads_nothing(
    publication: Publication, preview: Preview, visitor: Visitor
) -> None:
    before = visitor.build_id()
    (publication.root / "posts/2026/first.md").touch()
    preview.build({"posts/2026/first.md"})
    assert visitor.build_id() == before


def test_an_error_is_told_and_the_last_good_page_stays(
    publication: Publication,
    preview: Preview,
    visitor: Visitor,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = visitor.build_id("/posts/2026/first/")
    with visitor.news() as news:
        next(news)
        publication.post("first", "Other words.\n", date="30 Feb")
        preview.build({"posts/2026/first.md"})
        told = next(news)
        assert told["edition"] == before
        assert told["summary"].startswith("1 error, 0 warnings in 2 posts: what is shown stays")
        assert told["problems"] == [
            {
                "severity": "error",
                "place": "posts/2026/first.md:3:7",
                "message": "date: '30 Feb' is not a date",
                "help": "write date: 2026-02-28",
            }
        ]
        assert "The first words." in visitor.page("/posts/2026/first/")
        assert visitor.build_id("/posts/2026/first/") == before
        publication.post("first", "Mended words.\n")
        preview.build({"posts/2026/first.md"})
        assert next(news)["problems"] == []
    assert "Mended words." in visitor.page("/posts/2026/first/")
    said = capsys.readouterr().out
    assert said.count("posts/2026/first.md:3:7: error: date: '30 Feb' is not a date\n") == 1
    assert " files written, " in said.splitlines()[-1]


def test_a_warning_is_told_with_the_new_edition(
    publication: Publication, preview: Preview, visitor: Visitor
) -> None:
    publication.post("first", "[Gone](gone.md)\n")
    preview.build({"posts/2026/first.md"})
    with visitor.news() as news:
        told = next(news)
    assert told["summary"] == "0 errors, 1 warning in 2 posts"
    assert [problem["place"] for problem in told["problems"]] == ["posts/2026/first.md:5:1"]
    assert "Gone" in visitor.page("/posts/2026/first/")


def test_words_of_a_problem_are_text() -> None:
    problem = error("posts/<b>\x1b.md", 1, 1, "x", "title: '</script>\n\u202e'", "write \x00")
    event = News("1", (problem,), "1 error").event
    assert event.startswith(b"data: {")
    assert event.endswith(b"}\n\n")
    assert event.count(b"\n") == 2
    (told,) = json.loads(event[6:])["problems"]
    assert told["place"] == "posts/<b>\\x1b.md:1:1"
    assert told["message"] == "title: '</script>\\x0a\\u202e'"
    assert told["help"] == "write \\x00"


@pytest.mark.parametrize(
    ("path", "text", "position"),
    [
        ("conf.py", "project = ''\n", "conf.py:1:1"),
        ("conf.py", "project = \n", "conf.py:1:11"),
        ("_templates/post.html", "{{ no_such_thing }}", "_templates/post.html:1:1"),
        ("_templates/post.html", "\n{% for %}", "_templates/post.html:2:1"),
        ("authors.yml", "- [", "authors.yml:"),
    ],
)
def test_what_is_no_post_may_be_wrong_and_mended(
    publication: Publication,
    preview: Preview,
    visitor: Visitor,
    path: str,
    text: str,
    position: str,
) -> None:
    before = visitor.build_id()
    file = publication.root / path
    good = file.read_bytes() if file.exists() else None
    publication.write(path, text.encode())
    preview.build({path})
    with visitor.news() as news:
        told = next(news)
    assert told["edition"] == before
    assert any(problem["place"].startswith(position) for problem in told["problems"]), told
    file.unlink() if good is None else file.write_bytes(good)
    publication.post("first", "Mended.\n")
    preview.build({path, "posts/2026/first.md"})
    assert "Mended." in visitor.page("/posts/2026/first/")
    assert visitor.build_id() != before


def test_pages_are_read_anew_each_time(
    publication: Publication, preview: Preview, visitor: Visitor
) -> None:
    publication.write("about.md", "# About\n\n{no-such-role}`x`\n")
    preview.build({"about.md"})
    publication.post("first", "Elsewhere.\n")
    preview.build({"posts/2026/first.md"})
    with visitor.news() as news:
        assert [problem["place"] for problem in next(news)["problems"]] == ["about.md:3:1"]
    (publication.root / "about.md").unlink()
    preview.build({"about.md"})
    with visitor.ask("/about/") as answer:
        assert answer.status == 404


def test_a_style_changes_one_file(
    publication: Publication, preview: Preview, visitor: Visitor
) -> None:
    tree = publication.root / "_build/preview/html"
    before = {path: path.stat().st_mtime_ns for path in tree.rglob("*") if path.is_file()}
    publication.write("_static/css/own.css", ".own { color: red; }\n")
    preview.build({"_static/css/own.css"})
    after = {path: path.stat().st_mtime_ns for path in tree.rglob("*") if path.is_file()}
    assert {path.name for path in after if before.get(path) != after[path]} == {"site.css"}
    assert ".own { color: red; }" in visitor.page("/_static/site.css")


def test_a_template_changes_what_it_draws(
    publication: Publication, preview: Preview, visitor: Visitor
) -> None:
    publication.override(
        "404.html", lambda text: text.replace("There is no page here", "Nothing at all")
    )
    preview.build({"_templates/404.html"})
    assert "Nothing at all" in visitor.page("/nothing/")


def test_the_search_follows_when_there_is_time(
    publication: Publication, preview: Preview, visitor: Visitor
) -> None:
    tree = publication.root / "_build/preview/html/pagefind"
    before = {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}
    publication.post("first", "Xylophones.\n")
    preview.build({"posts/2026/first.md"})
    assert {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()} == before
    build_id = visitor.build_id()
    preview.catch_up()
    after = {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}
    assert set(after.values()) != set(before.values())
    assert visitor.build_id() == build_id


def test_a_preview_that_was_never_built_says_so(publication: Publication) -> None:
    publication.post("first", date="30 Feb")
    with previewing(publication) as preview:
        visitor = Visitor(preview.port)
        page = visitor.page("/")
        assert "<h1>Nothing to show yet</h1>" in page
        assert LIVE in page
        with visitor.news() as news:
            assert next(news)["problems"][0]["place"] == "posts/2026/first.md:3:7"


def test_it_is_served_at_the_path_of_the_sites_address(publication: Publication) -> None:
    with previewing(publication, SITE_URL="https://example.org/a/journal/") as preview:
        visitor = Visitor(preview.port)
        with visitor.ask("/") as answer:
            assert (answer.status, answer.headers["Location"]) == (302, "/a/journal/")
        assert LIVE in visitor.page("/a/journal/")
        assert 'href="/a/journal/' in visitor.page("/a/journal/nothing/")


# -- Waiting ---------------------------------------------------------------------------


def test_whoever_waits_is_told_and_let_go() -> None:
    live = Live("1")
    first = live.after(None, 0)
    assert first == News("1")
    assert live.after(first, 0.001) is None
    live.tell(News("2"))
    assert live.after(first, 0) == News("2")
    live.end()
    assert live.after(None, 60) is None


# -- The command -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["serve"], 'serve --options="$SPHINXOPTS"'),
        (["serve", "PORT=9000"], 'serve --port="$PORT" --options="$SPHINXOPTS"'),
        (["preview"], 'build --preview --options="$SPHINXOPTS"'),
        (["status"], "status"),
    ],
)
def test_targets(tmp_path: Path, words: list[str], expected: str) -> None:
    equip(tmp_path)
    command = ["make", "--dry-run", f"VENV={VENV}", *words]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    (line,) = said.stdout.splitlines()
    assert line.split() == [f"{VENV}/bin/python", "-m", "publishing", *expected.split()]


@pytest.fixture
def command(publication: Publication, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """`make serve` on a copy of the code, which tests may change."""
    publication.post("first", "The first words.\n")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PROJECT / "publishing", tmp_path / "code/publishing", ignore=ignored)
    running = subprocess.Popen(
        [sys.executable, "-m", "publishing", "serve", "--port", "0", "-j", "1"],
        cwd=publication.root,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "code"), "SOURCE_DATE_EPOCH": NOW},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield running
    running.kill()
    running.communicate()


def test_from_a_saved_file_to_the_end(
    publication: Publication, tmp_path: Path, command: subprocess.Popen[str]
) -> None:
    assert command.stdout
    greeting = command.stdout.readline()
    assert greeting.startswith("The site and its drafts will be at http://127.0.0.1:")
    visitor = Visitor(int(greeting.rsplit(":")[-1].strip().rstrip("/")))
    with visitor.news() as news:
        first = next(news)["edition"]
        publication.post("first", "Saved words.\n")
        second = next(news)["edition"]
        assert "Saved words." in visitor.page("/posts/2026/first/")
    assert second != first
    # New code is run by a new process, and the browser finds it at the same address.
    code = tmp_path / "code/publishing/pages/listings.py"
    with visitor.news() as news:
        next(news)
        text = code.read_text()
        code.write_text(f"{text}\n(")
        (fault,) = next(news)["problems"]
        line = text.count("\n") + 2
        found = f"not Python: '(' was never closed (listings.py, line {line})"
        assert fault["message"] == found
        code.write_text(text.replace('"Posts"', '"Essays"'))
        assert list(news) == []
    page = visitor.page("/blog/")
    assert '<h1 class="pub-page-title p-name">Essays</h1>' in page
    command.send_signal(signal.SIGINT)
    said, _ = command.communicate(timeout=120)
    assert command.returncode == 0
    assert "Traceback" not in said
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", visitor.port), timeout=1)


def test_whatever_else_it_is_made_from_is_watched(publication: Publication) -> None:
    conf = (publication.root / "conf.py").read_text(encoding="utf-8")
    conf = conf.replace('"about.md"]', '"about.md", "guide/**"]')
    local = "import sys\nsys.path.insert(0, '_ext')\nimport mine\nextensions.append('mine')\n"
    publication.write("conf.py", f"{conf}{local}")
    module = "def setup(app):\n    app.add_crossref_type('{}', '{}')\n"
    publication.write("_ext/mine.py", module.format("one", "one"))
    publication.write("notes.txt", "First words.\n")
    publication.write("about.md", "# About\n\n```{include} notes.txt\n```\n")
    with previewing(publication) as preview:
        publication.write("notes.txt", "Other words.\n")
        assert preview._watch.changes() == {"notes.txt"}
        preview.build({"notes.txt"})
        shown = publication.root / "_build/preview/html"
        assert "Other words." in (shown / "about/index.html").read_text(encoding="utf-8")
        publication.write("guide/deep/new.md", "# A new page\n")
        assert preview._watch.changes() == {"guide/deep/new.md"}
        preview.build({"guide/deep/new.md"})
        assert (shown / "guide/deep/new/index.html").exists()
        for text, problems in ((module.format("two", "two"), 0), ("x = 1 / 0\n", 1), (module, 0)):
            publication.write("_ext/mine.py", text)
            assert preview._watch.changes() == {"_ext/mine.py"}
            preview.build({"_ext/mine.py"})
            assert len(preview._told or ()) == problems, preview._told
