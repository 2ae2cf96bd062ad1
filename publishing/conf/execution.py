"""Executes `conf.py` once, as Sphinx does: in its folder, and with the tags of the build."""

from __future__ import annotations

import ast
import importlib.util
import os
import sys
import traceback
from collections.abc import Collection, Iterable, Iterator
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any, Final

from publishing.conf.local_code import imports, is_local
from publishing.conf.positions import Places
from publishing.conf.settings import CONF, SettingsError
from publishing.conf.tags import Tags
from publishing.model.problem import Problem, error


@dataclass(frozen=True)
class Executed:
    """A `conf.py` after its execution.

    :ivar file: its path, as tracebacks have it.
    :ivar values: every name that it left, what it imported among them.
    :ivar tags: as it left them.
    :ivar modules: what it imported.
    :ivar folders: what it put on ``sys.path``.
    """

    file: str
    values: dict[str, Any]
    positions: Places
    tags: Tags
    modules: frozenset[str]
    folders: tuple[str, ...]


def execute(root: Path, tags: Iterable[str] = ()) -> Executed:
    """Execute the `conf.py` in *root*.

    :param tags: those of the command line (``-t``).
    :raises SettingsError: it is not there, is not Python, or raises.
    """
    file = root / CONF
    data = _read(file)
    text, tree, code = _compiled(file, data)
    known, path = set(sys.modules), list(sys.path)
    values: dict[str, Any] = {"__file__": str(file), "tags": Tags(tags)}
    positions = Places(tree, text, values)
    try:
        # What it prints is for the terminal, not for the report of a command.
        with chdir(root), redirect_stdout(sys.stderr):
            exec(code, values)  # noqa: S102 - the owner's own file
    except (Exception, SystemExit) as failure:
        _take_back(known, path)
        raise SettingsError([_raised(failure, str(file), root, positions)]) from failure
    # Found from wherever the program was started, as what is beside `conf.py` is.
    sys.path[:] = [str(root / entry) if entry not in path else entry for entry in sys.path]
    return Executed(
        file=str(file),
        values=values,
        positions=positions,
        tags=values["tags"] if isinstance(values.get("tags"), Tags) else Tags(tags),
        modules=frozenset((set(sys.modules) - known).union(imports(tree))),
        folders=tuple(entry for entry in sys.path if entry not in path),
    )


def _take_back(known: Collection[str], path: list[str]) -> None:
    """Forget what a failed execution imported: mended, it is to be imported anew."""
    sys.path[:] = path
    for name in set(sys.modules).difference(known):
        file = getattr(sys.modules[name], "__file__", None)
        if file and is_local(Path(file).resolve()):
            del sys.modules[name]


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        found, mend = "is not here", "run this in the folder of the publication, which has one"
    except OSError as failure:
        found, mend = f"cannot be read: {failure.strerror}", "make it a file that can be read"
    raise SettingsError([error(CONF, 1, 1, "conf-missing", f"{CONF} {found}", mend)])


def _compiled(file: Path, data: bytes) -> tuple[str, ast.Module, CodeType]:
    """Return the text, its tree and its code.

    As in Sphinx, annotations are not evaluated (``site_url: Address = …``): the code takes that
    from this module's own first statement.
    """
    try:
        text = importlib.util.decode_source(data)
        tree = ast.parse(data, str(file))
        return text, tree, compile(tree, str(file), "exec")
    except SyntaxError as failure:
        line, column = failure.lineno or 1, max(failure.offset or 1, 1)
        what = failure.msg
    except (ValueError, RecursionError, MemoryError) as failure:
        line, column, what = 1, 1, str(failure) or "it is nested too deep"
    mend = "correct this line, or the one before it"
    raise SettingsError([error(CONF, line, column, "conf-syntax", f"not Python: {what}", mend)])


def _raised(failure: BaseException, file: str, root: Path, positions: Places) -> Problem:
    """Say what an execution raised, at the line of `conf.py` that led to it."""
    line, column = 1, 1
    for frame in traceback.extract_tb(failure.__traceback__):
        if frame.filename == file and frame.lineno:
            line, column = frame.lineno, positions.column(frame.lineno, frame.colno or 0)
    what, mend = described(failure, root, besides=file)
    return error(CONF, line, column, "conf-raised", f"this line raises {what}", mend)


def described(failure: BaseException, root: Path, besides: str = "") -> tuple[str, str]:
    """Return in words what was raised, and what helps.

    :param besides: a file that need not be named.
    """
    name, text = type(failure).__name__, str(failure)
    if isinstance(failure, KeyError) and failure.args:
        text = str(failure.args[0])
    what = f"{name}: {text}" if text else name
    if where := list(_project_files(failure, root, besides)):
        what += f" ({where[-1]})"
    if isinstance(failure, SystemExit):
        return what, "settings cannot end the program: leave sys.exit() out"
    if isinstance(failure, ModuleNotFoundError) and failure.name:
        return what, missing_module(failure.name)
    if isinstance(failure, KeyError) and any(
        frame.name == "__getitem__" and frame.filename in {os.__file__, "<frozen os>"}
        for frame in traceback.extract_tb(failure.__traceback__)
    ):
        return what, f'set the variable {text}, or write os.environ.get("{text}", "…")'
    return what, _MEND.get(name, "correct what raises it")


def missing_module(name: str) -> str:
    """Return what to do about a module that cannot be found."""
    package = _PACKAGES.get(name.partition(".")[0], name.partition(".")[0].replace("_", "-"))
    return (
        f"add the package that brings {name} (perhaps {package}) to requirements.txt and "
        "requirements.lock, or its folder to sys.path"
    )


def _project_files(failure: BaseException, root: Path, besides: str) -> Iterator[str]:
    """Yield the places in the project's own code that an exception passed through."""
    for frame in traceback.extract_tb(failure.__traceback__):
        file = Path(frame.filename)
        if frame.filename != besides and file.is_file() and is_local(file.resolve()):
            name = os.path.relpath(file, root)
            yield f"{Path(name).as_posix()}, line {frame.lineno}"


_MEND: Final = {
    "NameError": "define the name above, import it, or write the value in quotes",
    "FileNotFoundError": "name a file that is there; paths start at the folder of conf.py",
}
_PACKAGES: Final = {"yaml": "PyYAML", "PIL": "Pillow", "bs4": "beautifulsoup4", "git": "GitPython"}
