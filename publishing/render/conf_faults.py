"""What keeps Sphinx from starting, told at the setting of `conf.py` that it comes from."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from importlib.metadata import entry_points
from pkgutil import iter_modules
from typing import Final

import sphinx.ext
from sphinx.errors import ExtensionError, SphinxError, ThemeError, VersionRequirementError

from publishing.conf.configuration import COMMAND_LINE, Configuration
from publishing.conf.execution import described, missing_module
from publishing.conf.settings import CONF
from publishing.model.problem import Problem, error

_CONFIG: Final = re.compile(r"""config(?:\.|\[['"])(\w+)""")
_RECENT: Final = (
    "install the version that it asks for: requirements.txt and requirements.lock say which"
)
_OTHERWISE: Final = "correct this setting, or leave out what was added last"


def extension_fault(configuration: Configuration, name: str, failure: Exception) -> Problem:
    """Say why an extension cannot be loaded, where it is listed."""
    cause = failure
    if isinstance(failure, ExtensionError) and failure.orig_exc:
        cause = failure.orig_exc
    if isinstance(cause, ModuleNotFoundError) and _is_of(name, cause.name or ""):
        near = get_close_matches(name, _extensions(), 1, 0.8)
        mend = f"did you mean {near[0]}?" if near else missing_module(name)
        what = f"the extension {name!r} is not installed"
    elif isinstance(cause, VersionRequirementError):
        what, mend = str(cause).strip(), _RECENT
    else:
        said, mend = described(cause, configuration.root)
        what = f"the extension {name!r} raises {said}"
    return error(*_listed(configuration, name), "extension-broken", what, mend)


def fault(configuration: Configuration, failure: Exception) -> Problem:
    """Say why Sphinx cannot start, where the setting is that it fails over, if that can be told."""
    position = _position(configuration, failure)
    if isinstance(failure, ThemeError):
        theme = configuration.overrides.get("html_theme", configuration.values.get("html_theme"))
        position = configuration.blame("html_theme")
        if "no theme named" in str(failure):
            near = get_close_matches(str(theme), _themes(), 1, 0.7)
            mend = f"did you mean {near[0]}?" if near else missing_module(str(theme))
            found = f"the theme {str(theme)!r} is not installed"
            return error(*position, "theme-missing", found, mend)
        return error(*position, "theme-broken", f"html_theme: {failure}", _OTHERWISE)
    if isinstance(failure, VersionRequirementError):
        return error(*position, "sphinx-version", str(failure), _RECENT)
    if isinstance(failure, SphinxError) and not getattr(failure, "orig_exc", None):
        return error(*position, "sphinx-refuses", str(failure).strip(), _OTHERWISE)
    cause: Exception = getattr(failure, "orig_exc", None) or failure
    said, mend = described(cause, configuration.root, besides=configuration.executed.file)
    who = getattr(failure, "modname", None) or "Sphinx"
    return error(*position, "sphinx-refuses", f"{who} fails over these settings: {said}", mend)


def _is_of(extension: str, module: str) -> bool:
    return extension == module or extension.startswith(f"{module}.")


def _listed(configuration: Configuration, name: str) -> tuple[str, int, int]:
    path, *position = configuration.blame("extensions")
    if path == COMMAND_LINE:
        return path, 1, 1
    return (
        path,
        *(
            configuration.executed.positions.of_text(name, "extensions")
            or (position[0], position[1])
        ),
    )


def _position(configuration: Configuration, failure: Exception) -> tuple[str, int, int]:
    """Return where the setting is that a failure names, or that the failing code asks for."""
    positions = configuration.executed.positions
    cause: BaseException | None = failure
    frames: list[traceback.FrameSummary] = []
    while cause:
        frames += reversed(traceback.extract_tb(cause.__traceback__))
        cause = cause.__cause__ or getattr(cause, "orig_exc", None)
    for frame in frames:
        if frame.filename == configuration.executed.file and frame.lineno:
            return CONF, frame.lineno, positions.column(frame.lineno, frame.colno or 0)
    words = [*re.findall(r"\w+", str(failure)), *_asked(frames)]
    if isinstance(failure, VersionRequirementError):
        words = ["needs_extensions" if " extension " in str(failure) else "needs_sphinx"]
    if named := named_in(configuration, words):
        return configuration.blame(named)
    module = getattr(failure, "modname", None)
    return _listed(configuration, module) if module else (CONF, 1, 1)


def named_in(configuration: Configuration, words: Iterable[str]) -> str | None:
    """Return the first setting that is stated and that a message names."""
    stated = {*configuration.stated, *(name.partition(".")[0] for name in configuration.overrides)}
    for word in words:
        for name in (word, f"myst_{word}"):
            if name in stated and len(name) > 3:
                return name
    return None


def _asked(frames: Iterable[traceback.FrameSummary]) -> Iterator[str]:
    """Yield the settings that the lines which failed ask for, the innermost first."""
    for frame in frames:
        yield from _CONFIG.findall(frame.line or "")


def _extensions() -> list[str]:
    known = [f"sphinx.ext.{module.name}" for module in iter_modules(sphinx.ext.__path__)]
    return [*known, *(module.name for module in iter_modules())]


def _themes() -> list[str]:
    return [point.name for point in entry_points(group="sphinx.html_themes")]
