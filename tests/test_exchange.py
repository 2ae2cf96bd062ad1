"""Two paths change places at once, or as nearly as the system can."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace

import pytest

from publishing.output import exchange
from publishing.output.exchange import put_in_place, recover


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """A new tree and a live one."""
    for name in ("tree", "live"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "name").write_text(name)
    return tmp_path / "tree", tmp_path / "live"


def names(folder: Path) -> dict[str, str]:
    return {path.name: (path / "name").read_text() for path in folder.iterdir()}


def test_two_folders_change_places(two: tuple[Path, Path], tmp_path: Path) -> None:
    if not exchange.exchange(*two):
        pytest.skip("the file system of the temporary folder has no exchange")
    assert names(tmp_path) == {"live": "tree", "tree": "live"}


def test_a_reader_never_finds_nothing(two: tuple[Path, Path]) -> None:
    if not exchange.exchange(*two):
        pytest.skip("the file system of the temporary folder has no exchange")
    missing: list[OSError] = []
    done = Event()

    def read() -> None:
        while not done.is_set():
            try:
                (two[1] / "name").stat()
            except OSError as failure:
                missing.append(failure)

    reader = Thread(target=read)
    reader.start()
    for _ in range(500):
        put_in_place(*two)
    done.set()
    reader.join()
    assert missing == []


@pytest.mark.parametrize("gone", [0, 1])
def test_nothing_is_exchanged_with_a_missing_path(two: tuple[Path, Path], gone: int) -> None:
    assert (
        exchange.exchange(*[path / "missing" if n == gone else path for n, path in enumerate(two)])
        is False
    )
    assert names(two[0].parent) == {"live": "live", "tree": "tree"}


def test_an_old_library_has_no_exchange(
    two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace())
    assert exchange.exchange(*two) is False


@pytest.mark.parametrize(("answer", "done"), [(0, True), (-1, False)])
def test_on_macos_the_two_are_swapped(
    two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, answer: int, *, done: bool
) -> None:
    calls = []

    def renamex_np(one: bytes, other: bytes, flags: ctypes.c_uint) -> int:
        calls.append((one, other, flags.value))
        return answer

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace(renamex_np=renamex_np))
    assert exchange.exchange(*two) is done
    assert calls == [(bytes(two[0]), bytes(two[1]), 2)]


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_tree_is_put_in_place_of_the_live_one(
    two: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(exchange, "exchange", lambda one, other: False)
    put_in_place(*two)
    assert names(tmp_path) == {"live": "tree", "tree": "live"}


def test_the_first_tree_is_put_where_nothing_was(two: tuple[Path, Path], tmp_path: Path) -> None:
    tree, _ = two
    put_in_place(tree, tmp_path / "new")
    assert names(tmp_path) == {"live": "live", "new": "tree"}


@pytest.mark.parametrize(
    ("there", "then"),
    [
        ({"live": "old", "tree": "new"}, {"live": "old", "tree": "new"}),
        ({"tree.retired": "old", "tree": "new"}, {"live": "old", "tree": "new"}),
        ({"tree.retired": "old", "live": "new"}, {"live": "new"}),
        ({"tree.retired": "old", "live": "new", "tree": "x"}, {"live": "new", "tree": "x"}),
        ({}, {}),
    ],
)
def test_what_a_kill_left_is_recovered(
    tmp_path: Path, there: dict[str, str], then: dict[str, str]
) -> None:
    for name, text in there.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "name").write_text(text)
    recover(tmp_path / "tree", tmp_path / "live")
    assert names(tmp_path) == then
