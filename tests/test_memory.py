"""With too little memory a command says so, whatever it was doing."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys

import pytest

from publishing import build
from publishing.base.memory import ADVICE, lacks_memory
from publishing.base.workers import WorkerLostError, spread
from publishing.cli import main
from tests.publication import PROJECT, Publication

ENVIRON = os.environ | {"PYTHONPATH": str(PROJECT)}


@pytest.mark.parametrize("megabytes", [40, 60])
@pytest.mark.parametrize("command", ["build", "check", "change", "new"])
def test_a_command_with_too_little_memory(
    publication: Publication, megabytes: int, command: str
) -> None:
    publication.post("tea")
    limit = megabytes * 1024 * 1024

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    done = subprocess.run(
        [sys.executable, "-m", "publishing", command],
        cwd=publication.root,
        env=ENVIRON,
        capture_output=True,
        text=True,
        preexec_fn=bound,
        stdin=subprocess.DEVNULL,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode in {1, 2}
    assert command in {"change", "new"} or done.stderr.endswith(f"{ADVICE}\n")


@pytest.mark.parametrize(
    "failure", [MemoryError(), OSError(errno.ENOMEM, "Cannot allocate memory"), ImportError("x")]
)
def test_what_fails_for_want_of_memory_is_told(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], failure: Exception
) -> None:
    def fail(*_: object) -> int:
        if isinstance(failure, ImportError):
            failure.__cause__ = MemoryError()
        raise failure

    monkeypatch.setattr(build, "build", fail)
    assert main(["build"]) == 1
    assert capfd.readouterr().err == f"{ADVICE}\n"


def test_other_failures_are_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise ValueError("a fault of ours")

    monkeypatch.setattr(build, "build", fail)
    with pytest.raises(ValueError, match="of ours"):
        main(["build"])
    assert not lacks_memory(ValueError())
    assert not lacks_memory(OSError(errno.ENOENT, ""))


def test_a_worker_tells_of_it() -> None:
    def work(_: int) -> int:
        raise MemoryError

    with pytest.raises(MemoryError):
        list(spread(work, range(4), 2, worth=1))


def test_a_worker_that_was_ended_is_told_of(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def work(_: int) -> int:
        os._exit(9)

    def fail(*_: object) -> int:
        return len(list(spread(work, range(4), 2, worth=1)))

    with pytest.raises(WorkerLostError):
        fail()
    monkeypatch.setattr(build, "build", fail)
    assert main(["build"]) == 1
    assert capfd.readouterr().err == f"a worker ended without a word: {ADVICE}\n"
