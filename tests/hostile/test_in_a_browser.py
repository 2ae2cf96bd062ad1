"""Every page of the hostile edition in a real browser: nothing runs, nothing is asked of others."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.hostile.cases import HARMLESS, NEUTRALISED
from tests.hostile.field import FOLDER, HERE, lay_out
from tests.publication import Publication

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
if not CHROMIUM and os.environ.get("REQUIRE_BROWSER") != "1":
    pytest.skip("no Chromium here: what a browser does was not tested", allow_module_level=True)

OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def everything() -> str:
    """One post with the bodies of all hostile posts that are published."""
    bodies = [
        (HERE / "neutralised" / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)[2]
        for name in sorted(NEUTRALISED)
        if "never-closed" not in name and name != "plaintext"
    ]
    return "\n\n***\n\n".join(bodies)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """Where the hostile edition is served, and its pages."""
    publication = Publication(tmp_path_factory.mktemp("browser") / "publication")
    publication.configure(social_cards=False)
    lay_out(publication, "neutralised", NEUTRALISED)
    lay_out(publication, "harmless", HARMLESS)
    front = "---\ntitle: '<script>alert(1)</script>'\ndate: 2026-05-02\n---\n"
    publication.write(f"{FOLDER}/everything.md", (front + everything()).encode())
    built = publication.build()
    assert built.status == 0, built.text
    handler = partial(_Quiet, directory=str(publication.site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        pages = [
            path.relative_to(publication.site).as_posix().removesuffix("index.html")
            for path in sorted(publication.site.rglob("*.html"))
            if "/tag/" not in path.as_posix() or "onerror" in path.as_posix()
        ]
        yield f"http://127.0.0.1:{server.server_port}/", pages
        server.shutdown()


# The page is whole if a post's text stands in its main part and nothing else does.
_SHAPE = """() => ({
    mains: document.querySelectorAll('body main').length,
    footers: document.querySelectorAll('body footer').length > 0,
    inside: [...document.querySelectorAll('.e-content')].every(e => e.closest('main')),
    alone: !document.querySelector('.e-content main, .e-content .e-content'),
})"""
_WHOLE = {"mains": 1, "footers": True, "inside": True, "alone": True}


def test_nothing_of_a_post_runs_calls_or_leaves_its_place(address: tuple[str, list[str]]) -> None:
    from playwright.sync_api import sync_playwright

    origin, pages = address
    said: list[str] = []
    asked: list[str] = []
    assert f"{FOLDER}/everything/" in pages
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        page = browser.new_page()
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda failure: said.append(f"error: {failure}"))
        page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
        page.on("request", lambda request: asked.append(request.url))
        for path in pages:
            page.goto(origin + path, wait_until="load")
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            if path.startswith(FOLDER):
                assert page.evaluate(_SHAPE) == _WHOLE, path
            # A browser asks for a favicon when it likes.
            assert [line for line in said if "Failed to load resource" not in line] == [], path
        page.goto(f"{origin}{FOLDER}/scripted.svg")
        browser.close()
    assert [line for line in said if "Failed to load resource" not in line] == []
    assert [url for url in asked if not url.startswith((origin, "data:"))] == []
