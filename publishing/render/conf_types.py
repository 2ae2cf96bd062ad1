"""Whether the values of settings of Sphinx and its extensions are of a kind that can be used."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sphinx.config import ENUM, Config

from publishing.conf.setting_checks import shown
from publishing.render.sphinx_internals import candidates

_TEXT, _NUMBER, _LIST, _TABLE = "a text in quotes", "a number", "a list", "a dictionary"
_SWITCH: Final = "True or False"
_NOTHING: Final = "None"
_EXAMPLES: Final = {_LIST: 'a list: ["…"]', _TABLE: 'a dictionary: {"…": …}'}

_OF_TEXTS: Final = frozenset(
    {
        "exclude_patterns",
        "extensions",
        "html_extra_path",
        "html_static_path",
        "include_patterns",
        "locale_dirs",
        "suppress_warnings",
        "templates_path",
    }
)
"""Lists whose items Sphinx takes for texts, and fails over anything else."""


def mismatch(config: Config, name: str, value: Any) -> tuple[str, str] | None:
    """Return what is wrong with the kind of a value and what to write, or nothing.

    Sphinx only warns of another type, and then fails over it or does what nobody meant: the
    letters of a text are taken for a list of names. What does work, such as a tuple for a list,
    is left to its warning.
    """
    if name in _OF_TEXTS:
        if isinstance(value, list | tuple | set) and all(isinstance(one, str) for one in value):
            return None
        return f"is {shown(value)}", 'write a list of texts: ["…"]'
    option = config.values[name]
    if isinstance(option.valid_types, ENUM):
        return _not_listed(option.valid_types, value)
    if not isinstance(option.valid_types, frozenset) or Any in option.valid_types:
        return None
    allowed = set(option.valid_types)
    if not callable(option.default):
        allowed.add(type(option.default))
    elif value is None:
        return None
    kinds = {kind for one in allowed for kind in _kinds(one)}
    if None in kinds or kinds == {_NOTHING} or kinds & {*_kinds(type(value))}:
        return None
    named = {next(_kinds(one)) for one in allowed} - {_NOTHING}
    wanted = " or ".join(sorted(_EXAMPLES.get(kind or "", kind or "") for kind in named))
    return f"is {shown(value)}", f"write {wanted}"


def mismatches(config: Config, values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each setting of the wrong kind, what it is, and what to write."""
    for name, value in values.items():
        if (name in config or name in _OF_TEXTS) and (found := mismatch(config, name, value)):
            yield name, *found


def _not_listed(listed: ENUM, value: Any) -> tuple[str, str] | None:
    try:
        if listed.match(value):
            return None
    except TypeError:  # of a value that holds no others
        pass
    choices = sorted(map(repr, candidates(listed)))
    return f"is {shown(value)}", f"write one of: {', '.join(choices)}"


def _kinds(kind: Any) -> Iterator[str | None]:
    """Yield in words what values of a type are; nothing in words is any value."""
    if kind is type(None):
        yield _NOTHING
    elif not isinstance(kind, type):
        yield None
    elif issubclass(kind, bool):
        yield from (_SWITCH, _NUMBER)
    elif issubclass(kind, int | float):
        yield _NUMBER
    elif issubclass(kind, str | os.PathLike):
        yield _TEXT
    elif issubclass(kind, list | tuple | set | frozenset):
        yield _LIST
    elif issubclass(kind, dict):
        yield _TABLE
    else:
        yield None
