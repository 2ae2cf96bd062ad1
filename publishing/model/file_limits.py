"""How much of a file is read before it is refused: hostile input must cost nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a post's file and its front matter may measure. Real posts stay far below.

    :ivar file_bytes: size of the file.
    :ivar front_matter_bytes: size of the block between the ``---`` lines.
    :ivar line: characters in a line of front matter.
    :ivar depth: lists and tables inside each other.
    :ivar keys: keys, those of inner tables included.
    :ivar items: items in one list.
    :ivar terms: authors, tags and categories in all: each has a page and a feed of its own.
    :ivar title: characters in a title or a picture's description.
    :ivar name: characters in a name: an author, a tag, a category, a series.
    :ivar description: characters in a description.
    :ivar address: characters in an address.
    """

    file_bytes: int = 1024 * 1024
    front_matter_bytes: int = 64 * 1024
    line: int = 8192
    depth: int = 8
    keys: int = 200
    items: int = 100
    terms: int = 60
    title: int = 400
    name: int = 100
    description: int = 5000
    address: int = 1000


_Any = TypeVar("_Any", bound="DataclassInstance")


def bounded(bounds: _Any, settings: Iterable[tuple[str, int]]) -> _Any:
    """Return *bounds* with what the settings say of them."""
    known = {field.name for field in fields(bounds)}
    return replace(bounds, **{name: value for name, value in settings if name in known})


BOUNDS = Bounds()
"""The bounds where nothing else is said."""

ENOUGH = 16 * BOUNDS.file_bytes
"""Bytes that show that a file is too large, without taking in all of it."""
