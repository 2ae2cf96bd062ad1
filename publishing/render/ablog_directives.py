"""ABlog's directives in ordinary pages, held to what they can do here.

ABlog's own fail with a traceback over a wrong argument, leave nodes behind that nothing can
write, and list all posts for a tag that no post has.
"""

from __future__ import annotations

from difflib import get_close_matches
from string import Formatter
from typing import Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from publishing.render.sphinx_internals import (
    Blog,
    PostDirective,
    PostList,
    PostListDirective,
    UpdateDirective,
)

_FIELDS: Final = frozenset({"author", "category", "date", "language", "location", "tags", "title"})
_WORDS: Final = {"tags": "tag", "author": "author", "category": "category"}
_LOGGER: Final = logging.getLogger(__name__)


class CheckedPostList(PostListDirective):  # type: ignore[misc]
    """Lists posts: ``{postlist} 5``."""

    def run(self) -> list[nodes.Node]:
        """Return the list, which is filled once all pages are read.

        :raises DirectiveError: the number of posts or the format cannot be used.
        """
        number = self.arguments[0] if self.arguments else "1"
        if not (number.isdecimal() and int(number)):
            raise self.error(f"{{postlist}}: {number!r}: write how many posts to list, such as 5")
        written = self.options.get("format", "")
        try:
            fields = {field for _, field, _, _ in Formatter().parse(written) if field is not None}
        except ValueError as failure:
            raise self.error(f"{{postlist}}: format: {failure}") from failure
        for field in sorted(fields - _FIELDS):
            known = ", ".join(sorted(_FIELDS))
            raise self.error(f"{{postlist}}: format: there is no {{{field}}}: use {known}")
        found: list[nodes.Node] = super().run()
        return found


class PageOfPost(PostDirective):  # type: ignore[misc]
    """What ``{post}`` is in an ordinary page: its text."""

    def run(self) -> list[nodes.Node]:
        """Return the text, and say that the page is not published as a post."""
        inner = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, inner, match_titles=1)
        message = (
            "{post}: this page is not published as a post: move it to posts/ and write its date "
            "and tags into its front matter"
        )
        warning = self.state.document.reporter.warning(message, line=self.lineno)
        return [*inner.children, warning]


class PageUpdate(UpdateDirective):  # type: ignore[misc]
    """What ``{update}`` is in an ordinary page: a box that says when."""

    def run(self) -> list[nodes.Node]:
        """Return the box, and say that nobody is told of the update."""
        (box, *more) = super().run()
        if not isinstance(box, nodes.Element) or "date" not in box:
            return [box, *more]
        title = nodes.title("", f"Updated on {self.arguments[0]}")
        note = nodes.admonition("", title, *box.children, classes=["note", "update"])
        message = (
            "{update}: this page is not a post, so feeds do not tell of the update: in a post, "
            "write updated: and the date into the front matter"
        )
        return [note, *more, self.state.document.reporter.warning(message, line=self.lineno)]


def _known_terms(app: Sphinx, document: nodes.document) -> None:
    """Turn the names in lists of posts into ABlog's; say which no post has, and list nothing."""
    blog = Blog(app)
    for node in list(document.findall(PostList)):
        is_known = True
        for kind in _WORDS:
            collections = blog.catalogs[kind].collections
            names = {str(one.name).casefold(): slug for slug, one in collections.items()}
            names |= {slug.casefold(): slug for slug in collections}
            found = [(label, names.get(label.casefold())) for label in node[kind] if label]
            node[kind] = [slug for _, slug in found if slug]
            for label in (label for label, slug in found if not slug):
                near = get_close_matches(label.casefold(), names, 1)
                mend = f": did you mean {collections[names[near[0]]].name}?" if near else ""
                words = f"{{postlist}}: no post has the {_WORDS[kind]} {label!r}{mend}"
                _LOGGER.warning(words, location=node, type="ablog", subtype="postlist")
                is_known = False
        if not is_known:
            node.replace_self([])


def setup_ablog_directives(app: Sphinx) -> None:
    """Put these in the place of ABlog's."""
    app.add_directive("postlist", CheckedPostList, override=True)
    app.add_directive("post", PageOfPost, override=True)
    app.add_directive("update", PageUpdate, override=True)
    app.connect("doctree-read", _known_terms)
