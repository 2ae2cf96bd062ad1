"""Names in `conf.py` that are no setting, and look like one: they would be ignored in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from types import ModuleType
from typing import Final

from publishing.conf.configuration import Configuration
from publishing.conf.settings import CONF
from publishing.model.problem import Problem, warning

_NEAR: Final = 0.8
_SPHINX: Final = frozenset({"extensions", "setup", "tags"})


def misspelt(configuration: Configuration, known: Collection[str]) -> Iterator[Problem]:
    """Yield a warning for each name that was probably meant to be a setting.

    A name that `conf.py` itself uses is there for that.

    :param known: every setting that there is.
    """
    settings = {name.lower(): name for name in (*known, *_SPHINX)}
    positions = configuration.executed.positions
    for name in sorted(positions.assigned - positions.used - {*known} - _SPHINX):
        value = configuration.values.get(name)
        near = get_close_matches(name.lower(), settings, 1, _NEAR)
        if near and not name.startswith("_") and not isinstance(value, ModuleType):
            line, column = positions.of(name) or (1, 1)
            found = f"{name} is not a setting, so it has no effect"
            mend = f"did you mean {settings[near[0]]}?"
            yield warning(CONF, line, column, "setting-unknown", found, mend)
