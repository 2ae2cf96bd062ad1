"""Lists as Jekyll writes them: ``categories: travel food`` names two.

Jekyll takes ``categories`` and ``tags`` apart at spaces, and ``category`` and ``tag`` not
(https://jekyllrb.com/docs/posts/#tags-and-categories). Its posts name a layout, and their files
begin with a day; other tools whose posts do one of the two have tags of several words.
"""

from __future__ import annotations

import re
from typing import Final

from publishing.frontmatter.node import Entry, Scalar
from publishing.frontmatter.values import Values


def names_between_spaces(entry: Entry, node: Scalar, values: Values) -> list[str] | None:
    """Return the names in a text without commas, if spaces part them."""
    key = entry.key.lower()
    found = node.text.split()
    signs = ("layout" in values.written) + (_DATED.search(values.problem_list.path) is not None)
    if signs >= _SIGNS[key]:
        return found
    if key == "categories" and _SLUGS.fullmatch(node.text):
        what = f"{entry.key}: read as {len(found)} categories: {', '.join(found)}"
        help = f"write categories: {values.syntax.bracketed(found)}, or category: and one name"
        values.problem_list.warning(node.position, "names-spaced", what, help)
        return found
    return None


_SIGNS: Final = {"categories": 1, "tags": 2}
"""How many signs of Jekyll a post needs to have."""
_DATED: Final = re.compile(r"(?:^|/)[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}-[^/]*$")
_SLUGS: Final = re.compile(r"[a-z0-9][a-z0-9_-]*(?: +[a-z0-9][a-z0-9_-]*)+")
