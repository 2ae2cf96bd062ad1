"""The search, as readers use it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category

import pytest

from publishing.base.words import SPACE, folded, words_of
from tests.browser.conftest import POSTS, Served, serving
from tests.publication import Publication

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

STATUS = ".pub-search__status"


def say(page: Page, words: str, status: str) -> None:
    """Type words into the field that has the focus and wait until the status says so."""
    page.keyboard.type(words)
    page.locator(STATUS, has_text=re.compile(status)).wait_for()


def titles(page: Page) -> list[str]:
    return page.locator(".pub-result__title").all_inner_texts()


def focused(page: Page) -> str:
    """Return the text of what has the focus, or its name if it is a field."""
    found: str = page.evaluate("document.activeElement.name || document.activeElement.innerText")
    return found


def opened(page: Page, site: Served, address: str = "") -> None:
    """Open a page and the search over it."""
    page.goto(site.at(address))
    page.keyboard.press("/")
    page.locator("dialog[open] input:focus").wait_for()


# -- Finding ---------------------------------------------------------------------------


def test_a_post_is_found_by_a_word_of_its_body(page: Page, site: Served) -> None:
    opened(page, site)
    say(page, "kettle", "^1 result$")
    assert titles(page) == ["Tea at four"]
    text = page.locator(".pub-result__text")
    assert text.inner_text() == "The kettle sings. A cartographer pours."
    assert text.locator("mark").all_inner_texts() == ["kettle"]
    assert page.locator(".pub-result__facts").inner_text() == "July 9, 2025 · Bo Berg"


def test_a_result_leads_to_its_page_and_its_section(page: Page, site: Served) -> None:
    opened(page, site, "about/")
    say(page, "contours", "^1 result$")
    section = page.locator(".pub-result__sections a")
    assert section.inner_text() == "Contour lines"
    section.click()
    page.wait_for_url(site.at("posts/2026/maps/#contour-lines"))
    assert page.locator("h1").inner_text() == "Maps of the moors"


def test_pages_are_found_and_drafts_are_not(page: Page, site: Served) -> None:
    opened(page, site)
    say(page, "cartographer", "^3 results$")
    page.keyboard.press("ControlOrMeta+a")
    say(page, "heronkeepers", "^1 result$")
    link = page.locator(".pub-result__title a")
    assert link.evaluate("one => one.href") == site.at("about/")
    assert page.locator(".pub-result__facts").inner_text() == ""


def test_a_title_counts_more_than_a_mention(page: Page, site: Served) -> None:
    opened(page, site)
    say(page, "maps", "^3 results$")
    assert titles(page)[0] == "Maps of the moors"


@pytest.mark.parametrize("query", ["地図", "道", "「古い地図」"])
def test_words_that_no_space_divides_are_found(page: Page, site: Served, query: str) -> None:
    opened(page, site)
    say(page, query, "^1 result$")
    assert titles(page) == ["山の地図"]
    assert page.locator(".pub-result__title").get_attribute("lang") == "ja"
    text = page.locator(".pub-result__text").inner_text()
    assert text.replace(" ", "") == "古い地図を持って山へ行く。地図には道がない。"


ASKED = """
    C++ = C++17/C++ | "C++" = C++ | c++17 = C++17 | C# = C# | .NET = NET | node.js = node.js
    unique_ptr = unique_ptr | "unique_ptr" = unique_ptr | std::unique_ptr = std/unique_ptr
    3.12 = 3.12.1 | v3.12 = v/3.12.1 | snake_case = snake_case | snake = snake_case
    strasse = Straße | straße = Straße | STRASSE = Straße | oeuvre = Œuvre | œuvre = Œuvre
    field = ﬁeld | full = ＦＵＬＬ | ｆｕｌｌ = ＦＵＬＬ
    smorgasbord = smörgåsbord | orsted = Ørsted | ilik = ılık | ılık = ılık | izmir = İzmir
    "café noir" = café/noir | "a cafe" = a/cafe | e-mail = e-mail | email = e-mail
    R&D = R&D | 3.14 = 3.14 | 10000 = 10,000
    كتاب = كتـــاب | علي = على | مدرسة = مَدْرَسَة | احمد = أحمد | مكتبه = مكتبة
    שלום = שָׁלוֹם | אדם = אדם | हिन्दी = हिन्दी | 2026 = २०२६
    ไทย = ไ/ท/ย | ภาษา = ภ/า/ษ/า | ข้าว = ข้/า/ว | บ้าน = บ้/า/น | แมว = แ/ม/ว | น้ำ = น้/ำ
    รัก = รั/ก | กิน = กิ/น | ที่ = ที่ | เชียงใหม่ = เ/ชี/ย/ง/ใ/ห/ม่ | รถไฟ = ร/ถ/ไ/ฟ
    ខ្មែរ = ខ្មែ/រ | សាលា = សា/លា | မြန်မာ = မြ/န်/မာ | စာအုပ် = စာ/အု/ပ် | ເຂົ້າ = ເ/ຂົ້/າ
    データ = デ/ー/タ | プログラム言語 = プ/ロ/グ/ラ/ム/言/語 | バス = ﾊﾞ/ｽ
