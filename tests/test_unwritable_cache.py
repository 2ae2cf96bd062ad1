"""A cache that cannot be written costs time alone; a build folder that cannot is told of."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publishing.base import folders
from tests.publication import Publication


def test_a_file_in_the_place_of_the_cache(
    publication: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    publication.post("tea")
    publication.write(".cache", b"no folder")
    built = publication.build("-j", "1")
    assert built.status == 0, built.text
    assert publication.has("posts/2026/tea/")
    assert capsys.readouterr().err == (
        ".cache cannot be written: everything is made anew, and none kept\n"
    )
    assert (publication.root / ".cache").read_bytes() == b"no folder"


@pytest.mark.parametrize("name", ["_build", "_build/.site", "_build/.sphinx", "_build/html"])
def test_a_file_in_the_place_of_a_folder_of_the_build(publication: Publication, name: str) -> None:
    publication.post("tea")
    publication.write(name, b"no folder")
    built = publication.build("-j", "1")
    said = f"{name} is no folder: remove _build, or build as the user who owns it\n"
    assert (built.status, built.text) == (1, said)
    assert (publication.root / name).read_bytes() == b"no folder"


def test_a_folder_of_the_build_that_belongs_to_another_user(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    publication.post("tea")
    (publication.root / "_build/.site").mkdir(parents=True)
    may = os.access  # root, who runs some tests, may write everywhere
    monkeypatch.setattr(
        folders.os, "access", lambda path, mode: Path(path).name != ".site" and may(path, mode)
    )
    built = publication.build("-j", "1")
    assert (built.status, built.text) == (
        1,
        "_build/.site cannot be written by you: remove _build, or build as the user who owns it\n",
    )
    assert [path.name for path in (publication.root / "_build").iterdir()] == [".site"]
