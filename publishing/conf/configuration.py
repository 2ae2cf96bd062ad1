"""The configuration of one build: `conf.py` as executed, the command line and the environment."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from publishing.conf.execution import Executed, execute
from publishing.conf.local_code import LocalCode
from publishing.conf.settings import CONF, VARIABLES, Settings, SettingsError, settings_of
from publishing.conf.stable import stable
from publishing.model.problem import Problem

COMMAND_LINE: Final = "command line"
"""What a problem of an option names as its file."""
ENVIRONMENT: Final = "environment"
_NONE: Final[Mapping[str, str]] = MappingProxyType({})
_MODULE: Final = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)+")


class Stated(NamedTuple):
    """The value of a setting.

    :ivar value: as :func:`stable` writes it.
    :ivar texts: every text in it.
    """

    value: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Configuration:
    """What one build is configured with: executed once, and the one truth for all of it.

    :ivar overrides: settings of the command line, by name (``-D name=value``).
    :ivar code: the project's own code that `conf.py` and the extensions reach.
    :ivar stated: what `conf.py` left, as text: Sphinx and its extensions change the values.
    """

    root: Path
    executed: Executed
    environ: Mapping[str, str]
    overrides: Mapping[str, str]
    code: LocalCode
    stated: Mapping[str, Stated]

    @classmethod
    def load(
        cls,
        root: Path,
        environ: Mapping[str, str],
        overrides: Mapping[str, str] = _NONE,
        tags: Iterable[str] = (),
    ) -> Configuration:
        """Execute the `conf.py` in *root*. What it says may be invalid: :attr:`problems`.

        :param tags: those of the command line (``-t``).
        :raises SettingsError: it cannot be executed.
        """
        _take_back()
        importlib.invalidate_caches()
        executed = execute(root.resolve(), tags)
        stated = {
            name: Stated(stable(value), tuple(texts(value)))
            for name, value in executed.values.items()
            if not name.startswith("__")
        }
        listed = stated["extensions"].texts if "extensions" in stated else ()
        mentioned = chain.from_iterable(one.texts for one in stated.values())
        code = LocalCode.of(
            root,
            [*executed.modules, *overrides.get("extensions", "").split(","), *listed],
            [root / entry for entry in executed.folders],
            filter(_MODULE.fullmatch, mentioned),
        )
        code.forget_bytecode()
        _last.append((code, executed.folders))
        return cls(root, executed, environ, overrides, code, stated)

    @property
    def extensions(self) -> tuple[str, ...]:
        """The extensions, as the command line or `conf.py` lists them."""
        given = self.overrides.get("extensions")
        if given is not None:
            return tuple(given.split(","))
        return self.stated["extensions"].texts if "extensions" in self.stated else ()

    @property
    def page_patterns(self) -> tuple[str, ...]:
        """The `include_patterns` that say which files are ordinary pages."""
        given = self.overrides.get("include_patterns")
        if given is not None:
            return tuple(given.split(","))
        stated = self.stated.get("include_patterns")
        return stated.texts if stated else ("**",)

    @property
    def values(self) -> dict[str, Any]:
        """Every name that `conf.py` left, to be handed to Sphinx, which changes some."""
        return self.executed.values

    @property
    def settings(self) -> Settings:
        """The settings of this publication.

        :raises SettingsError: naming every value that cannot be used.
        """
        settings, problems = self._settings
        if settings is None:
            raise SettingsError(problems)
        return settings

    @property
    def problems(self) -> list[Problem]:
        """Why there are no settings; nothing if there are."""
        return list(self._settings[1])

    @cached_property
    def _settings(self) -> tuple[Settings | None, list[Problem]]:
        return settings_of(self.values, self.environ, self.overrides, self.blame)

    def blame(self, name: str) -> tuple[str, int, int]:
        """Return the file, line and column that a setting has its value from."""
        if any(given.partition(".")[0] == name for given in self.overrides):
            return COMMAND_LINE, 1, 1
        if self.environ.get(VARIABLES.get(name, "")):
            return ENVIRONMENT, 1, 1
        return (CONF, *(self.executed.positions.of(name) or (1, 1)))


def texts(value: object) -> Iterator[str]:
    """Yield every text in the value of a setting."""
    return _texts(value, set())


def _texts(value: object, seen: set[int]) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple | set | frozenset) and id(value) not in seen:
        seen.add(id(value))
        for item in value:
            yield from _texts(item, seen)
        if isinstance(value, Mapping):
            for item in value.values():
                yield from _texts(item, seen)


_last: Final[list[tuple[LocalCode, tuple[str, ...]]]] = []
"""What earlier executions in this process imported, and put on ``sys.path``."""


def _take_back() -> None:
    """Undo what earlier executions did to imports: a preview reads `conf.py` after each change."""
    while _last:
        code, folders = _last.pop()
        code.forget()
        for folder in folders:
            with suppress(ValueError):
                sys.path.remove(folder)
