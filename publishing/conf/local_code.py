"""The code of the project that is no installed distribution: what it imports, and its digest.

`conf.py` may import a module beside it, put a folder on ``sys.path`` and list an extension that
lies there. Installed code is known by its version; this is known by its text alone. It is found
without being imported, since a build that has nothing to do must not wait for it.
"""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from typing import Final

from publishing.base.cache import digest

_OURS: Final = Path(__file__).parents[1]
_INSTALLED: Final = frozenset({"site-packages", "dist-packages"})
_LIBRARY: Final = tuple(
    f"{Path(path).resolve()}{os.sep}"
    for name, path in sysconfig.get_paths().items()
    if name in {"stdlib", "platstdlib"}
)
_NOT_CODE: Final = frozenset({"__pycache__", "_build", "posts", "node_modules"})
_VARIABLE: Final = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
_RACE: Final = 2 * 10**9
"""Nanoseconds in which Python's own cache cannot tell two versions of one length apart: it notes
when a file was written to the second."""


@dataclass(frozen=True)
class LocalCode:
    """The files of the project's own code.

    :ivar files: every file that may be part of it: a package, and a folder of modules, counts
        whole, with the templates and data that lie there.
    """

    root: Path
    files: tuple[Path, ...]

    @classmethod
    def of(
        cls,
        root: Path,
        modules: Iterable[str],
        folders: Iterable[Path] = (),
        mentioned: Iterable[str] = (),
    ) -> LocalCode:
        """Find the code that is reached from some *modules* by any of their imports.

        :param folders: what was put on ``sys.path``.
        :param mentioned: texts that may name a module, such as ``bridge.Bridge``.
        """
        search = _Search(root.resolve())
        for folder in folders:
            search.add_folder(folder.resolve())
        for module in modules:
            search.add(module)
        for text in mentioned:
            search.add(text, is_sure=False)
        return cls(root, tuple(sorted(search.files)))

    @cached_property
    def digest(self) -> str:
        """Digest of all files and of their names."""
        found: list[str | bytes] = []
        for file in self.files:
            with suppress(OSError):
                found += (os.path.relpath(file, self.root), file.read_bytes())
        return digest(*found)

    @cached_property
    def variables(self) -> tuple[tuple[str, str], ...]:
        """The environment variables whose name stands in the code, and their values now."""
        named: set[str] = set()
        for file in self.files:
            for node in ast.walk(_parsed(file)):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    named.add(node.value)
        return variables(named)

    def forget(self) -> None:
        """Let what was imported be imported anew: another project, or another version of it."""
        files = set(map(str, self.files))
        for name, module in list(sys.modules.items()):
            file = getattr(module, "__file__", None)
            if file and files and (file in files or os.path.realpath(file) in files):
                del sys.modules[name]

    def forget_bytecode(self) -> None:
        """Remove what Python kept of files that were just written, which it may mistake later."""
        for file in self.files:
            if file.suffix == ".py":
                with suppress(OSError, NotImplementedError):
                    kept = Path(importlib.util.cache_from_source(str(file)))
                    if kept.stat().st_mtime_ns < file.stat().st_mtime_ns + _RACE:
                        kept.unlink()


def project_code(root: Path) -> Iterator[str]:
    """Yield every module of a project whose `conf.py` fails before it says what it needs."""
    found = (file for file in _below(root.resolve()) if file.suffix == ".py" and is_local(file))
    return (os.path.relpath(file, root.resolve()) for file in found)


def variables(named: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return those of some texts that are environment variables, with their values."""
    return tuple(
        (name, os.environ[name])
        for name in sorted(named)
        if _VARIABLE.fullmatch(name) and name in os.environ
    )


class _Search:
    """A search from module to module."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._seen: set[str] = set()
        self.files: set[Path] = set()

    def add(self, module: str, *, is_sure: bool = True) -> None:
        """Add a module, if it is the project's own, and all that it imports.

        :param is_sure: whether it is a module. Otherwise a mere folder of that name is none.
        """
        name = module.partition(".")[0]
        if name in self._seen or not name:
            return
        spec = self._spec(name)
        if spec is not None and (is_sure or spec.origin):
            self._seen.add(name)
            for files in _parts(spec):
                self._add_files(self._beside(files) if files.is_file() else _below(files))

    def _spec(self, name: str) -> ModuleSpec | None:
        """Find a module outside of the folders of installed ones, which take long to look at."""
        found = PathFinder.find_spec(name, self._path)
        for finder in () if found else sys.meta_path:
            if getattr(finder, "__module__", "").startswith("__editable__"):
                # Installed from its folder, which is on no path.
                found = finder.find_spec(name, None)
        return found

    @cached_property
    def _path(self) -> list[str]:
        return [entry for entry in sys.path if is_local(Path(entry or ".").resolve() / "x")]

    def add_folder(self, folder: Path) -> None:
        """Add all that is in a folder of the project that was put on ``sys.path``."""
        if self._root in folder.parents and is_local(folder / "x"):
            self._add_files(_below(folder))

    def _add_files(self, files: Iterable[Path]) -> None:
        for file in set(files) - self.files:
            self.files.add(file)
            for name in _imports(file):
                self.add(name)

    def _beside(self, file: Path) -> Iterator[Path]:
        """Yield a module and what lies beside it, which it may import when it is called."""
        if self._root in file.parent.parents:
            yield from _below(file.parent)
        else:
            yield file
            yield from (one for one in file.parent.glob("*.py") if one.name != "conf.py")


def _parts(spec: ModuleSpec) -> Iterator[Path]:
    """Yield the file or the folders of a module that is not installed."""
    file = [spec.origin] if spec.origin and spec.has_location else []
    for position in spec.submodule_search_locations or file:
        path = Path(position).resolve()
        if path.exists() and path.name not in _NOT_CODE and is_local(path):
            yield path


def is_local(path: Path) -> bool:
    """Whether a file or folder of code is neither installed nor this package's own."""
    return not (
        _INSTALLED & set(path.parts)
        or path == _OURS
        or _OURS in path.parents
        or str(path).startswith(_LIBRARY)
    )


def _below(folder: Path) -> Iterator[Path]:
    try:
        entries = list(folder.iterdir())
    except OSError:  # not there, or not for us
        return
    for path in entries:
        if path.name.startswith(".") or path.name in _NOT_CODE:
            continue
        if path.is_file():
            yield path
        elif path.is_dir() and not (path / "pyvenv.cfg").exists() and not path.is_symlink():
            yield from _below(path)


def _imports(file: Path) -> Iterator[str]:
    return imports(_parsed(file))


def imports(tree: ast.Module) -> Iterator[str]:
    """Yield the modules that a text imports, wherever the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def _parsed(file: Path) -> ast.Module:
    if file.suffix == ".py":
        with suppress(OSError, SyntaxError, ValueError, RecursionError):
            return ast.parse(file.read_bytes())
    return ast.Module([], [])
