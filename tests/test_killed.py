"""A build that is killed at any instant leaves a whole site, and the next build is right."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from tests.publication import NOW, PROJECT, Publication

INSTANTS = 5
POSTS = 8


def state(publication: Publication, name: str) -> None:
    """Let the sources say one thing or another, each in every post."""
    for number in range(POSTS):
        tags = f"{name}, common, tag-{number % 5}"
        body = f"Words of {name}.\n\n## Why {name}\n\n" + "A line.\n\n" * 40
        publication.post(f"post-{number}", body, title=f"{name} {number}", tags=tags)
    publication.post(f"only-in-{name}", f"Nothing but {name}.\n", author=f"Author of {name}")
    other = {"alpha": "beta", "beta": "alpha"}[name]
    (publication.root / f"posts/2026/only-in-{other}.md").unlink(missing_ok=True)


def begun(publication: Publication) -> subprocess.Popen[bytes]:
    """Begin a build of two processes in a session of its own."""
    publication.take_over()
    return subprocess.Popen(
        [sys.executable, "-m", "publishing", "build", "-j", "2"],
        cwd=publication.root,
        env=os.environ | {"SOURCE_DATE_EPOCH": NOW, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    publication = Publication(tmp_path / "publication")
    publication.configure(social_cards=False)
    return publication


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The site of each state, built from nothing."""
    trees = {}
    for name in ("alpha", "beta"):
        publication = Publication(tmp_path_factory.mktemp(name) / "publication")
        publication.configure(social_cards=False)
        state(publication, name)
        publication.published()
        trees[name] = publication.tree()
    assert trees["alpha"] != trees["beta"]
    return trees


@pytest.mark.parametrize("what", ["all", "parent"])
def test_a_build_killed_at_any_instant(
    publication: Publication, whole: dict[str, dict[str, bytes]], what: str
) -> None:
    """Kill the whole build, as a machine that stops does, or its first process alone."""
    state(publication, "alpha")
    publication.published()
    state(publication, "beta")
    start = time.monotonic()
    assert begun(publication).wait() == 0
    length = time.monotonic() - start
    here, there = "beta", "alpha"
    chance = Random(what)
    ends = []
    for instant in range(INSTANTS):
        state(publication, there)
        running = begun(publication)
        start = time.monotonic()
        with suppress(subprocess.TimeoutExpired):
            running.wait(length * (instant + chance.random()) / INSTANTS)
            # The machine has less to do than it had when the length was taken.
            length = min(length, time.monotonic() - start)
        if what == "parent":
            running.kill()
        elif running.returncode is None:
            os.killpg(running.pid, signal.SIGKILL)
        ends.append(running.wait())
        left = publication.tree()
        assert left in (whole[here], whole[there]), f"killed after {instant} of {INSTANTS}"
        publication.published("-j", "2")
        assert publication.tree() == whole[there]
        here, there = there, here
    # Most were still at work, or nothing was tried.
    assert ends.count(-signal.SIGKILL) > len(ends) // 2


def test_what_a_killed_build_leaves_is_cleared_away(publication: Publication) -> None:
    state(publication, "alpha")
    running = begun(publication)
    fresh = publication.root / "_build/.site/fresh"
    deadline = time.monotonic() + 60
    while not (fresh.exists() and any(fresh.iterdir())) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGKILL)
    assert running.wait() == -signal.SIGKILL
    publication.published()
    assert not fresh.exists()
    drafts = [path.name for path in Path(publication.root / ".cache").iterdir()]
    assert sorted(drafts) == sorted({name.partition(".")[0] for name in drafts})


def test_a_cache_cut_short_anywhere_is_no_error(
    publication: Publication, whole: dict[str, dict[str, bytes]]
) -> None:
    state(publication, "alpha")
    publication.published()
    chance = Random(7)
    for path in sorted((publication.root / ".cache").iterdir()):
        data = path.read_bytes()
        path.write_bytes(data[: chance.randrange(len(data))])
    shutil.rmtree(publication.root / "_build")
    publication.published()
    assert publication.tree() == whole["alpha"]
