"""Light and dark: by the system, by choice, kept, and from the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Served, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAPER = {"light": "rgb(252, 251, 248)", "dark": "rgb(22, 21, 19)"}
OTHER = {"light": "dark", "dark": "light"}
MODES = sorted(PAPER)


def paper(page: Page) -> str:
    found: str = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return found


def switch(page: Page) -> None:
    page.get_by_role("button", name="Dark colours").click()


@pytest.fixture
def page_in(browser: Browser, complaints: list[str]):  # type: ignore[no-untyped-def]
    """Open a page of a fresh profile whose system prefers a colour scheme."""

    def open_(mode: str, **options: object):  # type: ignore[no-untyped-def]
        return opened(browser, complaints, color_scheme=mode, **options)

    yield open_
    assert complaints == []


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("scripts", [True, False])
def test_the_system_decides(page_in, exhibits: Served, mode: str, scripts: bool) -> None:  # type: ignore[no-untyped-def]
    with page_in(mode, java_script_enabled=scripts) as page:
        page.goto(exhibits.at())
        if scripts:
            assert paper(page) == PAPER[mode]
        else:
            expect(page.locator("html")).to_have_css("background-color", PAPER[mode])


def test_a_change_of_the_system_is_followed(page_in, exhibits: Served) -> None:  # type: ignore[no-untyped-def]
    with page_in("light") as page:
        page.goto(exhibits.at())
        page.emulate_media(color_scheme="dark")
        expect(page.locator("html")).to_have_css("background-color", PAPER["dark"])
        expect(page.get_by_role("button", name="Dark colours")).to_have_attribute(
            "aria-pressed", "true"
        )


@pytest.mark.parametrize("mode", MODES)
def test_a_choice_is_kept_on_every_page(page_in, exhibits: Served, mode: str) -> None:  # type: ignore[no-untyped-def]
    with page_in(mode) as page:
        page.goto(exhibits.at())
        switch(page)
        assert paper(page) == PAPER[OTHER[mode]]
        page.goto(exhibits.at("about/"))
        assert paper(page) == PAPER[OTHER[mode]]
        page.emulate_media(color_scheme=OTHER[mode])
        page.emulate_media(color_scheme=mode)
        assert paper(page) == PAPER[OTHER[mode]]
        for meta in page.locator("meta[name=theme-color]").all():
            expect(meta).to_have_attribute("content", PAPER[OTHER[mode]])


def test_who_switches_back_follows_the_system_again(page_in, exhibits: Served) -> None:  # type: ignore[no-untyped-def]
    with page_in("light") as page:
        page.goto(exhibits.at())
        switch(page)
        switch(page)
        page.emulate_media(color_scheme="dark")
        expect(page.locator("html")).to_have_css("background-color", PAPER["dark"])


def test_a_choice_reaches_pages_that_are_open_already(page_in, exhibits: Served) -> None:  # type: ignore[no-untyped-def]
    with page_in("light") as page:
        page.goto(exhibits.at())
        other = page.context.new_page()
        other.goto(exhibits.at("about/"))
        switch(page)
        expect(other.locator("html")).to_have_css("background-color", PAPER["dark"])


@pytest.mark.parametrize("mode", MODES)
def test_the_first_paint_has_the_colour_that_was_chosen(
    page_in, exhibits: Served, complaints: list[str], mode: str
) -> None:  # type: ignore[no-untyped-def]
    """The colour is settled in the head: here the site's own script never comes."""
    with page_in(mode) as page:
        page.goto(exhibits.at())
        switch(page)
        page.route("**/*.js", lambda route: route.abort())
        page.add_init_script("""
          window.papers = [];
          const look = () => {
            const style = getComputedStyle(document.documentElement);
            if (document.body) papers.push(style.backgroundColor);
            requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        """)
        page.goto(exhibits.at("blog/archive/"))
        page.wait_for_load_state("load")
        page.evaluate("new Promise(requestAnimationFrame)")
        papers = page.evaluate("papers")
        assert papers
        assert set(papers) == {PAPER[OTHER[mode]]}
    complaints.clear()  # of the script that never came


def test_a_browser_that_keeps_nothing_can_be_switched_all_the_same(
    page_in, exhibits: Served
) -> None:  # type: ignore[no-untyped-def]
    with page_in("light") as page:
        page.add_init_script("""
          Object.defineProperty(window, "localStorage", { get() { throw new Error("no"); } });
        """)
        page.goto(exhibits.at())
        switch(page)
        assert paper(page) == PAPER["dark"]