"""
ASK = """async (query) => {
    const { find, data } = await import(new URL("_static/search/finder.js", document.baseURI));
    const { draw } = await import(new URL("_static/search/result.js", document.baseURI));
    const { found } = await find({ q: query });
    const pages = await Promise.all(found.map(data));
    const results = pages.map((page) => draw(page, "en"));
    return results
        .filter((one) => one.querySelector("a").textContent === "Spellings")
        .flatMap((one) => [...one.querySelectorAll("mark")].map((mark) => mark.textContent));
}"""


def test_a_word_is_found_however_it_is_spelt_and_is_marked(page: Page, site: Served) -> None:
    page.goto(site.at())
    wanted = dict(pair.split(" = ") for pair in re.split(r" \| |\n", ASKED.strip()))
    wanted = {query.strip(): set(marks.strip().split("/")) for query, marks in wanted.items()}
    assert len(wanted) > 60
    found = {query: set(page.evaluate(ASK, query)) for query in wanted}
    assert found == wanted


def test_a_query_is_read_as_the_pages_are(page: Page, site: Served) -> None:
    page.goto(site.at())
    # What this Python knows no character for, a browser may, and they do not agree on controls.
    known = [chr(code) for code in range(0x20, 0x3200) if category(chr(code))[0] != "C"]
    rows = [known[start : start + 64] for start in range(0, len(known), 64)]
    texts = ["".join(row) for row in rows] + ["a".join(row) for row in rows]
    texts += [body for _, body in POSTS.values()]
    read = """async (texts) => {
        const words = new URL("_static/search/words.js", document.baseURI);
        const { wordsOf, folded } = await import(words);
        return texts.map((text) => wordsOf(text).map((word) => [word, folded(word)]));
    }"""
    ours = [[[word.rstrip(SPACE), folded(word)] for word in words_of(text)] for text in texts]
    theirs = page.evaluate(read, texts)
    differing = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
    assert differing == []


def test_spaces_of_a_script_without_many_are_shown(page: Page, site: Served) -> None:
    opened(page, site)
    say(page, "น้ำตก", "^1 result$")
    assert "กับแมว น้ำตกสวย ไปเชียงใหม่" in page.locator(".pub-result__text").inner_text()


def test_words_in_another_order_are_no_phrase(page: Page, site: Served) -> None:
    opened(page, site)
    say(page, "図地", "^Nothing found for “図地”")


def test_nothing_found_offers_topics(page: Page, site: Served) -> None:
    opened(page, site)
    say(page, "xylophonist", "^Nothing found for “xylophonist”.$")
    topic = page.locator(".pub-search__topics a", has_text="maps")
    assert topic.get_attribute("href") == site.at("blog/tag/maps/")


def test_what_was_said_stays_while_topics_load(page: Page, site: Served) -> None:
    def late(route: Route) -> None:
        page.wait_for_timeout(900)
        route.continue_()

    page.route("**/topics.json", late)
    opened(page, site)
    page.keyboard.type("xylophonist")
    page.locator(".pub-search__topics").wait_for()
    assert page.locator(STATUS).inner_text() == "Nothing found for “xylophonist”."


def test_what_a_post_says_is_text(page: Page, site: Served) -> None:
    opened(page, site)
    say(page, "quagga", "^1 result$")
    assert titles(page) == ["<img src=x onerror=alert(1)> & <b>bold</b>"]
    text = page.locator(".pub-result__text").inner_text()
    assert text == "The quagga wrote <script>alert(2)</script> and &lt;mark&gt; in code."
    assert page.locator("dialog :is(img, b, script)").count() == 0


# -- Narrowing -------------------------------------------------------------------------


def test_menus_narrow_and_count(page: Page, site: Served) -> None:
    opened(page, site)
    say(page, "cartographer", "^3 results$")
    page.locator("summary", has_text="Narrow down").click()
    tag = page.get_by_label("Tag")
    tag.locator("option", has_text="maps (2)").wait_for(state="attached")
    assert tag.locator("option").all_inner_texts()[:2] == ["Any", "maps (2)"]
    assert page.get_by_label("Author").locator("option").all_inner_texts() == [
        "Any",
        "Ann Lee (2)",
        "Bo Berg (1)",
    ]
    assert page.get_by_label("Year").locator("option").all_inner_texts() == [
        "Any",
        "2026 (1)",
        "2025 (1)",
        "2024 (1)",
    ]
    tag.select_option("maps")
    page.locator(STATUS, has_text=re.compile("^2 results$")).wait_for()
    page.get_by_label("Year").select_option("2024")
    page.locator(STATUS, has_text=re.compile("^1 result$")).wait_for()
    assert titles(page) == ["Maps of the moors"]
    # Another choice of the same menu is counted as if this one were not made.
    assert "2025 (1)" in page.get_by_label("Year").locator("option").all_inner_texts()


def test_the_newest_come_first_when_asked(page: Page, site: Served) -> None:
    page.goto(site.at("search/?q=cartographer&sort=newest"))
    page.locator(STATUS, has_text="3 results").wait_for()
    assert titles(page) == ["Dry stone walls", "Tea at four", "Maps of the moors"]


def test_a_search_can_be_passed_on(page: Page, site: Served) -> None:
    page.goto(site.at("search/"))
    page.locator("input[type=search]").wait_for()
    assert focused(page) == "q"
    assert page.locator("h2", has_text="Newest posts").is_visible()
    say(page, "cartographer", "^3 results$")
    assert page.locator("h2", has_text="Newest posts").is_hidden()
    page.locator("summary", has_text="Narrow down").click()
    page.get_by_label("Author").locator("option", has_text="Bo Berg").wait_for(state="attached")
    page.get_by_label("Author").select_option("Bo Berg")
    page.locator(STATUS, has_text="1 result").wait_for()
    assert page.url == site.at("search/") + "?q=cartographer&author=Bo+Berg"
    page.reload()
    page.locator(STATUS, has_text="1 result").wait_for()
    assert titles(page) == ["Tea at four"]
    assert page.get_by_label("Author").input_value() == "Bo Berg"


# -- Keyboard and voice ------------------------------------------------------------------


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_keys_open_the_search_and_escape_goes_back(page: Page, site: Served, key: str) -> None:
    page.goto(site.at())
    about = page.locator("nav a", has_text="About")
    about.focus()
    page.keyboard.press(key)
    page.locator("dialog[open]").wait_for()
    assert focused(page) == "q"
    page.keyboard.type("a/b")
    assert page.locator("dialog input").input_value() == "a/b"
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="detached")
    assert focused(page) == "About"


def test_the_link_opens_it_and_a_click_beside_it_closes_it(page: Page, site: Served) -> None:
    page.goto(site.at())
    page.locator(".pub-tool--search").click()
    page.locator("dialog[open]").wait_for()
    assert page.url == site.at()
    page.mouse.click(5, 400)
    page.locator("dialog[open]").wait_for(state="detached")
    page.locator(".pub-tool--search").click()
    page.locator("dialog[open]").get_by_role("button", name="Close").click()
    page.locator("dialog[open]").wait_for(state="detached")


def test_arrows_lead_to_results_and_enter_opens_one(page: Page, site: Served) -> None:
    opened(page, site)
    say(page, "cartographer", "^3 results$")
    order = titles(page)
    page.keyboard.press("ArrowUp")
    assert focused(page) == "q"
    for title in order:
        page.keyboard.press("ArrowDown")
        assert focused(page) == title
    page.keyboard.press("ArrowDown")
    assert focused(page) == order[-1]
    for _ in order:
        page.keyboard.press("ArrowUp")
    assert focused(page) == "q"
    page.keyboard.press("Enter")
    page.locator(".pub-result__title a:focus").wait_for()
    assert focused(page) == order[0]
    page.keyboard.press("Enter")
    page.wait_for_url("**/posts/2026/*/")
    assert page.locator("h1").inner_text() == order[0]


def test_tab_stays_in_the_dialog(page: Page, site: Served) -> None:
    opened(page, site)
    say(page, "kettle", "^1 result$")
    for _ in range(12):
        page.keyboard.press("Tab")
        # Between the last and the first stands the browser itself.
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )


def test_everything_has_a_name(page: Page, site: Served) -> None:
    opened(page, site)
    say(page, "contour", "^1 result$")
    assert page.get_by_role("dialog", name="Search").is_visible()
    assert page.get_by_role("search").is_visible()
    assert page.get_by_role("searchbox", name="Search").input_value() == "contour"
    assert page.get_by_role("status").inner_text() == "1 result"
    assert page.get_by_role("list", name="Results").get_by_role("heading", level=2).count() == 1
    assert page.get_by_role("list", name="Sections of Maps of the moors").count() == 1


# -- Around it -----------------------------------------------------------------------------


def test_nothing_is_loaded_before_it_is_used(page: Page, site: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.base)))
    page.goto(site.at("posts/2026/maps/"), wait_until="networkidle")
    assert not [url for url in asked if url.startswith(("pagefind/", "_static/search/"))]
    page.keyboard.press("/")
    page.locator("dialog[open] input:focus").wait_for()
    say(page, "kettle", "^1 result$")
    assert "_static/search/panel.js" in asked
    assert not [url for url in asked if "facets" in url]
    assert len([url for url in asked if "fragment/" in url]) == 1


@pytest.mark.parametrize("prefix", ["/", "/some/where/else/"])
def test_it_works_wherever_the_files_are(page: Page, built: Publication, prefix: str) -> None:
    with serving(built, prefix) as site:
        opened(page, site, "posts/2026/tea/")
        say(page, "mortar", "^1 result$")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(site.at("posts/2026/walls/"))


def test_the_page_forbids_what_it_does_not_need(page: Page, site: Served) -> None:
    response = page.goto(site.at("search/"))
    assert response is not None
    policy = response.headers["content-security-policy"]
    scripts = policy.partition("script-src ")[2].partition(";")[0]
    assert scripts.startswith("'wasm-unsafe-eval' 'strict-dynamic' 'sha256-")
    assert "'self'" not in scripts
    assert "'unsafe" not in policy.replace("'wasm-unsafe-eval'", "")


def test_without_its_index_it_says_so(page: Page, site: Served) -> None:
    page.route("**/pagefind/**", lambda route: route.abort())
    opened(page, site)
    say(page, "kettle", "^The search cannot be reached just now. Try again in a moment.$")
    assert page.locator("dialog li a").get_attribute("href") == site.at("blog/archive/")
    # And is there again once the index is.
    page.unroute("**/pagefind/**")
    page.keyboard.press("Backspace")
    page.locator(STATUS, has_text="1 result").wait_for()


def test_without_its_script_the_link_leads_to_the_page(
    page: Page, site: Served, complaints: list[str]
) -> None:
    page.goto(site.at())
    page.route("**/_static/search/*", lambda route: route.abort())
    page.locator(".pub-tool--search").click()
    page.wait_for_url(site.at("search/"))
    page.get_by_text("The search did not load.").wait_for()
    assert set(complaints) == {"console: Failed to load resource: net::ERR_FAILED"}
    complaints.clear()


def test_without_javascript_there_are_other_ways(plain_page: Page, site: Served) -> None:
    plain_page.goto(site.at())
    plain_page.locator(".pub-tool--search").click()
    plain_page.wait_for_url(site.at("search/"))
    notice = plain_page.locator("noscript p")
    notice.wait_for()
    assert "needs JavaScript" in notice.inner_text()
    ways = plain_page.locator(".pub-page-facts a").all_inner_texts()
    assert {"Archive", "Tags"} <= set(ways)


@pytest.mark.parametrize("width", [320, 390, 768])
def test_it_fits_a_phone(page: Page, site: Served, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    opened(page, site)
    say(page, "cartographer", "^3 results$")
    page.locator("summary", has_text="Narrow down").click()
    page.get_by_label("Author").locator("option", has_text="Bo Berg").wait_for(state="attached")
    sizes = page.evaluate(
        "[document.documentElement, document.querySelector('dialog')]"
        ".map(one => one.scrollWidth - one.clientWidth)"
    )
    assert sizes == [0, 0]
    page.goto(site.at("search/?q=cartographer"))
    page.locator(STATUS, has_text="3 results").wait_for()
    assert page.evaluate(
        "document.documentElement.scrollWidth === document.documentElement.clientWidth"
    )


def test_results_that_come_later_keep_the_focus(page: Page, site: Served) -> None:
    opened(page, site)
    say(page, "cartograph", "^3 results$")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    before = focused(page)
    page.locator(".pub-result").first.evaluate("one => { one.dataset.old = 'yes' }")
    page.locator("dialog input[name=q]").evaluate(
        "field => { field.value = 'cartographer';"
        " field.dispatchEvent(new Event('input', {bubbles: true})) }"
    )
    page.locator(".pub-result[data-old]").wait_for(state="detached")
    assert focused(page) == before
