"""Reading a post: notes, code, contents, paper; with scripts, and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Served, opened
from tests.browser.exhibition import AUTHORS, PAGES, TITLE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

POST = PAGES["post"]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
PAPER = {"width": 605, "height": 971}
"""A4 without the margins that print.css sets, at 96 px an inch."""

NOT_ON_PAPER = (
    *(".pub-site-header", ".pub-site-footer", ".skip-link", ".pub-contents", ".headerlink"),
    *(".pub-copy", ".pub-note", ".pub-author-box", ".pub-neighbours", ".pub-related"),
)
"""What is there to be pressed, or leads away."""


def position(one: Locator) -> dict[str, float]:
    found = one.bounding_box()
    assert found is not None
    return dict(found)


# -- Notes -----------------------------------------------------------------------------


def test_a_note_opens_where_it_is_read_and_closes_again(view: Page, exhibits: Served) -> None:
    view.set_viewport_size(PHONE)
    view.goto(exhibits.at(POST))
    mark, note = view.locator(".footnote-reference").first, view.locator(".pub-note")
    mark.click()
    expect(note).to_have_text("The words of the first note.")
    expect(note).to_be_in_viewport()
    expect(mark).to_have_attribute("aria-expanded", "true")
    paragraph = mark.locator("xpath=ancestor::p")
    assert 0 <= position(note)["y"] - position(paragraph)["y"] - position(paragraph)["height"] < 40
    mark.press("Enter")
    expect(note).to_have_count(0)
    assert view.url == exhibits.at(POST)


def test_two_open_notes_stand_in_their_order(view: Page, exhibits: Served) -> None:
    view.set_viewport_size(PHONE)
    view.goto(exhibits.at(POST))
    for number in (1, 0):
        view.locator(".footnote-reference").nth(number).click()
    expect(view.locator(".pub-note")).to_contain_text(["the first note", "the second note"])


def test_notes_stand_in_the_margin_beside_their_marks(view: Page, exhibits: Served) -> None:
    view.set_viewport_size(DESK)
    view.goto(exhibits.at(POST))
    text = position(view.locator(".pub-prose"))
    for number in (0, 1):
        mark = position(view.locator(".footnote-reference").nth(number))
        note = position(view.locator("aside.footnote").nth(number))
        assert note["x"] + note["width"] < text["x"]
        assert abs(note["y"] - mark["y"]) < 40
    expect(view.locator("hr.footnotes")).to_be_hidden()


def test_notes_are_at_the_end_without_scripts(plain_page: Page, exhibits: Served) -> None:
    plain_page.set_viewport_size(PHONE)
    plain_page.goto(exhibits.at(POST))
    plain_page.locator(".footnote-reference").first.click()
    expect(plain_page.locator("aside.footnote").first).to_be_in_viewport()
    plain_page.locator("aside.footnote a").first.click()
    expect(plain_page.locator(".footnote-reference").first).to_be_in_viewport()


# -- Code ------------------------------------------------------------------------------


def test_code_is_copied_without_its_prompts(
    browser: Browser, exhibits: Served, complaints: list[str]
) -> None:
    rights = ["clipboard-read", "clipboard-write"]
    with opened(browser, complaints, permissions=rights) as page:
        page.goto(exhibits.at(POST))
        block = page.locator(".highlight", has_text="make html")
        button = block.get_by_role("button", name="Copy this code")
        button.focus()
        expect(button).to_have_css("opacity", "1")
        button.press("Enter")
        expect(page.get_by_role("status")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "make html\n0 errors\nmake test"
    assert complaints == []


def test_code_has_no_dead_button_without_scripts(plain_page: Page, exhibits: Served) -> None:
    plain_page.goto(exhibits.at(POST))
    expect(plain_page.locator(".highlight")).not_to_have_count(0)
    expect(plain_page.locator("main button")).to_have_count(0)


# -- Contents --------------------------------------------------------------------------


def test_the_contents_follow_the_reading(view: Page, exhibits: Served) -> None:
    view.set_viewport_size(DESK)
    view.goto(exhibits.at(POST))
    contents = view.locator(".pub-contents")
    expect(contents).to_have_attribute("open", "")
    current = contents.locator("[aria-current]")
    for heading in ("The first section", "The last section"):
        view.get_by_role("heading", name=heading).evaluate("one => one.scrollIntoView()")
        expect(current).to_have_text(heading)
    expect(contents).to_be_in_viewport()
    text = position(view.locator(".pub-prose"))
    assert position(contents)["x"] > text["x"] + text["width"]


def test_the_contents_are_folded_on_a_phone_and_lead_on(view: Page, exhibits: Served) -> None:
    view.set_viewport_size(PHONE)
    view.goto(exhibits.at(POST))
    contents = view.locator(".pub-contents")
    link = contents.get_by_role("link", name="The last section")
    expect(link).to_be_hidden()
    contents.get_by_text("Contents").click()
    link.click()
    expect(view.get_by_role("heading", name="The last section")).to_be_in_viewport()
    expect(link).to_be_hidden()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_contents_need_no_script(
    plain_page: Page, exhibits: Served, size: dict[str, int]
) -> None:
    plain_page.set_viewport_size(size)  # type: ignore[arg-type]
    plain_page.goto(exhibits.at(POST))
    link = plain_page.locator(".pub-contents").get_by_role("link", name="The last section")
    if size is PHONE:
        plain_page.locator(".pub-contents summary").click()
    link.click()
    expect(plain_page.get_by_role("heading", name="The last section")).to_be_in_viewport()


def test_a_heading_offers_its_address(view: Page, exhibits: Served) -> None:
    view.set_viewport_size(DESK)
    view.goto(exhibits.at(POST))
    anchor = view.get_by_role("heading", name="The first section").locator(".headerlink")
    expect(anchor).to_have_css("opacity", "0")
    anchor.focus()
    view.keyboard.press("Shift+Tab")
    view.keyboard.press("Tab")
    expect(anchor).to_have_css("opacity", "1")
    anchor.press("Enter")
    view.wait_for_url("**/#the-first-section")


# -- Pictures --------------------------------------------------------------------------


def test_a_phone_loads_a_small_picture_and_only_those_in_sight(
    browser: Browser, exhibits: Served, complaints: list[str]
) -> None:
    loaded: list[str] = []
    with opened(browser, complaints, width=390) as page:
        page.on("request", lambda request: loaded.append(request.url))
        page.goto(exhibits.at(POST))
        hero, picture = page.locator(".pub-hero img"), page.locator(".pub-prose p img")
        assert hero.evaluate("one => one.currentSrc").endswith(".webp")
        assert hero.evaluate("one => one.naturalWidth") < 1000
        expect(picture).to_have_attribute("loading", "lazy")
        assert picture.evaluate("one => one.width * one.height") > 0
        assert picture.get_attribute("alt") == "A gradient"
    assert complaints == []


# -- Mathematics -----------------------------------------------------------------------


def test_a_root_is_seen_where_no_font_has_its_sign(
    browser: Browser, exhibits: Served, complaints: list[str]
) -> None:
    with opened(browser, complaints) as page:
        # As a browser measures it that has drawn no sign.
        page.add_init_script("""
          const measure = Element.prototype.getBoundingClientRect;
          Element.prototype.getBoundingClientRect = function () {
            return measure.call(this.localName === "msqrt" ? this.firstElementChild : this);
          };
        """)
        page.goto(exhibits.at(POST))
        roots = page.locator(".pub-root")
        expect(roots).to_have_count(2)
        expect(roots.nth(1)).to_have_css("border-top-style", "solid")
        assert page.locator("mo", has_text="√").count() == 2
        assert [page.locator("mfrac > *").count(), page.locator("msup").text_content()] == [2, "3"]
    assert complaints == []


def test_a_root_is_left_to_a_font_that_has_its_sign(view: Page, exhibits: Served) -> None:
    view.goto(exhibits.at(POST))
    drawn, stood_in = view.locator("msqrt, mroot"), view.locator(".pub-root")
    # Whichever this machine has fonts for, and never both.
    assert {drawn.count(), stood_in.count()} == {0, 2}


# -- Paper -----------------------------------------------------------------------------


def test_paper_has_the_article_and_nothing_else(view: Page, exhibits: Served) -> None:
    view.set_viewport_size(PAPER)
    view.goto(exhibits.at(POST))
    view.locator(".footnote-reference").first.click()
    view.emulate_media(media="print", color_scheme="dark")
    try:
        for shown in (TITLE, *AUTHORS, "May 20, 2026", "May 25, 2026"):
            expect(view.get_by_text(shown, exact=True).first).to_be_visible()
        expect(view.locator(".pub-post-footer__address")).to_contain_text(f"/{POST}")
        for note in view.locator("aside.footnote").all():
            expect(note).to_be_visible()
        for hidden in NOT_ON_PAPER:
            found = view.locator(hidden)
            assert found.count(), f"{hidden} was not there to be hidden"
            for one in found.all():
                expect(one).to_be_hidden()
        target = view.get_by_role("link", name="link to a page elsewhere").evaluate(
            "one => getComputedStyle(one, '::after').content"
        )
        assert "https://example.com/a/very/long/path?with=a&query=too" in target
        paper = view.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert paper == "rgb(255, 255, 255)"
        # Formulas cannot be broken; all else fits.
        view.locator("div.math").evaluate("one => one.remove()")
        assert view.evaluate("document.documentElement.scrollWidth <= innerWidth")
        code = view.locator(".pub-prose pre").first
        assert code.evaluate("one => one.scrollWidth <= one.clientWidth")
    finally:
        view.emulate_media(media="screen", color_scheme="light")
