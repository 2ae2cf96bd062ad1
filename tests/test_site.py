"""The site is exactly its outputs, whatever happened before."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import pickle
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publishing.base.output import Output, SiteError
from publishing.output import exchange, manifest, tree
from publishing.output.manifest import Entry, Manifest
from publishing.output.site_folder import Change, Site

PROJECT = Path(__file__).parents[1]

OLD = {
    "index.html": b"home",
    "posts/one/index.html": b"one",
    "posts/two/index.html": b"two",
    "blog/tag/日本語/index.html": b"tag",
    "blog/atom.xml": b"feed",
    "robots.txt": b"",
}
NEW = OLD | {"index.html": b"home!", "posts/three/index.html": b"three"}
del NEW["posts/two/index.html"]


def outputs(model: Mapping[str, bytes], salt: str = "") -> list[Output]:
    return [
        Output(path, hashlib.sha256(data).hexdigest() + salt, lambda data=data: data)
        for path, data in model.items()
    ]


def contents(root: Path) -> dict[str, bytes | None]:
    """Every file of a tree with its bytes, and every folder that holds nothing."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(root.rglob("*"))
        if path.is_file() or path.is_symlink() or not any(path.iterdir())
    }


def marks(root: Path) -> dict[str, tuple[int, int, int]]:
    """What tells of any work on a tree: number, time and mode of all that is in it."""
    return {
        path.as_posix(): (found.st_ino, found.st_mtime_ns, found.st_mode)
        for path in (root, *sorted(root.rglob("*")))
        for found in (path.lstat(),)
    }


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site that shows OLD, and has a spare tree."""
    site = Site(tmp_path / "_build", time_limit=0)
    site.update(outputs(NEW))
    site.update(outputs(OLD))
    return site


def store(site: Site) -> Path:
    return site.live.parent / ".site"


def test_outputs_become_files(tmp_path: Path) -> None:
    site = Site(tmp_path / "some" / "_build")
    change = site.update(outputs(OLD))
    assert contents(site.live) == OLD
    assert change == Change(made=tuple(OLD), written=tuple(OLD), deleted=(), kept=0, mended=False)


def test_an_update_does_what_differs_and_no_more(site: Site) -> None:
    before = marks(site.live)
    change = site.update(outputs(NEW))
    changed = ("index.html", "posts/three/index.html")
    assert change == Change(
        made=changed, written=changed, deleted=("posts/two/index.html",), kept=4, mended=False
    )
    assert contents(site.live) == NEW
    for path in set(NEW) - set(changed):
        name = (site.live / path).as_posix()
        assert marks(site.live)[name] == before[name]
    assert (site.live / "index.html").stat().st_mtime_ns > before[f"{site.live}/index.html"][1]


def test_nothing_new_touches_nothing(site: Site) -> None:
    before = marks(site.live), (store(site) / "manifest").stat()
    assert site.update(outputs(OLD)) == Change((), (), (), kept=len(OLD), mended=False)
    assert (marks(site.live), (store(site) / "manifest").stat()) == before


def test_the_same_bytes_from_something_new_are_not_written(site: Site) -> None:
    before = marks(site.live)
    change = site.update(outputs(OLD, salt="new"))
    assert change == Change(tuple(OLD), (), (), kept=0, mended=False)
    assert marks(site.live) == before
    assert site.update(outputs(OLD, salt="new")) == Change((), (), (), len(OLD), mended=False)
    assert marks(site.live) == before
    site.update(outputs(NEW, salt="new"))
    assert contents(site.live) == NEW


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"a": b"1"}, {"a/b/c": b"2"}),
        ({"a/b/c": b"1"}, {"a": b"2"}),
        ({"a/b": b"1", "a/c/d": b"2"}, {"a/b/d": b"3", "a/c": b"4"}),
        ({"a/b/c/d": b"1", "e": b""}, {"e": b""}),
        ({}, {"a/b": b""}),
        ({"a/b": b""}, {}),
        ({"x-y/a": b"1", "x/a": b"2"}, {"x-y/a": b"1", "x": b"3"}),
    ],
)
def test_files_and_folders_change_places(
    tmp_path: Path, before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    site = Site(tmp_path)
    for model in (before, after, before, after):
        site.update(outputs(model))
        assert contents(site.live) == model


def test_modes_do_not_depend_on_the_umask(tmp_path: Path) -> None:
    umask = os.umask(0o077)
    try:
        site = Site(tmp_path / "_build")
        site.update(outputs(OLD))
        site.update(outputs(NEW))
    finally:
        os.umask(umask)
    for path in (site.live, *site.live.rglob("*")):
        assert path.stat().st_mode & 0o7777 == (0o755 if path.is_dir() else 0o644), path


def test_a_file_is_copied_not_shared(site: Site, tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"PNG" * 100_000)
    picture.chmod(0o600)
    listed = [*outputs(OLD), Output("_images/picture.png", "1", lambda: picture)]
    assert site.update(listed).written == ("_images/picture.png",)
    placed = site.live / "_images/picture.png"
    assert placed.read_bytes() == b"PNG" * 100_000
    assert placed.stat().st_mode & 0o777 == 0o644
    picture.write_bytes(b"other")
    assert placed.read_bytes() == b"PNG" * 100_000

    again = [*outputs(OLD), Output("_images/picture.png", "2", lambda: picture)]
    assert site.update(again).written == ("_images/picture.png",)
    assert placed.read_bytes() == b"other"
    same = [*outputs(OLD), Output("_images/picture.png", "3", lambda: picture)]
    assert site.update(same).written == ()


# What cannot be ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/etc/passwd",
        "..",
        "../x",
        "a/../b",
        "a/..",
        ".",
        "./a",
        "a/./b",
        "a//b",
        "a/",
        "a\\b",
        "a\0b",
        "a\nb",
        "a\x7f",
        "a\ud800",
        "x" * 256,
        "posts/" + "é" * 128 + "/index.html",
    ],
)
def test_a_path_is_plain_and_inside(site: Site, path: str) -> None:
    before = marks(site.live)
    with pytest.raises(SiteError) as failure:
        site.update([*outputs(OLD), Output(path, "", lambda: b"")])
    assert str(failure.value) == (
        f"{path!a} cannot be a file of the site: write names of at most 255 bytes with single"
        " slashes between them, no '.', '..', backslash or control character"
    )
    assert marks(site.live) == before


@pytest.mark.parametrize(
    "path", ["x" * 255, "é" * 127, "...", "a/..b/c..", ".nojekyll", "~", "a b", "👩‍💻/\u00a0"]
)
def test_other_names_are_fine(site: Site, path: str) -> None:
    site.update(outputs(OLD | {path: b"x"}))
    assert contents(site.live) == OLD | {path: b"x"}


@pytest.mark.parametrize(
    ("paths", "message"),
    [
        (["a", "b", "a"], "two outputs have the path 'a': give one of them another"),
        (
            ["a/c", "a.b", "a", "a/b/c"],
            "'a' is an output and also the folder of the output 'a/b/c':"
            " give one of them another path",
        ),
    ],
)
def test_two_outputs_do_not_share_a_path(tmp_path: Path, paths: list[str], message: str) -> None:
    with pytest.raises(SiteError) as failure:
        Site(tmp_path).update([Output(path, "", lambda: b"") for path in paths])
    assert str(failure.value) == message


def test_a_failure_leaves_everything_as_it_was(site: Site) -> None:
    def fail() -> bytes:
        raise ZeroDivisionError

    before = marks(site.live), marks(store(site) / "spare")
    with pytest.raises(ZeroDivisionError):
        site.update([*outputs(NEW), Output("z", "", fail)])
    with pytest.raises(FileNotFoundError):
        site.update([*outputs(NEW), Output("z", "", lambda: Path("missing"))])
    assert (marks(site.live), marks(store(site) / "spare")) == before
    assert sorted(path.name for path in store(site).iterdir()) == [
        "lock",
        "manifest",
        "spare",
        "spare.manifest",
    ]
    site.update(outputs(NEW))
    assert contents(site.live) == NEW


def test_outputs_may_be_made_in_any_order(site: Site) -> None:
    site.update(
        outputs(NEW),
        lambda stage, due: ((n, stage(due[n])) for n in reversed(range(len(due)))),
    )
    assert contents(site.live) == NEW


def test_an_output_that_was_not_made_is_an_error(site: Site) -> None:
    with pytest.raises(SiteError) as failure:
        site.update(outputs(NEW), lambda stage, due: [(1, stage(due[1]))])
    assert str(failure.value) == "1 outputs were not made, such as 'index.html'"
    assert contents(site.live) == OLD


# What others do to it ---------------------------------------------------------------------


def _same_size(live: Path) -> None:
    (live / "index.html").write_bytes(b"HOME")


def _replaced(live: Path) -> None:
    (live / "index.html").unlink()
    (live / "index.html").write_bytes(b"else")


def _linked_folder(live: Path) -> None:
    outside = live.parents[1] / "outside"
    shutil.copytree(live / "posts", outside)
    shutil.rmtree(live / "posts")
    (live / "posts").symlink_to(outside)


def _linked_root(live: Path) -> None:
    outside = live.parents[1] / "outside"
    live.rename(outside)
    live.symlink_to(outside)


def _file_for_folder(live: Path) -> None:
    shutil.rmtree(live / "posts")
    (live / "posts").write_bytes(b"")


def _folder_for_file(live: Path) -> None:
    (live / "index.html").unlink()
    (live / "index.html").mkdir()
    (live / "index.html" / "x").write_bytes(b"")


VANDALS: list[Callable[[Path], object]] = [
    lambda live: (live / "index.html").write_bytes(b"longer than it was"),
    _same_size,
    _replaced,
    _linked_folder,
    _linked_root,
    _file_for_folder,
    _folder_for_file,
    lambda live: (live / "robots.txt").unlink(),
    lambda live: (live / "posts/one/index.html").rename(live / "posts/one/moved.html"),
    lambda live: (live / "index.html").chmod(0o600),
    lambda live: (live / "posts").chmod(0o700),
    lambda live: (live / "index.html").touch(),
    lambda live: os.truncate(live / "index.html", 1),
    lambda live: (live / "stray.txt").write_bytes(b""),
    lambda live: (live / "posts/one/stray.txt").write_bytes(b""),
    lambda live: (live / "posts/stray").mkdir(),
    lambda live: (live / "posts/stray").symlink_to("/"),
    lambda live: shutil.rmtree(live / "posts/one"),
    lambda live: shutil.rmtree(live / "blog"),
    lambda live: shutil.rmtree(live),
    lambda live: (shutil.rmtree(live), live.write_bytes(b"")),
    lambda live: [path.unlink() for path in live.rglob("*") if path.is_file()],
    lambda live: (shutil.rmtree(live), shutil.copytree(PROJECT / "publishing", live)),
]


@pytest.mark.parametrize("vandal", VANDALS)
@pytest.mark.parametrize("after", [OLD, NEW])
def test_what_others_did_to_the_live_tree_is_undone(
    site: Site, tmp_path: Path, vandal: Callable[[Path], object], after: dict[str, bytes]
) -> None:
    vandal(site.live)
    outside = contents(tmp_path / "outside")
    assert site.update(outputs(after)).mended
    assert contents(site.live) == after
    assert contents(tmp_path / "outside") == outside
    assert site.update(outputs(after)) == Change((), (), (), kept=len(after), mended=False)
    for model in (NEW, {}, OLD):
        site.update(outputs(model))
        assert contents(site.live) == model
    assert contents(tmp_path / "outside") == outside


@pytest.mark.parametrize("vandal", VANDALS)
def test_what_others_did_to_the_spare_tree_does_not_show(
    site: Site, vandal: Callable[[Path], object]
) -> None:
    spare = store(site) / "spare"
    shutil.copytree(spare, site.live.parent / "copy", copy_function=shutil.copy2)
    shutil.rmtree(spare)  # files that it shares with the live tree would be damaged there too
    shutil.move(site.live.parent / "copy", spare)
    vandal(spare)
    for model in (NEW, OLD, {}, NEW):
        assert not site.update(outputs(model)).mended
        assert contents(site.live) == model


@pytest.mark.parametrize("vandal", VANDALS)
def test_what_others_did_to_both_trees_at_once_does_not_show(
    site: Site, vandal: Callable[[Path], object]
) -> None:
    """A file written into in the one tree is another in the live tree, too: it is a link."""
    vandal(store(site) / "spare")
    for model in (NEW, OLD, {}, NEW):
        site.update(outputs(model))
        assert contents(site.live) == model


def test_a_copy_of_the_build_folder_is_as_good(site: Site, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    subprocess.run(["cp", "-a", site.live.parent, copy], check=True)
    shutil.rmtree(site.live.parent)
    assert Site(copy).update(outputs(OLD)).kept == len(OLD)
    Site(copy).update(outputs(NEW))
    assert contents(copy / "html") == NEW


def _edited(**changes: object) -> Callable[[bytes], bytes]:
    return lambda data: json.dumps(json.loads(data) | changes).encode()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: os.urandom(2000),
        lambda data: b"{}",
        lambda data: b"[]",
        lambda data: b"null",
        lambda data: b"[" * 200_000,
        lambda data: b"9" * 10_000,
        lambda data: pickle.dumps({"format": 1}),
        lambda data: data.replace(b"site, 1", b"site, 0"),
        _edited(stamp=None),
        _edited(stamp=-1),
        _edited(stamp=10**30),
        _edited(stamp=True),
        _edited(paths=None),
        _edited(paths=["index.html"]),
        _edited(sizes=["4"] * len(OLD)),
        _edited(stamps=[1.5] * len(OLD)),
        _edited(fingerprints=[[]] * len(OLD)),
        _edited(paths=["../../outside"] * len(OLD)),
    ],
)
@pytest.mark.parametrize("name", ["manifest", "spare.manifest"])
def test_a_damaged_manifest_is_as_good_as_none(
    site: Site, tmp_path: Path, name: str, damage: Callable[[bytes], bytes]
) -> None:
    (tmp_path / "outside").write_bytes(b"kept")
    file = store(site) / name
    data = damage(file.read_bytes())
    file.unlink()
    file.write_bytes(data)
    if name == "manifest":
        assert manifest.read(file) is None
    else:
        live = manifest.read(store(site) / "manifest")
        assert live
        assert manifest.read_difference(file, live) is None
    for model in (NEW, OLD):
        site.update(outputs(model))
        assert contents(site.live) == model
    assert (tmp_path / "outside").read_bytes() == b"kept"


def test_a_manifest_comes_back_as_it_was_written(tmp_path: Path) -> None:
    written = Manifest(5, {"é/\u2028/👩‍💻": Entry("a", 1, 2), "b": Entry("", 0, 2**60)})
    manifest.write(tmp_path / "m", written)
    assert manifest.read(tmp_path / "m") == written
    manifest.write(tmp_path / "m", Manifest(5, {}))
    assert manifest.read(tmp_path / "m") == Manifest(5, {})


@pytest.mark.parametrize(
    "damage",
    [
        _edited(of=7),
        _edited(of=None),
        _edited(gone=None),
        _edited(gone=["nowhere"]),
        _edited(gone=[[]]),
        _edited(gone="a"),
        _edited(paths=["../outside"], fingerprints=[""], sizes=[1], stamps=[1]),
        lambda data: data.replace(b'"gone"', b'"left"'),
    ],
)
def test_a_damaged_difference_is_as_good_as_none(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    base = Manifest(5, {"file": Entry("a", 1, 2)})
    manifest.write_difference(tmp_path / "m", base, base)
    (tmp_path / "m").write_bytes(damage((tmp_path / "m").read_bytes()))
    assert manifest.read_difference(tmp_path / "m", base) is None


def test_a_file_that_is_gone_twice_is_gone(tmp_path: Path) -> None:
    base = Manifest(5, {"a": Entry("a", 1, 2)})
    manifest.write_difference(tmp_path / "m", Manifest(4, {}), base)
    twice = _edited(gone=["a", "a"])((tmp_path / "m").read_bytes())
    (tmp_path / "m").write_bytes(twice)
    assert manifest.read_difference(tmp_path / "m", base) == Manifest(4, {})


def test_a_manifest_comes_back_from_its_difference_to_another(tmp_path: Path) -> None:
    base = Manifest(5, {"a": Entry("a", 1, 2), "b": Entry("b", 3, 4), "c": Entry("c", 5, 6)})
    written = Manifest(4, {"a": Entry("a", 1, 2), "b": Entry("x", 7, 8), "d": Entry("d", 9, 10)})
    for other in (written, Manifest(3, {}), base):
        manifest.write_difference(tmp_path / "m", other, base)
        assert manifest.read_difference(tmp_path / "m", base) == other
        assert manifest.read_difference(tmp_path / "m", Manifest(6, base.entries)) is None
    assert '"paths":[],' in (tmp_path / "m").read_text()


def test_the_manifest_of_another_tree_hides_nothing(site: Site) -> None:
    """As after a kill between the exchange of the trees and the manifest's own."""
    earlier = (store(site) / "manifest").read_bytes()
    site.update(outputs(OLD | {"posts/one/extra.html": b"extra"}))
    (store(site) / "manifest").unlink()
    (store(site) / "manifest").write_bytes(earlier)
    assert site.update(outputs(OLD)).mended
    assert contents(site.live) == OLD
    site.update(outputs(NEW))
    assert contents(site.live) == NEW


