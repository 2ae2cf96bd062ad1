"""Slips of the fingers: one letter too many, too few, wrong, or two in the wrong order."""

from __future__ import annotations


def is_slip(written: str, meant: str) -> bool:
    """Return whether one slip makes *written* of *meant* (Damerau's four, never none)."""
    if written == meant or abs(len(written) - len(meant)) > 1:
        return False
    start = 0
    while written[start : start + 1] == meant[start : start + 1] != "":
        start += 1
    one, two = written[start:], meant[start:]
    return (
        one[1:] == two[1:]  # another letter
        or one[1:] == two  # one too many
        or one == two[1:]  # one too few
        or (one[:2] == two[1::-1] and one[2:] == two[2:])  # two swapped
    )
