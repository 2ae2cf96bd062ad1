"""What is said of directives, their options and tables, and in which words we say it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Final

Words = tuple[str, str]
"""What was found, and what to write instead."""

_ARGUMENTS: Final = {
    "button-link": "https://example.org",
    "button-ref": "heading-of-this-post",
    "card-carousel": "2",
    "code": "python",
    "figure": "picture.png",
    "image": "picture.png",
    "math": "x^2",
}
"""What stands behind a directive, where that is no title."""


def _argument(given: dict[str, str]) -> Words:
    name = given["name"]
    what = _ARGUMENTS.get(name, "Title")
    return f"{{{name}}} stands alone, where something must follow it", f"write {{{name}}} {what}"


def _option(given: dict[str, str]) -> Words:
    """Tell of the value of an option, by what its own rule says of it."""
    name, option, value = given["name"], given["option"], given["value"].strip()
    if value in {"None", ""}:
        return f"{{{name}}}: the option :{option}: says nothing", f"write a value behind :{option}:"
    message = f"{{{name}}}: {value[:40]!r} is no value of the option :{option}:"
    if choices := re.findall(r'"([^"]+)"', given["reason"].partition("choose from")[2]):
        near = get_close_matches(value, choices, 1)
        return message, f"write {near[0]}" if near else f"write one of {', '.join(choices)}"
    for word, help in _VALUES.items():
        if word in given["reason"]:
            return message, help
    return message, f"write another value, or leave :{option}: out"


_VALUES: Final = {
    "int()": "write a number",
    "measure": "write a number, with px, em or % behind it",
    "negative": "write a number above zero",
    "single character": "write one character",
    "no argument is allowed": "write nothing behind it",
    "1 or 4": "write a number, or four: for phones, tablets, laptops and larger screens",
    "one (all) or four": "write a number from 0 to 5, or four: top, bottom, left and right",
    "class name": "write names of classes, with spaces between them",
}
"""Words of a reason, and what to write."""


def _member(given: dict[str, str]) -> Words:
    inner, outer = (_NAMES.get(given[part], given[part]) for part in ("inner", "outer"))
    return f"{{{inner}}} stands outside of {{{outer}}}", f"put it into a {{{outer}}}"


def _members(given: dict[str, str]) -> Words:
    inner, outer = (_NAMES.get(given[part], given[part]) for part in ("inner", "outer"))
    inner = "code between ``` lines" if inner == "literal_block" else f"{{{inner}}}"
    return f"{{{outer}}} holds something other than {inner}", f"put it into {inner}, or outside"


_NAMES: Final = {"grid-row": "grid", "tab-code-set": "tab-set-code"}
"""Names of directives that sphinx-design calls otherwise."""


_OF: Final = r"The \"(?P<name>[\w-]+)\" directive"
_IN: Final = r"Error parsing content block for the \"(?P<name>[\w-]+)\" directive: "
_EMPTY: Final = "{{{name}}} is empty"
_FILL: Final = "write its text on the lines below it, or delete it"
_ROWS: Final = "begin each row with * - and each further cell with two spaces and -"

WORDS: Final = (
    # -- Directives
    (r'Content block expected for the "(?P<name>[\w-]+)" directive', _EMPTY, _FILL),
    (rf"{_OF} (?:is empty|requires content)", _EMPTY, _FILL),
    (r"No table data detected", _EMPTY, _FILL),
    (r"\d+ argument\(s\) required, 0 supplied", _argument, ""),
    (
        r"maximum \d+ argument\(s\) allowed, \d+ supplied",
        "{{{name}}} has more behind it than it can use",
        "write the rest on the lines below it",
    ),
    (
        r"Invalid directive argument: argument must be 1 or 4",
        "{{{name}}}: this is no number of columns",
        "write a number from 1 to 12, or four: {{{name}}} 1 2 3 4",
    ),
    (
        rf"{_OF} may not be used within",
        "{{{name}}} cannot stand inside a box, a list or a quotation",
        "put it between paragraphs, or write {{note}}",
    ),
    (
        r'The "subtitle" option may not be used without a title',
        "{{{name}}} has a subtitle and no title",
        "write {{{name}}} Title",
    ),
    (
        r"Has content, but none permitted",
        "{{{name}}} shows no text, so the lines below it are left out",
        "put them outside of it; a picture with a caption is a {{figure}}",
    ),
    (
        r"Figure caption must be a paragraph",
        "the caption of a {{figure}} begins with something other than a paragraph",
        "begin with the words of the caption, and an empty line after them",
    ),
    (
        r"Error in \"[\w-]+\" directive: \"(?P<value>[^\"]*)\" is not a valid value for the "
        r'"(?P<option>\w+)" option',
        "{{{name}}}: {value!r} is no value of the option :{option}:",
        "write left, center or right",
    ),
    (
        r"non-whitespace stripped by dedent",
        "{{code-block}}: the option :dedent: cuts off more than spaces",
        "write a smaller number, or leave it out",
    ),
    # -- Options
    (
        r"Invalid option value for '(?P<option>[^']*)': (?P<value>.*?): (?P<reason>.*)",
        _option,
        "",
    ),
    (
        r"Invalid options? (?:format|YAML)|expected ':' after key",
        "{{{name}}}: an option is not written as one",
        "write a colon on both sides of its name: `:name: value`",
    ),
    (
        r"Directive options has # comments",
        "{{{name}}}: what stands behind # is no comment, but part of the option",
        "leave it out",
    ),
    (
        r"Invalid '(?P<option>\w+)' attribute value: '?(?P<value>[^']*)",
        "{value!r} is no {option}",
        "write a number, with px or % behind it",
    ),
    # -- Tables
    (
        rf"{_IN}exactly one bullet list expected",
        "{{{name}}} holds something other than one list",
        _ROWS,
    ),
    (
        rf"{_IN}two-level bullet list expected, but row (?P<row>\d+)",
        "{{{name}}}: row {row} has no cells",
        _ROWS,
    ),
    (
        rf"{_IN}uniform.*row (?P<row>\d+) does not.*\((?P<found>\d+) vs (?P<first>\d+)\)",
        "{{{name}}}: cells in row {row}: {found}, and in the first row: {first}",
        "give every row as many cells as the first",
    ),
    (
        rf"{_IN}exactly one table expected",
        "{{{name}}} holds no table, or more than one",
        "write one table of Markdown into it",
    ),
    (
        r"(?P<count>\d+) (?P<what>header|stub) (?P<lines>row|column)\(s\) specified but only "
        r'(?P<found>\d+) .*\("(?P<name>[\w-]+)" directive\)',
        "{{{name}}}: the option :{what}-{lines}s: says {count}, and there are {found}",
        "write a smaller number",
    ),
    (
        r'Insufficient data supplied .*"(?P<name>[\w-]+)" directive',
        "{{{name}}} is all head, without a body",
        "write a row or a column more, or a smaller number into the option",
    ),
    (
        r'"(?P<name>[\w-]+)" widths do not match the number of columns',
        "{{{name}}}: the option :widths: has more or fewer numbers than there are columns",
        "write one for each column",
    ),
    (
        r'Error with CSV data in "(?P<name>[\w-]+)" directive:\s*(?P<reason>[^\n]*)',
        "{{{name}}}: a row cannot be read: {reason}",
        "close every quotation mark, and write two for one inside of a cell",
    ),
    # -- sphinx-design
    (r"The parent of a '(?P<inner>[\w-]+)' should be a '(?P<outer>[\w-]+)'", _member, ""),
    (
        r"All children of a '(?P<outer>[\w-]+)' should be (?:a )?'(?P<inner>[\w-]+)'",
        _members,
        "",
    ),
)
"""A pattern of a message; what was found, or what makes both of it; what to write instead."""
