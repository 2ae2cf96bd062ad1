"""What the tests in a browser share: a site, a server for it, and a page that minds its manners.

A test takes `page` and `site`:

    def test_the_wordmark_leads_home(page: Page, site: Served) -> None:
        page.goto(site.at("about/"))

It fails at its end if the page said anything on the console that is an error, raised one,
or asked another host for something; a test that provokes that clears `complaints`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from tests.browser import exhibition
from tests.publication import Publication

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PREFIX = "/journal/"

POSTS = {
    "maps": (
        {"title": "Maps of the moors", "date": "2024-03-01", "author": "Ann Lee", "tags": "maps"},
        "A cartographer walks, then draws.\n\n## Contour lines\n\nEvery contour is a promise.\n",
    ),
    "tea": (
        {"title": "Tea at four", "date": "2025-07-09", "author": "Bo Berg", "tags": "tea, maps"},
        "The kettle sings. A cartographer pours.\n",
    ),
    "walls": (
        {"title": "Dry stone walls", "date": "2026-05-01", "author": "Ann Lee", "tags": "craft"},
        "Without mortar, and still standing. No cartographer drew this one.\n",
    ),
    "hostile": (
        {"title": '"<img src=x onerror=alert(1)> & <b>bold</b>"', "date": "2026-04-01"},
        "The quagga wrote `<script>alert(2)</script>` and `&lt;mark&gt;` in code.\n",
    ),
    "yama": (
        {"title": "山の地図", "date": "2026-03-01", "language": "ja", "tags": "maps"},
        "古い地図を持って山へ行く。地図には道がない。\n",
    ),
    "spellings": (
        {"title": "Spellings", "date": "2023-05-01"},
        "C++17 and C++ know `std::unique_ptr<int>`; C# and .NET; node.js v3.12.1 in snake_case.\n\n"
        "Die Straße, ein Œuvre, der ﬁeld, ＦＵＬＬ, smörgåsbord von Ørsted, ılık, İzmir.\n\n"
        "Un café noir, a cafe, e-mail and R&D; π≈3.14 and 10,000.\n\n"
        "كتـــاب على مَدْرَسَة أحمد مكتبة. שָׁלוֹם בן־אדם. हिन्दी में २०२६.\n\n"
        "ฉันรักภาษาไทย และกินข้าวผัดที่บ้านกับแมว น้ำตกสวย ไปเชียงใหม่ด้วยรถไฟ\n\n"
        "ភាសាខ្មែរ មានសាលា។ မြန်မာစာ စာအုပ်။ ພາສາລາວ ກິນເຂົ້າ\n\n"
        "データとプログラム・言語、か が ﾊﾞｽ、テデ。\n",
    ),
    "draft": ({"title": "Not yet", "draft": "true"}, "The unpublished cartographer.\n"),
}


@dataclass(frozen=True)
class Served:
    """A site and where it is served."""

    publication: Publication
    base: str

    def at(self, address: str = "") -> str:
        """Return the whole URL of an address of the site."""
        return self.base + quote(address, safe="/?=&#")


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The publication that all tests look at; none may change it."""
    publication = Publication(tmp_path_factory.mktemp("browser") / "publication")
    publication.write("about.md", "# About us\n\nWe are heronkeepers.\n")
    for slug, (keys, body) in POSTS.items():
        publication.post(slug, body, **keys)
    built = publication.build(SITE_URL=f"https://example.org{PREFIX}")
    assert built.status == 0, built.text
    return publication


@pytest.fixture(scope="package")
def site(built: Publication) -> Iterator[Served]:
    """The site at the path of its SITE_URL, with the headers that it asks hosts to send."""
    with serving(built, PREFIX) as served:
        yield served


@pytest.fixture(scope="package")
def exhibits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site that has every kind of page, and on one of them all that is hard to lay out."""
    publication = Publication(tmp_path_factory.mktemp("exhibits") / "publication")
    exhibition.fill(publication)
    built = publication.build()
    assert built.status == 0, built.text
    with serving(publication, "/") as served:
        yield served


@pytest.fixture(scope="package")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site without posts."""
    publication = Publication(tmp_path_factory.mktemp("empty") / "publication")
    publication.published()
    with serving(publication, "/") as served:
        yield served


