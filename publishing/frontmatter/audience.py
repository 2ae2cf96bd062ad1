"""Whom a post is for, in the words of each tool: everyone, nobody yet, or a few."""

from __future__ import annotations

from enum import Enum
from typing import Final

from publishing.frontmatter.node import Entry, Node, Scalar, Table


class Audience(Enum):
    """Whom a post is for, as one of its keys says."""

    EVERYONE = "everyone"
    NOBODY_YET = "nobody yet"
    """It is a draft."""
    A_FEW = "a few"
    """It is private, or in no list. Here everybody could read it."""


def audience_of(entry: Entry, letters: str) -> Audience | None:
    """Return whom an entry says that the post is for; nothing if its value is not understood.

    :param letters: its key, in lower case and without hyphens and underscores.
    """
    if letters == "build":
        return _of_build(entry.value)
    if not isinstance(entry.value, Scalar):
        return None
    word = " ".join(entry.value.text.split()).lower()
    if letters in _WORDED:
        # A word that nobody here knows may be about the text, but not if it is on who sees it.
        unknown = Audience.A_FEW if letters == "visibility" else None
        return _WORDS.get(word, unknown)
    if letters == "password":
        return Audience.A_FEW if FLAGS.get(word, True) else Audience.EVERYONE
    if (flag := FLAGS.get(word)) is None:
        return None
    if flag is (letters in _OPPOSITES):
        return Audience.EVERYONE
    return Audience.NOBODY_YET if letters in _OF_DRAFTS else Audience.A_FEW


def quoted(entry: Entry) -> str:
    """Return an entry as messages quote it; nobody is told a password."""
    if not isinstance(entry.value, Scalar) or entry.key.lower() == "password":
        return entry.key
    return f"{entry.key}: {' '.join(entry.value.text.split())[:40]}"


def _of_build(value: Node) -> Audience | None:
    """Read Hugo's ``build``: a page that is not rendered, or is in no list."""
    if not isinstance(value, Table):
        return None
    given = {entry.key.lower(): entry.value for entry in value.entries}
    stated = (given.get(name) for name in ("list", "render"))
    is_off = any(isinstance(node, Scalar) and node.text.lower() in _OFF for node in stated)
    return Audience.A_FEW if is_off else Audience.EVERYONE


FLAGS: Final = {
    **dict.fromkeys(("true", "yes", "on", "1"), True),
    **dict.fromkeys(("false", "no", "off", "0"), False),
}
"""How truth is written."""

STRICT: Final = frozenset({"draft", "isdraft", "private", "published", "blogpost"})
"""Keys whose value must be understood: of the others it can be about something else."""

_WORDED: Final = frozenset({"status", "poststatus", "visibility"})
_OPPOSITES: Final = frozenset(
    {"published", "blogpost", "publish", "listed", "public", "visible", "render", "permalink"}
)
_OF_DRAFTS: Final = frozenset({"draft", "isdraft", "wip", "published", "blogpost", "publish"})
_OFF: Final = frozenset({"never", "false"})
_WORDS: Final = {
    **dict.fromkeys(
        (
            *("published", "publish", "public", "live", "final", "finished", "done", "complete"),
            *("featured", "visible", "everyone", "open", "all"),
            # The date says when.
            *("scheduled", "future"),
        ),
        Audience.EVERYONE,
    ),
    **dict.fromkeys(
        (
            *("draft", "drafts", "auto-draft", "pending", "skip", "wip", "work in progress"),
            *("in progress", "in-progress", "idea", "todo", "review", "in review", "in-review"),
            *("unpublished", "not published", "trash", "deleted"),
        ),
        Audience.NOBODY_YET,
    ),
    **dict.fromkeys(
        (
            *("private", "hidden", "unlisted", "protected", "password", "secret", "inherit"),
            *("members", "members-only", "members only", "paid", "tiers", "filter", "followers"),
            *("friends", "internal", "restricted"),
        ),
        Audience.A_FEW,
    ),
}
