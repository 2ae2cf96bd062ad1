"""Pictures that would keep a browser busy are refused; those that pass are drawn at once."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from publishing.assets.svg import SvgError, cleaned
from publishing.assets.svg_cost import MOST

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
TOO_MUCH = f"it is as much work to draw as more than {MOST:,} shapes"
SIDES = 'width="700" height="700"'
BOX = f'<rect {SIDES} fill="red" fill-opacity=".01"/>'


def picture(defs: str, body: str) -> bytes:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 700" {SIDES}>'
    return f"{head}<defs>{defs}</defs>{body}</svg>".encode()


def nested(element: str, attributes: str, use: str, levels: int, copies: int) -> bytes:
    """Definitions, each with *copies* shapes that use the next one."""
    defs = "".join(
        f'<{element} id="n{level}" {attributes}>'
        + f"<rect {SIDES} {use.format(f'url(#n{level + 1})')}/>" * copies
        + f"</{element}>"
        for level in range(levels)
    )
    last = f'<{element} id="n{levels}" {attributes}>{BOX}</{element}>'
    return picture(defs + last, f"<rect {SIDES} {use.format('url(#n0)')}/>")


PATTERN = 'width="7" height="7" patternUnits="userSpaceOnUse"'
NESTED = {
    "masks": ("mask", "", 'mask="{}"'),
    "clip paths": ("clipPath", "", 'clip-path="{}"'),
    "patterns": ("pattern", PATTERN, 'fill="{}"'),
    "strokes": ("pattern", PATTERN, 'stroke="{}"'),
    "markers": ("marker", "", 'd="M0 0l1 1l1 1" marker-mid="{}"'),
    "styles": ("mask", "", 'style="mask: {}"'),
}
RULES = "<style>.m{mask:url(#m)} g .f{filter:url(#f)} #d{stroke-dasharray:.001;stroke:red}</style>"
BLUR = '<filter id="f"><feGaussianBlur stdDeviation="5"/></filter>'
MASK = f'<mask id="m">{BOX}</mask>'
PIECES = "l1 1" * 30_000


def filtered(primitive: str, uses: int) -> bytes:
    defs = f'<filter id="f">{primitive}</filter>'
    return picture(defs, f'<rect {SIDES} filter="url(#f)"/>' * uses)


HEAVY = {
    **{f"nested {name}": nested(*how, 6, 9) for name, how in NESTED.items()},
    "masks": picture(MASK, f'<rect {SIDES} mask="url(#m)"/>' * 300),
    "masks by a rule": picture(MASK + RULES, f'<rect {SIDES} class="m"/>' * 300),
    "filters by a rule": picture(BLUR + RULES, f'<g><rect {SIDES} class="f"/></g>' * 300),
    "blurs": filtered('<feGaussianBlur stdDeviation="5"/>', 150),
    "wide blurs": filtered('<feGaussianBlur stdDeviation="200"/>', 20),
    "many primitives": filtered("<feGaussianBlur stdDeviation='9'/>" * 150, 1),
    "swelling": filtered('<feMorphology operator="dilate" radius="200"/>', 1),
    "a wide kernel": filtered(f'<feConvolveMatrix order="20" kernelMatrix="{"1 " * 400}"/>', 1),
    "noise": filtered('<feTurbulence baseFrequency=".05" numOctaves="9"/>', 12),
    "patterns": picture(
        f'<pattern id="p" {PATTERN}>{BOX}</pattern>', '<path fill="url(#p)"/>' * 200
    ),
    "inherited patterns": picture(
        f'<pattern id="p" {PATTERN}>{BOX}</pattern>', f'<g fill="url(#p)">{"<path/>" * 200}</g>'
    ),
    "copied patterns": picture(
        f'<pattern id="p" {PATTERN}>{BOX}</pattern><g id="a">{"<path/>" * 20}</g>',
        '<use href="#a" fill="url(#p)"/>' * 10,
    ),
    "gradients": picture(
        '<linearGradient id="g"><stop/><stop/></linearGradient>', '<path fill="url(#g)"/>' * 6_000
    ),
    "stops": picture(
        f'<linearGradient id="g">{"<stop/>" * 5_000}</linearGradient>', '<path fill="url(#g)"/>' * 9
    ),
    "corners": picture(
        f'<marker id="k">{BOX}</marker>', f'<path marker-mid="url(#k)" d="M0 0{PIECES}"/>'
    ),
    "inherited markers": picture(
        f'<marker id="k">{BOX}</marker>', f'<g marker-mid="url(#k)"><path d="M0 0{PIECES}"/></g>'
    ),
    "dashes": picture("", '<path stroke="red" stroke-dasharray=".001" d="M0 0L700 700"/>' * 9),
    "dashes there and back": picture(
        "", f'<path stroke="red" stroke-dasharray=".01" d="M0 0{"H700H0" * 500}"/>' * 9
    ),
    "dashes of a circle": picture("", '<circle r="300" stroke-dasharray=".001"/>' * 9),
    "dashes by a rule": picture(
        RULES, '<path id="d" d="M0 0L9e5 0"/><path id="d" d="M0 0L9e5 0"/>' * 3
    ),
    "copies": picture(f'<g id="a">{BOX * 30}</g>', '<use href="#a"/>' * 900),
    "copies of masks": picture(
        f'{MASK}<g id="a"><rect {SIDES} mask="url(#m)"/></g>', '<use href="#a"/>' * 300
    ),
    "layers": picture("", f'<g opacity=".5">{BOX * 2}</g>' * 2_500),
    "words": picture("", f"<text>{'abc' * 500_000}</text>"),
    "words along a path": picture(
        f'<path id="a" d="M0 0{PIECES}"/>',
        f'<text><textPath href="#a">{"ab " * 500_000}</textPath></text>',
    ),
}


@pytest.mark.parametrize("name", HEAVY)
def test_a_picture_that_is_much_work_is_refused(name: str) -> None:
    begun = time.process_time()
    with pytest.raises(SvgError) as refused:
        cleaned(HEAVY[name])
    assert str(refused.value) == TOO_MUCH
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("defs", "use"),
    [
        ('<mask id="a"><rect mask="url(#a)"/></mask>', 'mask="url(#a)"'),
        (
            '<mask id="a"><path mask="url(#b)"/></mask><mask id="b"><path mask="url(#a)"/></mask>',
            'mask="url(#a)"',
        ),
        ('<pattern id="a"><path fill="url(#a)"/></pattern>', 'fill="url(#a)"'),
        ('<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>', 'fill="url(#a)"'),
    ],
)
def test_a_picture_that_refers_to_itself_is_refused(defs: str, use: str) -> None:
    with pytest.raises(SvgError, match=r"^it has a part that refers to itself$"):
        cleaned(picture(defs, f"<rect {use}/>"))


def test_references_are_followed_only_so_deep() -> None:
    chain = "".join(f'<linearGradient id="g{n}" href="#g{n + 1}"/>' for n in range(5_000))
    with pytest.raises(SvgError, match=r"^it has references that are more than 30 deep$"):
        cleaned(picture(chain, '<rect fill="url(#g0)"/>'))


# -- What people draw --------------------------------------------------------------

SHADOW = (
    '<filter id="s"><feFlood flood-opacity="0" result="a"/><feColorMatrix type="matrix" in="b"/>'
    '<feOffset dy="4"/><feGaussianBlur stdDeviation="4"/><feBlend in2="a"/></filter>'
)
LIGHT = {
    "a map": picture("", '<path d="M10 10l5 5l-5 5z" fill="teal" stroke="white"/>' * 15_000),
    "points of a chart": picture(
        '<circle id="p" r="3"/>',
        "".join(f'<use href="#p" x="{n % 700}" y="{n % 311}"/>' for n in range(9_000)),
    ),
    "cards with shadows": picture(
        SHADOW, '<g filter="url(#s)"><rect width="90" height="60"/></g>' * 50
    ),
    "gradients of an illustration": picture(
        '<linearGradient id="g"><stop/><stop offset="1"/></linearGradient>'
        '<radialGradient id="h" href="#g"/><style>.c{fill:url(#h)}</style>',
        '<circle r="9" cx="40" cy="40" class="c"/>' * 1_500,
    ),
    "clips of a chart": picture(
        f'<clipPath id="c"><rect {SIDES}/></clipPath>',
        '<path d="M5 5L600 650L700 20" fill="none" stroke="red" clip-path="url(#c)"/>' * 300,
    ),
    "arrows": picture(
        '<marker id="k"><path d="M0 0L9 3L0 6z"/></marker>',
        '<path d="M5 5L60 65" stroke="red" marker-end="url(#k)"/>' * 500,
    ),
    "dashed lines": picture(
        "", '<path d="M50 400L650 400" stroke="red" stroke-dasharray="4 3"/>' * 200
    ),
    "a dashed border": picture(
        "",
        '<path fill="none" stroke="red" stroke-dasharray="4 3" d="M0 0'
        + "".join(f"L{n / 8} {300 + n % 7}" for n in range(5_000))
        + '"/>',
    ),
    "hatching": picture(
        f'<pattern id="p" {PATTERN}><path d="M0 7L7 0"/></pattern>',
        '<rect width="30" height="300" fill="url(#p)"/>' * 60,
    ),
    "masks": picture(MASK, f'<rect {SIDES} mask="url(#m)"/>' * 60),
    "opacity": picture("", f'<g opacity=".9">{BOX * 3}</g>' * 300),
}


@pytest.mark.parametrize("name", LIGHT)
def test_what_people_draw_is_published_whole(name: str) -> None:
    assert cleaned(LIGHT[name]).removed == ()


@pytest.mark.skipif(
    not CHROMIUM and os.environ.get("REQUIRE_BROWSER") != "1", reason="no Chromium here"
)
def test_what_passes_is_drawn_at_once(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    page_file = tmp_path / "a.html"
    page_file.write_text('<!DOCTYPE html><img src="a.svg" width="700" height="700">')
    slow = {}
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        for name, data in LIGHT.items():
            (tmp_path / "a.svg").write_bytes(cleaned(data).data)
            page = browser.new_page()
            begun = time.monotonic()
            page.goto(page_file.as_uri())
            page.screenshot()
            slow[name] = time.monotonic() - begun
            page.close()
        browser.close()
    # A busy machine takes a while for anything; what is refused takes half a minute.
    assert {name: seconds for name, seconds in slow.items() if seconds > 5} == {}
