"""A stranger's preview is taken in as pages, and as nothing else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from publishing.preview import reception
from publishing.preview.reception import FOLDER, receive
from tests.publication import NOW, Publication
from tests.repository import begin, commit, git


@pytest.fixture
def incoming(publication: Publication) -> Path:
    """What a build of two pages handed over."""
    publication.post("tea")
    publication.write(".gitignore", "/.cache/\n/_build/\n")
    begin(publication.root)
    git(publication.root, "clone", "-q", ".", "_build/branch")
    publication.write("_build/incoming/index.html", b"<script>alert(1)</script>")
    publication.write("_build/incoming/posts/a/index.html", b"A")
    publication.write("_build/incoming/_static/site.css", b"a{}")
    publication.write("_build/incoming/_headers", b"/*\n  A: theirs\n")
    publication.write("_build/incoming/_redirects", b"/* https://evil.example 302\n")
    return publication.root / "_build/incoming"


def received(publication: Publication, incoming: Path) -> int:
    environ = {"PREVIEW_URL": "https://pr-7.example/", "SOURCE_DATE_EPOCH": NOW}
    return receive(publication.root, environ, incoming, publication.root / "_build/branch")


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
    assert words == "## What this publishes\n\nNo post: none is new and none is changed.\n"


def test_what_a_preview_is_built_to_is_taken_in(publication: Publication, incoming: Path) -> None:
    assert publication.build("--preview").status == 0
    assert received(publication, publication.root / "_build/preview/html") == 0
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
    publication.write(f"_build/incoming/{name}", b"x")
    assert received(publication, incoming) == 1
    assert capsys.readouterr().out.startswith("not taken in: ")
    assert not (publication.root / FOLDER / "html").exists()
    assert not (publication.root / FOLDER / "comment.md").exists()


@pytest.mark.parametrize("level", ["", "posts", "posts/a", "posts/a/index.html"])
def test_no_level_is_a_link(
    publication: Publication, incoming: Path, capsys: pytest.CaptureFixture[str], level: str
) -> None:
    there = incoming / level
    there.rename(publication.root / "_build/kept")
    there.symlink_to(publication.root / "_build/kept")
    assert received(publication, incoming) == 1
    assert capsys.readouterr().out.startswith("not taken in: ")
    assert not (publication.root / FOLDER / "html").exists()


@pytest.mark.parametrize("level", ["", "posts", "posts/a", "posts/a/index.html"])
def test_what_becomes_a_link_after_it_was_looked_at_is_not_followed(
    incoming: Path, tmp_path: Path, level: str
) -> None:
    read = reception._read
    assert read(incoming, "posts/a/index.html") == b"A"
    there = incoming / level
    there.rename(tmp_path / "kept")
    there.symlink_to(tmp_path / "kept")
    assert (incoming / "posts/a/index.html").read_bytes() == b"A"
    with pytest.raises(OSError, match=r"level|directory|link"):
        read(incoming, "posts/a/index.html")


def test_links_are_refused(publication: Publication, incoming: Path) -> None:
    secret = publication.write("secret.txt", "Hidden.\n")
    link = incoming / "link.txt"
    for target in (secret, publication.root, Path("index.html")):
        link.symlink_to(target)
        assert received(publication, incoming) == 1
        link.unlink()
    os.mkfifo(incoming / "pipe")
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


def test_nothing_is_taken_in_where_nothing_was_built(
    publication: Publication, incoming: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    incoming.rename(incoming.with_name("gone"))
    assert received(publication, incoming) == 1
    incoming.mkdir()
    assert received(publication, incoming) == 1
    missing, empty = capsys.readouterr().out.splitlines()
    assert missing.startswith("not taken in: [Errno 2] No such file or directory: ")
    assert empty == "not taken in: there is no preview in it"


# -- What the branch changes --------------------------------------------------------------


@pytest.fixture
def branch(publication: Publication, incoming: Path) -> Publication:
    """The checkout of a stranger's branch."""
    theirs = object.__new__(Publication)
    theirs.root = publication.root / "_build/branch"
    return theirs


def comment_on(publication: Publication, incoming: Path, branch: Publication) -> str:
    commit(branch.root)
    assert received(publication, incoming) == 0
    return (publication.root / FOLDER / "comment.md").read_text()


