"""What stands behind ``` : the language of the code, its title, its marked lines and their numbers.

Each generator has words of its own for them; the meanings are few. What only its machine uses,
such as ``live`` or ``twoslash``, says nothing to a reader and is passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from publishing.policy.rules import names


@dataclass(frozen=True, slots=True)
class CodeHead:
    """The head of a block of code.

    :ivar language: its name, as it is written.
    :ivar title: what stands over the code, mostly the name of a file.
    :ivar marked: lines to mark, counted from the first of the block: ``1,3-5``.
    :ivar first: the number of the first line; nothing if lines have no numbers.
    :ivar unread: words that mean nothing here.
    """

    language: str
    title: str = ""
    marked: str = ""
    first: int | None = None
    unread: tuple[str, ...] = ()


def read_head(info: str) -> CodeHead:
    """Read what stands behind the mark of a fence that is no directive."""
    info = info.strip()
    found = _LANGUAGE.match(info)
    if not found:
        return CodeHead(info)
    rest = info[found.end() :]
    path = _PATH.match(rest)
    if path:  # Qiita and Zenn: ```js:src/app.js
        rest = rest[path.end() :]
    said = [_said(match) for match in _PART.finditer(rest)]
    written = (found["pandoc"] or found["bare"] or "").removeprefix("language-")
    written = written.removeprefix("lang-")
    return CodeHead(
        language="text" if written.lower() in _UNCOLOURED else written,
        title=path[1] if path else next((value for what, value in said if what == "title"), ""),
        marked=",".join(value for what, value in said if what == "marked" and value),
        first=_first(said),
        unread=tuple(value for what, value in said if what == "unread"),
    )


_LANGUAGE = re.compile(
    r"(?=[A-Za-z][\w-]*\s?=|\{\s*[\d\s,-]+\})|\{\s*\.?(?P<pandoc>[\w+#-]+)|(?P<bare>[A-Za-z][\w+#.-]*)"
)
_PATH = re.compile(r":([^\s:{}=,]*[./][^\s:{}=,]*)(?=\s|\{|$)")
_QUOTED = r"\"[^\"]*\"|'[^']*'|“[^”]*”"
_PART = re.compile(
    rf"""
    (?P<key>[A-Za-z][\w-]*)\s?[=:]\s?
        (?P<value>{_QUOTED}|\[[^\]]*\]|\{{[^}}]*\}}|\d[\d\s,-]*(?![^\s,}}])|[^\s,{{}}"']+)
    |\{{(?P<lines>[\d\s,-]+)\}}
    |\[(?P<file>[^\]]+)\]
    |(?P<text>{_QUOTED})
    |(?P<word>[^\s,{{}}=:"']+)(?:\{{(?P<start>\d+)\}})?
    """,
    re.VERBOSE,
)
_RANGE = re.compile(r"\d+(?:\s*-\s*\d+)?")
_UNCOLOURED = names("none output plain plaintext txt")
_TITLES = names("title filename file name caption")
_MARKS = names("""
    hl_lines hl-lines hlLines highlight highlightLines emphasize-lines emphasize_lines mark
    mark_lines line data-line code-line-numbers
    """)
_NUMBERS = names("""
    linenos linenums line-numbers lineNumbers showLineNumbers numberLines number-lines
    """)
_STARTS = names("linenostart lineno-start lineNoStart startFrom start first-number firstline")
_SILENT = names("""
    allow_fail annotate collapse collapsed compile_fail copy echo editable eval exec executable
    expand hide ignore include interactive live mdx-code-block no-copy no-line-numbers no-select
    no_run noInline nocopy noheader nolines noplaypen noplayground norun nowrap open playground
    run runnable select should_panic static test twoslash wrap
    """)
_OFF = names("0 false no none off")


def _said(match: re.Match[str]) -> tuple[str, str]:
    """Return what a part of a head is about, and its value."""
    if match["lines"]:
        return "marked", _ranges(match["lines"])
    if match["file"] or match["text"]:
        text = match["file"] or match["text"]
        return ("title" if match["file"] else "unread"), text.strip()
    if match["word"]:
        return _word(match["word"], match["start"])
    key, value = match["key"], match["value"].strip(" ,\"'“”")
    if key in _TITLES:
        return "title", value
    if key in _MARKS:
        return "marked", _ranges(value)
    if key in _NUMBERS:
        return "off" if value.lower() in _OFF else "numbered", value
    if key in _STARTS:
        return "start", value
    return ("unread" if " " in value.strip() else ""), match[0]


def _word(word: str, start: str | None) -> tuple[str, str]:
    name = word.lstrip(".#")
    if name in _NUMBERS:
        return "numbered", start or ""
    if name in _SILENT or word != name or name.startswith("edition"):
        return "", word
    return ("title" if re.search(r"\w[./]\w", word) else "unread"), word


def _ranges(text: str) -> str:
    return ",".join(found.replace(" ", "") for found in _RANGE.findall(text))


def _first(said: list[tuple[str, str]]) -> int | None:
    """Return the number of the first line, if lines are to have numbers."""
    starts = [value for what, value in said if what == "start"]
    numbers = [value for what, value in said if what == "numbered"]
    if not starts and not numbers:
        return None
    stated = (value for value in (*starts, *numbers) if value.isdecimal() and len(value) < 7)
    return int(next(stated, "1"))
