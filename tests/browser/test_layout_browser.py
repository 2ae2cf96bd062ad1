"""No page scrolls sideways, however narrow the screen and however long the words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Served, opened
from tests.browser.exhibition import AUTHORS, PAGES, PAGES_OF_ONE_POST, PAGES_WITHOUT_POSTS, TAGS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (320, 390, 768, 1200, 1440)
"""320 px is what WCAG 2.2 asks for (1.4.10), 1,200 where three columns begin."""

# Of an element in a window of its own, which may scroll, only the window counts.
BEYOND = """() => {
  const wide = document.documentElement.clientWidth;
  const hidden = (one) => one.closest("pre, .pst-scrollable-table-container, .math, .skip-link")
    || getComputedStyle(one).position === "absolute" && one.offsetWidth <= 1;
  return [...document.body.querySelectorAll("*")]
    .filter((one) => {
      const box = one.getBoundingClientRect();
      return box.width && (box.right > wide + 1 || box.left < -1) && !hidden(one.parentElement)
        && !hidden(one);
    })
    .map((one) => `${one.tagName}.${one.className}`);
}"""


def sideways(page: Page, width: int) -> list[str]:
    """Return what reaches out of the window at a width, or that the window can be scrolled."""
    page.set_viewport_size({"width": width, "height": 800})
    found: list[str] = page.evaluate(BEYOND)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("the page scrolls sideways")
    return found


def check(page: Page, url: str) -> None:
    page.goto(url)
    assert {width: sideways(page, width) for width in WIDTHS} == {width: [] for width in WIDTHS}


@pytest.mark.parametrize("kind", PAGES)
def test_nothing_reaches_out_of_the_window(view: Page, exhibits: Served, kind: str) -> None:
    check(view, exhibits.at(PAGES[kind]))


@pytest.mark.parametrize("kind", PAGES_WITHOUT_POSTS)
def test_nor_where_there_are_no_posts(view: Page, empty_site: Served, kind: str) -> None:
    check(view, empty_site.at(PAGES_WITHOUT_POSTS[kind]))


@pytest.mark.parametrize("kind", PAGES_OF_ONE_POST)
def test_nor_where_there_is_one(view: Page, site_of_one: Served, kind: str) -> None:
    check(view, site_of_one.at(PAGES_OF_ONE_POST[kind]))


def test_nor_without_scripts(plain_page: Page, exhibits: Served) -> None:
    check(plain_page, exhibits.at(PAGES["post"]))


def test_nor_with_letters_twice_as_large(
    chromium: Callable[..., Browser], exhibits: Served, complaints: list[str]
) -> None:
    """As people set them who do not see well (WCAG 2.2, 1.4.4)."""
    large = chromium("--blink-settings=defaultFontSize=32")
    with opened(large, complaints) as page:
        for kind in ("home", "post", "archive", "search"):
            page.goto(exhibits.at(PAGES[kind]))
            assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
            assert {width: sideways(page, width) for width in (390, 768, 1440)} == {
                390: [],
                768: [],
                1440: [],
            }
    assert complaints == []


def test_what_is_too_wide_scrolls_by_itself_and_by_keyboard(view: Page, exhibits: Served) -> None:
    view.set_viewport_size({"width": 390, "height": 800})
    view.goto(exhibits.at(PAGES["post"]))
    for window, name in (
        (view.locator(".pub-prose pre").first, None),
        (view.locator(".pst-scrollable-table-container").first, "Table"),
        (view.locator(".pst-scrollable-table-container").last, "Table"),
        (view.locator("div.math"), "Formula"),
        (view.locator("p > span.math").last, "Formula"),
    ):
        window.focus()
        view.keyboard.press("ArrowRight")
        expect(window).not_to_have_js_property("scrollLeft", 0)
        assert window.get_attribute("aria-label") == name


def test_a_phone_shows_who_what_and_when_before_the_fold(view: Page, exhibits: Served) -> None:
    view.set_viewport_size({"width": 390, "height": 844})
    view.goto(exhibits.at("posts/2026/plain/"))
    for words in ("Plain", "Chi", "March 2, 2026", "Nothing but words."):
        box = view.get_by_text(words, exact=True).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 844, words


def test_the_longest_title_takes_a_part_of_a_phone(view: Page, exhibits: Served) -> None:
    view.set_viewport_size({"width": 390, "height": 844})
    view.goto(exhibits.at(PAGES["post"]))
    box = view.locator("h1").bounding_box()
    assert box is not None
    assert box["height"] < 844 / 3
    assert view.locator(".pub-byline__names a").all_inner_texts() == list(AUTHORS)
    assert view.locator(".pub-post-footer .pub-tags a").count() == len(TAGS) + 1


def test_lines_are_as_long_as_they_are_read_best(view: Page, exhibits: Served) -> None:
    """60 to 80 characters where there is room: the measure of books, and a little."""
    view.set_viewport_size({"width": 1440, "height": 900})
    view.goto(exhibits.at(PAGES["post"]))
    characters = view.evaluate("""() => {
      const paragraph = [...document.querySelectorAll(".pub-prose p")]
        .find((one) => one.textContent.includes("More of the text"));
      const style = getComputedStyle(paragraph);
      const lines = paragraph.getBoundingClientRect().height / parseFloat(style.lineHeight);
      return paragraph.textContent.length / lines;
    }""")
    assert 55 < characters < 85


def test_right_to_left_is_the_other_way_round(view: Page, exhibits: Served) -> None:
    view.set_viewport_size({"width": 390, "height": 844})
    view.goto(exhibits.at(PAGES["arabic post"]))
    assert view.locator("html").get_attribute("dir") == "rtl"
    paragraph = view.locator(".pub-prose p").first
    assert paragraph.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert paragraph.locator("a.footnote-reference").count() == 1
    # The site's own words stay in its language.
    assert view.locator(".pub-site-header").get_attribute("dir") == "ltr"
    code = view.locator(".pub-prose code")
    assert code.evaluate("one => getComputedStyle(one).direction") == "ltr"


def test_pictures_keep_their_place_before_they_are_there(
    browser: Browser, exhibits: Served, complaints: list[str]
) -> None:
    with opened(browser, complaints, width=390) as page:
        page.route("**/*.{png,avif,webp}", lambda route: route.abort())
        page.goto(exhibits.at(PAGES["post"]))
        box = page.locator(".pub-hero img").bounding_box()
        assert box is not None
        assert box["height"] == pytest.approx(box["width"] * 700 / 2000, abs=2)
    complaints.clear()  # what was held back is complained of
