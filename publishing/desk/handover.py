"""A change as a file, between the job that builds a pull request and the one that tells of it.

The first runs the stranger's code, so whatever it hands over may be made up: the second
believes nothing that :func:`read` has not looked at.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final, TypeVar

from publishing.desk.change import Change, Piece
from publishing.shelf.standing import Standing

Value = TypeVar("Value")

MOST_BYTES: Final = 2_000_000
_MOST_ITEMS: Final = 5_000
_VERSION: Final = 1


class HandoverError(ValueError):
    """A file is not what :func:`write` makes; the words say where."""


def write(change: Change) -> str:
    """Return a change as text; ``version`` changes whenever a reader would have to."""
    value = asdict(change)
    for piece in value["pieces"]:
        piece["standing"] = piece["standing"].value
    return json.dumps({"version": _VERSION, **value}, indent=1) + "\n"


def read(data: bytes) -> Change:
    """Return the change that a file tells of.

    :raises HandoverError: it is too long, or anything in it is not of its kind.
    """
    if len(data) > MOST_BYTES:
        raise HandoverError(f"more than {MOST_BYTES:,} bytes")
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        raise HandoverError("not JSON") from None
    if not isinstance(value, dict) or value.get("version") != _VERSION:
        raise HandoverError(f"not of version {_VERSION}")
    return Change(
        pieces=_items(value, "pieces", _piece),
        refused=_items(value, "refused", _text),
        gone=_items(value, "gone", _pair),
        others=_items(value, "others", _text),
    )


def _piece(value: Any) -> Piece:
    if not isinstance(value, dict):
        raise HandoverError("a piece is not an object")
    words, is_new = value.get("words"), value.get("is_new")
    if not (words is None or (type(words) is int and 0 <= words < 10**9)):
        raise HandoverError("words is not a number")
    if type(is_new) is not bool:
        raise HandoverError("is_new is neither true nor false")
    try:
        standing = Standing(value.get("standing"))
    except ValueError:
        raise HandoverError("standing is none") from None
    named = ("path", "address", "title", "date", "description", "card")
    texts = {name: _text(value.get(name)) for name in named}
    return Piece(
        **texts,
        standing=standing,
        words=words,
        authors=_items(value, "authors", _text),
        tags=_items(value, "tags", _text),
        was=_items(value, "was", _pair),
        is_new=is_new,
    )


def _items(value: dict[str, Any], name: str, one: Callable[[Any], Value]) -> tuple[Value, ...]:
    items = value.get(name)
    if not isinstance(items, list) or len(items) > _MOST_ITEMS:
        raise HandoverError(f"{name} is not a list of at most {_MOST_ITEMS:,}")
    return tuple(map(one, items))


def _pair(value: Any) -> tuple[str, str]:
    if not isinstance(value, list) or len(value) != 2:
        raise HandoverError("a pair is not two texts")
    return _text(value[0]), _text(value[1])


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise HandoverError("a text is none")
    return value
