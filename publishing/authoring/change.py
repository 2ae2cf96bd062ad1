"""What a change publishes: the posts that appear, those that change, the addresses that go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from publishing.authoring.git_revision import Revision
from publishing.frontmatter.post import read_post
from publishing.library.folder import SUFFIXES, is_post
from publishing.library.library import Library
from publishing.library.publication_status import PublicationStatus
from publishing.model import permalinks
from publishing.model.dates import Moment
from publishing.model.post import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A post that is new or not as it was.

    :ivar date: ISO 8601, a day or an instant; nothing for a post without one.
    :ivar words: how many words there are to read; nothing if the post could not be rendered.
    :ivar card: address of the picture that stands for it where it is shared, or nothing.
    :ivar was: name and earlier value of what its front matter says otherwise now.
    :ivar is_new: whether there was no such post.
    """

    path: str
    address: str
    title: str
    publication_status: PublicationStatus
    date: str
    words: int | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    description: str
    card: str
    was: tuple[tuple[str, str], ...]
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a change publishes.

    :ivar pieces: by path.
    :ivar refused: paths of posts that have errors.
    :ivar gone: addresses that readers have and will not find any more, and their titles.
    :ivar others: files that belong to no post: a change of those is a change of the site itself.
    """

    pieces: tuple[Piece, ...]
    refused: tuple[str, ...]
    gone: tuple[tuple[str, str], ...]
    others: tuple[str, ...]


def change_since(base: Revision, preview: Library, words: Mapping[str, int]) -> Change:
    """Return what differs between *base* and a library that shows all posts.

    :param words: of the posts that could be rendered, by path.
    """
    known = {post.path: post for post in preview.everyone}
    before: dict[str, Post | None] = {}
    touched, refused, others = set[str](), set[str](), set[str]()
    gone: list[tuple[str, str]] = []
    for one in base.differences():
        old = _read(base, one.old, preview) if one.old and is_post(one.old) else None
        if old:
            gone += _gone(old, preview)
        path = one.new or one.old or ""
        if path in preview.refused or path in preview.unread:
            refused.add(path)
        elif path in known:
            before[path] = old
        elif owner := _owner(path, known):
            touched.add(owner)
        elif old is None:
            others.add(path)
    # What lies beside a post changed, and the post itself did not.
    before |= {path: known[path] for path in touched - refused if path not in before}
    return Change(
        pieces=tuple(
            _piece(known[path], old, preview, words.get(path))
            for path, old in sorted(before.items())
        ),
        refused=tuple(sorted(refused)),
        gone=tuple(sorted(gone)),
        others=tuple(sorted(others)),
    )


def _owner(path: str, known: Mapping[str, Post]) -> str | None:
    """Return the post in whose folder a file is."""
    folders = (parent.as_posix() for parent in PurePosixPath(path).parents)
    beside = (f"{folder}/index{suffix}" for folder in folders for suffix in sorted(SUFFIXES))
    return next((post for post in beside if post in known), None)


def _read(base: Revision, path: str, preview: Library) -> Post | None:
    post, _ = read_post(path, base.read(path), preview.settings)
    return post


def _gone(old: Post, preview: Library) -> Iterator[tuple[str, str]]:
    """Yield the address of a post that was published, if it leads nowhere now."""
    if PublicationStatus.of(old, preview.now) is not PublicationStatus.PUBLISHED:
        return
    moved = preview.redirects.get(old.address)
    there = (post for post in preview.posts if post.address == old.address)
    if not preview.public([moved] if moved else list(there)):
        yield old.address, old.title


def _piece(post: Post, old: Post | None, preview: Library, words: int | None) -> Piece:
    now = _front(post)
    then = _front(old) if old else now
    return Piece(
        path=post.path,
        address=post.address,
        title=post.title,
        publication_status=preview.publication_status(post),
        date=_day(post.due) or now["date"],
        words=words,
        authors=tuple(term.name for term in preview.authors_of(post)),
        tags=tuple(term.name for term in preview.tags_of(post)),
        description=post.description,
        card=permalinks.of_card(post.address) if preview.settings.social_cards else "",
        was=tuple((name, then[name]) for name in now if then[name] != now[name]),
        is_new=old is None,
    )


def _front(post: Post) -> dict[str, str]:
    """Return what a change of would surprise somebody, as text."""
    return {
        "title": post.title,
        "date": _day(post.date),
        "updated": _day(post.updated),
        "expires": _day(post.expires),
        "address": f"/{post.address}",
        "authors": ", ".join(post.authors),
        "tags": ", ".join(post.tags),
        "description": post.description,
        "draft": "yes" if post.draft else "no",
    }


def _day(moment: Moment | None) -> str:
    if moment is None:
        return ""
    return moment.day.isoformat() if moment.day_only else moment.instant.isoformat()
