"""Runs the directives and roles of a post that the policy lists, and refuses the others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, cast

from docutils import nodes
from docutils.parsers.rst import Directive, directives
from docutils.parsers.rst.directives.tables import RSTTable
from docutils.parsers.rst.states import RSTState, RSTStateMachine
from docutils.statemachine import StringList
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.mocking import MockState, MockStateMachine, MockTableState
from myst_parser.parsers.directives import parse_directive_text
from pygments.lexers import find_lexer_class_by_name  # type: ignore[import-untyped]
from pygments.util import ClassNotFound  # type: ignore[import-untyped]

from publishing.policy import rules as policy
from publishing.policy.limits import OverrunError, Tally
from publishing.render.context import PostContext
from publishing.render.element_ids import PostDocument
from publishing.render.sphinx_internals import MystRenderer
from publishing.render.wording import reworded

_UNKNOWN = re.compile(r"Unknown option key: '(.*?)'")


class DirectiveRenderer(MystRenderer):
    """The part of the renderer that runs directives and roles.

    :ivar post: the post that is being rendered.
    :ivar tally: what it has used of its bounds.
    """

    post: PostContext
    tally: Tally
    document: PostDocument
    _labels: set[str]

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
        if name in policy.DROPPED:
            self.post.warn(line, f"{what}-dropped", f"{{{name}}} is left out", instead or "")
            return
        near = get_close_matches(name.lower(), known, 1)
        at = f"{{{name}}}" if what == "role" else ""
        if instead:
            message = f"{{{name}}} is not allowed"
            self.post.refuse_at(at, line, f"{what}-refused", message, instead)
        else:
            help = f"did you mean {{{near[0]}}}?" if near else "SECURITY.md lists what there is"
            if what == "directive" and is_language(name):
                help = f"write ```{name} for code that is shown"
            message = f"there is no {what} {{{name}}}"
            self.post.refuse_at(at, line, f"{what}-unknown", message, help)

    def run_directive(
        self,
        name: str,
        first_line: str,
        content: str,
        position: int,
        additional_options: dict[str, str] | None = None,
        *,
        block_text: str | None = None,
    ) -> list[nodes.Element]:
        """Run a directive that the policy lists, with the options that it lists."""
        if name not in policy.DIRECTIVES:
            self._refuse("directive", name, policy.DIRECTIVES, position)
            return []
        self.tally.base = 0
        self.tally.add("directives", "directives", position)
        self.document.current_line = position
        kind, _messages = directives.directive(name, self.language_module_rst, self.document)
        assert kind is not None, name
        try:
            parsed = parse_directive_text(
                kind, first_line, content, line=position, additional_options=additional_options
            )
        except Exception as failure:  # some options raise what they like, too
            self.post.refuse(position, "directive-invalid", *reworded(_said(failure), name))
            return []
        for warned in parsed.warnings:
            self._warn_of_option(name, kind, warned.msg, warned.lineno or position)
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
        except (OverrunError, RecursionError):
            raise
        except Exception as failure:  # directives raise what they like, on what strangers write
            self.post.refuse(position, "directive-invalid", *reworded(_said(failure), name))
            return []
        if isinstance(state, MockTableState):
            return cast(list[nodes.Element], state.add_caption_continuation(directive, [*result]))
        return result

    def _warn_of_option(self, name: str, kind: type[Directive], said: str, line: int) -> None:
        unknown = _UNKNOWN.match(said)
        if not unknown:
            self.post.warn(line, "directive-option", *reworded(said, name))
            return
        known = policy.OPTIONS & set(kind.option_spec or ())
        near = get_close_matches(unknown[1], known, 1)
        help = f"did you mean :{near[0]}:?" if near else _listed(known)
        message = f"{{{name}}}: there is no option :{unknown[1]}:"
        self.post.warn(line, "directive-option", message, help)

    def _hold_options(self, name: str, options: dict[str, Any], lines: int, line: int) -> None:
        for option in [*options]:
            if option not in policy.OPTIONS:
                help = policy.INSTEAD.get(option, "leave it out")
                message = f"{{{name}}}: the option :{option}: is not allowed"
                self.post.refuse(line, "option-refused", message, help)
                del options[option]
            elif option == "class" or option.startswith("class-") or option == "figclass":
                options[option] = self.allowed_classes(options[option], line)
        if "name" in options or "label" in options:
            self.tally.add("names", "names for links", line)
            self.document.note_name(str(options.get("name", "")))
        if "label" in options and not self.is_new_label(options["label"], line):
            del options["label"]
        spec = options.get("emphasize-lines")
        if spec is not None and not lines_fit(spec, lines):
            del options["emphasize-lines"]
            self.warn_of_lines(spec, line)

    def is_new_label(self, label: str, line: int) -> bool:
        """Return whether no formula before has this label, or warn that one has."""
        is_new = label not in self._labels
        if not is_new:
            message = f"a second formula has the label {label!r}, and is left without"
            self.post.warn(line, "label-double", message, "give it another label")
        self._labels.add(label)
        return is_new

    def warn_of_lines(self, spec: str, line: int) -> None:
        """Warn of lines to emphasise that are not there."""
        message = f"marked lines: {spec[:40]!r} names no lines of this code"
        self.post.warn(line, "directive-option", message, "write numbers and ranges: 1,3-5")


@lru_cache(1024)
def is_language(name: str) -> bool:
    """Whether Pygments knows a language by this name."""
    try:
        return find_lexer_class_by_name(name) is not None
    except ClassNotFound:
        return False


def _said(failure: Exception) -> str:
    return str(getattr(failure, "msg", None) or failure or type(failure).__name__)


def _listed(known: Iterable[str]) -> str:
    return f"write one of {' '.join(f':{option}:' for option in sorted(known))}"


def lines_fit(spec: str, lines: int) -> bool:
    """Whether *spec*, such as ``1,3-5``, names only lines from 1 to *lines*."""
    numbers = spec.replace("-", ",").split(",")
    return len(spec) < 1000 and all(
        not number.strip()
        or (number.strip().isdecimal() and len(number) < 6 and int(number) <= lines)
        for number in numbers
    )
