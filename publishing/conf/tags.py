"""The tags of a build (``-t``), as `conf.py` sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Tags:
    """What :class:`sphinx.util.tags.Tags` is, without the tenth of a second that it takes to load.

    `conf.py` asks ``tags.has("draft")`` and may add and remove some; Sphinx is given the result.
    """

    def __init__(self, tags: Iterable[str] = ()) -> None:
        self._tags = set(tags)

    def __repr__(self) -> str:
        return f"Tags({tuple(self)})"

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._tags))

    def __contains__(self, tag: str) -> bool:
        return tag in self._tags

    def has(self, tag: str) -> bool:
        """Whether a tag is set."""
        return tag in self._tags

    def add(self, tag: str) -> None:
        """Set a tag."""
        self._tags.add(tag)

    def remove(self, tag: str) -> None:
        """Take back a tag, if it is set."""
        self._tags.discard(tag)

    def eval_condition(self, condition: str) -> bool:
        """Return whether a condition such as ``html and not draft`` holds.

        :raises ValueError: it is not a condition.
        """
        from sphinx.util.tags import Tags as SphinxTags

        return SphinxTags(self._tags).eval_condition(condition)
