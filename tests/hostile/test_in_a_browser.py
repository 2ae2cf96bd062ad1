"""Every page of the hostile edition in a real browser: nothing runs, nothing is asked of others."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
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
        ]
        yield f"http://127.0.0.1:{server.server_port}/", pages
        server.shutdown()


def test_nothing_of_a_post_runs_in_any_page(address: tuple[str, list[str]]) -> None:
    from playwright.sync_api import sync_playwright

    origin, pages = address
    said: list[str] = []
    asked: list[str] = []
    assert f"{FOLDER}/everything/" in pages
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        page = browser.new_page()
        page.on(
            "dialog", lambda dialog: (said.append(f"dialog: {dialog.message}"), dialog.dismiss())
        )
        page.on("pageerror", lambda failure: said.append(f"error: {failure}"))
        page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
        page.on("request", lambda request: asked.append(request.url))
        for path in pages:
            said_before = len(said)
            page.goto(origin + path, wait_until="load")
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            assert said[said_before:] == [], path
            assert page.evaluate("document.title") != ""
        for scripted in page.query_selector_all("img"):
            scripted.scroll_into_view_if_needed()
        page.goto(f"{origin}{FOLDER}/scripted.svg")
        browser.close()
    assert said == []
    assert [url for url in asked if not url.startswith((origin, "data:"))] == []


def test_the_page_around_a_post_is_whole(address: tuple[str, list[str]]) -> None:
    from playwright.sync_api import sync_playwright

    origin, pages = address
    shape = "['main', 'footer', 'header'].map(n => document.querySelectorAll('body ' + n).length)"
    outside = """[...document.querySelectorAll('.e-content')].every(
        e => e.closest('main') && !e.querySelector('main, .e-content'))"""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        page = browser.new_page(java_script_enabled=True)
        page.goto(f"{origin}{FOLDER}/comments/")
        whole = page.evaluate(shape)
        for path in pages:
            if path.startswith(FOLDER):
                page.goto(origin + path, wait_until="domcontentloaded")
                assert page.evaluate(shape)[0] == whole[0], path
                assert page.evaluate(outside), path
        browser.close()


def test_the_browser_was_there_if_it_had_to_be() -> None:
    assert Path(CHROMIUM).is_file()
