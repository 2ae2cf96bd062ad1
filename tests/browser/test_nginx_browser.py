"""The site as nginx serves it, in a browser that is told by its headers what to forbid."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from publishing.output.package import FOLDER, package
from tests.browser.test_search_browser import say, titles
from tests.nginx import Server, serving
from tests.publication import Publication

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("nginx")
    publication = Publication(folder / "publication")
    publication.post("tea", "The kettle sings.\n\n$$x^2$$\n", tags="tea", redirect_from="/old/")
    assert publication.build().status == 0
    with redirect_stdout(StringIO()):
        assert package(publication.root) == 0
    with serving(publication.root / FOLDER, folder / "server") as server:
        yield server


def test_the_headers_forbid_nothing_that_a_page_needs(page: Page, server: Server) -> None:
    page.goto(f"http://127.0.0.1:{server.port}/old/")
    assert page.url == f"http://127.0.0.1:{server.port}/posts/2026/tea/"
    assert page.locator("h1").inner_text() == "Tea"
    page.keyboard.press("/")
    page.locator("dialog[open] input").wait_for()
    say(page, "kettle", "^1 result$")  # WebAssembly, a compressed index, and no complaint
    assert titles(page) == ["Tea"]


def test_a_feed_shows_itself_to_who_opens_it(page: Page, server: Server) -> None:
    page.goto(f"http://127.0.0.1:{server.port}/blog/atom.xml")
    title = page.locator("feed > title")
    assert title.text_content() == "Post-Technical"
    # Of the style sheet of the feed: a browser's own view of XML has no serif.
    assert title.evaluate("one => getComputedStyle(one).display") != "inline"


def test_what_is_not_there_is_the_page_for_that(
    page: Page, server: Server, complaints: list[str]
) -> None:
    reply = page.goto(f"http://127.0.0.1:{server.port}/a/b/c/")
    assert reply is not None
    assert reply.status == 404
    assert page.locator("h1").inner_text() == "There is no page here"
    # Its links start at the root, and so does its style sheet.
    assert page.locator("h1").evaluate("one => getComputedStyle(one).fontSize") != "32px"
    assert [line for line in complaints if "404" not in line] == []
    complaints.clear()
