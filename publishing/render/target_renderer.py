"""Renders what the text of a post can lead to: headings, names, footnotes, formulas."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import token_line

from publishing.render.directives import DirectiveRenderer
from publishing.render.element_ids import NOTE, fragment


class TargetRenderer(DirectiveRenderer):
    """The part of the renderer that gives names."""

    _marks: dict[str, list[nodes.footnote_reference]]
    _notes: dict[str, nodes.footnote]

    def generate_heading_target(
        self,
        token: SyntaxTreeNode,  # noqa: ARG002
        level: int,  # noqa: ARG002
        node: nodes.Element,
        title_node: nodes.Element,  # noqa: ARG002
    ) -> None:
        """Take note of a heading; its id is made when all names of the post are known."""
        self.document.note_heading(node)

    def render_myst_target(self, token: SyntaxTreeNode) -> None:
        """Render a name for what follows."""
        self.document.note_name(token.content)
        super().render_myst_target(token)

    def copy_attributes(
        self, token: SyntaxTreeNode, node: nodes.Element, *args: Any, **kwargs: Any
    ) -> None:
        """Copy the attributes of a token, its name as it was written."""
        if "id" in token.attrs:
            self.document.note_name(str(token.attrs["id"]))
            self.add_line_and_source_path(node, token)  # of which a warning may be given
        super().copy_attributes(token, node, *args, **kwargs)

    def render_math_block_label(self, token: SyntaxTreeNode) -> None:
        """Render a formula with a label; of two alike, the first has it."""
        if self.is_new_label(token.info, token_line(token, 1)):
            super().render_math_block_label(token)
        else:
            super().render_math_block(token)

    # -- Notes ---------------------------------------------------------------------

    # They have names of their own: a heading or a figure may be called as a note is. Their ids
    # are those of kramdown and Python-Markdown, to which links into old posts lead.

    def render_footnote_ref(self, token: SyntaxTreeNode) -> None:
        """Render the mark of a note, which may follow later or not at all."""
        label = token.meta["label"]
        mark = nodes.footnote_reference(f"[^{label}]", refname=f"{NOTE}{label}")
        self.add_line_and_source_path(mark, token)
        self._marks.setdefault(label, []).append(mark)
        self.current_node.append(mark)

    def render_footnote_reference(self, token: SyntaxTreeNode) -> None:
        """Render a note."""
        label, line = token.meta["label"], token_line(token, 1)
        name = f"{NOTE}{label}"
        if label in self._notes:
            help = f"write another name than [^{label}]:, or delete it"
            message = f"a second note is called [^{label}], and is left out"
            self.post.warn(line, "footnote-double", message, help)
            return
        note = self._notes[label] = nodes.footnote(names=[name])
        self.add_line_and_source_path(note, token)
        self.document.note_name(name)
        if label.isdigit():
            if label not in self.document.nameids:
                note["names"].append(label)  # a number that no other note is given
            note += nodes.label("", label)
            self.document.note_footnote(note)
        else:
            note["auto"] = 1
            self.document.note_autofootnote(note)
        self.document.note_explicit_target(note, note)
        empty = len(note)
        with self.current_node_context(note, append=True):
            self.render_children(token)
        if len(note) == empty:
            help = f"write its text behind [^{label}]:"
            self.post.warn(line, "footnote-empty", f"the note [^{label}] has no text", help)

    def join_notes(self) -> None:
        """Join marks and notes, when both are known; a mark without a note is text."""
        unused = self._notes.keys() - self._marks.keys()
        missing = [
            label
            for label in self._marks.keys() - self._notes.keys()
            if unused or label.isdigit() or _is_note(self._marks[label])
        ]
        for label, marks in self._marks.items():
            for number, mark in enumerate(marks):
                if label not in self._notes:
                    mark.replace_self(nodes.Text(f"[^{label}]"))
                    continue
                again = f":{number}" if number else ""
                mark["ids"] = [f"fnref:{fragment(label)}{again}"]
                if label.isdigit():
                    mark += nodes.Text(label)
                else:
                    mark["auto"] = 1
                    self.document.note_autofootnote_ref(mark)
                self.document.note_footnote_ref(mark)
        for label in missing:
            message = f"there is no note [^{label}], so its mark shows as it is written"
            help = f"write its text into a paragraph of its own: [^{label}]: …"
            line = self._marks[label][0].line
            self.post.warn(line, "footnote-missing", message, help, at=f"[^{label}]")
        for label in unused:
            message = f"nothing in the text refers to the note [^{label}]"
            help = f"write [^{label}] where it belongs, or delete the note"
            self.post.warn(self._notes[label].line, "footnote-unused", message, help)


def _is_note(marks: list[nodes.footnote_reference]) -> bool:
    """Whether marks without a note are more than a class of a regular expression: ``[^abc]``."""
    before = marks[0].previous_sibling()
    return len(marks) > 1 or bool(
        isinstance(before, nodes.Text)
        and _SENTENCE.search(before)
        and _WORD.search(marks[0].rawsource)
    )


_SENTENCE = re.compile(r"[^\W\d_]{2}[.,;:!?)\"'”’»]*$")
_WORD = re.compile(r"\[\^[^\W\d_][\w-]+\]")
