"""Where front matter starts and ends, and what was meant where its fences are not right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from publishing.frontmatter.node import Syntax
from publishing.frontmatter.problem_list import ProblemList
from publishing.frontmatter.spelling import is_known


@dataclass(frozen=True, slots=True)
class Block:
    """Front matter in the text of a file.

    :ivar syntax: its language.
    :ivar start: where it starts, as an index into the text.
    :ivar end: where it ends.
    :ivar body: where the body starts.
    """

    syntax: Syntax
    start: int
    end: int
    body: int


def find_block(text: str, problem_list: ProblemList) -> Block | None:
    """Return the front matter of a file, if it has any between fences.

    A fence that is missing or not quite one is a problem; the block is then what was meant.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return _almost_opened(text, problem_list) or _unopened(text, problem_list)
    syntax, closing = _FENCES[opening["fence"]]
    if end := closing.search(text, opening.end()):
        if _is_page(text[opening.end() : end.start()]):
            return None
        return Block(syntax, opening.end(), end.start(), end.end())
    last = end_of_keys(text, opening.end())
    if last == opening.end():
        # A rule across the page, at the top of a file without front matter.
        return None
    line = text.count("\n", 0, opening.start("fence")) + 1
    if end := _ALMOST.match(text, last):
        _tell_fence(text, end, "ends", opening["fence"], problem_list)
        return Block(syntax, opening.end(), last, end.end())
    tell_unclosed(line, text.count("\n", 0, last), opening["fence"], problem_list)
    return Block(syntax, opening.end(), last, last)


def tell_unclosed(line: int, last: int, fence: str, problem_list: ProblemList) -> None:
    """Tell of front matter from *line* whose keys end in line *last*, without a fence."""
    problem_list.error(
        (line, 1),
        "front-matter-unclosed",
        f"the front matter that starts here has no '{fence}' at its end",
        f"write a line '{fence}' after line {last}",
    )


def tell_unopened(line: int, problem_list: ProblemList) -> None:
    """Tell of front matter from *line* without a fence before it."""
    found = "the front matter has a '---' at its end and none before it"
    help = f"write a line '---' before line {line}"
    problem_list.warning((line, 1), "front-matter-unopened", found, help)


def end_of_keys(text: str, start: int) -> int:
    """Return where the lines that look like front matter end, from *start* on."""
    blanks = _BLANKS.match(text, start)
    first = end = blanks.end() if blanks else start
    for line in lines_from(text, first):
        if not _LIKE_KEY.match(line):
            break
        end += len(line)
    return end if end > first else start


def lines_from(text: str, start: int) -> Iterator[str]:
    """Yield the lines of a text, each with its end."""
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def second_block(body: str) -> int | None:
    """Return the line, from 0, of a second front matter at the start of a body."""
    opening = _OPENING.match(body)
    if opening is None or not _starts_with_key(body, opening.end()):
        return None
    closed = _FENCES[opening["fence"]][1].search(body, opening.end())
    return body.count("\n", 0, opening.start("fence")) if closed else None


def _almost_opened(text: str, problem_list: ProblemList) -> Block | None:
    """Find front matter whose first line is an indented fence, a dash, or too many hyphens."""
    blanks = _BLANKS.match(text)
    opening = _ALMOST.match(text, blanks.end() if blanks else 0)
    if opening is None or not _starts_with_key(text, opening.end()):
        return None
    _tell_fence(text, opening, "starts", "---", problem_list)
    end = end_of_keys(text, opening.end())
    closing = _ALMOST.match(text, end)
    return Block(Syntax.YAML, opening.end(), end, closing.end() if closing else end)


def _unopened(text: str, problem_list: ProblemList) -> Block | None:
    """Find front matter that is closed and was never opened."""
    blanks = _BLANKS.match(text)
    start = blanks.end() if blanks else 0
    if not _starts_with_key(text, start):
        return None
    end = end_of_keys(text, start)
    closing = _FENCES["---"][1].match(text, end)
    if closing is None:
        return None
    tell_unopened(text.count("\n", 0, start) + 1, problem_list)
    return Block(Syntax.YAML, start, end, closing.end())


def _tell_fence(
    text: str, found: re.Match[str], verb: str, fence: str, problem_list: ProblemList
) -> None:
    line = text.count("\n", 0, found.start()) + 1
    written = found[0].rstrip()
    problem_list.error(
        (line, 1),
        "front-matter-fence",
        f"the front matter {verb} with '{written}', not with '{fence}'",
        f"write '{fence}' at the beginning of the line, and nothing else",
    )


def _is_page(text: str) -> bool:
    """Return whether what stands between two fences is a part of a page between two rules."""
    return text.startswith("\n") and text.strip() != "" and not _ANY_KEY.search(text)


def _starts_with_key(text: str, start: int) -> bool:
    key = KEY.match(text, start)
    return key is not None and is_known(key[1])


KEY: Final = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+|$)", re.MULTILINE)
"""The start of a line that gives a key a value, as YAML and Pelican write it."""

_OPENING: Final = re.compile(r"(?:[ \t]*\n)*(?P<fence>---|\+\+\+)[ \t]*(?:\n|\Z)")
_FENCES: Final = {
    "---": (Syntax.YAML, re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)),
    "+++": (Syntax.TOML, re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE)),
}
_ALMOST: Final = re.compile(
    r"[ \t]*(?:[-+]{2,}|[\u2010-\u2015\u2212][-\u2010-\u2015\u2212]*)[ \t]*(?:\n|\Z)"
)
_BLANKS: Final = re.compile(r"(?:[ \t]*\n)*")
_ANY_KEY: Final = re.compile(r"^[ \t]*(?:- )?[\w\"'-]+[ \t]*[:=]", re.MULTILINE)
_LIKE_KEY: Final = re.compile(r"[\w\"'-]+[ \t]*[:=]|[ \t]+[^\s-]|[ \t]*-[ \t]|#|\[")
