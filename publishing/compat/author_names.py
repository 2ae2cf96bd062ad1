"""Authors as other tools' themes show them: linked, with a mailbox, or with what they do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from publishing.base.other_tools import ROLES
from publishing.frontmatter.names import split
from publishing.frontmatter.node import Entry, Scalar
from publishing.model.problem import shown

if TYPE_CHECKING:
    from publishing.frontmatter.values import Values


def plain_names(entry: Entry, node: Scalar, values: Values) -> Scalar:
    """Return names without links and mailboxes; of these, and of what is no name, it is told."""
    text = " ".join(_LINK.sub(lambda found: found[1] or found[2] or "", node.text).split())
    parts = [part.strip() for part in split(text)]
    mend = values.write(entry.key, text)
    if text != node.text:
        found = f"a link or a mailbox is no part of a name: read as {', '.join(parts)}"
        help = f"{mend}, and the address into authors.yml"
        values.problem_list.warning(node.position, "author-link", f"{entry.key}: {found}", help)
    elif role := next((part for part in parts[1:] if _ROLE.search(part)), None):
        found = f"read as {len(parts)} authors, of whom one is {shown(role)}"
        help = f"{values.write(entry.key, parts[0])}, and what they do into authors.yml, as bio"
        values.problem_list.warning(node.position, "author-role", f"{entry.key}: {found}", help)
    return Scalar(text, node.plain, node.position)


_LINK: Final = re.compile(
    r"\[([^\[\]]+)\]\([^()\s]*\)(?:\s*\([^()]*\))?|<a\b[^<>]*>([^<>]*)</a>|\s*<[^\s<>@]+@[^\s<>]+>",
    re.IGNORECASE,
)
_ROLE: Final = re.compile(ROLES)
