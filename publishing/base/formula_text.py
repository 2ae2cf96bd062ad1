"""A formula in a line of plain text: ``x²``, ``(a + b)/2``, ``∑_(i = 0)^n i``.

Titles, excerpts and the index of the search hold no markup. A formula in them is read off its
MathML, which is what readers see, and not off its TeX source, which few of them know.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from publishing.base.tex_environment import with_known_environments


@dataclass(slots=True)
class _Element:
    """An element of MathML; the text of a token element (`mi`, `mn`, `mo` …) is its own."""

    name: str
    attributes: str = ""
    text: str = ""
    children: list[_Element] = field(default_factory=list)


def mathml(tex: str, *, block: bool = False) -> str:
    """Return LaTeX as MathML.

    :raises MathError: if the converter does not know a command in it.
    """
    from docutils.utils.math import MathError
    from docutils.utils.math.latex2mathml import tex2mathml

    try:
        return str(tex2mathml(with_known_environments(tex), as_block=block))
    except MathError:
        raise
    except Exception as failure:  # the converter trips over some malformed input
        raise MathError(f"cannot be read: {failure}") from None


def tex_text(tex: str) -> str:
    """Return LaTeX as plain text; what the converter does not know stays as it is."""
    try:
        return formula_text(mathml(tex))
    except Exception:
        return tex


def with_readable_formulas(text: str) -> str:
    """Return a line of plain text with the TeX formulas in it as readers know them.

    A title is no Markdown, and still ``$O(n^2)$`` in one can mean nothing but a formula.
    What stands between two dollars is one if it has TeX's own signs, or is a single letter.
    """
    if "$" not in text:
        return text
    return _FORMULA.sub(lambda found: tex_text(found["tex"]), text)


_FORMULA: Final = re.compile(
    r"(?<![\w$\\])(?P<sign>\$\$?)(?=\S)"
    r"(?P<tex>[A-Za-z]|(?=[^$]*[\\^_])(?:[^$\\]|\\.)+?)(?<=\S)(?P=sign)(?![\w$])"
)


def formula_text(mathml: str) -> str:
    """Return a ``<math>`` element, as it stands in a page, as plain text."""
    return " ".join(_row(_parsed(mathml)).split())


def _parsed(mathml: str) -> _Element:
    root = _Element("math")
    open_ = [root]
    for found in _PIECE.finditer(mathml):
        if found["text"]:
            open_[-1].text += unescape(found["text"])
        elif not found["end"]:
            element = _Element(found["name"].lower(), found["attributes"])
            open_[-1].children.append(element)
            if not found["attributes"].endswith("/"):
                open_.append(element)
        elif len(open_) > 1:
            open_.pop()
    return root


_PIECE: Final = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)(?P<attributes>[^<>]*)>|(?P<text>[^<]+)"
)


def _text(element: _Element) -> str:
    name = "binom" if 'linethickness="0"' in element.attributes else element.name
    arguments, make = _SHAPES.get(name, (0, _raised))
    if arguments and len(element.children) == arguments:
        texts = map(_text, element.children)
        is_accented = arguments == 2 and "accent" in element.attributes
        return _accented(*texts) if is_accented else make(*texts)
    if element.name == "msqrt":
        return f"√{_grouped(_row(element))}"
    if element.name == "mspace":
        return " "
    if element.name == "mphantom":
        return ""
    if element.name == "mtable":
        return "; ".join(", ".join(map(_text, row.children)) for row in element.children)
    return _row(element)


def _row(element: _Element) -> str:
    """Return elements side by side; signs that stand between two of them get room."""
    if not element.children:
        return element.text.translate(_UNSEEN) if element.text.strip() else ""
    parts = []
    is_after_sign = True
    for child in element.children:
        text = _text(child)
        is_sign = child.name == "mo" and text in _BETWEEN
        if (is_sign and not is_after_sign) or _is_name(child, text):
            text = f" {text} "
        elif child.name == "mo" and text in _SEPARATING:
            text += " "
        is_after_sign = is_sign or text in _OPENING or (is_after_sign and not text.strip())
        parts.append(text)
    return _TIGHT.sub("", "".join(parts))


def _is_name(element: _Element, text: str) -> bool:
    """Whether an element is the name of a function, or a large operator with its bounds."""
    if element.name in {"mi", "mo"}:
        return len(text) > 1 and text.isalpha()
    base = element.children[0] if element.name in _SCRIPTED and element.children else None
    if base is None or text[:1] in _CLOSING:
        return False
    return base.name == "mo" or _is_name(base, base.text)


def _raised(base: str, script: str) -> str:
    return _scripted(base, "^", script, _SUPERSCRIPTS)


def _lowered(base: str, script: str) -> str:
    return _scripted(base, "_", script, _SUBSCRIPTS)


def _both(base: str, low: str, high: str) -> str:
    return _raised(_lowered(base, low), high)


def _scripted(base: str, sign: str, script: str, forms: dict[int, int]) -> str:
    base, script = base.strip(), script.strip()
    if set(script) <= _BRACES:
        return base
    if set(script) <= _PRIMES:
        return base + script
    if all(ord(char) in forms for char in script):
        return base + script.translate(forms)
    return f"{base}{sign}{_grouped(script)}"


def _accented(base: str, mark: str) -> str:
    accent = _ACCENTS.get(mark)
    return "".join(char + accent for char in base) if accent else _raised(base, mark)


def _grouped(text: str) -> str:
    """Return *text* in brackets, unless it is one letter or number, or in brackets already."""
    text = text.strip()
    if len(text) == 1 or text.isdecimal() or _BRACKETED.fullmatch(text):
        return text
    return f"({text})"


_SHAPES: Final[dict[str, tuple[int, Callable[..., str]]]] = {
    "binom": (2, lambda over, under: f"{over} over {under}"),
    "mfrac": (2, lambda over, under: f"{_grouped(over)}/{_grouped(under)}"),
    "mover": (2, _raised),
    "mroot": (2, lambda base, index: f"{_raised('', index)}√{_grouped(base)}"),
    "msub": (2, _lowered),
    "msubsup": (3, _both),
    "msup": (2, _raised),
    "munder": (2, _lowered),
    "munderover": (3, _both),
}
"""How many children an element has, and what makes one text of theirs."""

_SCRIPTED: Final = _SHAPES.keys() - {"binom", "mfrac", "mroot"}
_BETWEEN: Final = frozenset("=≠≡≈∼≃<>≤≥≪≫+−±∓×·⋅∗÷∈∉∋⊂⊆⊃⊇∪∩∧∨→←↔⇒⇐⇔↦∝∥⊥∘⊕⊗∶-*")
_SEPARATING: Final = frozenset(",;")
_OPENING: Final = frozenset("([{⟨⌈⌊")
_BRACES: Final = frozenset("⏞⏟")
_CLOSING: Final = frozenset(")]}|‖⟩⌉⌋")
_PRIMES: Final = frozenset("'′″‴")
_UNSEEN: Final = dict.fromkeys(range(0x2061, 0x2065))
"""Function application, times, comma and plus that are meant and not seen."""
_SUPERSCRIPTS: Final = str.maketrans("0123456789+−-=()ni∘", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ°")
_SUBSCRIPTS: Final = str.maketrans("0123456789+−-=()aeijoruvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑᵢⱼₒᵣᵤᵥₓ")
_ACCENTS: Final = {
    **dict.fromkeys("ˆ^", "\u0302"),
    **dict.fromkeys("˜~∼", "\u0303"),
    **dict.fromkeys("ˉ¯‾_", "\u0304"),
    **dict.fromkeys("˙.", "\u0307"),
    "¨": "\u0308",
    "→": "\u20d7",
}
_BRACKETED: Final = re.compile(r"\([^()]*\)")
_TIGHT: Final = re.compile(r" +(?=[)\]}⟩⌉⌋,;!])|(?<=[(\[{⟨⌈⌊]) +|(?<=[\w)\]}]) +(?=\()")
