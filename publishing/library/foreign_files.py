"""Files among the posts that are none, and that somebody may take for posts."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Final

from publishing.model.problem import Problem, error, warning

HEAD: Final = 64 * 1024
"""Bytes of a file that are looked at."""
CODE: Final = "post-suffix"
"""The rule of every problem with such a file."""


def is_suspect(path: str) -> bool:
    """Return whether a file can be a post of another tool, by its name alone."""
    suffix = _suffix(path)
    return suffix in _MARKUP or suffix in _ANYTHING


def suspicion(root: Path, path: str, *, is_beside: bool) -> Problem | None:
    """Return what is to be said of a file that is no post, if it may have been meant as one.

    What states a title or a date as a post does is an error: its author expects to see it. A file
    whose name alone makes it look like one is a warning.

    :param is_beside: whether it lies in the folder of a post, and so may belong to that.
    """
    suffix = _suffix(path)
    if not is_suspect(path):
        return None
    head = _head(root / path)
    if export := next((name for mark, name in _EXPORTS if mark.search(head)), ""):
        found = f"this is an export of {export}: the posts in it are not published"
        return error(path, 1, 1, CODE, found, "take the posts out of it, and it out of posts/")
    kind = _MARKUP.get(suffix, "")
    if _states_metadata(head):
        what = f"is {kind}" if kind else f"ends in {suffix}" if suffix else "has no ending"
        found = f"posts are Markdown: this one {what}, and is not published"
        return error(path, 1, 1, CODE, found, _MEND)
    if kind and not is_beside:
        found = f"posts are Markdown: a file in {kind} is not published"
        return warning(path, 1, 1, CODE, found, _MEND)
    return None


def _suffix(path: str) -> str:
    name = path.rpartition("/")[2].lower()
    stem, dot, suffix = name.rpartition(".")
    return dot + suffix if stem else ""


def _head(file: Path) -> str:
    """Return the beginning of an ordinary file; a link is not followed, nor a device read."""
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return ""
        with file.open("rb") as opened:
            return opened.read(HEAD).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""


def _states_metadata(head: str) -> bool:
    """Return whether a file begins with metadata, in any of the ways that tools write it."""
    fenced = _FENCED.match(head)
    if fenced and _KEY.search(fenced["lines"]):
        return True
    first = "\n".join(head.split("\n", _FIRST)[:_FIRST])
    return any(mark.search(first) for mark in _METADATA)


_FIRST: Final = 40
"""Lines in which metadata stand that no fence surrounds."""
_MEND: Final = "write it in Markdown, or begin its name with _ if it is not to be published"

_MARKUP: Final = {
    **dict.fromkeys((".rst", ".rest"), "reStructuredText"),
    **dict.fromkeys(
        (".mkd", ".mkdn", ".mdown", ".mdwn", ".mdtxt", ".mdtext", ".mmd"),
        "Markdown that ends in neither .md nor .markdown",
    ),
    **dict.fromkeys((".adoc", ".asciidoc", ".asc"), "AsciiDoc"),
    **dict.fromkeys((".wiki", ".mediawiki", ".creole"), "a wiki's markup"),
    **dict.fromkeys((".tex", ".latex"), "LaTeX"),
    **dict.fromkeys((".docx", ".doc", ".odt", ".rtf", ".pages"), "a word processor's format"),
    **dict.fromkeys(
        (".njk", ".liquid", ".ejs", ".pug", ".hbs", ".haml", ".erb", ".webc"), "a template language"
    ),
    ".ipynb": "a notebook's format",
    ".mdx": "MDX",
    ".org": "Org",
    ".qmd": "Quarto's Markdown",
    ".rmd": "R Markdown",
    ".textile": "Textile",
    ".typ": "Typst",
}
"""Endings of what other tools make posts of."""
_ANYTHING: Final = frozenset(
    {"", ".txt", ".text", ".html", ".htm", ".xhtml", ".json", ".xml", ".wxr", ".csv", ".bak"}
)
"""Endings of what is a post in some tool, and mostly something else."""

_NAMES: Final = "title|date|author|layout|tags|category|categories|slug|draft"
_FENCED: Final = re.compile(
    r"\ufeff?\s*(?P<fence>---|\+\+\+|;;;)[ \t]*\r?\n(?P<lines>.*?)\n(?P=fence)[ \t]*\r?(?:\n|\Z)",
    re.DOTALL,
)
_KEY: Final = re.compile(rf"^[ \t\"']*(?:{_NAMES})[\"']?[ \t]*[:=]", re.MULTILINE | re.IGNORECASE)
_METADATA: Final = (
    # Nikola, Sphinx and Pelican in reStructuredText, AsciiDoc, Org, LaTeX.
    re.compile(rf"^(?:\.\. |:)(?:{_NAMES}|blogpost|revdate):(?:[ \t]|\r?$)", re.M | re.I),
    re.compile(r"^\.\. post::", re.MULTILINE),
    re.compile(r"^#\+(?:title|date|hugo_\w+):", re.MULTILINE | re.IGNORECASE),
    re.compile(r"^\\(?:title|date)\{", re.MULTILINE),
    # Pelican and MultiMarkdown; Movable Type.
    re.compile(r"\A\s*title:[^\n]*\n(?:[^\n]+\n)*?date:", re.IGNORECASE),
    re.compile(r"^AUTHOR: [^\n]*\n(?:[^\n]+\n)*?TITLE: ", re.MULTILINE),
    # A notebook's first cell.
    re.compile(r"\"(?:---|# ---)\\n\",\s*\"(?:# )?(?:title|date|author)\s*:", re.IGNORECASE),
    # Pages that other tools wrote.
    re.compile(r"<meta[^>]+(?:name=.date.|article:published_time)", re.IGNORECASE),
    re.compile(r"class=[\"'][^\"']*\b(?:h-entry|hentry|dt-published)\b"),
)
_EXPORTS: Final = (
    (re.compile(r"wordpress\.org/export/"), "WordPress"),
    (re.compile(r"\A\s*\{\s*\"(?:db|meta|data)\"\s*:.*\"posts\"\s*:\s*\[", re.DOTALL), "Ghost"),
    (re.compile(r"<generator[^>]*>\s*Blogger\b|schemas\.google\.com/blogger"), "Blogger"),
    (re.compile(r"<tumblr\b"), "Tumblr"),
    (re.compile(r"\A\ufeff?\"?post_id\"?,[^\n]*\btitle\b"), "Substack"),
    (re.compile(r"\A\s*(?:<\?xml[^>]*>\s*)?<rss\b.*<content:encoded>", re.DOTALL), "another blog"),
    (
        re.compile(
            r"\A\s*[\[{](?=.*\"title\"\s*:)(?=.*\"(?:date|published_at|pub_?date|created_at)\"\s*:)"
            r"(?=.*\"(?:html|content|body|markdown|text)\"\s*:)",
            re.DOTALL | re.IGNORECASE,
        ),
        "another blog",
    ),
)
