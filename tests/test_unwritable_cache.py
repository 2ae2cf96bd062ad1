"""A cache that cannot be written costs time, and nothing else."""

from __future__ import annotations

import pytest

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
