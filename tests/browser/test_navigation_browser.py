"""Getting about: by header and footer, by keyboard, with scripts and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Served
from tests.browser.exhibition import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE = {"width": 390, "height": 844}
WAYS = {
    "Post-Technical": "",
    "Posts": "blog/",
    "Topics": "blog/tag/",
    "Authors": "blog/author/",
    "About": "about/",
}
"""The header's links and where they lead."""

FOCUSED = "document.activeElement.textContent.trim()"


def walk(page: Page, site: Served) -> None:
    """Follow every link of the header, from a page deep within the site."""
    for name, address in WAYS.items():
        page.goto(site.at(PAGES["post"]))
        link = page.locator(".pub-site-header").get_by_role("link", name=name, exact=True)
        expect(link).to_be_in_viewport()
        link.click()
        page.wait_for_url(site.at(address))
        assert link.get_attribute("aria-current") == "page"
        expect(page.get_by_role("heading", level=1)).to_have_count(1)


@pytest.mark.parametrize("width", [390, 1440])
def test_the_header_leads_everywhere(view: Page, exhibits: Served, width: int) -> None:
    view.set_viewport_size({"width": width, "height": 844})
    walk(view, exhibits)


def test_the_header_needs_no_script(plain_page: Page, exhibits: Served) -> None:
    plain_page.set_viewport_size(PHONE)
    walk(plain_page, exhibits)
    expect(plain_page.locator(".pub-tool--mode")).to_be_hidden()
    plain_page.get_by_role("link", name="Search").click()
    plain_page.wait_for_url(exhibits.at("search/"))
    # A browser that is driven parses this as if scripts could run, so it is there but not drawn.
    assert "needs JavaScript" in (plain_page.locator("noscript").text_content() or "")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("post", "Posts"),
        ("archive", "Posts"),
        ("series", "Posts"),
        ("tag", "Topics"),
        ("categories", "Topics"),
        ("author", "Authors"),
    ],
)
def test_the_header_says_where_a_page_belongs(
    view: Page, exhibits: Served, kind: str, name: str
) -> None:
    view.goto(exhibits.at(PAGES[kind]))
    expect(view.locator(".pub-site-header [aria-current]")).to_have_text(name)


def test_the_header_is_at_the_top_and_the_footer_at_the_foot(view: Page, exhibits: Served) -> None:
    for size in (PHONE, {"width": 1440, "height": 900}):
        view.set_viewport_size(size)  # type: ignore[arg-type]
        view.goto(exhibits.at("404.html"))
        header, main, footer = (
            view.locator(part).bounding_box()
            for part in (".pub-site-header", "main", ".pub-site-footer")
        )
        assert header is not None
        assert main is not None
        assert footer is not None
        assert 0 <= header["y"] < header["y"] + header["height"] <= main["y"]
        assert main["y"] + main["height"] <= footer["y"]


def test_the_footer_leads_to_feeds(plain_page: Page, exhibits: Served) -> None:
    plain_page.goto(exhibits.at())
    footer = plain_page.locator(".pub-site-footer")
    for name, address in (("Atom feed", "blog/atom.xml"), ("JSON feed", "blog/feed.json")):
        href = footer.get_by_role("link", name=name).evaluate("link => link.href")
        assert href == exhibits.at(address)
        assert plain_page.request.get(href).ok


def test_a_walk_through_the_archive(view: Page, exhibits: Served) -> None:
    view.goto(exhibits.at("blog/"))
    seen = set()
    for _ in range(20):
        seen.update(view.locator(".pub-entry__title").all_inner_texts())
        older = view.get_by_role("link", name="Older posts")
        if not older.count():
            break
        older.click()
        view.wait_for_load_state()
    assert {f"A walk, day {number}" for number in range(1, 13)} <= seen
    assert len(seen) == 16
    view.get_by_role("link", name="Newer posts").click()
    view.wait_for_load_state()
    expect(view.locator(".pub-page-facts")).to_contain_text("Part 2")


def test_from_post_to_post(view: Page, exhibits: Served) -> None:
    view.goto(exhibits.at("posts/2026/walk-2/"))
    expect(view.locator(".pub-series [aria-current]")).to_have_text("A walk, day 2")
    view.get_by_role("link", name="Newer A walk, day 3").click()
    view.wait_for_url(exhibits.at("posts/2026/walk-3/"))
    view.locator(".pub-series").get_by_role("link", name="A walk, day 1").click()
    view.wait_for_url(exhibits.at("posts/2026/walk-1/"))
    related = view.locator(".pub-related .pub-entry__title")
    expect(related).to_have_count(3)
    assert not {"A walk, day 2", "A walk, day 3"} & set(related.all_inner_texts())


# -- Keyboard --------------------------------------------------------------------------


# On the page of the search its field has the focus already.
@pytest.mark.parametrize("kind", [kind for kind in PAGES if kind != "search"])
def test_the_first_tab_skips_to_the_text(view: Page, exhibits: Served, kind: str) -> None:
    view.goto(exhibits.at(PAGES[kind]))
    view.keyboard.press("Tab")
    assert view.evaluate(FOCUSED) == "Skip to the text"
    expect(view.locator(".skip-link a")).to_be_in_viewport()
    view.keyboard.press("Enter")
    assert view.evaluate("document.activeElement.id") == "pub-main"
    view.keyboard.press("Tab")
    assert view.evaluate("!!document.activeElement.closest('main')") or kind == "about"


def test_tab_goes_through_the_page_from_its_header_to_its_foot(
    view: Page, exhibits: Served
) -> None:
    view.set_viewport_size({"width": 1440, "height": 900})
    view.goto(exhibits.at(PAGES["post"]))
    positions = []
    for _ in range(120):
        view.keyboard.press("Tab")
        positions.append(
            view.evaluate("""() => {
              const one = document.activeElement;
              const part = one.closest(".skip-link, main, .pub-site-footer, .pub-site-header");
              const ring = getComputedStyle(one);
              return [part?.className || part?.id,
                ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2];
            }""")
        )
        if view.evaluate("document.activeElement === document.body"):
            positions.pop()
            break
    parts = [part for part, _ in positions]
    order = list(dict.fromkeys(parts))
    assert order == ["skip-link", "pub-site-header", "bd-main", "pub-site-footer"]
    assert all(has_ring for _, has_ring in positions), (
        "something has the focus and does not show it"
    )
