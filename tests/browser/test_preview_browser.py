"""The live preview, as those who write see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.previewing import previewing
from tests.publication import Publication

if TYPE_CHECKING:
    from playwright.sync_api import Page

TEXT = "A paragraph of words.\n\n" * 60


def test_an_edit_reloads_the_page_where_it_was(publication: Publication, page: Page) -> None:
    publication.post("draft", TEXT, draft="true")
    with previewing(publication) as preview:
        page.goto(f"http://127.0.0.1:{preview.port}/posts/2026/draft/")
        page.evaluate("scrollTo(0, 900)")
        publication.post("draft", TEXT + "The last words.\n", draft="true")
        preview.build()
        page.get_by_text("The last words.").wait_for()
        # Not `wait_for_function`, which asks again by `eval`: the policy of the page refuses that.
        page.wait_for_load_state("load")
        assert page.evaluate("scrollY") == 900
        page.goto("about:blank")


def test_errors_stand_over_the_last_good_page_as_text(publication: Publication, page: Page) -> None:
    publication.post("first", "The first words.\n")
    with previewing(publication) as preview:
        page.goto(f"http://127.0.0.1:{preview.port}/posts/2026/first/")
        publication.post("first", date="'<img src=x onerror=alert(1)>'")
        preview.build()
        board = page.locator("body > div:last-child [role=status]")
        board.get_by_text("posts/2026/first.md:3:7").wait_for()
        assert "error: date: '<img src=x onerror=alert(1)>' is not a date" in board.inner_text()
        assert page.get_by_text("The first words.").is_visible()
        publication.post("first", "Mended words.\n")
        preview.build()
        page.get_by_text("Mended words.").wait_for()
        assert board.inner_text() == ""
        page.goto("about:blank")
