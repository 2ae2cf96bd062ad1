"""Hands ABlog the values of the library, so that its directives and templates see our posts.

ABlog reads posts from metadata that it parses itself, registers them in a class-wide state
and writes archives and feeds of its own. Here it gets finished values instead: `{postlist}`
and references such as ``{ref}`blog-tags``` in ordinary pages work, and every page of the
archive has the address that the library gave it. What it would do by itself is switched off,
each for a defect that was seen and that `tests/test_ablog_bridge.py` watches.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.application import Sphinx

from publishing.model.taxonomy import Taxonomy, Term
from publishing.render.sphinx_internals import (
    AblogPost,
    Blog,
    Catalog,
    Collection,
    load_ablog,
    new_blog,
)

if TYPE_CHECKING:
    from publishing.library.library import Library
    from publishing.model.post import Post

_CATALOGS = {
    Taxonomy.TAG: "tags",
    Taxonomy.CATEGORY: "category",
    Taxonomy.AUTHOR: "author",
}


class LibraryPost(AblogPost):  # type: ignore[misc]
    """A post of the library in ABlog's shape.

    ABlog's own constructor compares dates with the day after the build began, without a
    zone, and so fails on every date that has one.
    """

    def __init__(self, blog: Blog, post: Post, order: int) -> None:
        assert post.date is not None
        self._blog = blog
        self.docname = post.docname
        self.section = ""
        self.order = order
        self._title = post.title
        self.date = self._computed_date = post.date.instant
        self.update = (post.updated or post.date).instant
        self.published, self.draft, self.nocomments = True, False, post.comments is False
        self.canonical_link = post.canonical
        self.external_link = post.external_link
        self.redirect: tuple[str, ...] = ()
        self._description = post.description
        self.options = {"external_link": post.external_link}
        self.tags: list[Collection] = []
        self.category: list[Collection] = []
        self.author: list[Collection] = []
        self.location: list[Collection] = []
        self.language: list[Collection] = []
        self._next = self._prev = -1

    @cached_property
    def excerpt(self) -> list[nodes.paragraph]:
        """The description, for lists on ordinary pages, which show a few posts of many."""
        return [nodes.paragraph("", self._description)] if self._description else []

    @cached_property
    def doctree(self) -> nodes.section:
        """Nothing: the body is rendered by itself."""
        return nodes.section()

    def __lt__(self, other: LibraryPost) -> bool:
        return bool(self.order < other.order)


def hand_over(app: Sphinx, library: Library) -> Blog:
    """Fill ABlog's one :class:`Blog` with the published posts of *library*."""
    blog = new_blog(app)
    newest_last = reversed(library.posts)
    posts = {
        post.docname: LibraryPost(blog, post, order) for order, post in enumerate(newest_last, 1)
    }
    for post in posts.values():
        blog.posts.add(post)
        post.archive = blog.archive[post.date.year]
        post.archive.add(post)
    for kind, attribute in _CATALOGS.items():
        catalog = blog.catalogs[attribute]
        catalog.collections.clear()
        for term in library.terms[kind]:
            collection = _collection(catalog, term)
            for member in term.posts:
                collection.add(posts[member.docname])
                getattr(posts[member.docname], attribute).append(collection)
    return blog


def _collection(catalog: Catalog, term: Term) -> Collection:
    """Make a collection whose address and reference are the term's own.

    ABlog derives both from a slug that drops every sign: `C`, `C++` and `C#` were one page.
    """
    href = term.author.url if term.author else None
    collection = Collection(catalog, term.slug, term.name, href, path=term.address.rstrip("/"))
    references: dict[str, Any] = catalog.blog.references
    references.pop(collection.xref, None)
    collection.xref = f"{term.kind.value}-{term.slug}"
    references[collection.xref] = (collection.docname, collection.name)
    catalog[term.slug] = collection
    return collection


def setup_ablog_bridge(app: Sphinx) -> None:
    """Load ABlog and take from it what the library does."""
    load_ablog(app)
