"""What may run in a page, in a browser, on a host that says of no file what it is not."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_search_browser import say, titles
from tests.publication import Publication

if TYPE_CHECKING:
    from playwright.sync_api import Page

FILES = {
    "data.json": b"document.title='RUN'//",
    "a.txt": b"document.title='RUN'",
    "a.bib": b"document.title='RUN'",
    "a.tsv": b"document.title='RUN'",
    "a.csv": b"document.title='RUN'",
    "a.vtt": b"WEBVTT=1;document.title='RUN'",
    "a.pdf": b"%PDF-1.7\n%%EOF\n",
}


class _Plain(SimpleHTTPRequestHandler):
    """A host of files that sends no header of its own."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".bib": "application/octet-stream",
        ".json": "text/javascript",
        ".vtt": "",
    }

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def plain_host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A site without the headers that it asks for, and where it is."""
    publication = Publication(tmp_path_factory.mktemp("policy") / "publication")
    publication.post("tea", "The kettle sings.\n\n[a note](a.txt)\n")
    publication.write("posts/2026/a.txt", FILES["a.txt"])
    assert publication.build().status == 0
    for name, data in FILES.items():
        (publication.site / "posts/2026" / name).write_bytes(data)

    def handler(*words: object) -> _Plain:
        return _Plain(*words, directory=str(publication.site))  # type: ignore[arg-type]

    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", publication.site
        server.shutdown()
        thread.join()


def test_no_file_beside_a_post_runs_if_something_is_injected(
    page: Page, plain_host: tuple[str, Path], complaints: list[str]
) -> None:
    base, site = plain_host
    file = site / "posts/2026/tea/index.html"
    whole = file.read_text(encoding="utf-8")
    tags = "".join(
        f'<script src="../{name}"></script><script type="module" src="../{name}"></script>'
        f'<link rel="modulepreload" href="../{name}">'
        for name in FILES
    )
    tags += "<script>document.title='RUN'</script><img src=x onerror=\"document.title='RUN'\">"
    file.write_text(whole.replace("</article>", f"{tags}</article>"), encoding="utf-8")
    try:
        page.goto(f"{base}posts/2026/tea/", wait_until="load")
        assert "RUN" not in page.title()
        refused = [line for line in complaints if "Content Security Policy" in line]
        assert len(refused) >= 2 * len(FILES) + 1
    finally:
        file.write_text(whole, encoding="utf-8")
        complaints.clear()


def test_our_own_scripts_run(page: Page, plain_host: tuple[str, Path]) -> None:
    base, _ = plain_host
    page.goto(f"{base}posts/2026/tea/")
    page.keyboard.press("/")
    page.locator("dialog[open] input").wait_for()
    say(page, "kettle", "^1 result$")  # a module, those it loads, a worker and WebAssembly
    assert titles(page) == ["Tea"]


def test_a_script_of_ours_that_is_another_does_not_run(
    page: Page, plain_host: tuple[str, Path], complaints: list[str]
) -> None:
    base, site = plain_host
    (script,) = site.glob("_static/site-*.js")
    whole = script.read_bytes()
    script.write_bytes(b"document.title='RUN'")
    try:
        page.goto(f"{base}posts/2026/tea/", wait_until="load")
        assert "RUN" not in page.title()
        assert complaints
    finally:
        script.write_bytes(whole)
        complaints.clear()
