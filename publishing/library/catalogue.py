"""Who and what posts are about: every tag, category, author and series with its posts."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from publishing.library.authors import Authors
from publishing.model.author import Author
from publishing.model.post import Post
from publishing.model.slug import slug_of
from publishing.model.taxonomy import Taxonomy, Term

ByPost = Mapping[str, tuple[Term, ...]]
"""The terms of each post, by its path, in the order it states them."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every term of some posts.

    :ivar terms: of each kind, by name as people sort names.
    :ivar by_post: of each kind, the terms of each post.
    """

    terms: Mapping[Taxonomy, tuple[Term, ...]]
    by_post: Mapping[Taxonomy, ByPost]

    @classmethod
    def of(cls, posts: Iterable[Post], authors: Authors) -> Catalogue:
        """Sort posts, given newest first, under their terms."""
        oldest_first = list(posts)[::-1]
        terms, by_post = {}, {}
        for kind in Taxonomy:
            terms[kind], by_post[kind] = _sorted(kind, oldest_first, authors)
        return cls(terms, by_post)


@dataclass(slots=True)
class _Group:
    author: Author | None
    spellings: Counter[str] = field(default_factory=Counter)
    posts: list[Post] = field(default_factory=list)

    def term(self, kind: Taxonomy, slug: str) -> Term:
        """Return the term: of equally frequent spellings, the one of the oldest post."""
        name = max(self.spellings, key=self.spellings.__getitem__)
        author = self.author
        if kind is Taxonomy.AUTHOR:
            author = author or Author(name=name)
            name = author.name
        newest_first = tuple(reversed(self.posts))
        return Term(kind=kind, name=name, slug=slug, author=author, posts=newest_first)


def _sorted(
    kind: Taxonomy, oldest_first: list[Post], authors: Authors
) -> tuple[tuple[Term, ...], ByPost]:
    groups: dict[str, _Group] = {}
    slugs_of: dict[str, list[str]] = {}
    for post in oldest_first:
        slugs: list[str] = []
        for name in _NAMES[kind](post):
            author = authors.find(name) if kind is Taxonomy.AUTHOR else None
            slug = slug_of(author.id if author and author.id else name)
            group = groups.get(slug)
            if group is None:
                group = groups[slug] = _Group(author)
            group.spellings[name] += 1
            if slug not in slugs:
                slugs.append(slug)
                group.posts.append(post)
        slugs_of[post.path] = slugs
    terms = {slug: group.term(kind, slug) for slug, group in groups.items()}
    by_post = {path: tuple(terms[slug] for slug in slugs) for path, slugs in slugs_of.items()}
    return tuple(sorted(terms.values(), key=_alphabetical)), by_post


def _alphabetical(term: Term) -> tuple[str, str, str]:
    """Sort ``Élan`` among the Es and whatever its case."""
    letters = unicodedata.normalize("NFKD", term.name.casefold())
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    return (plain, term.name, term.slug)


_NAMES: Final[Mapping[Taxonomy, Callable[[Post], tuple[str, ...]]]] = {
    Taxonomy.TAG: lambda post: post.tags,
    Taxonomy.CATEGORY: lambda post: post.categories,
    Taxonomy.AUTHOR: lambda post: post.authors,
    Taxonomy.SERIES: lambda post: (post.series,) if post.series else (),
}
