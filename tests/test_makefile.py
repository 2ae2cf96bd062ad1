"""Targets of the Makefile, run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

from tests.makefile import VENV, equip
from tests.publication import PROJECT


def make(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", f"VENV={VENV}", *words], cwd=root, capture_output=True, text=True
    )


def test_some_of_the_tests_can_be_run(tmp_path: Path) -> None:
    equip(tmp_path)
    for name in ("one", "two"):
        (tmp_path / f"test_{name}.py").write_text("def test_a(): pass\ndef test_b(): pass\n")
    (tmp_path / "pyproject.toml").write_text("[tool.pytest.ini_options]\naddopts = '-v'\n")

    def ran(*words: str) -> list[str]:
        done = make(tmp_path, "test", *words)
        assert done.returncode == 0, done.stdout + done.stderr
        return sorted(
            " ".join(one) for one in set(re.findall(r"test_(\w+)\.py::test_(\w)", done.stdout))
        )

    assert ran() == ["one a", "one b", "two a", "two b"]
    assert ran("TESTS=test_two.py") == ["two a", "two b"]
    assert ran("TESTS=test_one.py::test_b test_two.py::test_a") == ["one b", "two a"]


def test_the_names_of_tests_are_not_run_by_make_or_the_shell(tmp_path: Path) -> None:
    equip(tmp_path)
    done = make(tmp_path, "test", "TESTS=$(shell touch a) `touch b` $$(touch c) ; touch d *")
    assert done.returncode != 0
    assert "file or directory not found: $(shell" in done.stderr
    assert not {"a", "b", "c", "d"} & {path.name for path in tmp_path.iterdir()}


def test_tests_need_no_signal_that_the_shell_has_left_as_it_is() -> None:
    """A job in the background of a shell ignores SIGINT, and so does all that it starts."""
    test = "tests/test_new.py::test_ctrl_c_at_a_terminal"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test]
    done = subprocess.run(
        ["sh", "-c", f"trap '' INT; exec {shlex.join(command)}"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )
    assert "1 passed" in done.stdout, done.stdout + done.stderr
