"""The commands as a shell runs them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from publishing import build
from publishing.cli import main
from tests.publication import PROJECT, Publication

HERE = os.environ | {"PYTHONPATH": str(PROJECT)}
COMMAND = [sys.executable, "-m", "publishing"]


@pytest.mark.parametrize("command", ["status", "check"])
def test_a_reader_who_has_seen_enough_ends_a_command_without_a_word(
    publication: Publication, command: str
) -> None:
    publication.post("tea")
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [*COMMAND, command], cwd=publication.root, env=HERE, stdout=write, stderr=-1, text=True
        )
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (141, "")


def test_options_of_a_build_are_divided_as_a_shell_divides_words(
    publication: Publication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(publication.root)
    given: list[list[str]] = []
    monkeypatch.setattr(build, "build", lambda root, environ, words: given.append(words) or 0)
    for text in ("", "-q -j 2", "-D 'project=Tea & $(more)'"):
        assert main(["build", "--preview", f"--options={text}"]) == 0
    assert given == [
        ["--preview"],
        ["--preview", "-q", "-j", "2"],
        ["--preview", "-D", "project=Tea & $(more)"],
    ]
    with pytest.raises(SystemExit):
        main(["build", "--options='"])
    assert "SPHINXOPTS: No closing quotation" in capsys.readouterr().err


def test_an_empty_clock_is_none(publication: Publication) -> None:
    publication.take_over()
    environ = HERE | {"SOURCE_DATE_EPOCH": " "}
    done = subprocess.run(
        [*COMMAND, "build"], cwd=publication.root, env=environ, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "the site is in _build/html\n" in done.stdout