@pytest.fixture(scope="package")
def site_of_one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site with one post."""
    publication = Publication(tmp_path_factory.mktemp("one") / "publication")
    exhibition.fill_with_one(publication)
    publication.published()
    with serving(publication, "/") as served:
        yield served


@pytest.fixture(scope="package")
def chromium() -> Iterator[Callable[..., Browser]]:
    """Starts a Chromium that is installed already, with options of its command line."""
    if not CHROMIUM:
        why = "no Chromium here: what a browser does was not tested"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(why)
        pytest.skip(why)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = []

        def start(*options: str) -> Browser:
            args = [*OPTIONS, *options]
            started.append(playwright.chromium.launch(executable_path=CHROMIUM, args=args))
            return started[-1]

        yield start
        for browser in started:
            browser.close()


@pytest.fixture(scope="package")
def browser(chromium: Callable[..., Browser]) -> Browser:
    """The browser that most tests look through."""
    return chromium()


@pytest.fixture
def complaints() -> list[str]:
    """What the page has complained of so far."""
    return []


@pytest.fixture
def page(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    """A page of a fresh profile, 1280 × 800."""
    with opened(browser, complaints) as page:
        yield page
    assert complaints == []


@pytest.fixture(scope="package")
def window(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page and what it complained of, for tests that only look."""
    heard: list[str] = []
    with opened(browser, heard) as page:
        yield page, heard


@pytest.fixture
def view(window: tuple[Page, list[str]]) -> Iterator[Page]:
    """A page that others have used before: opening a profile takes longer than most looks."""
    page, heard = window
    heard.clear()
    yield page
    assert heard == []


@pytest.fixture
def plain_page(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    """A page without JavaScript."""
    with opened(browser, complaints, java_script_enabled=False) as page:
        yield page
    assert complaints == []


@contextmanager
def opened(
    browser: Browser, complaints: list[str], width: int = 1280, **options: Any
) -> Iterator[Page]:
    """Open a page that notes its complaints, for a reader who wants nothing to move.

    So a test need not wait for a page to have scrolled.
    """
    options.setdefault("reduced_motion", "reduce")
    context = browser.new_context(viewport={"width": width, "height": 800}, **options)
    page = context.new_page()
    context.on("weberror", lambda failure: complaints.append(f"error: {failure.error}"))
    page.on(
        "console",
        lambda line: complaints.append(f"console: {line.text}") if line.type == "error" else None,
    )
    page.on(
        "dialog", lambda dialog: (complaints.append(f"dialog: {dialog.message}"), dialog.dismiss())
    )
    page.on(
        "request",
        lambda request: (
            complaints.append(f"request: {request.url}")
            if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:"))
            else None
        ),
    )
    try:
        yield page
    finally:
        context.close()


@contextmanager
def serving(publication: Publication, prefix: str) -> Iterator[Served]:
    """Serve a site at a path of this machine."""
    root = publication.site
    headers = _headers(root / "_headers")

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, directory=str(root), **kwargs)  # type: ignore[arg-type]

        def translate_path(self, path: str) -> str:
            # What lies outside of the path is not ours to answer.
            inside = path.startswith(prefix)
            return super().translate_path("/" + path[len(prefix) :] if inside else "/no-such-file")

        def end_headers(self) -> None:
            for name, value in headers:
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield Served(publication, f"http://127.0.0.1:{server.server_port}{prefix}")
        finally:
            server.shutdown()
            thread.join()


def _headers(file: Path) -> list[tuple[str, str]]:
    """Return the headers of all pages, as `_headers` states them."""
    if not file.is_file():
        return []
    block = file.read_text(encoding="utf-8").partition("/*\n")[2].split("\n/")[0]
    lines = (line.strip().partition(": ") for line in block.splitlines())
    return [(name, value) for name, _, value in lines if name]
