"""The theme's style sheets, cut to the rules that our pages can match.

They are written for documentation: nine tenths of their rules are about side columns, menus
and widgets that no page here has. tinycss2 reads them as a browser would; a rule stays if
every class and id in its selector can occur on a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tinycss2
from sphinx.builders.html import StandaloneHTMLBuilder

from publishing.render.sphinx_internals import theme

SHEETS = (
    "styles/pydata-sphinx-theme.css",
    "styles/sphinx-book-theme.css",
)
"""In the order in which the theme loads them; `basic.css` of Sphinx comes first."""

_NESTED = frozenset({"media", "supports", "layer", "container"})
_DROPPED = frozenset({"charset", "import", "font-face"})
_NAME = re.compile(r"[.#](-?[_a-zA-Z][\w-]*)")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
_WORD = re.compile(r"[\w-]+")


def words(html: str) -> frozenset[str]:
    """Return everything in a page or a template that could be a class or an id."""
    return frozenset(_WORD.findall(html))


def sources(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """Yield the text of each style sheet of the theme and of sphinx-design."""
    import sphinx_design

    found = [Path(folder) / "static" for folder in reversed(theme(builder).get_theme_dirs())]
    for name in ("basic.css.jinja", "basic.css_t", *SHEETS):
        for folder in found:
            if (folder / name).is_file():
                yield _without_templates((folder / name).read_text(encoding="utf-8"))
    for path in sorted(Path(sphinx_design.__file__).parent.rglob("*.min.css"))[:1]:
        yield path.read_text(encoding="utf-8")


def of_options(css: str) -> frozenset[str]:
    """Return the classes of sphinx-design in *css* that options of directives can ask for.

    Columns, gaps, margins, colours, shadows, sides: too many to stand in the specimen each.
    """
    return frozenset(name for name in _NAME.findall(css) if _OPTIONAL.fullmatch(name))


_COLOURS = "black|danger|dark|info|light|muted|primary|secondary|success|warning|white"
_OPTIONAL = re.compile(
    rf"""sd-(?:
    (?:row-cols|col|g)-(?:(?:sm|md|lg)-)?(?:auto|\d+)
    |[mp][tblr]?-(?:\d|auto)
    |(?:bg|bg-text|btn|btn-outline|outline|steps|text)-(?:{_COLOURS})
    |align-major-\w+|aside-[\w-]+|border-1|card-(?:cols-\d+|img[\w-]*)|d-flex-\w+|d-grid
    |flex-row-reverse|rounded-\w+|shadow-\w+|tab-set-vertical|text-(?:left|right|center|justify)
    |w-\w+|font-weight-bold
    )""",
    re.VERBOSE,
)


def cut(css: str, vocabulary: frozenset[str]) -> str:
    """Return *css* with only the rules whose every class and id is in *vocabulary*.

    Variables that nothing left over uses go as well: the theme defines some four hundred.
    """
    kept = "".join(_kept(tinycss2.parse_stylesheet(css, True, True), vocabulary))
    while (smaller := _without_unused(kept)) != kept:
        kept = smaller
    return _EMPTY.sub("", kept)


def _without_unused(css: str) -> str:
    used = set(_VARIABLE.findall(css))
    return _DEFINITION.sub(lambda found: found[0] if found[1] in used else "", css)


_DEFINITION = re.compile(r"(?<=[{;])(--[\w-]+):[^;{}]*;?")
_EMPTY = re.compile(r"[^{};]+\{\}")


def _kept(rules: list[Any], vocabulary: frozenset[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [
                selector
                for selector in _split(tinycss2.serialize(rule.prelude))
                if _can_match(selector, vocabulary)
            ]
            if selectors:
                yield f"{','.join(selectors)}{{{_tight(tinycss2.serialize(rule.content))}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in _NESTED and rule.content:
            inner = tinycss2.parse_rule_list(rule.content, True, True)
            text = "".join(_kept(inner, vocabulary))
            if text:
                prelude = tinycss2.serialize(rule.prelude).strip()
                yield f"@{rule.lower_at_keyword} {prelude}{{{text}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword not in _DROPPED and rule.content:
            yield tinycss2.serialize([rule])


def _can_match(selector: str, vocabulary: frozenset[str]) -> bool:
    # What a `:not()` names need not be there for the rule to match.
    names = _NAME.findall(re.sub(r":not\([^()]*(\([^()]*\))?[^()]*\)", "", selector))
    return all(name in vocabulary for name in names) and "::-moz-" not in selector


def _split(prelude: str) -> list[str]:
    """Split a list of selectors at its commas, but not at those inside brackets."""
    parts, depth, start = [], 0, 0
    for position, char in enumerate(prelude):
        if char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        elif char == "," and depth == 0:
            parts.append(prelude[start:position])
            start = position + 1
    return [part.strip() for part in (*parts, prelude[start:])]


def _tight(declarations: str) -> str:
    return re.sub(r"\s*([;:,])\s*", r"\1", re.sub(r"\s+", " ", declarations)).strip(" ;")


def _without_templates(css: str) -> str:
    """Drop the few template tags in Sphinx's own style sheet; none stands for a rule of ours."""
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "0", css, flags=re.DOTALL)
