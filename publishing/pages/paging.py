"""Parts of a long list whose addresses stay put when a post is added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from publishing.model import permalinks

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """One page of a list.

    :ivar number: counted from the oldest part, so that it never changes; nothing at the front.
    :ivar items: newest first.
    :ivar newer: address of the part with the next newer items.
    :ivar older: address of the part with the next older ones.
    """

    address: str
    number: int | None
    items: tuple[Item, ...]
    newer: str | None
    older: str | None


def parts(items: Sequence[Item], size: int, front: str) -> Iterator[Part[Item]]:
    """Divide *items*, newest first, into parts of *size*, the front page first.

    Part 1 holds the oldest items. A numbered part is always full, so a new item changes
    the front alone; the front shows the newest full part and whatever has come since, which
    is why it holds from *size* to twice *size* less one.
    """
    full = len(items) // size
    split = len(items) - max(full - 1, 0) * size

    def at(number: int) -> str:
        return permalinks.of_numbered(front, number) if number < full else front

    older = at(full - 1) if full > 1 else None
    yield Part(front, None, tuple(items[:split]), None, older)
    for number in range(full - 1, 0, -1):
        end = len(items) - (number - 1) * size
        yield Part(
            address=at(number),
            number=number,
            items=tuple(items[end - size : end]),
            newer=at(number + 1),
            older=at(number - 1) if number > 1 else None,
        )
