"""Values as text that is the same in every process: what the digest of a setting is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import partial
from pathlib import PurePath
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Final

_PLAIN: Final = (type(None), bool, int, float, complex, str, bytes)
_ADDRESS: Final = re.compile(r" at 0x[0-9a-fA-F]+")


def stable(value: object) -> str:
    """Return a text that differs whenever two values of a setting do.

    A function, class or module is told by its name, its defaults and what it closes over: its
    source is an input of its own (:mod:`publishing.conf.local_code`), or that of an installed
    version. Dictionaries keep their order, which may matter to whoever reads them.
    """
    return _text(value, ())


def _text(value: object, above: tuple[int, ...]) -> str:
    if type(value) in _PLAIN:
        return repr(value)
    if id(value) in above:
        return "…"  # it holds itself
    within = (*above, id(value))
    if isinstance(value, Mapping):
        pairs = (f"{_text(key, within)}: {_text(item, within)}" for key, item in value.items())
        return f"{_kind(value)}{{{', '.join(pairs)}}}"
    if isinstance(value, list | tuple):
        return f"{_kind(value)}[{_all(value, within)}]"
    if isinstance(value, set | frozenset):
        return f"{_kind(value)}{{{', '.join(sorted(_text(item, within) for item in value))}}}"
    return _of_object(value, within)


def _of_object(value: object, within: tuple[int, ...]) -> str:
    if isinstance(value, ModuleType):
        return f"module {value.__name__}"
    if isinstance(value, FunctionType):
        closed = [cell.cell_contents for cell in value.__closure__ or () if _is_filled(cell)]
        bound = (value.__defaults__, value.__kwdefaults__, closed)
        return f"function {value.__module__}.{value.__qualname__}({_all(bound, within)})"
    if isinstance(value, MethodType):
        return f"method {_text(value.__self__, within)}.{value.__func__.__qualname__}"
    if isinstance(value, type | BuiltinFunctionType):
        return f"{value.__module__}.{value.__qualname__}"
    if isinstance(value, partial):
        return f"partial({_all((value.func, value.args, value.keywords), within)})"
    if isinstance(value, Enum):
        return f"{_kind(value)}.{value.name}"
    if isinstance(value, PurePath | re.Pattern):
        return repr(value)
    held = getattr(value, "__dict__", None) or {}
    try:
        shown = _ADDRESS.sub("", repr(value))
    except Exception:  # of a class in conf.py
        shown = ""
    return f"{_kind(value)} {shown} {_text(held, within)}"


def _all(values: Iterable[object], within: tuple[int, ...]) -> str:
    return ", ".join(_text(value, within) for value in values)


def _is_filled(cell: object) -> bool:
    try:
        cell.cell_contents  # type: ignore[attr-defined]  # noqa: B018 - it raises
    except ValueError:
        return False
    return True


def _kind(value: object) -> str:
    kind = type(value)
    return (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )
