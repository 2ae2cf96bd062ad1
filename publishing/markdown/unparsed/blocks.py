"""Headings, lists, boxes and statements of MDX whose line was taken for text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from publishing.markdown.box import KINDS
from publishing.markdown.unparsed.finding import GAP, Text, Unparsed, beginning, line_of
from publishing.model.problem import shown


class _Form(NamedTuple):
    """A line that was meant as something else.

    :ivar signs: those that such a line begins with.
    :ivar pattern: of the line.
    :ivar message: what is said of it.
    """

    signs: str
    code: str
    pattern: re.Pattern[str]
    message: str
    help: str


_BOX = "|".join(sorted(KINDS, key=len, reverse=True))
_FORMS = (
    _Form(
        "#",
        "heading-unparsed",
        re.compile(r"#{7,}[ \t]*[^\W\d_][^\n]*"),
        "no heading: there are six levels of them",
        "write ###### or fewer; if it is text, \\#",
    ),
    _Form(
        "=",
        "heading-unparsed",
        re.compile(r"={3,}[ \t]*\Z"),
        "no heading, since an empty line stands above it",
        "write ## and a space before the words of the heading; if it is text, \\=",
    ),
    _Form(
        "#",
        "heading-unparsed",
        re.compile(
            r"(?:#{2,6}(?=[^\s#\d!/.,\]|]|\d+[.)][ \t]|[ \t]*[\u00a0\u3000])"
            r"|#(?=[ \t]*[\u00a0\u3000])).*"
        ),
        "no heading, without a plain space behind #",
        "write a space between # and the words; if it is text, \\#",
    ),
    _Form(
        "-*+",
        "list-unparsed",
        re.compile(r"[-*+]\[[ xX]?\][^\n(]*"),
        "no task to tick, without a space behind the dash",
        "write - [ ] and a space before the words",
    ),
    _Form(
        "[",
        "list-unparsed",
        re.compile(r"\[[ xX]\][ \t]+[^\n]+\n\[[ xX]\][ \t]+\S|\[ \][ \t]+\w[^\[\]\n]*\Z"),
        "no task to tick, without a dash before it",
        "write - [ ] and a space before the words",
    ),
    _Form(
        "!?",
        "box-unparsed",
        re.compile(rf"(?:!!!|\?\?\?\+?)[ \t]*(?:{_BOX})\b[^\n]*", re.I),
        "no box: no indented text is below it",
        "indent the text below it by four spaces",
    ),
    _Form(
        "=",
        "box-unparsed",
        re.compile(r"===[!+]*[ \t]+(?:\"[^\"\n]+\"|“[^”\n]+”)[ \t]*$", re.M),
        "no tab: no indented text is below it",
        "indent the text below it by four spaces",
    ),
    _Form(
        ":",
        "box-unparsed",
        re.compile(rf"::[ \t]*(?:\{{[\w-]+\}}|(?:{_BOX})\b)[^\n]*", re.I),
        "no box, with two colons",
        "write three: :::note",
    ),
    _Form(
        "[",
        "box-unparsed",
        re.compile(r"\[!\w[^\[\]\n]{0,40}\](?![(\[:])[^\n(\[]*"),
        "no box: it stands outside of a quotation, or has a name that is not known",
        "write > before each of its lines, and NOTE, TIP, IMPORTANT, WARNING or CAUTION",
    ),
    _Form(
        "[!",
        "box-unparsed",
        re.compile(rf"(?:\[!(?:{_BOX})\b(?![^\n]*\])|(?:\[![ \t]+|!)(?:{_BOX})\])[^\n]*", re.I),
        "no box: its brackets are not [! and ]",
        "write > [!NOTE]",
    ),
    _Form(
        "i",
        "mdx-unparsed",
        re.compile(
            r"import\s+(?:[\w${},*\s]{1,200}?\sfrom\s+)?(?:'[^'\n]+'|\"[^\"\n]+\");?[ \t]*$", re.M
        ),
        "a statement of MDX does nothing here and is shown",
        "delete it; code stands between ``` lines",
    ),
    _Form(
        "e",
        "mdx-unparsed",
        re.compile(
            r"export\s+(?:\{[^{}\n]*\}|\*)(?:[ \t]+from\b[^\n]*)?;?[ \t]*$"
            r"|export\s+(?:const|let|var|default|(?:async\s+)?function|class)\b[^\n]*[=({][^\n]*",
            re.M,
        ),
        "a statement of MDX does nothing here and is shown",
        "delete it; code stands between ``` lines",
    ),
    _Form(
        "'´‘’“\"",
        "fence-unparsed",
        re.compile(r"(?:'''|´´´|‘‘‘|’’’|“““|\"\"\")[ \t]*[a-z][\w+-]*[ \t]*$", re.M),
        "no block of code: these are quotation marks",
        "write ``` above and below the code",
    ),
    _Form(
        "<",
        "conflict-unparsed",
        re.compile(r"<<<<<<< [^\n]*"),
        "git left two versions of the text here",
        "keep one, and delete the lines with <<<<<<<, ======= and >>>>>>>",
    ),
)


_BEGINNING: dict[str, list[_Form]] = {}
for _form in _FORMS:
    for _sign in _form.signs:
        _BEGINNING.setdefault(_sign, []).append(_form)


def find_blocks(text: Text) -> Iterator[Unparsed]:
    """Yield lines of a paragraph that were to begin something else."""
    words = text.words
    if not text.is_paragraph and not words.startswith("<<<<<<< "):
        return
    position = 0
    lines = words.split("\n")
    for number, line in enumerate(lines):
        for form in _BEGINNING.get(line[:1], ()):
            if found := form.pattern.match(words, position):
                at = beginning(found[0])[:40]
                yield Unparsed(form.code, at, f"{shown(at, 40)}: {form.message}", form.help, number)
        position += len(line) + 1
    if found := _TAB.match(text.source):
        at = found[0][:40]
        message = f"{shown(at, 40)}: no tab, since its title stands in no quotation marks"
        yield Unparsed("box-unparsed", at, message, 'write === "Title"')
    if "{" in words or "%%" in words:
        yield from _comment(words)
    yield from _heading(words)
    yield from _tasks(text)
    yield from _list(lines, least=1 if text.is_item else 2)


_TAB = re.compile(r"===[!+]*[ \t]+\w[^\n]*(?=\n[ \t]{2,}\S)")
_CRITIC = re.compile(r"\{(?:\+\+[^{}]+\+\+|--[^{}]+--|>>[^{}]+<<|~~[^{}]+~~)\}")

_SPACED = re.compile(
    r"(?<![\w%])%%(?![%.,:;!?)])(?:\s(?:(?!%%)[^\0])*|(?:(?!%%)[^\0])*\s)%%(?![\w%])"
)


def _comment(words: str) -> Iterator[Unparsed]:
    if found := _CRITIC.search(words):
        at = beginning(found[0])[:40]
        message = f"{shown(at)}: a mark of an editor (CriticMarkup) is shown"
        help = "make the change, and delete the mark"
        yield Unparsed("comment-unparsed", at, message, help, line_of(words, found.start()))
    if found := _SPACED.search(words):
        at = beginning(found[0])[:40]
        message = f"{shown(at)}: words between %% with a space inside are shown"
        help = "write %%words%% for a comment that nobody sees; if it is text, \\%%"
        yield Unparsed("comment-unparsed", at, message, help, line_of(words, found.start()))
    start = words.find("{/*")
    if start >= 0:
        at = beginning(words[start : start + 40])
        message = (
            f"{shown(at, 40)}: a comment of MDX that has no end, or an empty line in it, is shown"
        )
        help = "end it with */} before an empty line, or write <!-- … -->"
        yield Unparsed("comment-unparsed", at, message, help, line_of(words, start))


_ONE = re.compile(r"#(?P<words>[^\W\d_][^\n#.!?:,;]{0,80})")
_HASHTAG = re.compile(rf"\w*[a-z][A-Z]\w*|[a-z]\w*|[A-Z\d]{{2,}}\b|[^{GAP}]*{GAP}")


def _heading(words: str) -> Iterator[Unparsed]:
    """Yield ``#Setup`` that stands by itself and is no hashtag: those are small or in CamelCase."""
    found = _ONE.fullmatch(words) if words[:1] == "#" else None
    if found and not _HASHTAG.match(found["words"]):
        message = f"{shown(words, 40)}: no heading, without a space behind #"
        help = "write ## and a space before the words; if it is text, \\#"
        yield Unparsed("heading-unparsed", words[:40], message, help)


_TASK = re.compile(r"(?:\[[ xX]?\](?![\s(\[:]|$)|\[(?:|  +| [xX] ?|[xX] )\](?=\s))[^\n]*")


def _tasks(text: Text) -> Iterator[Unparsed]:
    found = _TASK.match(text.words) if text.is_item else None
    if found:
        at = beginning(found[0])[:40]
        message = f"{shown(at)}: no task to tick: its box is [ ] or [x], with a space behind it"
        yield Unparsed("list-unparsed", at, message, "write - [ ] and a space before the words")


_ITEM = re.compile(
    rf"""
    ^(?:[-+*](?=[^\W\d_]{{2}}|{GAP})
    |[•‣◦▪●·–—・･○■□◆◇▶►➤∙⁃]
    |\d{{1,2}}[.)](?=[^\W\d_]{{2}})
    |[-*][\u00a0\u3000])
    """,
    re.VERBOSE,
)


_ITEM_SIGNS = frozenset("-+*•‣◦▪●·–—・･○■□◆◇▶►➤∙⁃0123456789")


def _list(lines: list[str], least: int) -> Iterator[Unparsed]:
    """Yield a list whose marks Markdown does not know, or which have no space behind them."""
    if len(lines) < 2 or lines[-1][:1] not in _ITEM_SIGNS:
        return
    marks = [found[0] for line in lines if (found := _ITEM.match(line))]
    kinds = {mark if not mark[0].isdigit() else "1" for mark in marks}
    if len(marks) < least or len(kinds) > 1 or not _ITEM.match(lines[-1]):
        return
    line = next(number for number, text in enumerate(lines) if _ITEM.match(text))
    at = beginning(lines[line])[:40]
    form = "1." if marks[0][0].isdigit() else "-"
    message = f"{shown(at)}: no list, but lines that run on in one paragraph"
    yield Unparsed("list-unparsed", at, message, f"write {form} and a space before each item", line)
