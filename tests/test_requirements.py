"""requirements.txt says what the package needs to run, and what only its tests need."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

from tests.publication import PROJECT
from tests.test_sphinx_internals import UPSTREAM


def imported(folder: str) -> set[str]:
    """Return the top-level modules of others that the code of a folder imports."""
    found = set()
    for path in (PROJECT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    # What type checkers alone read.
    return found - sys.stdlib_module_names - {folder, "_typeshed"}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names(text: str) -> set[str]:
    return {canonical(name) for name in re.findall(r"^([\w.-]+)", text, re.MULTILINE)}


def brought_by(listed: set[str]) -> set[str]:
    """Return what is listed and what that requires; what comes from further off may go away."""
    found = set(listed)
    for name in listed:
        try:
            required = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        found |= names("\n".join(line for line in required if "extra ==" not in line))
    return found


def test_what_the_package_imports_is_not_listed_for_tests_alone() -> None:
    text = (PROJECT / "requirements.txt").read_text(encoding="utf-8")
    run, _, _ = text.partition("\n# Tests and checks.\n")
    assert run != text
    known = brought_by(names(run))
    distributions = metadata.packages_distributions()
    missing = {
        module
        for module in imported("publishing")
        if known.isdisjoint(canonical(name) for name in distributions.get(module, [module]))
    }
    assert missing == set()


def test_every_pin_has_hashes_and_none_is_of_one_index() -> None:
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.sub(r"^#.*\n", "", lock, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
    assert len(pins) >= len(names(lock))
    for pin in pins:
        assert re.fullmatch(r"[\w.-]+==[\w.]+( ; [\w '!=]+)?( +--hash=sha256:[0-9a-f]{64})+ *", pin)
    assert "//" not in lock
    assert "--index" not in lock.replace("--no-emit-index-url", "")
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    install, newest = re.findall(r"-m pip install (.*)", makefile)
    assert install.endswith("--require-hashes --requirement requirements.lock")
    assert newest.endswith("--requirement $(NEWEST)/requirements.txt")


def test_what_has_private_names_in_use_is_held_to_its_corrections() -> None:
    text = (PROJECT / "requirements.txt").read_text(encoding="utf-8")
    held = re.findall(r"^([\w-]+) ~= \d+\.\d+\.\d+(?=\s|$)", text, re.MULTILINE)
    packages = metadata.packages_distributions()
    touched = {canonical(name) for module in UPSTREAM for name in packages[module]}
    # Its plug-ins come with MyST-Parser, which holds them.
    assert touched - {"mdit-py-plugins"} - set(held) == set()


def test_the_package_asks_for_what_make_installs() -> None:
    """What `pip` is told of the package, and what `make` sets up, is one list."""
    text = (PROJECT / "requirements.txt").read_text(encoding="utf-8")
    run, _, tests = text.partition("\n# Tests and checks.\n")
    stated = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = stated["dependency-groups"]
    assert stated["project"]["dependencies"] == lines(run)
    assert sorted(groups["test"] + groups["lint"]) == sorted(lines(tests))
    (backend,) = stated["build-system"]["requires"]
    assert backend in groups["test"]


def lines(text: str) -> list[str]:
    """Return the requirements in a text, without what is said of them."""
    found = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in found if line]


def test_what_is_listed_is_pinned() -> None:
    listed = names((PROJECT / "requirements.txt").read_text(encoding="utf-8"))
    pinned = names((PROJECT / "requirements.lock").read_text(encoding="utf-8"))
    assert listed - pinned == set()


def test_the_oldest_python_is_said_as_it_is_needed() -> None:
    """soupsieve, which reads pages, needs regular expressions that 3.11.4 gets wrong."""
    stated = re.search(r'^requires-python = ">=(.*)"$', _read("pyproject.toml"), re.MULTILINE)
    assert stated
    assert stated[1] == "3.11.5"
    for name in ("README.md", "CONTRIBUTING.md", "docs/adopting.md"):
        assert set(re.findall(r"Python ([0-9.]+) or newer", _read(name))) == {stated[1]}
    assert f"--python-version {stated[1]} " in _read("requirements.lock")


def test_make_refuses_an_older_python(tmp_path: Path) -> None:
    old = tmp_path / "python"
    patch = "import sys; sys.version_info = (3, 11, 4)"
    old.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{patch}; $2"\n')
    old.chmod(0o755)
    made = subprocess.run(
        ["make", f"VENV={tmp_path}/venv", f"PYTHON={old}", f"{tmp_path}/venv/.ready"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Python 3.11.5 or newer is needed: make PYTHON=python3.12\n" in made.stderr
    assert made.returncode
    assert not (tmp_path / "venv").exists()


def _read(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")
