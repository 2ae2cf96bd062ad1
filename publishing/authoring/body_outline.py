"""What the body of a post consists of, seen from its Markdown alone: without Sphinx, and fast.

The build judges a body where it ended up, as a tree of everything that directives and roles made
of it. An editor's questions (is every picture described, is a level of headings skipped) can be
asked of the Markdown, which takes a tenth of the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final

from publishing.policy import rules as policy

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at the top of the body, not one in a box, a list or a quotation."""

    line: int
    level: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, however it is written.

    :ivar source: its address, as written.
    :ivar alt: its alternative text; nothing if HTML states none.
    :ivar form: how it is written: `markdown`, `directive` or `html`.
    """

    line: int
    source: str
    alt: str | None
    form: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that readers read, on one line of the file."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address that the body links to, as written."""

    line: int
    url: str


@dataclass(slots=True)
class BodyOutline:
    """The parts of a body, each with its line of the file."""

    headings: list[Heading] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def outline(body: str, first_line: int) -> BodyOutline:
    """Return the parts of a body that starts at a line of its file."""
    body_outline = BodyOutline()
    _Dissection(body_outline).blocks(body, first_line, depth=0)
    return body_outline


@dataclass(slots=True)
class _Dissection:
    body_outline: BodyOutline

    def blocks(self, text: str, first_line: int, depth: int) -> None:
        """Take in a text that starts at a line; boxes in it are texts again."""
        parser = _parser()
        env: dict[str, Any] = {}
        tokens = parser.parse(text, env)
        for index, token in enumerate(tokens):
            line = first_line + (token.map[0] if token.map else 0)
            if token.type == "inline":
                # Most paragraphs have no markup, and taking it apart is half of the work.
                if _MARKUP.search(token.content):
                    parts: list[Token] = []
                    parser.inline.parse(token.content, parser, env, parts)
                    self._inline(parts, line)
                else:
                    self._plain(token.content, line)
            elif token.type == "heading_open" and token.level == 0 and depth == 0:
                if tokens[index + 1].content:
                    self.body_outline.headings.append(Heading(line, int(token.tag[1])))
            elif token.type in {"fence", "colon_fence"} and depth < _DEEPEST:
                self._box(token, line, depth)
            elif token.type == "html_block":
                self._html(token.content, line)

    def _box(self, token: Token, line: int, depth: int) -> None:
        name, argument = _directive(token)
        if name in _PICTURES:
            options, _ = _options(token.content)
            alt = options.get("alt", "")
            self.body_outline.pictures.append(Picture(line, argument, alt, "directive"))
        elif name is None or name in _NOT_TEXT:
            return
        elif argument:
            self.blocks(argument, line, _DEEPEST)
        _, skipped = _options(token.content)
        content = "\n".join(token.content.split("\n")[skipped:])
        self.blocks(content, line + 1 + skipped, depth + 1)

    def _plain(self, text: str, first_line: int) -> None:
        for line, words in enumerate(text.split("\n"), first_line):
            self._passage([words], line)

    def _inline(self, tokens: list[Token], line: int) -> None:
        words: list[str] = []
        for token in tokens:
            if token.type == "text":
                words.append(token.content)
            elif token.type in {"softbreak", "hardbreak"}:
                self._passage(words, line)
                line += 1
            elif token.type == "image":
                source = str(token.attrGet("src") or "")
                self.body_outline.pictures.append(Picture(line, source, token.content, "markdown"))
                words.append(token.content.replace("\n", " "))
                line += token.content.count("\n")
            elif token.type == "link_open":
                self.body_outline.links.append(Link(line, str(token.attrGet("href") or "")))
            elif token.type == "html_inline":
                self._html(token.content, line)
                line += token.content.count("\n")
            elif token.type in _OPAQUE:
                words.append(_GAP)
                line += token.content.count("\n")
        self._passage(words, line)

    def _passage(self, words: list[str], line: int) -> None:
        if text := "".join(words).strip():
            self.body_outline.passages.append(Passage(line, text))
        words.clear()

    def _html(self, text: str, line: int) -> None:
        if "<img" in text.lower() or "<a" in text.lower():
            reader = _Tags()
            reader.feed(text)
            reader.close()
            for offset, tag, values in reader.found:
                if tag == "img":
                    source, alt = values.get("src") or "", values.get("alt")
                    self.body_outline.pictures.append(Picture(line + offset, source, alt, "html"))
                elif values.get("href"):
                    self.body_outline.links.append(Link(line + offset, values["href"] or ""))


class _Tags(HTMLParser):
    """Gathers pictures and links of raw HTML, each with the lines before it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"img", "a"}:
            values: dict[str, str | None] = {}
            for name, value in attrs:
                values.setdefault(name, value or "")
            self.found.append((self.getpos()[0] - 1, tag, values))


def _directive(token: Token) -> tuple[str | None, str]:
    """Return the name and argument of a directive; a plain ``:::`` box is `div`, code nothing."""
    match = _NAMED.match(token.info.strip())
    if match:
        return match[1], match[2].strip()
    return ("div", "") if token.type == "colon_fence" else (None, "")


def _options(content: str) -> tuple[dict[str, str], int]:
    """Return the options of a directive, and the lines that they take."""
    lines = content.split("\n")
    if lines[0].strip() == "---":
        end = next((i for i, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
        pairs = (line.partition(":") for line in lines[1:end])
        return {key.strip(): value.strip() for key, _, value in pairs}, end + 1
    options: dict[str, str] = {}
    for number, line in enumerate(lines):
        match = _OPTION.match(line)
        if match is None:
            return options, number
        options[match[1]] = match[2].strip()
    return options, len(lines)


# Imported when first needed: a report on posts that were read before needs none of it.
@lru_cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.colon_fence import colon_fence_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.myst_blocks import myst_block_plugin
    from mdit_py_plugins.myst_role import myst_role_plugin

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for plugin in (colon_fence_plugin, footnote_plugin, myst_block_plugin, myst_role_plugin):
        parser.use(plugin)
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False)
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.options["maxNesting"] = 100
    parser.validateLink = lambda _url: True  # type: ignore[assignment,method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def external(body_outline: BodyOutline) -> Iterator[Link]:
    """Yield the links of a body that lead to the web."""
    return (
        link for link in body_outline.links if link.url.lower().startswith(("http://", "https://"))
    )


_DEEPEST: Final = 8
_GAP: Final = " \N{MIDDLE DOT} "
"""Stands for code, a formula or a role between words."""
_OPAQUE: Final = frozenset({"code_inline", "math_inline", "math_inline_double", "myst_role"})
_PICTURES: Final = frozenset({"image", "figure"})
_NOT_TEXT: Final = policy.names(
    "code code-block sourcecode parsed-literal math csv-table literalinclude raw eval-rst mermaid"
)
_MARKUP: Final = re.compile(r"[\[`<$\\{_&]")
_NAMED: Final = re.compile(r"\{([^}\s]+)\}(.*)")
_OPTION: Final = re.compile(r":([\w-]+):(.*)")
