"""Which files are posts, and which cannot be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publishing.library import folder
from publishing.library.folder import Found, find_posts, is_post, look


def lay(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("x")


def test_posts_are_markdown_however_deep_within_a_bound(tmp_path: Path) -> None:
    lay(
        tmp_path,
        "posts/2021-06-23-slug.md",
        "posts/2026/slug.md",
        "posts/2026/other/index.markdown",
        "posts/2026/other/picture.png",
        "posts/2026/shout.MD",
        "posts/a/b/c/d/e/f/g/h/index.md",
        "posts/a/b/c/d/e/f/g/h/x.md",
        "posts/日本 語.md",
        "posts/README.md",
        "posts/2026/readme.markdown",
        "posts/_draft.md",
        "posts/_attic/old.md",
        "posts/.hidden/x.md",
        "about.md",
    )
    assert list(find_posts(tmp_path)) == [
        Found("posts/2021-06-23-slug.md"),
        Found("posts/2026/other/index.markdown"),
        Found("posts/2026/shout.MD"),
        Found("posts/2026/slug.md"),
        Found("posts/a/b/c/d/e/f/g/h/index.md"),
        Found("posts/a/b/c/d/e/f/g/h/x.md"),
        Found("posts/日本 語.md"),
    ]


def test_no_posts(tmp_path: Path) -> None:
    assert find_posts(tmp_path) == ()


@pytest.mark.parametrize(
    ("path", "report"),
    [
        (
            "posts/what?.md",
            "file name: '?' cannot stand in an address\n    help: rename it: posts/what.md",
        ),
        (
            "posts/it's <b>.md",
            "file name: ''' and '<' and '>' cannot stand in an address"
            "\n    help: rename it: posts/it-s-b.md",
        ),
        (
            "posts/a\u202eb.md",
            "file name: '\\u202e' cannot stand in an address\n    help: rename it: posts/a-b.md",
        ),
        (
            "posts/a\nb.md",
            "file name: '\\x0a' cannot stand in an address\n    help: rename it: posts/a-b.md",
        ),
        (
            "posts/2026 /a.md",
            "file name: a space or dot at its beginning or end is lost on some systems"
            "\n    help: rename it: posts/2026/a.md",
        ),
        (
            "posts/a..md",
            "file name: a space or dot at its beginning or end is lost on some systems"
            "\n    help: rename it: posts/a.md",
        ),
        (
            f"posts/{'x' * 151}.md",
            "file name: 151 characters; the longest is 150"
            f"\n    help: rename it: posts/{'x' * 150}.md",
        ),
        (
            "posts/aux.md",
            "file name: 'aux' is a device on Windows\n    help: rename it: posts/post-aux.md",
        ),
        (
            "posts/index.md",
            "file name: its address, /posts/, is that of the folder of all posts"
            "\n    help: rename it: posts/2026/slug.md",
        ),
        (
            "posts/1/2/3/4/5/6/7/8/9/index.markdown",
            "file name: 9 folders inside each other; below posts/ are at most 8"
            "\n    help: rename it: posts/1/2/3/4/5/6/7/8/9.markdown",
        ),
    ],
)
def test_names_that_make_no_address(tmp_path: Path, path: str, report: str) -> None:
    lay(tmp_path, path)
    [found] = find_posts(tmp_path)
    assert found.is_readable
    shown = path.replace("\n", "\\x0a").replace("\u202e", "\\u202e")
    assert str(found.fault) == f"{shown}:1:1: error: {report}"


def test_a_name_that_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path / "posts") + b"/caf\xe9.md")).write_text("x")
    assert [str(found.fault) for found in find_posts(tmp_path)] == [
        "posts/caf\\udce9.md:1:1: error: file name: '\\udce9' cannot stand in an address\n"
        "    help: rename it: posts/caf.md"
    ]


def test_links(tmp_path: Path) -> None:
    lay(tmp_path, "posts/a.md", "secret.md", "elsewhere/x.md", "posts-not/x.md")
    (tmp_path / "posts/b.md").symlink_to("a.md")
    (tmp_path / "posts/c.md").symlink_to("../secret.md")
    (tmp_path / "posts/d.md").symlink_to("/etc/hostname")
    (tmp_path / "posts/e").symlink_to("../elsewhere")
    (tmp_path / "posts/f.md").symlink_to("../posts-not/x.md")
    (tmp_path / "posts/g.md").symlink_to("nowhere.md")
    (tmp_path / "posts/h.md").symlink_to("h.md")
    found = find_posts(tmp_path)
    assert [(one.path, one.is_readable) for one in found if one.fault is None] == [
        ("posts/a.md", True),
        ("posts/b.md", True),
    ]
    assert [str(one.fault) for one in found if not one.is_readable] == [
        "posts/c.md:1:1: error: this is a link that leaves posts/"
        "\n    help: put the post itself here",
        "posts/d.md:1:1: error: this is a link that leaves posts/"
        "\n    help: put the post itself here",
        "posts/e:1:1: error: this is a link to a folder\n    help: put the folder itself here",
        "posts/f.md:1:1: error: this is a link that leaves posts/"
        "\n    help: put the post itself here",
        "posts/g.md:1:1: error: this is not a file that can be read"
        "\n    help: put the post itself here",
        "posts/h.md:1:1: error: this is not a file that can be read"
        "\n    help: put the post itself here",
    ]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    os.mkfifo(tmp_path / "posts/a.md")
    [found] = find_posts(tmp_path)
    assert not found.is_readable
    assert found.fault
    assert found.fault.message == "this is not a file that can be read"


def test_other_files_are_named_and_not_looked_into(tmp_path: Path) -> None:
    lay(tmp_path, "posts/a.md", "posts/b/c.png", "posts/d.rst", "posts/README.rst", "posts/_e.txt")
    (tmp_path / "posts/f.txt").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "posts/g.txt")
    found = look(tmp_path)
    assert found.posts == (Found("posts/a.md"),)
    assert found.others == ("posts/b/c.png", "posts/d.rst")


def test_a_folder_of_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, "posts/a.md", "posts/b.md", "posts/c.md")
    monkeypatch.setattr(folder, "MOST", 2)
    assert [str(found.fault) for found in find_posts(tmp_path)] == [
        "posts:1:1: error: more than 2 files and folders"
    ]


def test_a_page_does_not_take_the_place_of_a_picture(tmp_path: Path) -> None:
    lay(tmp_path, "posts/2026/a/cover.png", "posts/2026/a/cover.png.md")
    assert [str(found.fault) for found in find_posts(tmp_path)] == [
        "posts/2026/a/cover.png.md:1:1: error: file name: its page would take the place of "
        "the file posts/2026/a/cover.png\n    help: rename it: cover-png.md"
    ]


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("posts/a.md", True),
        ("posts/2026/a/index.MARKDOWN", True),
        ("posts/README.md", False),
        ("posts/_a/index.md", False),
        ("posts/.a.md", False),
        ("posts/a.png", False),
        ("posts", False),
        ("docs/a.md", False),
    ],
)
def test_what_is_gone_is_known_by_its_name(path: str, is_one: bool) -> None:
    assert is_post(path) is is_one
