"""Tables that were left as text, and cells that no table shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from publishing.markdown.unparsed.finding import Text, Unparsed, beginning, line_of
from publishing.model.problem import shown

_BAR = re.compile(r"(?<!\\)\|")
_WIDE = re.compile(r"^｜[^\n]*｜[ \t]*\n[ \t]*[｜|][^\n]*[｜|][ \t]*$", re.MULTILINE)
_PLUS = re.compile(r"[|+][|+:=-]{3,}[ \t]*")
_DASHES = re.compile(r"(?=[^|]*\|)[|:\s]*-[|:\s-]*")


def cells(line: str) -> list[str]:
    """Return the cells of a row, without what stands outside of its first and last bar."""
    parts = [part.strip() for part in _BAR.split(line.strip())]
    if parts and not parts[0]:
        del parts[0]
    if parts and not parts[-1]:
        del parts[-1]
    return parts


def find_tables(text: Text) -> Iterator[Unparsed]:
    """Yield a table that a paragraph was to be."""
    if text.is_paragraph and "｜" in text.words and (found := _WIDE.search(text.words)):
        at = beginning(found[0])[:40]
        message = f"{shown(at, 40)}: no table, since its bars are wide ones"
        at_line = line_of(text.words, found.start())
        yield Unparsed("table-unparsed", at, message, "write | for each ｜", at_line)
    if not text.is_paragraph or ("|" not in text.words and "+-" not in text.words):
        return
    lines = text.words.split("\n")
    if text.is_below_table and lines[0].strip()[:1] == "|" and _is_row(lines[0]):
        at = beginning(lines[0].strip())[:40]
        message = f"{shown(at, 40)}: an empty line keeps this row out of the table above it"
        yield Unparsed("table-unparsed", at, message, "delete the empty line")
        return
    for number, line in enumerate(lines):
        if "+" in line[1:] and "--" in line and _PLUS.fullmatch(line):
            message = f"{shown(line.strip(), 40)}: no line of dashes of a table, since it holds +"
            help = "write only | and - : | --- | --- |, below the head alone"
            yield Unparsed("table-unparsed", line.strip(), message, help, number)
            return
    for number, line in enumerate(lines[1:], 1):
        if "-" in line and _DASHES.fullmatch(line) and "|" in lines[number - 1]:
            here, above = len(cells(line)), len(cells(lines[number - 1]))
            message = f"no table: its line of dashes has {_count(here)}, and the line above {above}"
            help = "write as many as there are columns: | --- | --- |"
            yield Unparsed("table-unparsed", line.strip(), message, help, number)
            return
    for number, (line, below) in enumerate(pairwise(lines)):
        if _is_row(line) and _is_row(below) and len(cells(line)) == len(cells(below)):
            at = beginning(line.strip())[:40]
            message = f"{shown(at, 40)}: no table, without a line of dashes below its head"
            help = f"write below it |{' --- |' * len(cells(line))}"
            yield Unparsed("table-unparsed", at, message, help, number)
            return


def _is_row(line: str) -> bool:
    line = line.strip()
    found = cells(line)
    if line.startswith("|") and line.endswith("|"):
        return len(found) > 1
    return len(found) > 2 and all(found)


def _count(number: int) -> str:
    return f"{number} cell{'' if number == 1 else 's'}"


def lost_cells(line: str, columns: int) -> Iterator[Unparsed]:
    """Yield the cells of a row that are more than its table has columns."""
    found = cells(line)
    lost = [cell for cell in found[columns:] if cell]
    if lost:
        message = (
            f"{shown(lost[0])} is lost: the row has {len(found)} cells, and the table {columns}"
        )
        help = "add a column to the head of the table; a bar that is text is written \\|"
        yield Unparsed("table-cells", lost[0], message, help)
