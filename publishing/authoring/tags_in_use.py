"""The tags that posts have: what a new post should choose from, and what it nearly chose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from publishing.authoring.draft import even
from publishing.base.typo import is_slip
from publishing.model.problem import shown
from publishing.model.slug import identity_of
from publishing.model.taxonomy import Term


@dataclass(frozen=True, slots=True)
class TagInUse:
    """A tag, as most posts spell it, and how many have it."""

    name: str
    count: int

    def __str__(self) -> str:
        have = "1 post has" if self.count == 1 else f"{self.count:,} posts have"
        return f"{shown(self.name)}, which {have}"


class TagsInUse:
    """The tags of all posts."""

    def __init__(self, terms: Iterable[Term]) -> None:
        found = [(identity_of(term.name), TagInUse(term.name, len(term.posts))) for term in terms]
        self._tags = dict(sorted(found, key=lambda item: -item[1].count))

    @property
    def listed(self) -> str:
        """The tags with their counts, most used first."""
        most = list(self._tags.values())[:_LISTED]
        return ", ".join(f"{tag.name} ({tag.count:,})" for tag in most)

    def spelt(self, name: str) -> str:
        """Return a tag as posts spell it already."""
        known = self._tags.get(identity_of(name))
        return known.name if known else even(name)

    def near(self, name: str) -> TagInUse | None:
        """Return the tag in use that a new one is nearly: the same letters, or a slip away."""
        identity = identity_of(name)
        if identity in self._tags:
            return None
        return next((tag for key, tag in self._tags.items() if _is_near(identity, key)), None)


def _is_near(one: str, two: str) -> bool:
    one, two = (identity.replace(" ", "").replace(".", "") for identity in (one, two))
    return one == two or (min(len(one), len(two)) >= _LONG and is_slip(one, two))


_LISTED: Final = 30
"""Tags that are shown: the others are few posts' each."""
_LONG: Final = 5
"""Letters from which on a slip is likelier than another word."""
