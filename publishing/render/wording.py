"""What docutils, MyST, Sphinx and its extensions say of a post, in words for its author.

They speak of nodes, arguments and content blocks, to people who write reStructuredText. Here each
of their messages is what was found in the post, and what to write instead. What no entry knows
comes through as it is, in a sentence that says where to look.
"""

from __future__ import annotations

import re
from typing import Final

from publishing.render import wording_of_directives, wording_of_text

Words = tuple[str, str]
"""What was found, and what to write instead."""


def reworded(said: str, name: str = "") -> Words:
    """Return a library's message in our words.

    :param said: the message.
    :param name: of the directive that it is about, where that is known.
    """
    said = _KIND.sub("", said).strip()
    about = f"{{{name}}}: " if name else ""
    first = said.partition("\n")[0].rstrip(".:")
    return known(said, name) or (
        f"{about}this cannot be read: {first}",
        "write it as the examples in CONTRIBUTING.md do, or leave it out",
    )


def known(said: str, name: str = "") -> Words | None:
    """Return a message in our words, if there are any for it."""
    said = _KIND.sub("", said).strip()
    for pattern, message, help in _WORDS:
        if found := pattern.match(said):
            given = {"name": name} | {
                key: value for key, value in found.groupdict().items() if value is not None
            }
            if callable(message):
                return message(given)
            return message.format_map(given), help.format_map(given)
    return None


_KIND: Final = re.compile(r" \[[a-z]+\.[a-z_]+\]$")
"""How MyST and sphinx-design end a message: ``[design.grid]``."""

_WORDS: Final = tuple(
    (re.compile(pattern, re.DOTALL), message, help)
    for pattern, message, help in (*wording_of_directives.WORDS, *wording_of_text.WORDS)
)
