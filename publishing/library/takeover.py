"""Entries of `authors.yml` that would put somebody else's name over posts that are there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from publishing.library.authors import FILE, Authors
from publishing.model.author import Author
from publishing.model.post import Post
from publishing.model.problem import Problem, error, shown, warning
from publishing.model.slug import identity_of, slug_of


def taken_bylines(posts: Iterable[Post], authors: Authors) -> Iterator[Problem]:
    """Yield a problem for each entry that changes who posts are by, unless they say so.

    A post that states an id is by that author, and one that states a name is by who has the
    name: anybody may register so. But an entry whose id is somebody's name, and whose own name
    is another, would put that over the posts of somebody who has no entry. It is an error. An
    entry of the same name, and an id that says nothing of it, may be another person's: a warning.
    """
    seen: set[tuple[str, str]] = set()
    for post in posts:
        for written in post.authors:
            author = authors.find(written)
            if author is None or author.id is None or (written, author.id) in seen:
                continue
            seen.add((written, author.id))
            if problem := _judged(written, author, authors, post):
                yield problem


def _judged(written: str, author: Author, authors: Authors, post: Post) -> Problem | None:
    id = author.id or ""
    position = authors.positions.get(id, (1, 1))
    if slug_of(id) == slug_of(written):
        if (written == id and _ID.fullmatch(id)) or _is_part(written, author.name):
            return None
        what = f"the id {shown(id)} is the name that {post.path} states, {shown(written)}, and "
        what += f"would put {shown(author.name)} over it"
        mend = "give the entry another id, or write in the post who it is by"
        return error(FILE, *position, "author-taken", what, mend)
    if _is_like(id, author.name):
        return None
    what = f"{post.path} states {shown(written)} and not {shown(id)}: is this the same person?"
    mend = f"write in the post: author: {id}"
    return warning(FILE, *position, "author-claimed", what, mend)


def _is_part(name: str, whole: str) -> bool:
    """Whether a name is some of the words of another, or they together."""
    parts, words = (_SEPARATORS.split(identity_of(text)) for text in (name, whole))
    return set(parts) <= set(words) or "".join(parts) == "".join(words)


def _is_like(id: str, name: str) -> bool:
    """Whether an id is made of the name: of a part of it, or of its first letters."""
    letters = slug_of(id).replace("-", "")
    words = [word for word in slug_of(name).split("-") if word]
    initials = "".join(word[0] for word in words)
    joined = "".join(words)
    return any(word in letters for word in words) or letters in joined or letters in initials


_ID: Final = re.compile(r"[a-z0-9._-]+")
"""What is written like an id. `"Bo Lind"` is a name: posts that state it are by that name."""

_SEPARATORS: Final = re.compile(r"[\s._-]+")
