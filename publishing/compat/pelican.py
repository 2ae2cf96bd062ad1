"""Front matter without fences, as Pelican and MultiMarkdown write it."""

from __future__ import annotations

from publishing.frontmatter.fences import KEY, lines_from, tell_unopened
from publishing.frontmatter.node import Entry, Scalar
from publishing.frontmatter.problem_list import ProblemList
from publishing.frontmatter.spelling import find
from publishing.model.file_limits import Bounds


def parse_pelican(
    text: str, bounds: Bounds, problem_list: ProblemList
) -> tuple[tuple[Entry, ...], int]:
    """Read ``Title: …`` and other keys up to a blank line; text may go on in indented lines.

    Python-Markdown lets a line ``---`` or ``...`` end them as well. Where the keys are in lower
    case, that is told: it is YAML then, whose first line of hyphens was forgotten.

    :returns: the entries, and where the body starts; none and 0 if the text has no front matter.
    """
    start = len(text) - len(text.lstrip())
    first = KEY.match(text, start)
    if first is None or find(first[1]) is None:
        return (), 0
    entries: dict[str, Entry] = {}
    end, number, key = start, text.count("\n", 0, start) + 1, ""
    for line in lines_from(text, start):
        if not line.strip():
            break
        if line.rstrip() in {"---", "..."}:
            end += len(line)
            if first[1].islower() and entries.keys() >= {"title"}:
                tell_unopened(text.count("\n", 0, start) + 1, problem_list)
            break
        if end - start > bounds.front_matter_bytes or len(entries) > bounds.keys:
            return (), 0
        if match := KEY.match(line):
            key = match[1]
            value = Scalar(line[match.end() :].strip(), True, (number, match.end() + 1))
            entries.setdefault(key.lower(), Entry(key, value, (number, 1)))
        elif line.startswith("    ") and isinstance(old := entries[key.lower()].value, Scalar):
            value = Scalar(f"{old.text} {line.strip()}", True, old.position)
            entries[key.lower()] = Entry(key, value, entries[key.lower()].position)
        else:
            return (), 0
        end += len(line)
        number += 1
    return (tuple(entries.values()), end) if "title" in entries else ((), 0)
