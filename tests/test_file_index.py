"""Digests of files, by the state of the files."""

from __future__ import annotations

import os
import time
from hashlib import sha256
from pathlib import Path

import pytest

from publishing.base.file_index import FileIndex

LONG_AGO = time.time_ns() - 10**12


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if all files had been written a minute ago."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 60 * 10**9)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "posts" / "é 日本.md"
    file.parent.mkdir()
    file.write_bytes(b"one")
    return file


def ask(tmp_path: Path, enough: int = 100) -> str:
    index = FileIndex(tmp_path / "build" / "files", tmp_path)
    digest = index.digest("posts/é 日本.md", enough)
    index.save()
    return digest


def of(data: bytes) -> str:
    return sha256(data).hexdigest()


def test_a_file_that_stays_is_read_once(
    tmp_path: Path, file: Path, later: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(tmp_path) == of(b"one")
    monkeypatch.setattr("builtins.open", lambda *_: pytest.fail("read again"))
    assert ask(tmp_path) == of(b"one")
    assert ask(tmp_path) == of(b"one")


@pytest.mark.parametrize("size", [3, 4])
def test_a_change_is_seen_whatever_its_time_says(
    tmp_path: Path, file: Path, later: None, size: int
) -> None:
    os.utime(file, ns=(LONG_AGO, LONG_AGO))
    assert ask(tmp_path) == of(b"one")
    file.write_bytes(b"four"[:size])
    os.utime(file, ns=(LONG_AGO, LONG_AGO))
    assert ask(tmp_path) == of(b"four"[:size])


def test_a_file_in_the_place_of_another_is_seen(tmp_path: Path, file: Path, later: None) -> None:
    assert ask(tmp_path) == of(b"one")
    other = tmp_path / "other"
    other.write_bytes(b"two")
    os.utime(other, ns=(file.stat().st_mtime_ns,) * 2)
    other.replace(file)
    assert ask(tmp_path) == of(b"two")


def test_what_was_just_saved_is_read_again(tmp_path: Path, file: Path) -> None:
    """A second save within what a clock of files can tell looks like the first."""
    assert ask(tmp_path) == of(b"one")
    assert FileIndex(tmp_path / "build/files", tmp_path)._known == {}


def test_only_the_first_bytes_count(tmp_path: Path, file: Path, later: None) -> None:
    assert ask(tmp_path, 2) == of(b"on")
    assert ask(tmp_path, 100) == of(b"one")


def test_why_a_file_cannot_be_read_counts_too(tmp_path: Path, file: Path, later: None) -> None:
    file.unlink()
    missing = ask(tmp_path)
    file.mkdir()
    assert len({missing, ask(tmp_path), of(b"one")}) == 3
    file.rmdir()
    file.write_bytes(b"one")
    assert ask(tmp_path) == of(b"one")


@pytest.mark.parametrize("data", [b"", b"\xff", b"[]", b"3", b'["states of files, 0", {}]', b"{"])
def test_a_damaged_index_is_none(tmp_path: Path, file: Path, later: None, data: bytes) -> None:
    ask(tmp_path)
    (tmp_path / "build/files").write_bytes(data)
    assert ask(tmp_path) == of(b"one")


def test_a_damaged_row_is_none(tmp_path: Path, file: Path, later: None) -> None:
    (tmp_path / "build").mkdir()
    for row in ("3", "null", "[]", '"x"', "{}"):
        text = f'["states of files, 1", {{"posts/\\u00e9 \\u65e5\\u672c.md": {row}}}]'
        (tmp_path / "build/files").write_text(text)
        assert ask(tmp_path) == of(b"one")
