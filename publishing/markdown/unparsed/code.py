"""Backticks that begin no code, and roles without them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.markdown.unparsed.finding import GAP, Text, Unparsed, beginning, line_of
from publishing.model.problem import shown
from publishing.policy.rules import ROLES

_RUN = re.compile(r"`+")
# ``TeX's quotation marks'', `older ones'.
_QUOTED = re.compile(r"``[^`\n]*?''|(?<!`)`[^`'\n]*'")


def find_code(text: Text) -> Iterator[Unparsed]:
    """Yield the first backticks of a text that are left."""
    if "{" in text.words:
        yield from _roles(text.words)
    if "`" not in text.words:
        return
    words = _QUOTED.sub(lambda found: " " * len(found[0]), text.words)
    for run in _RUN.finditer(words):
        around = words[run.start() - 1 : run.start()], words[run.end() : run.end() + 1]
        if any(char.strip(f"{GAP} \n") for char in around):
            break
    else:
        return
    at = beginning(text.words[run.start() : run.start() + 40])
    message = f"{shown(at)}: {run[0]} begins no code, since no {run[0]} follows in its paragraph"
    help = f"write {run[0]} on both sides of the code; if it is text, \\`"
    yield Unparsed("code-unparsed", at, message, help, line_of(words, run.start()))


_NAMES = "|".join((*ROLES, "any", "doc", "ref", "term"))
_ROLE = re.compile(rf"\{{(?P<name>{_NAMES})\}}(?:(?:[ \t]+|:)(?={GAP})|(?=[(\[\"'“]))")


def _roles(words: str) -> Iterator[Unparsed]:
    for found in _ROLE.finditer(words):
        name = found["name"]
        message = f"{{{name}}}: a role is directly followed by ` and its text"
        help = f"write {{{name}}}`text`"
        yield Unparsed("role-unparsed", f"{{{name}}}", message, help, line_of(words, found.start()))
