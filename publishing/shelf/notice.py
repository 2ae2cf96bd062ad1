"""What a run says besides problems: what is published, what is held back, what has no effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from publishing.problem import printable
from publishing.reading.post import Post


def notices(published: Collection[Post], held: Collection[Post]) -> Iterator[str]:
    """Yield one line a fact, ready to be printed.

    :param held: as :attr:`Library.held`: the scheduled, the next one first, then drafts.
    """
    ignored = Counter(key for post in (*published, *held) for key in post.ignored)
    if ignored:
        times = (f"{printable(key)} ({count:,})" for key, count in sorted(ignored.items()))
        yield f"keys without effect here: {', '.join(times)}"
    drafts = [post for post in held if post.draft or post.date is None]
    for post in drafts:
        why = "it says so" if post.date else "it has no date"
        yield f"draft: {printable(post.path)}: {why}"
    scheduled = f"{len(held) - len(drafts):,} scheduled"
    if len(held) > len(drafts) and (following := next(iter(held))).date is not None:
        scheduled += f" (next: {printable(following.path)} at {following.date.rfc3339})"
    counted = f"{len(drafts):,} draft{'' if len(drafts) == 1 else 's'}"
    yield f"{len(published):,} published, {scheduled}, {counted}"
