"""The usual slips in a line of YAML, each with the line that was meant."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Final

from publishing.frontmatter.node import Syntax, quoted
from publishing.frontmatter.spelling import is_known
from publishing.frontmatter.yaml_repair import TAB, Mend, untabbed


def yaml_slips(line: str) -> Iterator[Mend]:
    """Rewrite a line in every way that might mend it, the likeliest first."""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        yield Mend(untabbed(line), "a tab indents this line", "indent with spaces", TAB, 1)
    for pattern, is_known_key, rewrite in _SLIPS:
        match = pattern.fullmatch(line.rstrip())
        is_meant = match and (is_known_key is None or is_known(match["key"]) is is_known_key)
        if match and is_meant and (mend := rewrite(match)):
            yield mend


def _dedented(match: re.Match[str]) -> Mend:
    found = f"{match['key']}: this line is indented"
    help = "start it at the beginning of the line"
    return Mend(match[0].lstrip(), found, help, "front-matter-indent", 1)


def _spaced(match: re.Match[str]) -> Mend:
    text = f"{match['key']}: {match['value']}"
    keyed = _KEYED.fullmatch(text) if _NEEDS_QUOTES.search(match["value"]) else None
    if keyed and (mend := _quoted_value(keyed)):
        text = mend.text
    found = f"{match['key']}: no space after the ':'"
    return Mend(text, found, f"write {text}", "front-matter-space", match.start("value") + 1)


def _keyless(match: re.Match[str]) -> Mend:
    found = f"{match['key']}: no ':' after the key"
    help = f"write {match['key']}: and its value"
    return Mend("", found, help, "front-matter-space", match.end() + 1)


def _colon(match: re.Match[str]) -> Mend:
    text = f"{match['key']}: {match['value']}"
    found = f"{match['key']}: an '=' where YAML has a ':'"
    return Mend(text, found, f"write {text}", "front-matter-equals", match.start("sign") + 1)


def _closed_list(match: re.Match[str]) -> Mend | None:
    if not match["value"].startswith("[") or "]" in match["value"]:
        return None
    text = f"{match[0].rstrip(',')}]"
    found = f"{match['key']}: the '[' is never closed"
    column = match.start("value") + 1
    return Mend(text, found, f"write {text.strip()}", "front-matter-bracket", column)


def _quoted_items(match: re.Match[str]) -> Mend | None:
    if not (match["value"].startswith("[") and match["value"].endswith("]")):
        return None
    items = (item.strip(" \t[]") for item in match["value"].split(","))
    text = match["head"] + Syntax.YAML.bracketed(_unquoted(item) for item in items if item)
    found = f"{match['key']}: an item of this list needs quotation marks"
    return Mend(text, found, f"write {text.strip()}", QUOTES)


def _quoted_value(match: re.Match[str]) -> Mend | None:
    value = match["value"]
    text = f"{match['head']}{quoted(_unquoted(value))}"
    if text == match[0]:
        return None
    key, at = match["key"], match.start("value")
    subject = f"{key}: " if key else ""
    mend = f"write {text.strip()}"
    if value[0] in "\"'":
        odd = value.count(value[0]) % 2 or value[-1] != value[0] or len(value) == 1
        found = "the quotation marks do not match" if odd else "a quotation mark inside the text"
        if value[0] == '"' and _ESCAPE.search(value) and not odd:
            found, text, mend = _escaped(match["head"], value, text)
        return Mend(text, f"{subject}{found}", mend, QUOTES, at + 1, subject)
    if value[0] in "*&!|>%@`[{,?-#":
        found = f"text that starts with '{value[0]}' needs quotation marks"
        return Mend(text, f"{subject}{found}", mend, QUOTES, at + 1, subject)
    if colon := re.search(r":(?=\s|$)", value):
        found = "text with a ': ' in it needs quotation marks"
        return Mend(text, f"{subject}{found}", mend, QUOTES, at + colon.start() + 1, subject)
    return Mend(text, f"{subject}this text needs quotation marks", mend, QUOTES, at + 1, subject)


def _escaped(head: str, value: str, text: str) -> tuple[str, str, str]:
    """Say what is wrong with an escape: what was found, the new line, what to write."""
    if not _SURROGATE.search(value):
        return "a '\\' that starts no escape", text, f"write {text.strip()}"
    # JSON writes an emoji as two halves, which YAML does not put together.
    try:
        meant = json.loads(value).encode().decode()
    except ValueError:
        return "half a character, written as an escape", text, "write the whole character"
    text = f"{head}{quoted(meant)}"
    return "a character written as two escapes", text, f"write {text.strip()}"


def _wrapped(match: re.Match[str]) -> Mend:
    """Mend text that goes on over several lines and has a ``: `` in a later one."""
    colon = match.end("key")
    text = f"{match[0][:colon]} {match[0][colon + 1 :]}"
    found = "a ': ' in text that goes on from the line before"
    return Mend(text, found, "put the whole text in quotation marks", QUOTES, colon + 1)


def _unquoted(value: str) -> str:
    """Return what a value says, whatever became of its quotation marks."""
    mark = value[0]
    if mark not in "\"'":
        return value
    is_closed = len(value) > 1 and value[-1] == mark
    inner = value[1:-1] if is_closed else value[1:]
    first = inner.find(mark)
    # In `"a" and "b"` the first and the last are no pair; in `"a "b" c"` and `'it's'` they are.
    if first >= 0 and (not is_closed or inner[first + 1 : first + 2] in {"", " "}):
        return value
    return inner.replace('\\"', '"') if mark == '"' else inner.replace("''", "'")


_Rewrite = Callable[[re.Match[str]], Mend | None]
QUOTES: Final = "front-matter-quotes"
_KEY = r"(?P<key>[\w-]+)"
_WORD: Final = re.compile(_KEY)
_ESCAPE: Final = re.compile(r"\\[^\\]")
_SURROGATE: Final = re.compile(r"\\u[Dd][89A-Fa-f]")
_INDENTED: Final = re.compile(rf"\s+{_KEY}:(?:\s.*)?")
_UNSPACED: Final = re.compile(rf"{_KEY}:(?P<value>[^\s:/].*)")
_ASSIGNED: Final = re.compile(rf"{_KEY}\s*(?P<sign>=)\s*(?P<value>.*)")
_KEYED: Final = re.compile(rf"(?P<head>\s*(?:-\s+)?{_KEY}:\s+|\s*-\s+(?P<item>))(?P<value>\S.*)")
_NEEDS_QUOTES: Final = re.compile(r"^[*&!|>%@`\[{,?#\"']|:(?:\s|$)|\s#")
_SLIPS: Final[tuple[tuple[re.Pattern[str], bool | None, _Rewrite], ...]] = (
    (_INDENTED, True, _dedented),
    (_UNSPACED, True, _spaced),
    (_WORD, True, _keyless),
    (_ASSIGNED, True, _colon),
    (_KEYED, None, _closed_list),
    (_KEYED, None, _quoted_items),
    (_KEYED, None, _quoted_value),
    (_INDENTED, False, _wrapped),
)
"""How a line looks, whether its key must be known, or must not be, and how it is rewritten."""
