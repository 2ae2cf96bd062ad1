"""Marks of Obsidian, Pandoc, kramdown, ERB and LaTeX that nothing here reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from publishing.markdown.unparsed.finding import GAP, Text, Unparsed, beginning, line_of
from publishing.model.problem import shown
from publishing.policy.rules import names

_COMMANDS = "|".join(
    names("cite citep citet emph eqref footnote href label ref section subsection subsubsection")
    | names("textbf textit textsc texttt underline url")
)
_LAYOUT = "|".join(
    names("bigskip centering clearpage hfill hspace linebreak maketitle medskip newline newpage")
    | names("noindent pagebreak par smallskip tableofcontents vfill vspace")
)
_ATTRIBUTES = "|".join(names("align class height loading rel style target title width"))
_FORMS: Final = (
    ("<%", r"<%[=#-]?[ \t][^\n]*?%>", "a tag of ERB is shown", "write what it was to say"),
    (
        "\\",
        rf"(?<![\w:\\/])\\(?:{_COMMANDS})\{{[^{{}}\n]*\}}",
        "a command of LaTeX for text is shown",
        "write it in Markdown: **bold**, *emphasis*, [text](address); code stands between `",
    ),
    (
        "\\",
        rf"^\\(?:{_LAYOUT})(?:\{{[^{{}}\n]*\}})?[ \t]*$",
        "a command of LaTeX for the page is shown",
        "delete it",
    ),
    (
        "@",
        r"(?<![\w\]])\[(?:see )?-?@[A-Za-z][\w:.-]*\d{4}[a-z]?(?:[,;][^\[\]\n]*)?\](?![\[(:])",
        "a citation is shown, since posts have no bibliography",
        "write a note: ^[Knuth, 1984.]",
    ),
    (
        "{:",
        r"^\{:[ \t]*[.#][\w-][^{}\n]*$",
        "attributes that are never closed are shown",
        "close them with }",
    ),
    (
        "{",
        rf"(?<={GAP})[ \t]+\{{(?:{_ATTRIBUTES})=[^{{}}\n]+\}}",
        "attributes with a space before them are shown",
        "write them directly behind the link or the picture",
    ),
    (
        "{",
        # What is closed and says width=50% is read, once it is known what stands before it.
        rf"(?<={GAP})\{{[ \t]*(?:(?:{_ATTRIBUTES})(?:(?:[ \t]*:|[ \t]+\d)[^{{}}\n]*(?:\}}|$)"
        r"|[ \t]*=[^{}\n]*$)"
        r"|\d{1,4}(?:%|px|em)?\}|\d{1,4}x\d{1,4}\})",
        "these attributes cannot be read, and are shown",
        "write them like this: {width=50%}",
    ),
    (
        "^",
        r"(?<=\S)[ \t]\^(?=[\w-]*[\d-])(?=[\w-]*[A-Za-z])[A-Za-z0-9][\w-]+\Z",
        "the name of a block (Obsidian) is shown",
        "delete it, or write (name)= on a line of its own above the paragraph",
    ),
)
_PATTERNS: Final = tuple(
    (sign, re.compile(pattern, re.MULTILINE), message, help)
    for sign, pattern, message, help in _FORMS
)


def find_marks(text: Text) -> Iterator[Unparsed]:
    """Yield marks of other tools that are shown as they are."""
    words = text.words
    for sign, pattern, message, help in _PATTERNS:
        if sign not in words:
            continue
        for found in pattern.finditer(words):
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            at = beginning(found[0].lstrip())[:60]
            message_of = f"{shown(at)}: {message}"
            yield Unparsed("mark-unparsed", at, message_of, help, line_of(words, start))
    if not text.is_paragraph and (name := _NAME.search(words)):
        message = f"{shown(name[0])}: the name or class of a heading that is never closed is shown"
        yield Unparsed("heading-unparsed", name[0], message, f"write {name[0]}}}")


_NAME = re.compile(r"\{[#.][\w-]+[ \t]*\Z")
