"""The files that a site looks like: the owner's, found first, and the theme's for all others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

THEME: Final = Path(__file__).parents[1] / "theme"
"""The Sphinx theme of this package: templates, and in `static` style sheets, scripts and icons."""
TEMPLATES: Final = "_templates"
STATIC: Final = "_static"
"""The owner's folders, beside `conf.py`."""
_OF_THEMES: Final = "static"


@dataclass(frozen=True)
class ThemeFiles:
    """Files by their names below some folders. The first folder that has a name counts.

    :ivar own: the owner's folders.
    :ivar themes: those of the theme, and of the themes that it inherits from.
    """

    own: tuple[Path, ...]
    themes: tuple[Path, ...]

    @classmethod
    def templates(cls, root: Path, themes: Iterable[Path] = (THEME,)) -> ThemeFiles:
        """Return the templates of the publication in *root*."""
        return cls((root / TEMPLATES,), tuple(themes))

    @classmethod
    def static(cls, root: Path, themes: Iterable[Path] = (THEME,)) -> ThemeFiles:
        """Return the files that are served as they are, and what style sheet and script are of."""
        return cls((root / STATIC,), tuple(theme / _OF_THEMES for theme in themes))

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders, in the order in which a name is looked for."""
        return (*self.own, *self.themes)

    def files(self, pattern: str = "**/*") -> dict[str, Path]:
        """Return every file whose name matches, by its name and in the order of names."""
        found: dict[str, Path] = {}
        for folder in reversed(self.folders):
            is_theme = folder in self.themes
            for path in folder.glob(pattern):
                name = path.relative_to(folder).as_posix()
                # The templates of a theme stand around its static files.
                if not (is_theme and name.startswith(f"{_OF_THEMES}/")) and path.is_file():
                    found[name] = path
        return dict(sorted(found.items()))
