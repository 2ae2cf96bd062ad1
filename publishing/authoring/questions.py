"""Questions at a terminal, and what is said between them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

from publishing.model.problem import printable

Ask = Callable[[str], str]
"""Asks a question at a terminal; what comes back is one line."""

YES_OR_NO: Final = {
    "": False,
    **dict.fromkeys(("y", "yes", "true", "1"), True),
    **dict.fromkeys(("n", "no", "false", "0"), False),
}
"""What an answer in small letters means."""


def answer(ask: Ask, question: str, default: str = "") -> str:
    """Ask until there is an answer."""
    hint = f" [{printable(default)}]" if default else ""
    while True:
        if answer := ask(f"{question}{hint}: ").strip() or default:
            return answer


def is_yes(ask: Ask, question: str, default: str = "no") -> bool:
    """Return whether the answer is yes; nothing is the *default*, and anything else no."""
    return YES_OR_NO.get(ask(question).strip().lower() or default, False)


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{printable(text)}\n")
