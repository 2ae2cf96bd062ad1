"""The problems of front matter that have one right answer, and the answer to each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from publishing.authoring.fix import Fix, line_of
from publishing.base.typo import is_slip
from publishing.conf.settings import Settings
from publishing.frontmatter.day_in_path import day_in_file
from publishing.frontmatter.frontmatter import read_front_matter
from publishing.frontmatter.keys import DATE, KEYS
from publishing.frontmatter.node import Syntax, quoted
from publishing.frontmatter.problem_list import ProblemList
from publishing.frontmatter.spelling import find, is_known
from publishing.frontmatter.yaml_repair import untabbed
from publishing.model.dates import DateRefused, parse
from publishing.model.file_limits import BOUNDS
from publishing.model.problem import Problem


def is_mendable(problem: Problem) -> bool:
    """Return whether a problem is of a kind that may have one right answer."""
    return problem.code in _RULES


def autofix(path: str, data: bytes, problem: Problem, settings: Settings) -> Fix | None:
    """Return what would mend a problem of a post, if it has one right answer.

    It is not tried here: the mended line may still be wrong in the same way.
    """
    rule = _RULES.get(problem.code)
    return rule(_Case(path, data, problem, settings)) if rule else None


@dataclass(frozen=True, slots=True)
class _Case:
    """A problem, and the post it is in."""

    path: str
    data: bytes
    problem: Problem
    settings: Settings

    @property
    def line(self) -> str:
        return line_of(self.data, self.problem.line)[1]

    def fix(self, start: int, end: int, text: str) -> Fix:
        return Fix(self.problem, start + 1, end + 1, text, self.line)


def _date(case: _Case) -> Fix | None:
    """Write the one day that a text can mean, in a year that the text or the path states.

    Where the name of the file says another day, there are two answers, and none is written.
    """
    match = _VALUE.match(case.line, case.problem.column - 1)
    if match is None:
        return None
    year = _YEAR.search(case.path)
    try:
        parse(match["text"], case.settings.site_zone, int(year[0]) if year else 1)
    except DateRefused as refused:
        if len(refused.mends) != 1 or not _DAY.fullmatch(day := refused.mends[0]):
            return None
        word = _WORD.search(case.line)
        key = find(word[0]) if word else None
        if key is DATE and (named := day_in_file(case.path)) and named != day:
            return None
        states_year = day[:4] in match["text"] or (year is not None and day[:4] == year[0])
        return case.fix(match.start("text"), match.end("text"), day) if states_year else None
    return None


def _key(case: _Case) -> Fix | None:
    """Write the key that is one slip of the fingers away, if it is only one and not given."""
    word = _WORD.match(case.line, case.problem.column - 1)
    if word is None:
        return None
    meant = [key.name for key in KEYS if is_slip(word[0].lower(), key.name)]
    front = read_front_matter(case.data, BOUNDS, ProblemList(case.path))
    given = {key.name for entry in front.entries if (key := find(entry.key))} if front else set()
    if len(meant) != 1 or meant[0] in given:
        return None
    return case.fix(word.start(), word.end(), meant[0])


def _quotes(case: _Case) -> Fix | None:
    """Put a text in quotation marks that has none, and no comment after it."""
    match = _ASSIGNED.fullmatch(case.line)
    if match is None or match["text"][0] in _MARKED or " #" in match["text"]:
        return None
    return case.fix(match.start("text"), match.end("text"), quoted(match["text"]))


def _space(case: _Case) -> Fix | None:
    match = _UNSPACED.fullmatch(case.line)
    if match is None or not is_known(match["key"]):
        return None
    return case.fix(match.start("text"), match.end("text"), f" {_value(match)}")


def _equals(case: _Case) -> Fix | None:
    match = _EQUALS.fullmatch(case.line)
    return case.fix(match.end("key"), match.end("text"), f": {_value(match)}") if match else None


def _value(match: re.Match[str]) -> str:
    """Return a text as YAML reads it back, in quotation marks only if it needs them."""
    key, text = match["key"], match["text"]
    if text[0] in _MARKED or " #" in text:
        return text
    return Syntax.YAML.assign(key, text).removeprefix(f"{key}: ")


def _indent(case: _Case) -> Fix | None:
    return case.fix(0, len(case.line) - len(case.line.lstrip()), "")


def _tab(case: _Case) -> Fix | None:
    width = len(case.line) - len(case.line.lstrip(" \t"))
    return case.fix(0, width, untabbed(case.line[:width]))


def _fence(case: _Case) -> Fix | None:
    match = _DASHES.fullmatch(case.line)
    return case.fix(match.start("dashes"), match.end("dashes"), "---") if match else None


_RULES: Final[dict[str, Callable[[_Case], Fix | None]]] = {
    "date-invalid": _date,
    "key-unknown": _key,
    "front-matter-quotes": _quotes,
    "front-matter-space": _space,
    "front-matter-equals": _equals,
    "front-matter-indent": _indent,
    "front-matter-tab": _tab,
    "front-matter-fence": _fence,
}
_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_VALUE: Final = re.compile(r"""(?P<mark>["']?)(?P<text>[^"'#]*[^"'#\s])(?P=mark)\s*(?:#.*)?$""")
_WORD: Final = re.compile(r"[\w-]+(?=\s*[:=])")
_ASSIGNED: Final = re.compile(r"\s*(?:-\s+)?[\w-]+\s*[:=]\s+(?P<text>\S(?:.*\S)?)\s*")
_UNSPACED: Final = re.compile(r"(?P<key>[\w-]+):(?P<text>[^\s:/](?:.*\S)?)\s*")
_EQUALS: Final = re.compile(r"(?P<key>[\w-]+)\s*=\s*(?P<text>\S(?:.*\S)?)\s*")
_MARKED: Final = frozenset("\"'[{|>&*!")
"""What a value starts with that is quoted, a list, a table, or otherwise marked as something."""
_DASHES: Final = re.compile(r"(?P<dashes>\s*[-\u2010-\u2015\u2212]+)\s*")
