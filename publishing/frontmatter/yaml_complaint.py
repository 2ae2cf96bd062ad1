"""What libyaml complains of, in a contributor's words."""

from __future__ import annotations

from typing import Final

from yaml import MarkedYAMLError

from publishing.frontmatter.yaml_repair import SYNTAX, Complaint


def complaint_of(failure: MarkedYAMLError, first_line: int) -> Complaint:
    """Return what keeps front matter from being YAML, and where."""
    problem, mark = failure.problem or "", failure.problem_mark
    opened = failure.context_mark or mark
    # These show only where the next thing, or the end, is met; the fault is where it began.
    if opened and ("end of stream" in problem or "expected ':'" in problem or "end of" in problem):
        mark = opened
    line, column = (mark.line, mark.column) if mark else (0, 0)
    message, help = next((said for part, said in _WORDS.items() if part in problem), _OTHERWISE)
    first = 0 if "document start" in problem else opened.line if opened else line
    return Complaint(
        (first_line + line, column + 1), SYNTAX, message, help, line=line, opened=first
    )


_FIT: Final = "indent it like the line above, or write it as key: value"
_QUOTE: Final = "put the text in quotation marks"
_CLOSE: Final = "close it"
_OTHERWISE: Final = ("this line is not YAML", "write it as key: value")
_WORDS: Final = {
    "mapping values": ("a ':' where no key can be", _QUOTE),
    "violates indentation": ("a tab indents this line", "indent with spaces"),
    "an indentation space": ("a tab indents this line", "indent with spaces"),
    "start any token": ("a character that cannot start a value", _QUOTE),
    "end of stream": ("a quotation mark is opened here and never closed", _CLOSE),
    "expected ':'": ("this line has no 'key:'", "write it as key: value"),
    "',' or ']'": ("a '[' is opened and not closed", _CLOSE),
    "',' or '}'": ("a '{' is opened and not closed", _CLOSE),
    "escape": ("a '\\' that starts no escape", "put the text in single quotation marks"),
    "hexdecimal": ("a '\\' that starts no escape", "put the text in single quotation marks"),
    "block sequence": ("a '-' where no list can be", _FIT),
    "document start": ("this line is indented less than the first", _FIT),
    "expected key": ("this line does not fit the lines before it", _FIT),
}
