"""What a post may know of the other files of the project: where they are served."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Target(NamedTuple):
    """A source file that a post may link to.

    :ivar address: where it is served, relative to the site; nothing if it is not published.
    :ivar title: its title, for links without a text.
    """

    address: str | None
    title: str = ""


Targets = Mapping[str, Target]
"""The path of a source file, composed as links are, and what is known of it."""

ENDING = "*/"
"""What stands before a path of which only the end is known: ``*/2021/first.md``."""


class PostFile(NamedTuple):
    """A file that a post shows or links, published with it.

    :ivar address: where it is served, relative to the site.
    :ivar source: the file, relative to the project.
    """

    address: str
    source: str


class SiteLink(NamedTuple):
    """A link to an address of the site that only the whole site can check.

    :ivar address: from the site's root, without a leading slash, decoded.
    """

    line: int
    address: str
    column: int = 1
