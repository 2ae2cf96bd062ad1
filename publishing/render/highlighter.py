"""Colours the code of posts, with one formatter for all code that is shown alike."""

from __future__ import annotations

from typing import Any

from publishing.render.sphinx_internals import PygmentsBridge

_OWN = {"hl_lines", "linenostart"}
"""Options whose values are a block's own: formatters with them are not kept."""


class Highlighter(PygmentsBridge):
    """Sphinx's own makes a formatter for each block, and with it a style sheet."""

    def __init__(self, style: str) -> None:
        super().__init__("html", style)
        self._formatters: dict[str, Any] = {}

    def get_formatter(self, **kwargs: Any) -> Any:
        """Return a formatter with these options, such as the lines to emphasise."""
        if _OWN & kwargs.keys():
            return super().get_formatter(**kwargs)
        key = repr(sorted(kwargs.items()))
        if key not in self._formatters:
            self._formatters[key] = super().get_formatter(**kwargs)
        return self._formatters[key]
