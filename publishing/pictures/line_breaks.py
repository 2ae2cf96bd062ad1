"""Where the lines of a title end: at places that read well, in lines of like length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import inf

import budoux

from publishing.pictures.fonts import Region, region
from publishing.pictures.typesetting import SOFT_HYPHEN, clusters

# How bad it is to end a line somewhere. A line that is a fifth too short or too long costs 0.04.
_AFTER_STOP = -0.14  # a colon, a dash: a title and its subtitle
_AFTER_COMMA = -0.02
_AFTER_SHORT = 0.06  # "of", "a": the reader holds their breath
_AFTER_HYPHEN = 0.03
_IN_ADDRESS = 0.08
_AT_SOFT_HYPHEN = 0.12
_AT_SYLLABLE = 0.9
_IN_WORD = 1.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a title that stays on one line.

    :ivar text: the part itself.
    :ivar glue: what stands between it and the next on the same line: a space or nothing.
    :ivar end: what is added where a line ends with it: a hyphen or nothing.
    :ivar cost: how bad it is to end a line with it.
    :ivar width: of its text, in ems.
    """

    text: str
    glue: str = ""
    end: str = ""
    cost: float = 0.0
    width: float = 0.0


# -- Where lines may end -------------------------------------------------------


def pieces(
    text: str, language: str, measure: Callable[[str], float], widest: float
) -> tuple[Piece, ...]:
    """Cut a title wherever a line may end.

    :param measure: returns the width of a text in ems.
    :param widest: what is wider is cut inside its words, for want of a better place.
    """
    found: list[Piece] = []
    # No line begins with a stop that is set apart by a space: « Vraiment ? »
    for word in _SPACED_STOP.sub("\u00a0", text).split(" "):
        for part in _parts(word, text, language):
            width = measure(part.text)
            found += [replace(part, width=width)] if width <= widest else _cut(part, measure)
        found[-1] = replace(found[-1], glue=" ", end="", cost=_cost_after(word))
    return tuple(found)


_SPACED_STOP = re.compile(r" (?=[?!:;»–—…/&|]+(?: |\Z))|(?<=«) ")


def _cost_after(word: str) -> float:
    if word[-1:] in _STOPS:
        return _AFTER_STOP
    if word[-1:] in _COMMAS:
        return _AFTER_COMMA
    is_short = len(word) <= 3 and word.isascii() and word.isalpha()
    return _AFTER_SHORT if is_short and (word == "A" or not word.isupper()) else 0.0


_STOPS = frozenset(":–—?!.;|：？！。；")
_COMMAS = frozenset(",，、،")


def _parts(word: str, text: str, language: str) -> Iterator[Piece]:
    """Yield what lies between two spaces, cut where it may be."""
    if _SPACELESS.search(word):
        phrases = _phrases(word.replace(SOFT_HYPHEN, ""), text, language)
        parts = (part for phrase in phrases for part in _WIDE_STOP.split(phrase))
        yield from (Piece(part, cost=_cost_after(part)) for part in _joined(parts))
        return
    for part in re.split(f"(?<={SOFT_HYPHEN})", word):
        is_address = "/" in part or len(part) > 30
        inner = (_ADDRESS if is_address else _HYPHEN).split(part.removesuffix(SOFT_HYPHEN))
        cost = _IN_ADDRESS if is_address else _AFTER_HYPHEN
        yield from (Piece(item, cost=cost) for item in inner[:-1])
        yield Piece(inner[-1], end="-", cost=_AT_SOFT_HYPHEN)


_SPACELESS = re.compile("[\u0e01-\u0e7f\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff9f]")
"""Thai, Chinese and Japanese, which have no spaces between words."""
_WIDE_STOP = re.compile("(?<=[：？！。；，、])(?=.)")
_HYPHEN = re.compile(r"(?<=\w\w[-‐–—])(?=\w\w)")
_ADDRESS = re.compile(r"(?<=[-/._?&=#@+])(?=\w)")


def _phrases(word: str, text: str, language: str) -> list[str]:
    """Return the phrases of a text without spaces, as a reader would take breath."""
    if "\u0e01" <= max(word) <= "\u0e7f":
        return _parser("thai").parse(word)
    where = region(text, language)
    if where is Region.JAPAN:
        return _parser("japanese").parse(word)
    is_traditional = where in {Region.TAIWAN, Region.HONG_KONG}
    return _parser("traditional_chinese" if is_traditional else "simplified_chinese").parse(word)


