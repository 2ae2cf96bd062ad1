"""What a second build does, and what it leaves alone."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from publishing.base.workers import spread
from tests.publication import NOW, PROJECT, Publication


def rewritten(publication: Publication, before: dict[str, int]) -> set[str]:
    """The files of the site written since *before*."""
    return {path for path, stamp in publication.stamps().items() if before.get(path) != stamp}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """A site of three posts, of which each test has a copy."""
    publication = Publication(tmp_path_factory.mktemp("built") / "publication")
    publication.post("first", date="2026-01-01", tags="tea", author="Editors")
    publication.post("second", date="2026-02-01", tags="coffee", author="Editors")
    publication.post("third", date="2026-03-01", tags="coffee", author="Guests")
    publication.published()
    return publication


@pytest.fixture
def three(built: Publication, tmp_path: Path) -> Publication:
    return built.copied(tmp_path / "publication", whole=True)


def test_nothing_changed_does_nothing(three: Publication) -> None:
    before = three.stamps()
    text = three.published()
    assert rewritten(three, before) == set()
    assert "nothing has changed" in text


def test_a_touched_file_is_not_a_change(three: Publication) -> None:
    before = three.stamps()
    (three.root / "posts/2026/first.md").touch()
    three.published()
    assert rewritten(three, before) == set()


def test_an_edited_body_rewrites_its_page_and_its_feeds(three: Publication) -> None:
    three.post(
        "first", "Other text.\n", date="2026-01-01", tags="tea", author="Editors", description="D"
    )
    three.published()
    before = three.stamps()
    three.post(
        "first", "Newer text.\n", date="2026-01-01", tags="tea", author="Editors", description="D"
    )
    three.published()
    pages = {path for path in rewritten(three, before) if not path.startswith("pagefind/")}
    assert pages == {
        "posts/2026/first/index.html",
        "blog/atom.xml",
        "blog/feed.json",
        "blog/tag/tea/atom.xml",
        "blog/author/editors/atom.xml",
    }


def test_a_retitled_post_is_stale_nowhere(three: Publication) -> None:
    three.post("second", date="2026-02-01", title="Renamed", tags="coffee", author="Editors")
    three.published()
    assert not [path for path, data in three.tree().items() if b"Second" in data]
    assert "Renamed" in three.text("posts/2026/first/")
    assert "Renamed" in three.text("posts/2026/third/")


@pytest.mark.parametrize("how", ["deleted", "withdrawn", "scheduled"])
def test_a_post_that_goes_leaves_nothing(three: Publication, how: str) -> None:
    if how == "deleted":
        (three.root / "posts/2026/third.md").unlink()
    elif how == "withdrawn":
        three.post("third", date="2026-03-01", tags="coffee", author="Guests", draft="true")
    else:
        three.post("third", date="2030-03-01", tags="coffee", author="Guests")
    assert three.build().status == 0
    stale = [
        path
        for path, data in three.tree().items()
        if "third" in path or "guests" in path or b"Third" in data or b"Guests" in data
    ]
    assert stale == []


def test_the_clock_alone_publishes_and_withdraws(publication: Publication) -> None:
    instant = int(NOW) + 3600
    publication.post("out")
    publication.post("waits", date='"2026-06-01T15:00:00+02:00"')
    publication.post("draft", date="2026-06-01", draft="true")
    for clock, is_out in [(-1, False), (0, True), (86400, True), (-1, False), (0, True)]:
        publication.published(SOURCE_DATE_EPOCH=str(instant + clock))
        assert publication.has("posts/2026/waits/") is is_out, clock
        assert (b"Waits" in publication.tree()["blog/atom.xml"]) is is_out, clock
        assert "nothing has changed" in publication.published(
            SOURCE_DATE_EPOCH=str(instant + clock)
        )


def test_a_renamed_file_moves_its_page(three: Publication) -> None:
    (three.root / "posts/2026/third.md").rename(three.root / "posts/2026/moved.md")
    three.published()
    assert three.has("posts/2026/moved/")
    assert not three.has("posts/2026/third/")
    assert not (three.site / "posts/2026/third").exists()


def test_a_refused_build_leaves_the_site_as_it_was(three: Publication) -> None:
    before, stamps = three.tree(), three.stamps()
    three.write("posts/2026/bad.md", "---\ntitle: Bad\ndate: 30 Feb\n---\nText.\n")
    built = three.build()
    assert built.status == 1
    assert "posts/2026/bad.md:3:7: error: date: '30 Feb' is not a date" in built.text
    assert (three.tree(), three.stamps()) == (before, stamps)


def test_a_killed_build_leaves_the_site_as_it_was(three: Publication) -> None:
    before = three.tree()
    for number in range(12):
        three.post(f"more-{number}", "A line of words.\n\n" * 800, date="2026-04-01")
    environ = os.environ | {"SOURCE_DATE_EPOCH": NOW, "PYTHONPATH": str(PROJECT)}
    running = subprocess.Popen(
        [sys.executable, "-m", "publishing", "build"],
        cwd=three.root,
        env=environ,
        stdout=subprocess.PIPE,
    )
    fresh = three.root / "_build/.site/fresh"
    while not (fresh.exists() and any(fresh.iterdir())):
        assert running.poll() is None, "the build ended before it could be killed"
        time.sleep(0.002)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    assert running.returncode == -signal.SIGKILL
    assert three.tree() == before
    three.published()
    assert three.has("posts/2026/more-11/")


@pytest.mark.parametrize("environ", [{"TZ": "Asia/Tokyo"}, {"TZ": "America/Los_Angeles"}])
def test_neither_zone_nor_day_of_the_build_shows(
    three: Publication, tmp_path: Path, environ: dict[str, str]
) -> None:
    copy = three.copied(tmp_path / "other")
    copy.take_over()
    later = {"SOURCE_DATE_EPOCH": str(int(NOW) + 40 * 86400), "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        [sys.executable, "-m", "publishing", "build"],
        cwd=copy.root,
        env=os.environ | later | environ,
        capture_output=True,
    )
    assert done.returncode == 0, done.stdout
    assert copy.tree() == three.tree()


def test_two_workers_make_the_same_bytes(three: Publication, tmp_path: Path) -> None:
    copy = three.copied(tmp_path / "copy")
    copy.published("-j", "2")
    assert copy.tree() == three.tree()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_text_that_the_cache_has_lost_is_printed_again(
    publication: Publication, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    monkeypatch.setitem(spread.__kwdefaults__, "worth", 4)
    publication.configure(social_cards=False)
    for number in range(9):
        publication.post(f"post-{number}", f"Words {number}.\n")
    publication.published()
    before = publication.tree()
    # Pruned, or damaged where only its checksum shows it.
    texts = publication.root / ".cache/texts"
    whole = texts.read_bytes()
    for damaged in (whole[: len(whole) // 2], whole.replace(b"Words 7.", b"Sword 7.")):
        texts.write_bytes(damaged)
        shutil.rmtree(publication.root / "_build")
        publication.published("-j", jobs)
        assert publication.tree() == before
