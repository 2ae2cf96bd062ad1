"""The commands as a shell runs them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

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


def test_an_empty_clock_is_none(publication: Publication) -> None:
    environ = HERE | {"SOURCE_DATE_EPOCH": " "}
    done = subprocess.run(
        [*COMMAND, "build"], cwd=publication.root, env=environ, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "the site is in _build/html\n" in done.stdout
