from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from publishing.preview.watch import TIME_LIMIT, Watch


class Pauses:
    """Stands for the clock: what happens while the watch sleeps."""

    def __init__(self, *events: Callable[[], object]) -> None:
        self.events = list(events)
        self.slept: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)
        if self.events:
            self.events.pop(0)()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for path in (
        "conf.py",
        "about.md",
        "authors.yml",
        "posts/2026/a/index.md",
        "posts/2026/a/picture.png",
        "_static/css/base.css",
        "_templates/partials/entry.html",
        "publishing/build.py",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("one")
    return tmp_path


def watching(project: Path) -> Watch:
    return Watch(project, project / "publishing")


@pytest.mark.parametrize(
    "path",
    [
        "conf.py",
        "about.md",
        "authors.yml",
        "posts/2026/a/index.md",
        "posts/2026/a/picture.png",
        "posts/2027/new.md",
        "_static/css/base.css",
        "_templates/partials/entry.html",
        "publishing/build.py",
        "publishing/pages/view.py",
        "publishing/theme/static/icons/48.png",
        "publishing/theme/partials/entry.html",
    ],
)
def test_a_file_that_is_written_is_told_once(project: Path, path: str) -> None:
    watch = watching(project)
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text("another")
    assert watch.changes() == {path}
    # The process is started anew for its code, and not for what it reads each time.
    assert watch.is_code(path) == (path.startswith("publishing/") and path.endswith(".py"))
    assert watch.changes() == set()


@pytest.mark.parametrize(
    "path",
    [
        "README.txt",
        "tests/test_a.py",
        "_build/html/index.html",
        "posts/.draft.md.swp",
        "posts/.git/x",
    ],
)
def test_other_files_are_none_of_it(project: Path, path: str) -> None:
    watch = watching(project)
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text("one")
    assert watch.changes() == set()


def test_what_is_deleted_moved_or_put_in_anothers_place(project: Path) -> None:
    watch = watching(project)
    (project / "about.md").unlink()
    (project / "posts/2026/a/picture.png").rename(project / "posts/2026/a/photo.png")
    kept = (project / "conf.py").stat()
    (project / "new").write_text("two")
    os.utime(project / "new", ns=(kept.st_mtime_ns, kept.st_mtime_ns))
    (project / "new").replace(project / "conf.py")
    assert watch.changes() == {
        "about.md",
        "conf.py",
        "posts/2026/a/picture.png",
        "posts/2026/a/photo.png",
    }


def test_links_to_nothing_and_to_folders_do_no_harm(project: Path) -> None:
    watch = watching(project)
    (project / "posts/nothing.md").symlink_to(project / "missing.md")
    (project / "posts/round").symlink_to(project / "posts")
    os.mkfifo(project / "posts/pipe.md")
    assert watch.changes() == set()


def test_it_waits_until_writing_is_done(project: Path) -> None:
    post = project / "posts/2026/a/index.md"
    pauses = Pauses(
        lambda: None,
        lambda: post.write_text(""),
        lambda: (post.write_text("whole"), (project / "authors.yml").write_text("two")),
    )
    watch = Watch(project, project / "publishing", pauses)
    assert watch.wait() == {"posts/2026/a/index.md", "authors.yml"}
    assert len(pauses.slept) == 4


def test_it_does_not_wait_for_ever(project: Path) -> None:
    post = project / "about.md"
    writes = [lambda text=str(10**n): post.write_text(text) for n in range(3 * TIME_LIMIT)]
    pauses = Pauses(*writes)
    watch = Watch(project, project / "publishing", pauses)
    assert watch.wait() == {"about.md"}
    assert len(pauses.slept) == TIME_LIMIT + 1


def test_it_waits_no_longer_than_it_may(project: Path) -> None:
    assert watching(project).wait(0.0) == frozenset()


def test_it_knows_the_programs_own_code(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert watching(project).is_code("publishing/build.py")
    assert not watching(project).is_code("conf.py")
    elsewhere = tmp_path_factory.mktemp("code")
    watch = Watch(project, elsewhere)
    (elsewhere / "build.py").write_text("one")
    (path,) = watch.changes()
    assert watch.is_code(path)


def test_other_files_and_folders_can_be_watched_too(project: Path) -> None:
    watch = watching(project)
    (project / "guide/deep").mkdir(parents=True)
    outside = project.parent / "outside.txt"
    outside.write_text("one")
    watch.also(frozenset({"guide", "../outside.txt", "data.csv"}))
    assert watch.changes() == frozenset()
    for path in ("guide/a.md", "guide/deep/b.png", "../outside.txt", "data.csv"):
        (project / path).write_text("another")
        assert watch.changes() == {path}
        assert watch.changes() == frozenset()
    (project / "data.csv").unlink()
    assert watch.changes() == {"data.csv"}
    watch.also(frozenset())
    outside.write_text("once more")
    (project / "conf.py").write_text("two")
    assert watch.changes() == {"conf.py"}
