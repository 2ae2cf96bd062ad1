"""Turns the Markdown of a post into a docutils tree, letting in what the policy lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from difflib import get_close_matches
from types import ModuleType
from typing import Any, cast

from docutils import nodes
from docutils.parsers.rst import DirectiveError, directives
from docutils.parsers.rst.directives.tables import RSTTable
from docutils.parsers.rst.languages import get_language
from docutils.parsers.rst.states import MarkupError, RSTState, RSTStateMachine
from docutils.statemachine import StringList
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.mocking import MockingError, MockState, MockStateMachine, MockTableState
from myst_parser.parsers.directives import parse_directive_text
from myst_parser.warnings_ import MystWarnings

from publishing import policy
from publishing.bounds import TALLY, OverrunError, Tally
from publishing.context import PostContext
from publishing.rawhtml import settle

CONTEXT = "post-context"
"""Where the :class:`PostContext` stands in the environment of a Markdown parse."""

_CODE = frozenset({"code", "code-block", "sourcecode", "parsed-literal", "math"})
_CODE_TOKENS = frozenset({"fence", "code_block", "math_block", "math_block_label", "amsmath"})
_UNTOLD = frozenset({MystWarnings.MD_HEADING_NON_CONSECUTIVE, MystWarnings.STRIKETHROUGH})


class PostRenderer(SphinxRenderer):
    """Renders the tokens of one post at a time.

    :ivar code: 0-based ranges of lines of the file that are code.
    """

    post: PostContext
    code: list[tuple[int, int]]
    _tally: Tally

    def setup_render(self, options: dict[str, Any], env: MutableMapping[str, Any]) -> None:
        """Begin a post.

        MyST's own makes a document each time, which it then does not use; with docutils'
        settings that costs more than all the rules here.
        """
        self.md_env, self.md_options = env, options
        self.md_config = options["myst_config"]
        self.document = self.current_node = options["document"]
        self.reporter = self.document.reporter
        language = get_language(self.document.settings.language_code)
        self.language_module_rst = cast(ModuleType, language)
        self._heading_offset = 0
        self._level_to_section = {0: self.document}
        self._heading_slugs = {}
        self.post = env[CONTEXT]
        self.code = []
        self._tally = env[TALLY]
        self._depth = 0

    def create_warning(self, message: str, subtype: MystWarnings | str, **kwargs: Any) -> None:
        """Note what MyST warns of as a problem of the post."""
        if subtype not in _UNTOLD:
            name = subtype.value if isinstance(subtype, MystWarnings) else subtype
            self.post.warn(kwargs.get("line"), f"markdown-{name}", message)

    # -- Lines and nesting -------------------------------------------------------

    def _render_tokens(self, tokens: list[Token]) -> None:
        for token in tokens:
            if token.map:
                token.map = [token.map[0] + 1, token.map[1] + 1]
                _number(token.children or [], token.map[0])
                self._note_code(token)
        settle(tokens, self.post, lambda token: token.map[0] if token.map else 1)
        for child in SyntaxTreeNode(tokens).children:
            self.rules[f"render_{child.type}"](child)

    def _note_code(self, token: Token) -> None:
        assert token.map
        named = token.info.strip().partition("}")[0]
        is_code = not named.startswith("{") or named[1:] in _CODE
        if is_code and token.type in _CODE_TOKENS:
            self.code.append((token.map[0] - 1, token.map[1] - 1))

    def nested_render_text(self, text: str, lineno: int, *args: Any, **kwargs: Any) -> None:
        """Render the text of a directive, a quotation's source or a caption."""
        with self._deeper(lineno):
            self._tally.base = lineno
            super().nested_render_text(text, lineno, *args, **kwargs)

    @contextmanager
    def _deeper(self, line: int) -> Iterator[None]:
        self._depth += 1
        if self._depth > self.post.bounds.depth:
            limit = self.post.bounds.depth
            raise OverrunError(line, self._depth, limit, "blocks inside each other")
        yield
        self._depth -= 1

    # -- Headings, links, attributes ---------------------------------------------

    def render_heading(self, token: SyntaxTreeNode) -> None:
        """Render a heading; inside an element of raw HTML it begins no section."""
        if not (token.meta or {}).get("inside"):
            return super().render_heading(token)
        level = min(int(token.tag[1]) + 1, 6)
        rubric = nodes.rubric("", "", **{"heading-level": level})
        self.add_line_and_source_path(rubric, token)
        with self.current_node_context(rubric, append=True):
            self.render_children(token)
        self.generate_heading_target(token, level, rubric, rubric)
        return None

    def render_hr(self, token: SyntaxTreeNode) -> None:
        """Render a line across the page, wherever it stands; docutils allows it in few places."""
        node = nodes.raw("", "<hr>\n", format="html")
        self.add_line_and_source_path(node, token)
        self.current_node.append(node)

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """Render raw HTML, settled before; nothing is left of most comments."""
        if token.content.strip():
            super().render_html_block(token)

    def render_link(self, token: SyntaxTreeNode) -> None:
        """Render a link as it is written; the finished tree is inspected for where it leads."""
        node = nodes.reference(refuri=str(token.attrGet("href") or ""))
        self.add_line_and_source_path(node, token)
        self.copy_attributes(
            token, node, ("class", "id", "reftitle"), aliases={"title": "reftitle"}
        )
        with self.current_node_context(node, append=True):
            self.render_children(token)

    def copy_attributes(self, token: SyntaxTreeNode, *args: Any, **kwargs: Any) -> None:
        """Copy the attributes of a token, with the classes that a post may name."""
        if "class" in token.attrs:
            names = str(token.attrs["class"]).split()
            token.attrs["class"] = " ".join(self.allowed_classes(names, token_line(token, 1)))
        super().copy_attributes(token, *args, **kwargs)

    def allowed_classes(self, names: Iterable[str], line: int) -> list[str]:
        """Return those of *names* that a post may use, and warn of the others."""
        kept = []
        for name in names:
            if name in policy.CLASSES:
                kept.append(name)
            else:
                near = get_close_matches(name, policy.CLASSES, 1)
                help = f"did you mean {near[0]}?" if near else "leave it out: the site has one look"
                self.post.warn(line, "class-unknown", f"the class {name!r} has no effect", help)
        return kept

    def render_colon_fence(self, token: SyntaxTreeNode) -> None:
        """Render a ``:::`` box; its name is a class."""
        name = token.info.strip().split(" ")[0]
        if name and not name.startswith("{") and name not in policy.CLASSES:
            self.allowed_classes([name], token_line(token, 1))
            assert token.token is not None
            token.token.info = ""
        super().render_colon_fence(token)

    def render_fence(self, token: SyntaxTreeNode) -> None:
        """Render code or a directive, with the lines to emphasise held to those there are."""
        self._hold_lines(token)
        super().render_fence(token)

    def render_code_block(self, token: SyntaxTreeNode) -> None:
        """Render indented code."""
        self._hold_lines(token)
        super().render_code_block(token)

    def _hold_lines(self, token: SyntaxTreeNode) -> None:
        spec = token.attrs.get("emphasize-lines")
        if spec is not None and not lines_fit(str(spec), token.content.count("\n") + 1):
            del token.attrs["emphasize-lines"]
            self._warn_lines(str(spec), token_line(token, 1))

    def _warn_lines(self, spec: str, line: int) -> None:
        message = f"emphasize-lines: {spec[:40]!r} names no lines of this code"
        self.post.warn(line, "directive-option", message, "write numbers and ranges: 1,3-5")

    # -- Directives and roles ----------------------------------------------------

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        """Refuse another language inside the post."""
        self._refuse("directive", "eval-rst", policy.DIRECTIVES, token_line(token, 1))

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        """Render a role that the policy lists."""
        name = token.meta["name"]
        if name not in policy.ROLES:
            self._refuse("role", name, policy.ROLES, token_line(token, 1))
            self.current_node.append(nodes.Text(token.content))
        else:
            super().render_myst_role(token)

    def _refuse(self, what: str, name: str, known: Iterable[str], line: int) -> None:
        instead = policy.INSTEAD.get(name.lower())
        near = get_close_matches(name.lower(), known, 1, 0.75)
        if instead:
            self.post.refuse(line, f"{what}-refused", f"{{{name}}} is not allowed", instead)
        else:
            help = f"did you mean {{{near[0]}}}?" if near else "SECURITY.md lists what there is"
            self.post.refuse(line, f"{what}-unknown", f"there is no {what} {{{name}}}", help)

    def run_directive(
        self,
        name: str,
        first_line: str,
        content: str,
        position: int,
        additional_options: dict[str, str] | None = None,  # noqa: ARG002  # from HTML only
        *,
        block_text: str | None = None,
    ) -> list[nodes.Element]:
        """Run a directive that the policy lists, with the options that it lists."""
        if name not in policy.DIRECTIVES:
            self._refuse("directive", name, policy.DIRECTIVES, position)
            return []
        self._tally.base = 0
        self._tally.add("directives", "directives", position)
        self.document.current_line = position
        kind, _messages = directives.directive(name, self.language_module_rst, self.document)
        assert kind is not None, name
        try:
            parsed = parse_directive_text(kind, first_line, content, line=position)
        except MarkupError as failure:
            self.post.refuse(position, "directive-invalid", f"{{{name}}}: {failure}")
            return []
        for warned in parsed.warnings:
            self.post.warn(
                warned.lineno or position,
                f"markdown-{warned.type.value}",
                f"{{{name}}}: {warned.msg}",
            )
        self._hold_options(name, parsed.options, len(parsed.body), position)
        machine = MockStateMachine(self, position)
        is_table = kind.run is RSTTable.run and not parsed.blank_line_removed
        state = (MockTableState if is_table else MockState)(
            self, machine, position, preserve_inline_edge_whitespace=name == "parsed-literal"
        )
        directive = kind(
            name=name,
            arguments=parsed.arguments,
            options=parsed.options,
            content=StringList(parsed.body, self.document["source"]),
            lineno=position,
            content_offset=parsed.body_offset,
            block_text=content if block_text is None else block_text,
            state=cast(RSTState, state),
            state_machine=cast(RSTStateMachine, machine),
        )
        try:
            result = cast(list[nodes.Element], directive.run())
        except (DirectiveError, MockingError) as failure:
            message = failure.msg if isinstance(failure, DirectiveError) else str(failure)
            self.post.refuse(position, "directive-invalid", f"{{{name}}}: {message}")
            return []
        if isinstance(state, MockTableState):
            return cast(list[nodes.Element], state.add_caption_continuation(directive, [*result]))
        return result

    def _hold_options(self, name: str, options: dict[str, Any], lines: int, line: int) -> None:
        for option in [*options]:
            if option not in policy.OPTIONS:
                help = policy.INSTEAD.get(option, "leave it out")
                message = f"{{{name}}}: the option :{option}: is not allowed"
                self.post.refuse(line, "option-refused", message, help)
                del options[option]
            elif option == "class" or option.startswith("class-") or option == "figclass":
                options[option] = self.allowed_classes(options[option], line)
        spec = options.get("emphasize-lines")
        if spec is not None and not lines_fit(spec, lines):
            del options["emphasize-lines"]
            self._warn_lines(spec, line)


def _number(tokens: list[Token], line: int) -> None:
    """Give each piece of text the line that it begins on, not that of its paragraph."""
    for token in tokens:
        token.map = [line, line + 1]
        if token.type in {"softbreak", "hardbreak"}:
            line += 1
        elif token.type in {"html_inline", "math_inline"}:
            line += token.content.count("\n")


def lines_fit(spec: str, lines: int) -> bool:
    """Whether *spec*, such as ``1,3-5``, names only lines from 1 to *lines*."""
    numbers = spec.replace("-", ",").split(",")
    return len(spec) < 1000 and all(
        not number.strip()
        or (number.strip().isdecimal() and len(number) < 6 and int(number) <= lines)
        for number in numbers
    )
