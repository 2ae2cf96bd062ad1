"""Whatever a post may contain is styled: the style sheet is cut by a specimen that has it all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from publishing.pages import theme_css
from publishing.pages.stylesheet import SPECIMEN, vocabulary
from publishing.policy import rules as policy
from tests.publication import PROJECT
from tests.rendering import Renderer

TEXT = SPECIMEN.read_text(encoding="utf-8")
COLOURS = policy.names("black danger dark info light muted primary secondary success warning white")
SPACES = policy.names("auto 0 1 2 3 4 5")


def test_the_specimen_has_every_directive_that_is_allowed() -> None:
    assert set(re.findall(r"^[:`]{3,}\{([\w-]+)\}", TEXT, re.MULTILINE)) == set(policy.DIRECTIVES)


def test_the_specimen_has_every_role_that_is_allowed() -> None:
    assert set(re.findall(r"\{([\w-]+)\}`", TEXT)) == set(policy.ROLES)


OPTIONS = {
    "{grid} 1 2 3 4": ["gutter: 2", "gutter: 0 1 2 3", "outline:", "reverse:"],
    "{grid} auto": [f"margin: {space}" for space in SPACES],
    "{grid-item}": ["columns: 6", "columns: 12 8 4 auto", "child-direction: row"],
    "{card} T": ["shadow: lg", "width: 50%", "margin: 1 2 3 4", "text-align: center"],
    "{card-carousel} 4": [],
    "{dropdown} T": ["open:", *(f"color: {colour}" for colour in COLOURS)],
    "{tab-set}": ["orientation: vertical"],
    "{steps}": [f"color: {colour}" for colour in COLOURS],
    "{aside} T": ["align: left\n:width: 50%"],
    "{button-link} https://example.org": [
        "expand:",
        "shadow:",
        "align: right",
        *(f"color: {colour}{line}" for colour, line in product(COLOURS, ("", "\n:outline:"))),
    ],
    "{note}": [f"class: {name}" for name in sorted(policy.CLASSES)],
}
WITHIN = {
    "{tab-set}": ":::{tab-item} T\nText\n:::",
    "{steps}": ":::{step} T\nText\n:::",
    "{card-carousel} 4": ":::{card} T\nText\n:::",
    "{grid-item}": "Text",
    "{grid} 1 2 3 4": ":::{grid-item}\nText\n:::",
    "{grid} auto": ":::{grid-item}\nText\n:::",
}


def bodies() -> Iterator[str]:
    """Every directive with each of its options."""
    for head, options in OPTIONS.items():
        for option in options or [""]:
            stated = f":{option}\n" if option else ""
            body = f"::::{head}\n{stated}\n{WITHIN.get(head, 'Text')}\n::::\n"
            yield f":::::{{grid}} 2\n{body}:::::\n" if head == "{grid-item}" else body


def test_what_options_ask_for_is_styled(renderer: Renderer) -> None:
    """The theme has no rule for it that our style sheet lacks."""
    shown: set[str] = set()
    for body in bodies():
        proof = renderer.render(body)
        assert proof.said == "", body
        shown.update(*(node.get("class").split() for node in proof.find("//*[@class]")))
    templates = "\n".join(
        path.read_text(encoding="utf-8") for path in (PROJECT / "publishing/theme").rglob("*.html")
    )
    specs = list(theme_css.sources(renderer.renderer.builder))
    ours = vocabulary(templates, renderer.renderer.specimen(SPECIMEN), specs)
    missing = set(_classes(specs, ours | shown)) - set(_classes(specs, ours))
    assert missing == set()


def _classes(specs: list[str], vocabulary: frozenset[str]) -> Iterator[str]:
    for spec in specs:
        yield from re.findall(r"\.([A-Za-z][\w-]*)", theme_css.cut(spec, vocabulary))
