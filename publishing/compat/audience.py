"""Whom a post is for, in the words of other tools: everyone, nobody yet, or a few."""

from __future__ import annotations

from typing import Final

from publishing.frontmatter.cleaning import source
from publishing.frontmatter.node import Entry, Node, Scalar, Table, letters
from publishing.frontmatter.values import FLAGS, Audience, Values
from publishing.model.problem import shown


def audience_of(entry: Entry, values: Values) -> Audience:
    """Return whom the post is for, as an entry says."""
    name = letters(entry.key)
    if (audience := _said(entry, name)) is not None:
        return audience
    if name in _STRICT:
        values.flag(entry)
    else:
        found = f"{shown(source(entry.value))} says nothing here of who may read the post"
        help = "write draft: true to hold it back, or remove the line"
        position = entry.value.position
        values.problem_list.warning(position, "audience-unknown", f"{entry.key}: {found}", help)
    return Audience.EVERYONE


def _said(entry: Entry, name: str) -> Audience | None:
    """Return whom an entry says that the post is for; nothing if its value is not understood.

    :param name: its key, in lower case and without hyphens and underscores.
    """
    if name == "build":
        return _of_build(entry.value)
    if not isinstance(entry.value, Scalar):
        return None
    word = " ".join(entry.value.text.split()).lower()
    if name in _WORDED:
        # An unknown word may be about the text, unless the key is about who sees the post.
        unknown = Audience.A_FEW if name == "visibility" else None
        return _WORDS.get(word, unknown)
    if name == "password":
        return Audience.A_FEW if FLAGS.get(word, True) else Audience.EVERYONE
    if (flag := FLAGS.get(word)) is None:
        return None
    if flag is (name in _OPPOSITES):
        return Audience.EVERYONE
    return Audience.NOBODY_YET if name in _OF_DRAFTS else Audience.A_FEW


def _of_build(value: Node) -> Audience | None:
    """Read Hugo's ``build``: a page that is not rendered, or is in no list."""
    if not isinstance(value, Table):
        return None
    given = {entry.key.lower(): entry.value for entry in value.entries}
    stated = (given.get(name) for name in ("list", "render"))
    is_off = any(isinstance(node, Scalar) and node.text.lower() in _OFF for node in stated)
    return Audience.A_FEW if is_off else Audience.EVERYONE


_STRICT: Final = frozenset({"isdraft", "private", "published", "blogpost"})
"""Keys whose value must be understood: of the others it can be about something else."""

_WORDED: Final = frozenset({"status", "poststatus", "visibility"})
_OPPOSITES: Final = frozenset(
    {"published", "blogpost", "publish", "listed", "public", "visible", "render", "permalink"}
)
_OF_DRAFTS: Final = frozenset({"isdraft", "wip", "published", "blogpost", "publish"})
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
