"""What a run says besides problems: what is published, what is held back, what has no effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from publishing.library.publication_status import PublicationStatus
from publishing.model.post import Post
from publishing.model.problem import printable


def build_summary(
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
    standings = {publication_status: list[Post]() for publication_status in PublicationStatus}
    for post in held:
        standings[PublicationStatus.of(post, now)].append(post)
    for publication_status, words in _HELD.items():
        for post in standings[publication_status]:
            yield f"{words}: {_position(post, publication_status)}"
    yield from (f"{_UNUSED}: {printable(path)}" for path in unused[:_MOST_UNUSED])
    if len(unused) > _MOST_UNUSED:
        yield f"{_UNUSED}: {len(unused) - _MOST_UNUSED:,} more"
    yield ", ".join(_counts(len(published), standings, suspects))


def shortened(facts: Iterable[str]) -> Iterator[str]:
    """Yield lines of :func:`build_summary`, those of one kind as one line where there are many."""
    for kind, same in groupby(facts, lambda fact: fact.partition(": ")[0]):
        told = list(same)
        if len(told) <= MOST or kind not in {*_HELD.values(), _UNUSED}:
            yield from told
        else:
            first = ", ".join(fact.partition(": ")[2] for fact in told[:_FIRST])
            yield f"{kind}: {first} and {len(told) - _FIRST:,} more (FULL=1 lists all)"


def _counts(
    published: int, standings: Mapping[PublicationStatus, Sequence[Post]], suspects: int
) -> Iterator[str]:
    yield f"{published:,} published"
    scheduled = f"{len(standings[PublicationStatus.SCHEDULED]):,} scheduled"
    if standings[PublicationStatus.SCHEDULED]:
        following = standings[PublicationStatus.SCHEDULED][0]
        assert following.due
        scheduled += f" (next: {printable(following.path)} at {following.due.rfc3339})"
    yield scheduled
    drafts = len(standings[PublicationStatus.DRAFT])
    yield f"{drafts:,} draft{'' if drafts == 1 else 's'}"
    for publication_status in (PublicationStatus.WITHHELD, PublicationStatus.EXPIRED):
        if standings[publication_status]:
            yield f"{len(standings[publication_status]):,} {_HELD[publication_status]}"
    if suspects:
        yield (
            "1 file that may be a post is not"
            if suspects == 1
            else (f"{suspects:,} files that may be posts are not")
        )


def _position(post: Post, publication_status: PublicationStatus) -> str:
    """Return where a post says that it is held back, and in which words."""
    path = printable(post.path)
    if publication_status is PublicationStatus.EXPIRED:
        assert post.expires
        line, _ = post.positions.get("expires", (1, 1))
        return f"{path}:{line}: since {post.expires.isoformat()}"
    line, _ = post.positions.get("draft", (1, 1))
    return f"{path}:{line}: {printable(post.held_by)}"


_HELD = {
    PublicationStatus.DRAFT: "draft",
    PublicationStatus.WITHHELD: "held back",
    PublicationStatus.EXPIRED: "expired",
}
_UNUSED = "mentioned by no post"
_MOST_UNUSED = 1000
"""Files that are named at all; a folder of ten thousand pictures is one habit."""
MOST = 10
"""Lines of one kind that are told one by one."""
_FIRST = 3