@cache
def _parser(name: str) -> budoux.Parser:
    load: Callable[[], budoux.Parser] = getattr(budoux, f"load_default_{name}_parser")
    return load()


# What no line may begin or end with (JIS X 4051, the rules called kinsoku), and the small
# words of Chinese that lean on the one before.
_NO_START = frozenset(
    "、。，．：；！？・…—ー々〜～」』）】〉》〕］｝”’ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ%％℃"
)
_NO_START_WORDS = frozenset(
    ["的", "了", "着", "吗", "呢", "吧", "们", "地", "得", "嗎", "們", "著"]
)
_NO_END = frozenset("「『（【〈《〔［｛“‘")


def _joined(parts: Iterable[str]) -> list[str]:
    """Join parts between which no line may end."""
    found: list[str] = []
    for part in parts:
        if found and (
            part[0] in _NO_START
            or part in _NO_START_WORDS
            or found[-1][-1] in _NO_END
            or (part[0] + found[-1][-1]).isascii()
        ):
            found[-1] += part
        else:
            found.append(part)
    return found


def _cut(piece: Piece, measure: Callable[[str], float]) -> Iterator[Piece]:
    """Yield the letters of a word that is wider than a line."""
    letters = clusters(piece.text)
    if _SPACELESS.search(piece.text):
        letters = _joined(letters)
    for place, letter in enumerate(letters[:-1], 1):
        is_word = letter.isalpha() and letters[place].isalpha() and not _SPACELESS.match(letter)
        # Before a consonant and a vowel, a syllable begins in most languages.
        is_start = [_is_vowel(after) for after in letters[place : place + 2]] == [False, True]
        cost = _AT_SYLLABLE if is_word and is_start else _IN_WORD
        yield Piece(letter, end="-" * is_word, cost=cost, width=measure(letter))
    yield replace(piece, text=letters[-1], width=measure(letters[-1]))


def _is_vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter)[0] in "aeiouyAEIOUYаеиоуыэюяαεηιουω"


# -- Where they end ------------------------------------------------------------

_SPACE = 0.25  # the width of a space and of a hyphen, or a little more
_HYPHEN_WIDTH = 0.35


@dataclass(frozen=True, slots=True)
class Broken:
    """A title in lines.

    :ivar cost: how badly it breaks.
    """

    lines: tuple[str, ...]
    cost: float


def break_(parts: Sequence[Piece], column: float, count: int) -> Broken | None:
    """Break a title into *count* lines of like length that end well.

    :param column: the width of a line, in ems.
    :return: nothing if that cannot be.
    """
    mean = sum(part.width + _SPACE * len(part.glue) for part in parts) / count
    # After each round: the cost of the first so many pieces in as many lines, and where
    # each of these begins.
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for left in range(count - 1, -1, -1):
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, starts) in best.items():
            for end, width in _ends(parts, start, column):
                if (end == len(parts)) != (left == 0):
                    continue
                found = cost + ((width - mean) / column) ** 2 + parts[end - 1].cost * (left > 0)
                if found < following.get(end, (inf, ()))[0]:
                    following[end] = (found, (*starts, start))
        best = following
    if len(parts) not in best:
        return None
    cost, starts = best[len(parts)]
    ends = (*starts[1:], len(parts))
    return Broken(tuple(_text(parts[a:b]) for a, b in zip(starts, ends, strict=True)), cost)


def fill(parts: Sequence[Piece], column: float, most: int) -> tuple[str, ...]:
    """Fill one line after the other; what *most* lines do not hold is all in the last."""
    lines: list[str] = []
    start = 0
    while start < len(parts):
        end = len(parts)
        if len(lines) < most - 1:
            end = max((end for end, _ in _ends(parts, start, column)), default=start + 1)
        lines.append(_text(parts[start:end]))
        start = end
    return tuple(lines)


def _ends(parts: Sequence[Piece], start: int, column: float) -> Iterator[tuple[int, float]]:
    """Yield where a line from *start* on may end, and its width."""
    width = 0.0
    for place in range(start, len(parts)):
        part = parts[place]
        width += part.width
        ended = width + _HYPHEN_WIDTH * len(part.end)
        if width > column:
            return
        if ended <= column:
            yield place + 1, ended
        width += _SPACE * len(part.glue)


def _text(parts: Sequence[Piece]) -> str:
    """Return the text of one line."""
    return "".join(part.text + part.glue for part in parts[:-1]) + parts[-1].text + parts[-1].end
