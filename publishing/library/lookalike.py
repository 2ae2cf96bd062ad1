"""Names that a reader takes for one another, though they are two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from publishing.library.authors import FILE, Authors
from publishing.library.homoglyphs import difference, imitates, look
from publishing.model.post import Post
from publishing.model.problem import Problem, error, shown, warning
from publishing.model.slug import identity_of, slug_of
from publishing.model.taxonomy import Taxonomy, Term


def lookalike_authors(posts: Iterable[Post], authors: Authors) -> Iterator[Problem]:
    """Yield a problem for every author whose name looks like another's name or id.

    Registered authors are who they are: the one that a post states is warned of. But an entry
    that imitates the name of somebody without one is an error, and of two names that only posts
    state, the one that imitates is warned of; both are where neither does, since a date cannot
    tell which is the impostor.
    """
    by_look: dict[str, dict[str, str]] = {}
    entries: dict[str, str] = {}
    for author in authors:
        for name in (author.id or "", author.name):
            by_look.setdefault(look(name), {})[slug_of(author.id or "")] = name
            entries.setdefault(name, author.id or "")
    stated: list[tuple[Post, str, str]] = []
    for post in posts:
        for name in post.authors:
            if authors.find(name) is None:
                slug = slug_of(name)
                by_look.setdefault(look(name), {}).setdefault(slug, name)
                stated.append((post, name, slug))
    for post, name, slug in stated:
        others = {one for other, one in by_look[look(name)].items() if other != slug}
        posing = set() if imitates(name) else {other for other in others if imitates(other)}
        for other in sorted(posing & entries.keys()):
            what = f"{shown(other)} looks like {shown(name)}, who wrote {post.path}"
            mend = "write a name that is told apart"
            position = authors.positions.get(entries[other], (1, 1))
            found = f"{what}{difference(other, name)}"
            yield error(FILE, *position, "author-lookalike", found, mend)
        if others - posing:
            other = min(others - posing)
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
