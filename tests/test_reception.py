"""A stranger's preview is taken in as pages, and as nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publishing.desk.change import Change
from publishing.desk.handover import write
from publishing.hosting import reception
from publishing.hosting.reception import FOLDER, receive
from tests.publication import Publication

NOTHING = Change(pieces=(), refused=(), gone=(), others=())


@pytest.fixture
def incoming(publication: Publication) -> Path:
    """What a build of two pages handed over."""
    publication.write("_build/incoming/change.json", write(NOTHING).encode())
    publication.write("_build/incoming/preview/html/index.html", b"<script>alert(1)</script>")
    publication.write("_build/incoming/preview/html/posts/a/index.html", b"A")
    publication.write("_build/incoming/preview/html/_static/site.css", b"a{}")
    publication.write("_build/incoming/preview/html/_headers", b"/*\n  A: theirs\n")
    publication.write("_build/incoming/preview/html/_redirects", b"/* https://evil.example 302\n")
    return publication.root / "_build/incoming"


def received(publication: Publication, incoming: Path) -> int:
    return receive(publication.root, {"PREVIEW_URL": "https://pr-7.example/"}, incoming)


def test_pages_are_taken_in_and_headers_are_ours(publication: Publication, incoming: Path) -> None:
    assert received(publication, incoming) == 0
    tree = publication.root / FOLDER / "html"
    files = {path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file()}
    assert files == {"index.html", "posts/a/index.html", "_static/site.css", "_headers"}
    assert (tree / "index.html").read_bytes() == b"<script>alert(1)</script>"
    headers = (tree / "_headers").read_text()
    assert "theirs" not in headers
    assert "  X-Robots-Tag: noindex, nofollow\n" in headers
    assert "connect-src 'self';" in headers
    words = (publication.root / FOLDER / "comment.md").read_text()
    assert words.startswith("## What this publishes\n")


def test_what_a_preview_is_built_to_is_taken_in(publication: Publication) -> None:
    publication.post("tea")
    publication.write("_build/change.json", write(NOTHING).encode())
    assert publication.build("--preview").status == 0
    assert received(publication, publication.root / "_build") == 0
    theirs = publication.root / "_build/preview/html"
    ours = publication.root / FOLDER / "html"
    for path in theirs.rglob("*"):
        if path.is_file() and path.name not in {"_headers", "_redirects"}:
            assert (ours / path.relative_to(theirs)).read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        "_worker.js",
        "_worker.js/index.js",
        "_routes.json",
        "posts/_worker.js",
        "_other/a.html",
        ".git/config",
        "posts/.env",
        "a\\b.html",
        "a\nb.html",
    ],
)
def test_what_a_host_may_run_is_refused(
    publication: Publication, incoming: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    publication.write(f"_build/incoming/preview/html/{name}", b"x")
    assert received(publication, incoming) == 1
    assert capsys.readouterr().out.startswith("not taken in: ")
    assert not (publication.root / FOLDER / "html").exists()
    assert not (publication.root / FOLDER / "comment.md").exists()


def test_links_are_refused(publication: Publication, incoming: Path) -> None:
    secret = publication.write("secret.txt", "Hidden.\n")
    link = incoming / "preview/html/link.txt"
    for target in (secret, publication.root, Path("index.html")):
        link.symlink_to(target)
        assert received(publication, incoming) == 1
        link.unlink()
    os.mkfifo(incoming / "preview/html/pipe")
    assert received(publication, incoming) == 1


def test_the_change_may_be_no_link_either(publication: Publication, incoming: Path) -> None:
    file = incoming / "change.json"
    file.rename(incoming / "other.json")
    file.symlink_to("other.json")
    assert received(publication, incoming) == 1


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        ("MOST_FILES", "more than 2 files"),
        ("MOST_BYTES", "has more than 2 bytes"),
        ("MOST_IN_ALL", "or 2 bytes"),
    ],
)
def test_amounts_are_bounded(
    publication: Publication,
    incoming: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    bound: str,
    words: str,
) -> None:
    monkeypatch.setattr(reception, bound, 2)
    assert received(publication, incoming) == 1
    assert words in capsys.readouterr().out


@pytest.mark.parametrize("missing", ["preview/html", "change.json"])
def test_nothing_is_taken_in_of_half_a_handover(
    publication: Publication, incoming: Path, missing: str
) -> None:
    (incoming / missing).rename(incoming / "gone")
    assert received(publication, incoming) == 1
    (incoming / missing).mkdir(parents=True)
    assert received(publication, incoming) == 1


def test_a_made_up_change_is_refused(
    publication: Publication, incoming: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (incoming / "change.json").write_bytes(b'{"version": 1, "pieces": 3}')
    assert received(publication, incoming) == 1
    assert capsys.readouterr().out == "not taken in: pieces is not a list of at most 5,000\n"
