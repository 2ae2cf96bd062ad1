"""What a run says besides problems: what is published, what is held back, what has no effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from publishing.problem import printable
from publishing.reading.post import Post
from publishing.shelf.standing import Standing


def notices(
    published: Collection[Post],
    held: Collection[Post],
    now: datetime,
    suspects: int = 0,
    unused: Sequence[str] = (),
) -> Iterator[str]:
    """Yield one line a fact, ready to be printed.

    :param held: as :attr:`Library.held`.
    :param suspects: how many files may be posts and are not.
    :param unused: paths of the other files that no post mentions.
    """
    ignored = Counter(key for post in (*published, *held) for key in post.ignored)
    if ignored:
        times = (f"{printable(key)} ({count:,})" for key, count in sorted(ignored.items()))
        yield f"keys without effect here: {', '.join(times)}"
    standings = {standing: list[Post]() for standing in Standing}
    for post in held:
        standings[Standing.of(post, now)].append(post)
    for standing, words in _HELD.items():
        for post in standings[standing]:
            yield f"{words}: {_place(post, standing)}"
    yield from (f"{_UNUSED}: {printable(path)}" for path in unused[:_MOST_UNUSED])
    if len(unused) > _MOST_UNUSED:
        yield f"{_UNUSED}: {len(unused) - _MOST_UNUSED:,} more"
    yield ", ".join(_counts(len(published), standings, suspects))


def shortened(facts: Iterable[str]) -> Iterator[str]:
    """Yield lines of :func:`notices`, those of one kind as one line where there are many."""
    for kind, same in groupby(facts, lambda fact: fact.partition(": ")[0]):
        told = list(same)
        if len(told) <= MOST or kind not in {*_HELD.values(), _UNUSED}:
            yield from told
        else:
            first = ", ".join(fact.partition(": ")[2] for fact in told[:_FIRST])
            yield f"{kind}: {first} and {len(told) - _FIRST:,} more (FULL=1 lists all)"


def _counts(
    published: int, standings: Mapping[Standing, Sequence[Post]], suspects: int
) -> Iterator[str]:
    yield f"{published:,} published"
    scheduled = f"{len(standings[Standing.SCHEDULED]):,} scheduled"
    if standings[Standing.SCHEDULED]:
        following = standings[Standing.SCHEDULED][0]
        assert following.due
        scheduled += f" (next: {printable(following.path)} at {following.due.rfc3339})"
    yield scheduled
    drafts = len(standings[Standing.DRAFT])
    yield f"{drafts:,} draft{'' if drafts == 1 else 's'}"
    for standing in (Standing.WITHHELD, Standing.EXPIRED):
        if standings[standing]:
            yield f"{len(standings[standing]):,} {_HELD[standing]}"
    if suspects:
        yield (
            "1 file that may be a post is not"
            if suspects == 1
            else (f"{suspects:,} files that may be posts are not")
        )


def _place(post: Post, standing: Standing) -> str:
    """Return where a post says that it is held back, and in which words."""
    path = printable(post.path)
    if standing is Standing.EXPIRED:
        assert post.expires
        line, _ = post.places.get("expires", (1, 1))
        return f"{path}:{line}: since {post.expires.isoformat()}"
    line, _ = post.places.get("draft", (1, 1))
    return f"{path}:{line}: {printable(post.held_by)}"


_HELD = {
    Standing.DRAFT: "draft",
    Standing.WITHHELD: "held back",
    Standing.EXPIRED: "expired",
}
_UNUSED = "mentioned by no post"
_MOST_UNUSED = 1000
"""Files that are named at all; a folder of ten thousand pictures is one habit."""
MOST = 10
"""Lines of one kind that are told one by one."""
_FIRST = 3
