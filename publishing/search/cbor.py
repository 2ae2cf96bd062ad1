"""The few items of CBOR (RFC 8949) that a search index consists of."""

from __future__ import annotations

from typing import Final

INT: Final = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a]....)"
"""A whole number, as a pattern for bytes (with ``re.DOTALL``)."""
ARRAY: Final = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a....)"
"""The head of an array, likewise."""

_UNSIGNED, _TEXT, _ARRAY = 0, 3, 4


def number(value: int) -> bytes:
    """Return a number that is not negative."""
    return _head(_UNSIGNED, value)


def array(length: int) -> bytes:
    """Return the head of an array: its items follow, one after the other."""
    return _head(_ARRAY, length)


def text(value: str) -> bytes:
    """Return a text."""
    data = value.encode()
    return _head(_TEXT, len(data)) + data


def read_head(data: bytes, start: int) -> tuple[int, int]:
    """Return the argument of the item that starts there, and where what follows starts.

    The argument is the value of a number that is not negative, the length of an array or
    the bytes of a text.
    """
    low = data[start] & 0x1F
    if low < 24:
        return low, start + 1
    end = start + 1 + (1 << (low - 24))
    return int.from_bytes(data[start + 1 : end], "big"), end


def read_text(data: bytes, start: int) -> tuple[str, int]:
    """Return the text that starts there, and where what follows starts."""
    length, start = read_head(data, start)
    return data[start : start + length].decode(), start + length


def _head(kind: int, argument: int) -> bytes:
    if argument < 24:
        return bytes([kind << 5 | argument])
    for low, size in ((24, 1), (25, 2), (26, 4)):
        if argument < 1 << 8 * size:
            return bytes([kind << 5 | low]) + argument.to_bytes(size, "big")
    raise ValueError(f"{argument} is more than a search index can hold")
