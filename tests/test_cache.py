"""A cache answers rightly or not at all."""

from __future__ import annotations

import hashlib
import os
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publishing.base import cache as place_cache
from publishing.base.cache import Cache, digest

KEYS = [digest(str(number)) for number in range(5)]
VALUES = dict(zip(KEYS, [b"zero", b"", b"\0" * 100, b"x" * 100_000, "é".encode()], strict=True))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the cache `bodies`, which holds VALUES."""
    cache = Cache(tmp_path, "bodies")
    for key, value in VALUES.items():
        cache.put(key, value)
    return tmp_path


def found(root: Path, name: str = "bodies") -> dict[str, bytes]:
    cache = Cache(root, name)
    return {key: value for key in KEYS if (value := cache.get(key)) is not None}


# Keys -------------------------------------------------------------------------------------


def test_a_digest_is_that_of_the_parts_and_their_lengths() -> None:
    assert digest("é", b"\0") == hashlib.sha256(b"2:\xc3\xa91:\0").hexdigest()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("a",), ("a", "")),
        ((), ("",)),
        (("1:a",), ("", "a")),
        (("a", "b"), ("b", "a")),
        (("é",), ("e\u0301",)),
        (("\ud800",), ("\ud801",)),
    ],
)
def test_other_parts_have_another_digest(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert digest(*one) != digest(*other)


@given(*[st.lists(st.text(max_size=9), max_size=4)] * 2)
def test_a_digest_takes_any_text(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) is (one == other)


@pytest.mark.parametrize("key", ["", "00", "zz" * 32, "0" * 66, "../../etc/passwd"])
def test_a_key_is_a_digest(root: Path, key: str) -> None:
    cache = Cache(root, "bodies")
    for use in (
        cache.get,
        lambda key: cache.put(key, b""),
        lambda key: cache.prune([key], spare=0),
    ):
        with pytest.raises(ValueError, match=r"not a digest|non-hexadecimal"):
            use(key)


# Values -----------------------------------------------------------------------------------


def test_what_was_put_is_there(root: Path) -> None:
    assert found(root) == VALUES


def test_what_was_not_put_is_not_there(root: Path, tmp_path: Path) -> None:
    assert Cache(root, "bodies").get(digest("other")) is None
    assert Cache(tmp_path / "nowhere", "bodies").get(KEYS[0]) is None
    assert not (tmp_path / "nowhere").exists()


def test_a_cache_sees_what_it_puts_itself(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "new", "bodies")
    for value in (b"first", b"second"):
        cache.put(KEYS[0], b"")
        cache.put(KEYS[1], value)
        assert Cache(tmp_path / "new", "bodies").get(KEYS[1]) == value
    assert cache.get(KEYS[1]) == b"second"


def test_a_cache_sees_what_others_put(root: Path) -> None:
    cache = Cache(root, "bodies")
    assert cache.get(digest("later")) is None
    Cache(root, "bodies").put(digest("later"), b"!")
    assert cache.get(digest("later")) == b"!"


def test_two_caches_of_a_folder_are_apart(root: Path) -> None:
    assert found(root, "summaries") == {}
    Cache(root, "summaries").put(KEYS[0], b"other")
    assert found(root, "summaries") == {KEYS[0]: b"other"}
    assert found(root) == VALUES


def test_a_cache_under_another_name_is_worth_nothing(root: Path) -> None:
    (root / "bodies").rename(root / "summaries")
    assert found(root, "summaries") == {}


def test_a_value_under_the_key_of_another_is_worth_nothing(root: Path) -> None:
    file = root / "bodies"
    one, other = map(bytes.fromhex, KEYS[:2])
    moved = file.read_bytes().replace(one, b"?" * 32).replace(other, one)
    file.write_bytes(moved.replace(b"?" * 32, other))
    assert found(root).keys() == set(KEYS[2:])


def test_a_file_closes_with_its_cache(root: Path) -> None:
    cache = Cache(root, "bodies")
    cache.get(KEYS[0])
    file = cache._file
    assert os.fstat(file).st_ino == (root / "bodies").stat().st_ino
    del cache
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(file)


# Damage -----------------------------------------------------------------------------------


@pytest.mark.parametrize("at", range(0, 900, 7))
def test_a_flipped_bit_is_a_miss_of_one_value_at_most(root: Path, at: int) -> None:
    file = root / "bodies"
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)
    sound = found(root)
    assert sound.items() <= VALUES.items()
    assert len(sound) >= (4 if at >= 16 else 0)  # the first bytes are the mark of all


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:10],
        lambda data: data[:16],
        lambda data: data[:17],
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data[16:],
        lambda data: data + b"?",
        lambda data: data + data[:16],
        lambda data: data + data[:16] + b"\xff" * 72,
        lambda data: data[:16] * 1000,
        lambda data: os.urandom(200_000),
        lambda data: bytes(200_000),
    ],
)
def test_a_damaged_file_answers_rightly_or_not_at_all_and_takes_new_values(
    root: Path, damage: Callable[[bytes], bytes]
) -> None:
    file = root / "bodies"
    file.write_bytes(damage(file.read_bytes()))
    assert found(root).items() <= VALUES.items()
    cache = Cache(root, "bodies")
    for key, value in VALUES.items():
        if cache.get(key) is None:
            cache.put(key, value)
            assert cache.get(key) == value
    assert found(root) == VALUES


@pytest.mark.parametrize("data", [b"", b"short", bytes(200_000), b"some other file" * 100])
def test_a_foreign_file_is_replaced(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "bodies").write_bytes(data)
    Cache(tmp_path, "bodies").put(KEYS[0], b"x")
    assert found(tmp_path) == {KEYS[0]: b"x"}
    assert (tmp_path / "bodies").stat().st_size == 16 + 88 + 1


def test_a_value_that_is_damaged_under_an_open_cache_can_be_put_again(root: Path) -> None:
    cache = Cache(root, "bodies")
    assert cache.get(KEYS[0]) == b"zero"
    file = root / "bodies"
    file.write_bytes(file.read_bytes().replace(b"zero", b"null"))
    assert cache.get(KEYS[0]) is None
    cache.put(KEYS[0], b"zero")
    assert cache.get(KEYS[0]) == b"zero"


def test_a_write_that_was_cut_short_costs_itself_alone(root: Path) -> None:
    file = root / "bodies"
    size = file.stat().st_size
    Cache(root, "bodies").put(digest("cut"), b"short" * 1000)
    os.truncate(file, size + 500)
    late = {digest(f"late {number}"): b"late" * 300 for number in range(20)}
    for key, value in late.items():
        Cache(root, "bodies").put(key, value)
    cache = Cache(root, "bodies")
    assert found(root) == VALUES
    assert cache.get(digest("cut")) is None
    lost = [key for key in late if cache.get(key) is None]
    assert lost == []


@pytest.mark.parametrize("beyond", [0, 1, 15, 16])
def test_a_mark_is_found_across_the_windows_of_the_search(tmp_path: Path, beyond: int) -> None:
    cache = Cache(tmp_path, "bodies")
    cache.put(KEYS[0], b"x" * 200_000)
    os.truncate(tmp_path / "bodies", 16 + 1 + 2 * 65_536 - beyond)
    cache.put(KEYS[1], b"found")
    assert found(tmp_path) == {KEYS[1]: b"found"}


def test_nothing_in_a_value_passes_for_a_value(tmp_path: Path) -> None:
    """Even if it holds a whole cache, and the write before it was cut short."""
    forged = Cache(tmp_path, "forged")
    forged._name = "bodies"
    forged.put(KEYS[0], b"forged")
    cache = Cache(tmp_path, "bodies")
    cache.put(KEYS[1], b"cut short")
    os.truncate(tmp_path / "bodies", 60)
    cache.put(KEYS[2], (tmp_path / "forged").read_bytes() * 10)
    cache.put(KEYS[3], b"last")
    assert set(found(tmp_path)) == {KEYS[2], KEYS[3]}


@pytest.mark.parametrize("kind", ["folder", "link", "dangling"])
def test_what_is_no_file_is_left_alone(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "bodies"
    outside = tmp_path / "outside"
    outside.write_bytes(b"cache1" * 100)
    if kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(outside if kind == "link" else tmp_path / "missing")
    cache = Cache(tmp_path, "bodies")
    cache.put(KEYS[0], b"")
    assert cache.get(KEYS[0]) is None
    assert outside.read_bytes() == b"cache1" * 100
    assert not (tmp_path / "missing").exists()


def test_a_pipe_is_not_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "bodies")
    reader = os.open(tmp_path / "bodies", os.O_RDONLY | os.O_NONBLOCK)
    cache = Cache(tmp_path, "bodies")
    cache.put(KEYS[0], b"")
    assert os.read(reader, 1) == b""
    assert cache.get(KEYS[0]) is None
    os.close(reader)


def test_a_cache_that_cannot_be_written_is_only_slower(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = Cache(tmp_path / "file" / ".cache", "bodies")
    cache.put(KEYS[0], b"")
    assert cache.get(KEYS[0]) is None
    assert cache.prune([], spare=0) is False


def test_a_full_disk_is_no_error(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise OSError(28, "No space left on device")

    cache = Cache(root, "bodies")
    monkeypatch.setattr(os, "write", refuse)
    cache.put(digest("more"), b"")
    assert cache.get(digest("more")) is None


def test_a_read_only_cache_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # the permissions do not bind root
    cache = Cache(root, "bodies")
    cache.put(digest("more"), b"")
    assert cache.get(KEYS[0]) == VALUES[KEYS[0]]
    assert cache.get(digest("more")) is None


def test_without_hard_links_a_cache_starts_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    Cache(tmp_path, "bodies").put(KEYS[0], b"x")
    assert found(tmp_path) == {KEYS[0]: b"x"}
    assert [path.name for path in tmp_path.iterdir()] == ["bodies"]


# Bounds -----------------------------------------------------------------------------------


def test_what_is_not_kept_goes_once_it_takes_more_than_the_spare_room(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "bodies")
    keys = [digest(str(number)) for number in range(10)]
    for key in keys:
        cache.put(key, b"x" * 912)  # 1,000 with its head
    (tmp_path / f"bodies.{'0' * 32}").write_bytes(b"of a killed build")
    assert cache.prune(keys[:4], spare=6_100) is False
    assert cache.prune(keys[:4], spare=5_000) is True
    there = [key in keys[:4] or key in keys[8:] for key in keys]
    assert [cache.get(key) is not None for key in keys] == there
    assert [Cache(tmp_path, "bodies").get(key) is not None for key in keys] == there
    assert [path.name for path in tmp_path.iterdir()] == ["bodies"]
    assert (tmp_path / "bodies").stat().st_size == 16 + 6 * 1_000


def test_the_oldest_go_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "bodies")
    for key in (*KEYS, KEYS[0]):
        cache.put(key, b"x" * 912)
    assert cache.prune([], spare=6_001) is True
    assert found(tmp_path) == dict.fromkeys((KEYS[0], KEYS[3], KEYS[4]), b"x" * 912)
    assert cache.prune([], spare=3_001) is True
    assert found(tmp_path) == {KEYS[0]: b"x" * 912}


def test_values_put_again_and_again_do_not_pile_up(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "bodies")
    for _ in range(100):
        cache.put(KEYS[0], b"x" * 10_000)
        cache.prune([KEYS[0]], spare=30_000)
        assert (tmp_path / "bodies").stat().st_size < 60_000
    assert cache.get(KEYS[0]) == b"x" * 10_000


def test_what_is_needed_is_asked_once_the_file_has_grown(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "bodies")
    asked = []

    def keep() -> list[str]:
        asked.append(cache.get(KEYS[0]) is not None)
        return [KEYS[0]]

    sizes = []
    for _ in range(100):
        cache.put(KEYS[0], b"x" * 10_000)
        cache.tidy(keep, spare=50_000)
        sizes.append((tmp_path / "bodies").stat().st_size)
    assert 100 // 8 <= len(asked) <= 100 // 5
    assert all(asked)
    assert max(sizes) < 130_000
    # Another process knows of it, and nonsense in its place is no error.
    cache.put(place_cache._THOUGHT_OF, b"a great many")
    assert Cache(tmp_path, "bodies").tidy(keep, spare=0) is True
    assert cache.get(KEYS[0]) == b"x" * 10_000


def test_pruning_keeps_no_damage(root: Path) -> None:
    file = root / "bodies"
    file.write_bytes(file.read_bytes().replace(b"zero", b"null"))
    cache = Cache(root, "bodies")
    assert cache.prune(KEYS[:2], spare=0) is True
    assert found(root) == {KEYS[1]: b""}
    assert b"null" not in file.read_bytes()


def test_other_builds_stand_a_pruning(root: Path) -> None:
    other = Cache(root, "bodies")
    other.get(KEYS[0])
    Cache(root, "bodies").prune([], spare=0)
    assert {other.get(key) for key in KEYS} == set(VALUES.values())
    other.put(KEYS[0], b"lost")
    assert found(root) == {}


# Several at once --------------------------------------------------------------------------


@pytest.mark.parametrize("opened", [True, False])
def test_forked_workers_write_at_once(tmp_path: Path, *, opened: bool) -> None:
    cache = Cache(tmp_path, "bodies")
    if opened:
        cache.put(KEYS[0], b"before")
    work = {digest(str(n)): os.urandom(8) * (n * 37 % 5000) for n in range(300)}
    children = []
    for first in range(3):
        child = os.fork()
        if not child:
            try:
                for key in list(work)[first::3]:
                    cache.put(key, work[key])
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    assert {key: cache.get(key) for key in work} == work


def test_killed_writers_leave_a_sound_cache(tmp_path: Path) -> None:
    value = b"value" * 200_000
    for number in range(20):
        child = os.fork()
        if not child:
            try:
                cache = Cache(tmp_path, "bodies")
                for again in range(1000):
                    cache.put(digest(str(number), str(again)), value)
                    cache.prune([digest(str(number), str(again))], spare=5_000_000)
            finally:
                os._exit(1)
        time.sleep(0.005 + 0.001 * number)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        cache = Cache(tmp_path, "bodies")
        assert cache.get(digest(str(number), "0")) in (None, value)
        cache.put(digest("sound"), b"sound")
        assert cache.get(digest("sound")) == b"sound"
    cache.prune([], spare=0)
    assert [path.name for path in tmp_path.iterdir()] == ["bodies"]


_STEPS = st.one_of(
    st.tuples(st.just("put"), st.sampled_from(KEYS), st.binary(max_size=200)),
    st.tuples(st.just("prune"), st.sets(st.sampled_from(KEYS)), st.integers(0, 500)),
    st.tuples(st.just("cut"), st.integers(0, 400), st.none()),
    st.tuples(st.just("flip"), st.integers(0, 2000), st.none()),
    st.tuples(st.just("reopen"), st.none(), st.none()),
)


@settings(max_examples=80)
@given(st.lists(_STEPS, max_size=30))
def test_after_any_steps_a_value_is_the_last_put_or_missing(steps: list[tuple]) -> None:
    """In the project one key has one value; here an older one may come back after damage."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "bodies")
        cache = Cache(Path(folder), "bodies")
        put: dict[str, set[bytes]] = {key: set() for key in KEYS}
        harmed = False
        for step, one, other in steps:
            data = file.read_bytes() if file.exists() else b""
            if step == "put":
                cache.put(one, other)
                put[one].add(other)
                assert harmed or cache.get(one) is not None
            elif step == "prune":
                cache.prune(one, spare=other)
            elif step == "reopen":
                cache = Cache(Path(folder), "bodies")
            elif data:
                harmed = True
                at = one % len(data)
                end = data[at + 1 :] if step == "flip" else b""
                file.write_bytes(data[:at] + (bytes([data[at] ^ 1]) if end else b"") + end)
            for key in KEYS:
                assert cache.get(key) in put[key] | {None}
