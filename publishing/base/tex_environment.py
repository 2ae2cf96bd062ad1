"""The environments of amsmath for formulas on lines of their own, as the converter knows them."""

from __future__ import annotations

import re

_ENVIRONMENT = re.compile(
    r"\\begin\{(?P<name>[a-z]+)(?P<star>\*?)\}(?P<text>.*?)\\end\{(?P=name)(?P=star)\}", re.DOTALL
)
_ALIGNED = frozenset({"align", "alignat", "aligned", "eqnarray", "flalign", "split"})
_CENTRED = frozenset({"gather", "gathered", "multline"})
# Numbers and labels of equations, which an environment gives to each of its lines.
_NUMBERING = re.compile(r"\\(?:label|tag\*?)\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])")


def with_known_environments(tex: str) -> str:
    """Return LaTeX whose environments are those that can stand inside a formula."""
    return _ENVIRONMENT.sub(_known, tex) if "\\begin" in tex else tex


def _known(found: re.Match[str]) -> str:
    name, text = found["name"], _NUMBERING.sub("", found["text"])
    if name == "equation":
        return text.strip()
    if name in _ALIGNED:
        if name == "alignat":
            text = re.sub(r"\A\s*\{\d+\}", "", text)
        elif name == "eqnarray":
            text = re.sub(r"&([^&\\]*)&", r"&\1", text)
        return rf"\begin{{aligned}}{text}\end{{aligned}}"
    return rf"\begin{{matrix}}{text}\end{{matrix}}" if name in _CENTRED else found[0]
