"""What a run says besides problems: what is published, what is held back, what has no effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import datetime

from publishing.problem import printable
from publishing.reading.post import Post
from publishing.shelf.standing import Standing


def notices(published: Collection[Post], held: Collection[Post], now: datetime) -> Iterator[str]:
    """Yield one line a fact, ready to be printed.

    :param held: as :attr:`Library.held`.
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
    scheduled = f"{len(standings[Standing.SCHEDULED]):,} scheduled"
    if standings[Standing.SCHEDULED]:
        following = standings[Standing.SCHEDULED][0]
        assert following.due
        scheduled += f" (next: {printable(following.path)} at {following.due.rfc3339})"
    drafts = len(standings[Standing.DRAFT])
    counts = [f"{len(published):,} published", scheduled]
    counts.append(f"{drafts:,} draft{'' if drafts == 1 else 's'}")
    for standing in (Standing.WITHHELD, Standing.EXPIRED):
        if standings[standing]:
            counts.append(f"{len(standings[standing]):,} {_HELD[standing]}")
    yield ", ".join(counts)


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
