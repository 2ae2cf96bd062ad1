"""Renders the code of a post with its title, its marked lines and numbers; it is never run."""

from __future__ import annotations

import re

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import token_line

from publishing.base.other_tools import LANGUAGE
from publishing.markdown.code_head import read_head
from publishing.markdown.code_marks import take_marks
from publishing.markdown.other_tools import UNREAD
from publishing.policy import rules as policy
from publishing.render.directives import DirectiveRenderer, is_language, lines_fit

_DIRECTIVE = re.compile(
    r"\s*\{(?P<name>(?!\.)[^{}\s]*[^{}\s\d,-][^{}\s]*)\}(?P<said>.*)", re.DOTALL
)
_CELLS = frozenset({"code-cell", "code-cell-inline", "jupyter-execute", "ipython3"})
# Options of a cell: `:tags: [hide-input]`, `#| echo: false`, or YAML between lines of dashes.
_OPTIONS = re.compile(
    r"(?:---[ \t]*\n.*?\n---[ \t]*\n|(?::[\w-]+:[^\n]*\n|#\|[^\n]*\n)+)\n?", re.DOTALL
)


class CodeRenderer(DirectiveRenderer):
    """The part of the renderer that shows code."""

    def render_fence(self, token: SyntaxTreeNode) -> None:
        """Render code, a formula or a directive."""
        if self.is_cell(token):
            self._render_cell(token)
        elif _DIRECTIVE.match(token.info):
            super().render_fence(token)
        elif token.info.strip() == "math":  # as GitHub writes a formula
            self.render_math_block(token)
        else:
            self._render_code(token, token.info)
        if unread := token.meta.get(UNREAD):
            message = f"what stands between {unread} and its end is shown as code"
            help = "write it in Markdown, and code between ``` lines"
            self.post.warn(token_line(token, 1), "template-leftover", message, help)

    def is_cell(self, token: SyntaxTreeNode) -> bool:
        """Whether what looks like a directive is code that another tool would run."""
        named = _DIRECTIVE.match(token.info)
        if not named or named["name"] in {*policy.DIRECTIVES, *policy.INSTEAD}:
            return False
        return named["name"] in _CELLS or is_language(named["name"])

    def _render_cell(self, token: SyntaxTreeNode) -> None:
        named = _DIRECTIVE.match(token.info)
        assert named is not None
        assert token.token is not None
        options = _OPTIONS.match(token.content)
        token.token.content = token.content[options.end() if options else 0 :]
        is_any = named["name"] in _CELLS
        self._render_code(token, named["said"] if is_any else named["name"])

    def render_code_block(self, token: SyntaxTreeNode) -> None:
        """Render indented code."""
        self._hold_lines(token)
        super().render_code_block(token)

    def _render_code(self, token: SyntaxTreeNode, info: str) -> None:
        head = read_head(info)
        assert token.token is not None
        token.token.info = _language(head.language)
        token.token.content, noted = take_marks(token.content)
        if marked := ",".join(filter(None, (head.marked, noted))):
            lines = token.content.count("\n") + 1
            there = [part for part in marked.split(",") if lines_fit(part, lines)]
            token.attrs.setdefault("emphasize-lines", ",".join(there) or marked)
        if head.first is not None:
            token.attrs.setdefault("lineno-start", head.first)
        self._hold_lines(token)
        if head.unread:
            said = " ".join(head.unread)
            help = 'a title is written title="…", marked lines {1,3-5}'
            message = f"{said!r} behind the language of code has no effect"
            self.post.warn(token_line(token, 1), "code-head", message, help)
        super().render_fence(token)
        if head.title:
            self._entitle(head.title, token)

    def _entitle(self, title: str, token: SyntaxTreeNode) -> None:
        """Put a title over the code that was rendered last, as {code-block} does."""
        code = self.current_node[-1]
        box = nodes.container("", literal_block=True, classes=["literal-block-wrapper"])
        caption = nodes.caption(title, title)
        for node in (box, caption):
            self.add_line_and_source_path(node, token)
        self.current_node[-1] = box
        box += [caption, code]

    def _hold_lines(self, token: SyntaxTreeNode) -> None:
        spec = token.attrs.get("emphasize-lines")
        if spec is not None and not lines_fit(str(spec), token.content.count("\n") + 1):
            del token.attrs["emphasize-lines"]
            self.warn_of_lines(str(spec), token_line(token, 1))


def _language(name: str) -> str:
    """Return the name by which Pygments knows a language, if it has one."""
    return name if not name or is_language(name) else str(LANGUAGE.read(name))