def test_a_missing_manifest_hides_nothing(site: Site) -> None:
    (store(site) / "manifest").unlink()
    site.update([])
    assert contents(site.live) == {}


def test_a_site_of_another_tool_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "html/_sources").mkdir(parents=True)
    (tmp_path / "html/_sources/secret.txt").write_bytes(b"")
    site = Site(tmp_path)
    for model in (OLD, NEW):
        site.update(outputs(model))
        assert contents(site.live) == model


def test_a_clock_that_stands_still_does_no_harm(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 10**18)
    for model in ({"a": b"1"}, {"a": b"2"}, {"a": b"1"}, {"a": b"3"}):
        site.update(outputs(model))
        assert contents(site.live) == model


# Where the system can do less -------------------------------------------------------------


def _refuse(*_: object, **__: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_without_hard_links_files_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", _refuse)
    site = Site(tmp_path)
    for model in (OLD, NEW, OLD, {}, NEW):
        site.update(outputs(model))
        assert contents(site.live) == model
        assert all(path.stat().st_nlink == 1 for path in site.live.rglob("*") if path.is_file())
    before = marks(site.live)
    site.update(outputs(NEW))
    assert marks(site.live) == before


def test_without_an_exchange_there_are_two_renames(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "exchange", lambda one, other: False)
    for model in (NEW, OLD, {}, NEW):
        site.update(outputs(model))
        assert contents(site.live) == model
    assert not (store(site) / "spare.retired").exists()


@pytest.fixture
def immovable(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if something were mounted at the live tree."""
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self == site.live:
            raise OSError(errno.EBUSY, "Device or resource busy")
        return rename(self, target)

    monkeypatch.setattr(exchange, "exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", refuse)


@pytest.mark.usefixtures("immovable")
def test_a_live_tree_that_cannot_move_is_brought_up_to_date_where_it_is(site: Site) -> None:
    kept = [(root / "posts/one").stat().st_ino for root in (site.live, store(site) / "spare")]
    for model in (NEW, OLD, NEW):
        change = site.update(outputs(model))
        assert not change.mended
        assert contents(site.live) == model
        before = marks(site.live)
        assert site.update(outputs(model)) == Change((), (), (), len(model), mended=False)
        assert marks(site.live) == before
    assert kept == [
        (root / "posts/one").stat().st_ino for root in (site.live, store(site) / "spare")
    ]


@pytest.mark.usefixtures("immovable")
def test_a_live_tree_that_cannot_move_is_mended_too(site: Site) -> None:
    for vandal in (_same_size, _linked_folder, _file_for_folder, _folder_for_file):
        vandal(site.live)
        assert site.update(outputs(OLD)).mended
        assert contents(site.live) == OLD


@pytest.mark.usefixtures("immovable")
def test_a_live_tree_that_cannot_move_is_right_after_a_kill_and_a_build(site: Site) -> None:
    call = 0
    while _killed_at(call, site, NEW | {"posts/one/extra.html": b""}):
        for model in ({"posts/one/index.html": b"1"}, OLD) if call % 2 else (OLD,):
            site.update(outputs(model))
            assert contents(site.live) == model, call
        call += 1
    assert call > 40


@pytest.mark.usefixtures("immovable")
def test_a_live_tree_on_another_file_system_shares_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", _refuse)
    for model in (NEW, OLD):
        site.update(outputs(model))
        assert contents(site.live) == model


def test_a_second_rename_that_fails_brings_the_first_back(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def fail_at_the_second(self: Path, target: Path) -> Path:
        if self.name == "spare":
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(exchange, "exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", fail_at_the_second)
    with pytest.raises(PermissionError):
        site.update(outputs(NEW))
    assert contents(site.live) == OLD
    monkeypatch.undo()
    site.update(outputs(NEW))
    assert contents(site.live) == NEW


@pytest.mark.parametrize("spared", [True, False])
def test_a_kill_between_two_renames_is_recovered(site: Site, *, spared: bool) -> None:
    site.live.rename(store(site) / "spare.retired")
    if not spared:
        shutil.rmtree(store(site) / "spare")
    assert site.update(outputs(OLD)).kept == len(OLD)
    assert contents(site.live) == OLD


def test_a_kill_after_two_renames_is_recovered(site: Site) -> None:
    (store(site) / "spare").rename(store(site) / "spare.retired")
    for model in (NEW, OLD):
        site.update(outputs(model))
        assert contents(site.live) == model


# One at a time ----------------------------------------------------------------------------

_HOLD = """
import fcntl, sys, time
lock = open(sys.argv[1], "ab")
fcntl.lockf(lock, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(float(sys.argv[2]))
"""


@pytest.fixture
def hold(site: Site) -> Iterator[Callable[[float], None]]:
    """Let another process hold the lock of the site for some seconds."""
    started: list[subprocess.Popen[bytes]] = []

    def start(seconds: float) -> None:
        command = [sys.executable, "-c", _HOLD, str(store(site) / "lock"), str(seconds)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        started.append(process)
        assert process.stdout
        assert process.stdout.readline() == b"held\n"

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_two_builds_do_not_run_at_once(site: Site, hold: Callable[[float], None]) -> None:
    hold(60)
    with pytest.raises(SiteError) as failure:
        site.update(outputs(NEW))
    assert str(failure.value) == (
        f"another build is writing {site.live}: wait until it is done, or end it, and build again"
    )
    assert contents(site.live) == OLD


def test_a_build_waits_a_little(site: Site, hold: Callable[[float], None]) -> None:
    hold(0.2)
    Site(site.live.parent, time_limit=30).update(outputs(NEW))
    assert contents(site.live) == NEW


def test_a_lock_ends_with_its_process_even_if_that_has_forked(site: Site) -> None:
    """Workers that outlive a killed build must not keep the next one waiting."""
    ready, told = os.pipe()
    child = os.fork()
    if not child:
        try:
            with (store(site) / "lock").open("ab") as lock:
                fcntl.lockf(lock, fcntl.LOCK_EX)
                worker = os.fork()
                if worker:
                    os.write(told, str(worker).encode())
                    os.kill(os.getpid(), signal.SIGKILL)
                time.sleep(60)
        finally:
            os._exit(1)
    worker = int(os.read(ready, 20))
    try:
        os.waitpid(child, 0)
        site.update(outputs(NEW))
        assert contents(site.live) == NEW
    finally:
        os.kill(worker, signal.SIGKILL)
        os.close(ready)
        os.close(told)


# Any sequence, any kill -------------------------------------------------------------------

_PATHS = ["a", "a/b", "a/b/c", "a/d", "b/c", "b-c", "日本/é", "日本/e\u0301", "z"]


@st.composite
def _models(draw: st.DrawFn) -> dict[str, bytes]:
    model = draw(st.dictionaries(st.sampled_from(_PATHS), st.sampled_from([b"", b"1", b"22"])))
    return {path: data for path, data in model.items() if path not in manifest.folders(model)}


def _stray(live: Path, number: int) -> None:
    """Do harm somewhere in the tree, decided by the number."""
    paths = sorted(live.rglob("*")) or [live]
    path = paths[number % len(paths)]
    if path.is_dir():
        (path / "stray").write_bytes(b"")
    elif number % 2:
        path.unlink()
    else:
        path.write_bytes(b"!")


@settings(max_examples=40)
@given(st.lists(st.one_of(_models(), st.integers(0, 50)), max_size=12))
def test_any_sequence_ends_as_if_built_at_once(steps: list[dict[str, bytes] | int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        shown: dict[str, bytes] = {}
        site.update([])
        for step in steps:
            if isinstance(step, int):
                _stray(site.live, step)
                continue
            change = site.update(outputs(step))
            assert contents(site.live) == step
            assert set(change.deleted) == set(shown) - set(step)
            assert len(change.made) + change.kept == len(step)
            shown = step


_TOUCHING = {
    "open",
    "os.chmod",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.utime",
    "ctypes.dlsym",
}


def _killed_at(call: int, site: Site, model: Mapping[str, bytes]) -> bool:
    """Update in a child that is killed before its n-th call to the system; False if it ends."""
    child = os.fork()
    if not child:
        left = call

        def count(event: str, _: object) -> None:
            nonlocal left
            if event in _TOUCHING:
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(count)
            site.update(outputs(model))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize("can_exchange", [True, False])
def test_killed_before_any_call_the_site_is_whole(
    site: Site, monkeypatch: pytest.MonkeyPatch, *, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(exchange, "exchange", lambda one, other: False)
    missing = call = 0
    other = {"posts/one/index.html": b"1", "posts/four": b"4"}
    while _killed_at(call, site, NEW):
        if site.live.exists():
            assert contents(site.live) in (OLD, NEW), call
        else:
            missing += 1
        following = (other, OLD) if call % 2 else (OLD, other, OLD)
        for model in following:
            site.update(outputs(model))
            assert contents(site.live) == model, call
        call += 1
    assert call > 40
    assert missing == (0 if can_exchange else 1)


_MANY_OLD = {f"posts/{n}/index.html": b"old" * n for n in range(120)}
_MANY_NEW = {f"posts/{n}/index.html": b"new" * (n // 2 * 2) for n in range(20, 140)}


def test_killed_at_any_instant_the_site_is_whole(tmp_path: Path) -> None:
    chance = random.Random(2026)
    site = Site(tmp_path / "_build", time_limit=0)
    site.update(outputs(_MANY_OLD))
    for _ in range(24):
        child = os.fork()
        if not child:
            try:
                for model in cycle((_MANY_NEW, _MANY_OLD)):
                    site.update(outputs(model))
            finally:
                os._exit(1)
        time.sleep(chance.uniform(0, 0.06))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert contents(site.live) in (_MANY_OLD, _MANY_NEW)
        site.update(outputs(_MANY_OLD))
        assert contents(site.live) == _MANY_OLD


# After many changes at once ---------------------------------------------------------------


def test_the_spare_tree_follows_a_large_change_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publishing.output.site_folder._MANY", 3)
    site = Site(tmp_path)
    for model in (OLD, {}, OLD | NEW):
        site.update(outputs(model))
        assert contents(store(site) / "spare") == contents(site.live) == model
    files = {path: (site.live / path).stat().st_ino for path in OLD | NEW}
    assert files == {path: (store(site) / "spare" / path).stat().st_ino for path in files}
    linked: list[str] = []
    share = tree.share
    monkeypatch.setattr(
        tree, "share", lambda source, target: (linked.append(source), share(source, target))
    )
    assert not site.update(outputs(OLD | NEW | {"index.html": b"home?"})).mended
    assert not linked
    assert not site.update(outputs(NEW)).mended
    assert contents(site.live) == NEW
