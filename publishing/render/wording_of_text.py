"""What is said of names, roles, formulas and code, and in which words we say it."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import Final

from pygments.lexers import get_all_lexers  # type: ignore[import-untyped]

from publishing.markdown.box import KINDS
from publishing.policy import rules as policy

Words = tuple[str, str]
"""What was found, and what to write instead."""


def _definition(given: dict[str, str]) -> Words:
    name = given["name"].lower()  # whose letters Markdown does not tell apart
    found = f"the address of [{name}] is stated twice, and the first is taken"
    return found, "delete one of the two, or give it another name"


def _language(given: dict[str, str]) -> Words:
    language = given["language"]
    near = get_close_matches(language.lower(), _languages(), 1, 0.75)
    help = policy.INSTEAD.get(language, f"did you mean {near[0]}?" if near else "write ```text")
    if language in KINDS:
        help = f"for a box, write ```{{{language}}} without a space inside the braces"
    return f"code: no language is called {language!r}, so it has no colours", help


@cache
def _languages() -> tuple[str, ...]:
    return tuple(name for _, names, _, _ in get_all_lexers() for name in names)


_FORMULA: Final = "write it with the commands of LaTeX's amsmath; readers see its source until then"

WORDS: Final = (
    (
        r'Duplicate explicit target name: "(?P<name>[^"]*)"',
        "the name {name!r} is given twice, and links lead to the first",
        "give one of the two another name",
    ),
    (
        r"[Dd]uplicate label of equation (?P<label>.*?), other instance",
        "two formulas have the label {label!r}, so that links lead to one of them",
        "give one of the two another label",
    ),
    (
        r"Duplicate ID: \"(?P<id>[^\"]*)\"",
        "two places have the name {id!r}",
        "give one of the two another name",
    ),
    (r"Duplicate reference definition: (?P<name>.*)", _definition, ""),
    (
        r"invalid RFC number (?P<value>.*)",
        "{{rfc}}: {value!r} is no number",
        "write the number of the document: {{rfc}}`4287`",
    ),
    (
        r"invalid PEP number (?P<value>.*)",
        "{{pep}}: {value!r} is no number",
        "write the number of the document: {{pep}}`8`",
    ),
    (
        r"math: Unknown LaTeX command \"(?P<command>[^\"]*)\"",
        "formula: the command {command} is not known",
        _FORMULA,
    ),
    (
        r"math: Environment \"(?P<what>[^\"]*)\" not supported",
        "formula: the environment {what!r} is not known",
        "write aligned, cases, matrix or another of LaTeX's amsmath",
    ),
    (
        r"math: (?:Last node missing children|.*[Ss]ource incomplete|.*missing)",
        "formula: it ends where something must follow",
        "close every bracket, and give every command what it needs: \\frac{{a}}{{b}}",
    ),
    (r"math: (?P<reason>[^\n]*?)\.?$", "formula: it cannot be read: {reason}", _FORMULA),
    (r"Pygments lexer name '(?P<language>.*)' is not known", _language, ""),
    (
        r'.* as "(?P<language>[^"]*)" resulted in an error at token: (?P<token>.*?)\. Retrying',
        "code: {token} is not {language}, so some of it has no colours",
        "correct the code, or write ```text",
    ),
    (
        r"Tasklist item has no leading paragraph",
        "a box to tick has no words",
        "write what is to be done behind it",
    ),
)
"""A pattern of a message; what was found, or what makes both of it; what to write instead."""
