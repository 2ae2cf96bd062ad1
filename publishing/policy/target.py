"""Renders what the text of a post can lead to: headings, names, footnotes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import token_line

from publishing.policy.directive import DirectiveRenderer
from publishing.policy.element_ids import NOTE, fragment


class TargetRenderer(DirectiveRenderer):
    """The part of the renderer that gives names."""

    _marks: Counter[str]

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

    def copy_attributes(self, token: SyntaxTreeNode, *args: Any, **kwargs: Any) -> None:
        """Copy the attributes of a token, its name as it was written."""
        if "id" in token.attrs:
            self.document.note_name(str(token.attrs["id"]))
        super().copy_attributes(token, *args, **kwargs)

    # Notes have names of their own: a heading or a figure may be called as a note is. Their ids
    # are those of kramdown and Python-Markdown, to which links into old posts lead.

    def render_footnote_ref(self, token: SyntaxTreeNode) -> None:
        """Render the mark of a note."""
        label = token.meta["label"]
        name = f"{NOTE}{label}"
        mark = nodes.footnote_reference(f"[^{label}]", refname=name)
        self.add_line_and_source_path(mark, token)
        self._marks[label] += 1
        again = f":{self._marks[label] - 1}" if self._marks[label] > 1 else ""
        mark["ids"] = [f"fnref:{fragment(label)}{again}"]
        if label.isdigit():
            mark += nodes.Text(label)
        else:
            mark["auto"] = 1
            self.document.note_autofootnote_ref(mark)
        self.document.note_footnote_ref(mark)
        self.current_node.append(mark)

    def render_footnote_reference(self, token: SyntaxTreeNode) -> None:
        """Render a note."""
        label = token.meta["label"]
        name = f"{NOTE}{label}"
        if name in self.document.nameids:
            help = f"write another name than [^{label}]:, or delete it"
            message = f"a second note is called [^{label}], and is left out"
            self.post.warn(token_line(token), "footnote-double", message, help)
            return
        note = nodes.footnote(names=[name])
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
        with self.current_node_context(note, append=True):
            self.render_children(token)
