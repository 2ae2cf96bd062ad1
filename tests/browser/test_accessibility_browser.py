"""axe-core finds nothing on any kind of page, in light and in dark, on a phone and a wide screen.

It finds a part of what can bar people, about half by its makers' own count; keyboard and
navigation have tests of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Served, opened
from tests.browser.exhibition import LIKE_OTHERS, PAGES, PAGES_OF_ONE_POST, PAGES_WITHOUT_POSTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MODES = {"light": 390, "dark": 1440}
"""Each colour scheme at a width that it is as good to test in as any."""

SEEN = [
    *((kind, "light") for kind in PAGES),
    *((kind, "dark") for kind in PAGES if kind not in LIKE_OTHERS),
]
"""Each kind of page on a phone, and each template on a wide screen and in the dark too."""

RUN = """async () => {
  const found = await axe.run({
    resultTypes: ["violations"],
    rules: { "target-size": { enabled: true } },
  });
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""


@pytest.fixture(scope="package")
def axe() -> str:
    """The script of axe-core, as a package brings it."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="package")
def rooms(browser: Browser, axe: str) -> Iterator[dict[str, tuple[Page, list[str]]]]:
    """A page for each colour scheme that axe-core is let into, past the policy of our pages."""
    with ExitStack() as stack:
        rooms = {}
        for mode, width in MODES.items():
            heard: list[str] = []
            options = {"width": width, "color_scheme": mode, "bypass_csp": True}
            page = stack.enter_context(opened(browser, heard, **options))
            page.add_init_script(axe)
            rooms[mode] = page, heard
        yield rooms


@pytest.fixture
def examined(rooms: dict[str, tuple[Page, list[str]]], mode: str) -> Iterator[Page]:
    """The page of one colour scheme."""
    page, heard = rooms[mode]
    heard.clear()
    yield page
    assert heard == []


def check(page: Page, url: str, mode: str) -> None:
    page.goto(url)
    assert page.locator("html").get_attribute("data-theme") == mode
    assert page.evaluate(RUN) == []


@pytest.mark.parametrize(("kind", "mode"), SEEN)
def test_no_page_has_a_fault(examined: Page, exhibits: Served, kind: str, mode: str) -> None:
    check(examined, exhibits.at(PAGES[kind]), mode)


@pytest.mark.parametrize("mode", ["dark"])
@pytest.mark.parametrize("kind", PAGES_WITHOUT_POSTS)
def test_nor_has_one_of_an_empty_site(
    examined: Page, empty_site: Served, kind: str, mode: str
) -> None:
    check(examined, empty_site.at(PAGES_WITHOUT_POSTS[kind]), mode)


@pytest.mark.parametrize("mode", ["light"])
@pytest.mark.parametrize("kind", PAGES_OF_ONE_POST)
def test_nor_has_one_of_a_site_with_one_post(
    examined: Page, site_of_one: Served, kind: str, mode: str
) -> None:
    check(examined, site_of_one.at(PAGES_OF_ONE_POST[kind]), mode)


@pytest.mark.parametrize("mode", MODES)
def test_nor_has_the_search_with_results(examined: Page, exhibits: Served, mode: str) -> None:
    examined.goto(exhibits.at())
    examined.keyboard.press("/")
    examined.locator("dialog[open] input").wait_for()
    examined.keyboard.type("map")
    examined.locator(".pub-result").first.wait_for()
    assert examined.evaluate(RUN) == []


@pytest.mark.parametrize("mode", MODES)
def test_nor_have_open_notes_and_contents(examined: Page, exhibits: Served, mode: str) -> None:
    examined.goto(exhibits.at(PAGES["post"]))
    if mode == "light":  # which is the phone
        examined.locator(".pub-contents summary").click()
        examined.locator(".footnote-reference").first.click()
        examined.locator(".pub-note").wait_for()
    assert examined.evaluate(RUN) == []


@pytest.mark.parametrize("mode", ["light"])
def test_a_fault_would_be_found(examined: Page, exhibits: Served, mode: str) -> None:
    """Or a script that did not load, or was switched off, would be taken for good news."""
    examined.goto(exhibits.at("about/"))
    examined.evaluate("document.querySelector('main').append(document.createElement('button'))")
    (found,) = examined.evaluate(RUN)
    assert found.startswith("button-name: ")
