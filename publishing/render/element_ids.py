"""The ids of a post's elements: names that its author gave, or else its own words.

docutils numbers what it cannot write in the letters a to z, and what has no name: a heading in
Greek, the second of two equal ones, a note, a table. Every such number moves when something is
added before it, and links from other sites lead elsewhere. Here an id is made of what it leads
to. First come the names that the author gave, then headings, then captions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator
from itertools import count
from typing import Final, cast

from docutils import nodes
from docutils.transforms import Transform

from publishing.base.rendered_text import heading_text
from publishing.model.heading_slug import slug
from publishing.render.context import PostContext
from publishing.render.tree_text import tree_text, written_text


class PostDocument(nodes.document):
    """A post as a tree.

    :ivar headings: in order, each with the fragment that its words make.
    :ivar raws: raw HTML with headings of its own.
    :ivar written: names that the author gave, as they were written, by their normal form.
    :ivar repeated: ids of names that the author gave before to something else.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.headings: list[tuple[nodes.Element, str]] = []
        self.raws: list[nodes.raw] = []
        self.written: dict[str, str] = {}
        self.repeated: set[str] = set()
        self.post_context: PostContext

    def note_name(self, name: str) -> None:
        """Remember how the author wrote a name, whose capital letters docutils forgets."""
        self.written.setdefault(nodes.fully_normalize_name(name), name)

    def note_heading(self, node: nodes.Element) -> None:
        """Take note of a heading, which :class:`ElementIds` gives its id."""
        title = _title(node)
        text = written_text(title)
        self.headings.append((node, slug(text if text.strip() else tree_text(title))))

    def set_id(
        self, node: nodes.Element, msgnode: nodes.Element | None = None, suggested_prefix: str = ""
    ) -> str:
        """Give an element its id by its name, as it was written."""
        if isinstance(node, nodes.target) and not node["names"]:
            # Of a formula: Sphinx makes one id of two labels that have no letters from a to z.
            node["ids"] = [id for id in node["ids"] if self.ids.get(id, node) is node]
        names = () if node["ids"] else node["names"]
        ids = [id for name in names if (id := fragment(self.written.get(name, name)))]
        if ids:
            free = next((id for id in ids if id not in self.ids), None)
            if not free:
                free = _numbered(ids[0], self.ids)
                self.repeated.add(free)
            node["ids"].append(free)
        return super().set_id(node, msgnode, suggested_prefix)


# The visitors of docutils and Sphinx find their methods by the name of a node's class.
PostDocument.__name__ = "document"


def fragment(name: str) -> str:
    """Return the id that a name becomes: the name itself, without what no address may hold."""
    return _UNFIT.sub("", "-".join(unicodedata.normalize("NFC", name).split()))


_UNFIT: Final = re.compile("[\"'<>&`]")


class ElementIds(Transform):
    """Gives headings and captioned elements the ids of their words."""

    # After names have been moved from `(name)=` to what follows it (PropagateTargets, 260).
    default_priority = 265
    document: PostDocument

    def apply(self, **_kwargs: object) -> None:
        """Give every id, those of one kind in the order of the text."""
        for heading, _ in self.document.headings:
            self._drop_repeated(heading)
        self._taken = set(self.document.ids) | self.document.post_context.ids
        self._give(self.document.headings)
        for raw in self.document.raws:
            raw[0] = nodes.Text(_RAW_HEADING.sub(self._named, raw.astext()))
        self._give([*self._captioned()])
        for formula in self.document.findall(nodes.math_block):
            if formula.get("label"):
                self._rename(formula, f"equation-{fragment(formula['label'])}")
        self._keep_old()

    def _drop_repeated(self, heading: nodes.Element) -> None:
        """Leave a heading its words, if the name that it was given is that of another place."""
        repeated = self.document.repeated.intersection(heading["ids"])
        heading["ids"] = [id for id in heading["ids"] if id not in repeated]
        for id in repeated:
            del self.document.ids[id]

    def _give(self, elements: list[tuple[nodes.Element, str]]) -> None:
        """Give each its own words first, so that a number is only where they are taken."""
        again = []
        for node, words in elements:
            if words in self._taken:
                again.append((node, words))
            else:
                self._add(node, words)
        for node, words in again:
            self._add(node, _numbered(words, self._taken))

    def _add(self, node: nodes.Element, id: str) -> None:
        node["ids"].append(id)
        self.document.ids[id] = node
        self._taken.add(id)

    def _captioned(self) -> Iterator[tuple[nodes.Element, str]]:
        for node in self.document.findall(nodes.Element):
            kind = _CAPTIONED.get(type(node))
            title = node.first_child_matching_class((nodes.caption, nodes.title)) if kind else None
            if title is not None and not node["ids"]:
                words = slug(written_text(cast(nodes.Element, node[title])))
                yield node, f"{kind}-{_shortened(words)}"

    def _named(self, heading: re.Match[str]) -> str:
        """Return a heading of raw HTML with the id of its words, unless it has one."""
        tag, attributes, inner = heading.groups()
        text = heading_text(inner)
        if " id=" in attributes or not text:
            return heading[0]
        words = slug(text)
        id = _numbered(words, self._taken) if words in self._taken else words
        self._taken.add(id)
        self.document.post_context.ids.add(id)
        return f'<{tag}{attributes} id="{id}">{inner}</{tag}>'

    def _rename(self, node: nodes.Element, id: str) -> None:
        """Put *id* first; what Sphinx made of a label without letters it may make of another."""
        if id not in self._taken:
            node["ids"] = [old for old in node["ids"] if old.startswith("equation-")]
            self._add(node, id)
            node["ids"].insert(0, node["ids"].pop())

    def _keep_old(self) -> None:
        """Add the ids that docutils made of names and words, to which old links lead.

        What it counted (``id1``) led elsewhere after the next edit, and is gone.
        """
        found = [(name, self.document.ids.get(id or "")) for name, id in self._names()]
        found += [(tree_text(_title(node)), node) for node, _ in self.document.headings]
        for text, node in found:
            old = nodes.make_id(text)
            if node is not None and old and old not in self._taken:
                self._add(node, old)

    def _names(self) -> Iterator[tuple[str, str | None]]:
        ids = self.document.nameids.items()
        return ((name, id) for name, id in ids if not name.startswith(NOTE))


def _title(heading: nodes.Element) -> nodes.Element:
    """Return what holds the words of a section, or of a heading that begins none."""
    return heading.next_node(nodes.title) or heading


def _numbered(words: str, taken: Container[str]) -> str:
    return next(id for id in (f"{words}-{n}" for n in count(1)) if id not in taken)


def _shortened(words: str) -> str:
    """Return the first words of a caption, which may be a whole paragraph."""
    if len(words) <= _LONGEST:
        return words
    return words[: words.rfind("-", 1, _LONGEST) if "-" in words[1:_LONGEST] else _LONGEST]


_RAW_HEADING: Final = re.compile(r"<(h[2-6])((?: [^<>]*)?)>(.*?)</\1>", re.DOTALL)
NOTE: Final = "fn:"
"""What the names of notes begin with, so that no other name is theirs: ``fn:1``."""
_LONGEST: Final = 50
_CAPTIONED: Final[dict[type[nodes.Node], str]] = {
    nodes.container: "code",
    nodes.figure: "figure",
    nodes.table: "table",
}
