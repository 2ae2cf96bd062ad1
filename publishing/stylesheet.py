"""The one style sheet of the site: what the theme brings, then our own components."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from publishing.cache import digest
from publishing.engine import PublicationBuilder

OWN = Path("_static/css")


class Stylesheet:
    """Gathers the style sheet from `_static/css`, where tokens come first, and the theme.

    Its name carries its digest, so that a server may let browsers keep it for ever.
    """

    def __init__(self, root: Path, builder: PublicationBuilder) -> None:
        self._root = root
        self._builder = builder

    @cached_property
    def data(self) -> bytes:
        """The text of the style sheet."""
        own = sorted((self._root / OWN).glob("*.css"), key=_rank)
        return "\n".join(path.read_text(encoding="utf-8") for path in own).encode()

    @cached_property
    def address(self) -> str:
        """Where it is served."""
        return f"_static/site-{digest(self.data)[:12]}.css"


def _rank(path: Path) -> tuple[bool, str]:
    return (path.stem != "tokens", path.name)
