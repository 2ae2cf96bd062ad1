"""Renders boxes of text, whichever way they were written."""

from __future__ import annotations

import re

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import token_line

from publishing.markdown.box import Box, named_box
from publishing.policy import rules as policy
from publishing.policy.rules import names
from publishing.render.code_renderer import CodeRenderer
from publishing.render.sphinx_internals import admonitionlabels, create_component

_BOX = re.compile(
    r"(?:\{(?P<attributes>[^{}]*\.[^{}]*)\}|(?P<name>[A-Za-z][\w-]*)(?:\[(?P<title>[^\[\]]*)\])?)"
    r"[ \t]*(?P<said>[^{}]*?)(?:\{(?P<more>[^{}]*)\})?[ \t:]*"
)
"""A box as Docusaurus, VitePress, Zenn, Pandoc and Quarto name it: ``tip Title``, ``{.tip}``."""
_STATED = re.compile(r"title\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|“([^”]*)”)")
_COLLAPSED = re.compile(r"collapse\s*=\s*[\"']?true")
_ID = re.compile(r"#([\w:.-]+)")
_CLASS = re.compile(r"\.([\w-]+)")
_TONES = names("alert danger info note tip warn warning")
"""Words that Qiita and Zenn write behind the name of a box, for its kind."""
_OPTIONS = (":", "---")
"""How options of a directive begin. The text of a box may begin so, too."""


class BoxRenderer(CodeRenderer):
    """The part of the renderer that makes boxes."""

    def render_colon_fence(self, token: SyntaxTreeNode) -> None:
        """Render a ``:::`` box; its name is that of an admonition, or else a class."""
        assert token.token is not None
        if self.is_cell(token):
            self.render_fence(token)
            return
        named = _BOX.fullmatch(token.info.strip())
        box = _boxed(named) if named else None
        if named and (name := _ID.search(_attributes(named))):
            token.attrs.setdefault("id", name[1])
        if box:
            self._box(token, box, token.content)
            return
        if not token.info.strip().startswith("{") or (named and named["attributes"]):
            kinds = self.allowed_classes(_classes(named) if named else [], token_line(token, 1))
            token.token.info = ""
            if kinds:
                token.attrs["class"] = " ".join(
                    [*str(token.attrs.get("class", "")).split(), *kinds]
                )
        super().render_colon_fence(token)

    def render_box(self, token: SyntaxTreeNode) -> None:
        """Render a box with bangs, or a quotation that says what it is."""
        box: Box = token.meta["box"]
        if not token.children:
            self._box(token, box, token.content)
            return
        node = nodes.admonition(classes=[box.kind])
        node += self._title(box.title or str(admonitionlabels[box.kind]), token_line(token, 1))
        self.add_line_and_source_path(node, token)
        with self.current_node_context(node, append=True):
            self.render_children(token)

    def render_tabs(self, token: SyntaxTreeNode) -> None:
        """Render texts of which one is shown at a time."""
        line = token_line(token, 1)
        tabs = create_component("tab-set", classes=["sd-tab-set"])
        self.add_line_and_source_path(tabs, token)
        self.current_node.append(tabs)
        first = token.meta["tabs"][0][2]
        for title, text, start in token.meta["tabs"]:
            with self.current_node_context(tabs):
                tabs += self.run_directive("tab-item", title, _plain(text), line + start - first)

    def _box(self, token: SyntaxTreeNode, box: Box, text: str) -> None:
        line = token_line(token, 1)
        if not text.strip():  # a title is all that it says
            text, box = box.title, Box(box.kind, is_folded=None)
        if box.is_folded is not None:
            options = None if box.is_folded else {"open": ""}
            title = box.title or str(admonitionlabels[box.kind])
            made = self.run_directive("dropdown", title, _plain(text), line, options)
        elif box.title:
            made = self.run_directive("admonition", box.title, _plain(text), line)
        else:
            made = self.run_directive(box.kind, "", _plain(text), line)
        for node in made:
            if isinstance(node, nodes.admonition):
                node["classes"] = [box.kind]
            if not box.is_titled:
                node = self._untitled(node, box.kind)
            self.copy_attributes(token, node, ("class", "id"))
            self.current_node.append(node)

    def _untitled(self, box: nodes.Element, kind: str) -> nodes.Element:
        """Return a box without a title; docutils gives the others the name of their kind."""
        return nodes.admonition("", *box.children, classes=[kind])

    def _title(self, text: str, line: int) -> nodes.title:
        title = nodes.title(text, "")
        with self.current_node_context(title):
            self.nested_render_text(text, line, inline=True)
        return title


def _attributes(named: re.Match[str]) -> str:
    return f"{named['attributes'] or ''} {named['more'] or ''}"


def _classes(named: re.Match[str]) -> list[str]:
    return [named["name"]] if named["name"] else _CLASS.findall(named["attributes"])


def _boxed(named: re.Match[str]) -> Box | None:
    """Return the box that is named behind ``:::``, or nothing if there is none of that name."""
    attributes, said = _attributes(named), named["said"].strip()
    stated = _STATED.search(attributes)
    title = next((part for part in stated.groups() if part), "") if stated else ""
    title = title or named["title"] or said
    if said in _TONES and named["name"] in {"message", "note"}:
        return named_box(said)
    is_folded = True if _COLLAPSED.search(attributes) else None
    names = _classes(named)
    box = next(filter(None, (named_box(n, title, is_folded=is_folded) for n in names)), None)
    if box is None and title and not policy.CLASSES & {*names}:
        return Box("note", title)
    return box


def _plain(text: str) -> str:
    """Return a text whose beginning is not taken for options of a directive."""
    return "\n" + text if text.lstrip().startswith(_OPTIONS) else text
