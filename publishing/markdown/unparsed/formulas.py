"""Formulas that were left as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.markdown.unparsed.finding import Text, Unparsed, beginning, line_of, unparsed
from publishing.model.problem import shown
from publishing.policy.rules import names

_COMMANDS = "|".join(
    names("""
    alpha bar begin beta cdot delta frac gamma hat infty int lambda left leq lim mathbb mathbf
    mathcal mathrm mu nabla neq geq omega partial pi prod sigma sqrt sum text theta times vec
    """)
)
_TEX = rf"\\(?:{_COMMANDS})(?![a-zA-Z])"
_OPENED = re.compile(rf"^\$\$(?!\$)(?:[ \t]*$|(?=[^\n]*(?:[\^=_]|{_TEX})))", re.M)
_SPACED = re.compile(r"(?<![\w$])\$(?:[ \t][^$\n]*|[^$\n]*[ \t])\$(?![\w$])")
_UNEVEN = re.compile(
    r"(?<![\w$])\$\$(?!\$)[^$\n]+\$(?![\w$])|(?<![\w$])\$(?!\$)[^$\n]+\$\$(?![\w$])"
)
_SIGNED = re.compile(rf"\^|_\{{|{_TEX}")
_COMMAND = re.compile(rf"(?<![\w:\\/]){_TEX}(?=[{{_^])[^\s]*|\w+\^\{{[^{{}}\s]+\}}")
_DOLLAR = re.compile(rf"(?<![\w$])\$(?=[^\s$]*(?:[\^_]\{{|{_TEX}))[^$\n]*")


_LEFT_OPEN = re.compile(r"(?<!\\)\\(?:\[[ \t]*$|\[(?=[^\n]*[=^])|\((?=[^()\n]*[=^]))", re.MULTILINE)


def _brackets(source: str) -> Iterator[Unparsed]:
    """Yield an escaped bracket that was to begin a formula, and that nothing closes."""
    for found in _LEFT_OPEN.finditer(_CODE.sub("", source)):
        close = "\\]" if "[" in found[0] else "\\)"
        if close in source or close[1] in source.partition(found[0])[2]:
            return
        at = found[0].rstrip()
        message = f"{at} begins no formula, since no {close} ends it in its paragraph"
        help = f"write {close} behind the formula"
        yield Unparsed("formula-unparsed", at, message, help, line_of(source, source.find(at)))
        return


_CODE = re.compile(r"(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")


def find_formulas(text: Text) -> Iterator[Unparsed]:
    """Yield the first formula of a text that could not be read."""
    words = text.words
    if "\\[" in text.source or "\\(" in text.source:
        yield from _brackets(text.source)
    if "$" not in words and "\\" not in words and "^{" not in words:
        return
    if (found := _OPENED.search(words)) and not _UNEVEN.match(words, found.start()):
        message = "$$ begins no formula, since no $$ ends it in its paragraph"
        yield unparsed(
            "formula-unparsed", words, found, message, "write $$ above and below the formula"
        )
    elif (found := _SPACED.search(words)) and _SIGNED.search(found[0]):
        message = f"{shown(beginning(found[0]))}: no formula, with a space inside the dollar signs"
        yield unparsed("formula-unparsed", words, found, message, "write $x^2$; if it is text, \\$")
    elif (found := _UNEVEN.search(words)) and _SIGNED.search(found[0]):
        message = (
            f"{shown(beginning(found[0]))}: no formula, with $ on one side and $$ on the other"
        )
        yield unparsed("formula-unparsed", words, found, message, "write $x^2$; if it is text, \\$")
    elif found := _DOLLAR.search(words) or _COMMAND.search(words):
        message = f"{shown(beginning(found[0]))}: LaTeX that is in no formula"
        help = (
            "write $x^2$ in a line, $$ above and below a formula by itself; code stands between `"
        )
        yield unparsed("formula-unparsed", words, found, message, help)
