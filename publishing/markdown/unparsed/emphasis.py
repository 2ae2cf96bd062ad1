"""Stars, underscores, tildes and equals signs that were to mark words and do not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from publishing.markdown.scripts import is_of_word
from publishing.markdown.unparsed.finding import (
    CLOSE,
    OPEN,
    Text,
    Unparsed,
    beginning,
    line_of,
)
from publishing.model.problem import shown

_RUN = re.compile(
    r"(?<![*\\])\*{1,3}(?!\*)|(?<![\w_])__(?!_)|(?<!~)~~(?!~)|(?<![\w=<>])==(?![=<>])"
)
# What is a parameter, a pattern of file names or a power, and no word: `**kwargs`, `**/*.py`.
_CODE = re.compile(
    r"(?:kwargs|kwds|kws?|args|argv|opts|options|params|props|attrs|rest|dict|config|env|nix)\b"
    r"|[\w.]*[/\\_(\[=<>{$]|[\d.,]+\s?[%)]?(?:\s|$)|(?!a)[a-z]\b|\W"
)
_WORD = re.compile(r"[^\W\d_]{2}")
# ``s**``, ``5 EUR**``: letters left out, or a sign that leads to a note.
_BLEEPED = re.compile(r"(?:(?<![^\W\d_])[^\W\d_]|(?<![^\W\d_])[A-Z]{2,})\Z")
_NAMES = re.compile(r"(?:dirname|filename|proto|typename|attribute|main|init)\b")


_SINGLE = re.compile(r"(?<![\w~/])~(?=[^\W\d_])[^~\n]{0,200}[^\s~]~(?![\w~/])")


def find_emphasis(text: Text) -> Iterator[Unparsed]:
    """Yield the first marks that open or close nothing, a pair of them once."""
    words = text.words
    if "~" in words and (single := _SINGLE.search(words)):
        at = beginning(single[0])
        message = f"{shown(at, 40)}: a single ~ strikes nothing out"
        help = "write ~~words~~; if it is text, \\~"
        yield Unparsed("emphasis-unparsed", at, message, help, line_of(words, single.start()))
    if (CLOSE in words or OPEN in words) and (uneven := _UNEVEN.search(words)):
        yield _uneven(words, uneven)
    if not any(mark in words for mark in ("*", "__", "~~", "==")):
        return
    runs = [*_RUN.finditer(words)]
    kinds = Counter(run[0] for run in runs)
    found = end = 0
    for position, run in enumerate(runs):
        if run.start() < end or not _is_meant(words, run, kinds[run[0]]):
            continue
        yield _unparsed(words, run)
        found += 1
        if found == _MOST:
            return
        others = (other for other in runs[position + 1 :] if other[0] == run[0])
        end = next((other.end() for other in others), 0)


_UNEVEN = re.compile(
    rf"(?P<word>[^\s{OPEN}{CLOSE}]*){CLOSE}(?P<mark>\*{{1,2}}|_{{1,2}})(?![\w*])|(?<![\w_])_{{1,2}}(?={OPEN})"
)


def _uneven(words: str, found: re.Match[str]) -> Unparsed:
    """Return what is said of a mark that is longer on one side than on the other."""
    word, mark = found["word"] or "", found["mark"] or found[0]
    at = f"{word}{mark}" if word else mark
    message = f"{shown(at)}: of marks that differ in length, the rest is shown as it is"
    help = f"write as many before the words as behind them; if it is text, {_escaped(mark[0])}"
    return Unparsed("emphasis-unparsed", at, message, help, line_of(words, found.start()))


_MOST: Final = 5
"""Marks that are told of one text."""


def _unparsed(words: str, run: re.Match[str]) -> Unparsed:
    mark, line = run[0], line_of(words, run.start())
    is_opening = not words[run.end() : run.end() + 1].isspace()
    before = words[: run.start()].rpartition("\n")[2]
    if is_opening and words[run.end() : run.end() + 1]:
        at = beginning(words[run.start() : run.start() + 40])
        quoted = beginning(words[run.start() : run.start() + 30])
    else:
        word = re.split(rf"[\s{OPEN}{CLOSE}]", before)[-1]
        at = quoted = f"{word}{mark}" if before[-1:].strip() else mark
    return Unparsed(
        "emphasis-unparsed",
        at,
        f"{shown(quoted)}: {mark} marks nothing and is shown as it is",
        f"write {mark}words{mark}, in one paragraph and with no space inside the marks;"
        f" if it is text, {_escaped(mark)}",
        line,
    )


def _escaped(mark: str) -> str:
    return "".join(f"\\{sign}" for sign in mark)


def _is_meant(words: str, run: re.Match[str], count: int) -> bool:
    """Whether a run of marks that is text was probably meant to mark something."""
    before, after = words[run.start() - 1 : run.start()], words[run.end() : run.end() + 1]
    if run[0] == "*":
        return after == OPEN or (count == 1 and _is_single(words, run))
    is_open = not before or not (is_of_word(before) or before == CLOSE)
    if is_open and after.strip():
        return _is_opening(words, run, count)
    if not after.strip() and before.strip():
        return run[0] == "**" and before.isalpha() and not _BLEEPED.search(words, 0, run.start())
    return bool(after == " " and before == " " and _spaced(words, run))


def _is_single(words: str, run: re.Match[str]) -> bool:
    """Whether a star begins words that no other ends; at the start of a line it marks a note."""
    if words[run.start() - 1 : run.start()] != " ":
        return False
    rest = words[run.end() :]
    return bool(re.match(r"[^\W\d_]{2,},? \w", rest)) and not _CODE.match(rest)


def _is_opening(words: str, run: re.Match[str], count: int) -> bool:
    rest = words[run.end() :]
    if rest[0] in {OPEN, "“", '"', "[", "‘", "「"}:
        return True
    if run[0][0] == "_":
        is_name = _NAMES.match(rest) or count > 1
        return bool(re.match(r"[A-Za-z]+ ", rest)) and not is_name
    if run[0][0] == "=":
        return count == 1 and bool(re.match(r"[^\W\d_]{3,} [^\W\d_]{2,}", rest))
    if run[0][0] == "~":
        return rest[0].isalpha()
    return not _CODE.match(rest)


def _spaced(words: str, run: re.Match[str]) -> bool:
    """Whether words stand between a mark and the next, with spaces inside both."""
    inside, other, rest = words[run.end() :].partition(run[0])
    is_closed = bool(other) and inside.endswith(" ") and not rest[:1].isalnum() and rest[:1] != "*"
    return (
        run[0] in {"**", "__", "~~"}
        and is_closed
        and bool(_WORD.search(inside))
        and "\n" not in inside
    )
