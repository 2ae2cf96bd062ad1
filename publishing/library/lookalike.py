"""Names that a reader takes for one another, though they are two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from publishing.library.authors import Authors
from publishing.library.homoglyphs import difference, look
from publishing.model.post import Post
from publishing.model.problem import Problem, warning
from publishing.model.slug import identity_of, slug_of
from publishing.model.taxonomy import Taxonomy, Term


def lookalike_authors(posts: Iterable[Post], authors: Authors) -> Iterator[Problem]:
    """Yield a warning for every author of a post whose name looks like another's name or id.

    Registered authors are who they are: the other one is warned of. Of two that are not
    registered both are, since a date cannot tell which of them is the impostor.
    """
    by_look: dict[str, dict[str, str]] = {}
    for author in authors:
        for name in (author.id or "", author.name):
            by_look.setdefault(look(name), {})[slug_of(author.id or "")] = name
    stated: list[tuple[Post, str, str]] = []
    for post in posts:
        for name in post.authors:
            if authors.find(name) is None:
                slug = slug_of(name)
                by_look.setdefault(look(name), {}).setdefault(slug, name)
                stated.append((post, name, slug))
    for post, name, slug in stated:
        others = by_look[look(name)]
        if len(others) > 1:
            other = next(other for other_slug, other in others.items() if other_slug != slug)
            what = f"author: '{name}' looks like '{other}' but is another{difference(name, other)}"
            mend = f"write '{other}' if that is who it is, else a name that is told apart"
            position = post.positions.get("author", (1, 1))
            yield warning(post.path, *position, "author-lookalike", what, mend)


def near_terms(terms: Mapping[Taxonomy, tuple[Term, ...]]) -> Iterator[Problem]:
    """Yield a warning for every tag or category that is nearly another: ``nodejs``, ``Node.js``.

    It stands at the newest post of the rarer spelling.
    """
    for kind, key in ((Taxonomy.TAG, "tags"), (Taxonomy.CATEGORY, "category")):
        by_letters: dict[str, list[Term]] = {}
        for term in terms[kind]:
            letters = identity_of(term.name).replace(" ", "").replace(".", "")
            by_letters.setdefault(letters, []).append(term)
        for near in by_letters.values():
            most, *rarer = sorted(near, key=lambda term: -len(term.posts))
            for term in rarer:
                post = term.posts[0]
                what = f"{key}: '{term.name}' is nearly '{most.name}', which more posts have"
                mend = f"write '{most.name}' if they are one"
                yield warning(
                    post.path, *post.positions.get(key, (1, 1)), f"{key}-near", what, mend
                )