def test_a_change_is_worked_out_here(
    publication: Publication, incoming: Path, branch: Publication
) -> None:
    branch.post("maps", "One two three.\n", author="Ann", tags="maps")
    branch.write("posts/2026/bad.md", "---\ntitle: Bad\ndate: 30 Feb\n---\n")
    (branch.root / "posts/2026/tea.md").unlink()
    branch.write("conf.py", "raise SystemExit('this is run')\n")
    branch.write("publishing/render/engine.py", "raise SystemExit('this is run')\n")
    branch.write("_templates/post.html", "{{ 1 / 0 }}")
    branch.write("authors.yml", "ann:\n  name: Ann Lee\n")
    # What a stranger's job hands over besides is not looked at.
    publication.write("_build/incoming/change.json", b'{"version": 1, "others": []}')
    assert (
        comment_on(publication, incoming, branch)
        == """\
## What this publishes

**New:** `Maps`

- dated `2026-05-01`, published when this is merged, at `/posts/2026/maps/`
- 3 words, in `posts/2026/maps.md`
- by `Ann Lee`
- tags: `maps`
- no description: its first words stand in lists, cards and feeds
- [the page](<https://pr-7.example/posts/2026/maps/>), and [its card]\
(<https://pr-7.example/_cards/posts/2026/maps/card.png>) where it is shared

## Posts with errors

They are published when these are mended; `make check` names them.

- `posts/2026/bad.md`

## Addresses that lead nowhere

Readers and other sites have these. Put each into `redirect_from` of the post that has taken its \
place, or say in the pull request why nothing has.

- `/posts/2026/tea/`, `Tea`

## Files of the site itself

These belong to no post: review them as code. `authors.yml` and `.codespell-words` are lists, to \
which posts may add.

- `_templates/post.html`
- `authors.yml`
- `conf.py`
- `publishing/render/engine.py`
"""
    )
    assert publication.build().status == 0  # nothing of the branch is in the project


def test_no_link_of_a_branch_is_followed(
    publication: Publication, incoming: Path, branch: Publication
) -> None:
    secret = publication.write("_build/secret.md", "---\ntitle: Secret\ndate: 2026-05-01\n---\nX\n")
    (branch.root / "posts/2026/link.md").symlink_to(secret)
    (branch.root / "posts/2026/folder").symlink_to(secret.parent)
    (branch.root / "authors.yml").symlink_to("/etc/passwd")
    said = comment_on(publication, incoming, branch)
    assert "Secret" not in said
    listed = said.partition("## Files of the site itself")[2].splitlines()
    assert [line for line in listed if line.startswith("- ")] == [
        "- `authors.yml`",
        "- `posts/2026/folder`",
        "- `posts/2026/link.md`",
    ]


def test_the_folder_of_all_posts_may_be_none_either(
    publication: Publication, incoming: Path, branch: Publication
) -> None:
    shutil.rmtree(branch.root / "posts")
    (branch.root / "posts").symlink_to("/etc")
    said = comment_on(publication, incoming, branch)
    assert "- `posts`\n" in said
    assert "- `/posts/2026/tea/`, `Tea`\n" in said


def test_names_of_files_are_shown_and_not_obeyed(
    publication: Publication, incoming: Path, branch: Publication
) -> None:
    names = ("a\n::error::x.md", "@team.md", "$(touch X).md", "\udcff.md", "a\tb.md")
    for name in names:
        branch.write(f"docs/{name}", "x")
        branch.write(f"posts/{name}", "---\ntitle: T\ndate: 2026-05-01\n---\nX\n")
    said = comment_on(publication, incoming, branch)
    for name in ("a\\x0a::error::x.md", "@team.md", "$(touch X).md", "\\udcff.md", "a\\x09b.md"):
        assert f"- `docs/{name}`\n" in said
    assert "- `posts/a\\x0a::error::x.md`\n" in said


def test_a_branch_needs_a_repository_of_its_own(
    publication: Publication,
    incoming: Path,
    branch: Publication,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.rmtree(branch.root / ".git")
    assert received(publication, incoming) == 1
    shutil.rmtree(branch.root)
    assert received(publication, incoming) == 1
    assert capsys.readouterr().out.count("_build/branch is no repository\n") == 2
