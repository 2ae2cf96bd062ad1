"""Symbolic links in the file system: the owner's are followed, those of posts are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from publishing.authoring.check import check
from publishing.pages.status import status
from tests.publication import NOW, Publication
from tests.test_lookup import PNG

ENVIRON = {"SOURCE_DATE_EPOCH": NOW}
BODY = "![x](p.png) ![x](/posts/2026/a/p.png) [d](d.csv)\n"


def moved(root: Path, name: str) -> None:
    """Keep a folder of the project elsewhere, and a link in its place."""
    (root / name).rename(root.parent / f"kept-{name}")
    (root / name).symlink_to(root.parent / f"kept-{name}")


@pytest.fixture
def linked(publication: Publication) -> Publication:
    """A project whose root, posts and own files are links to folders."""
    publication.write("posts/2026/a/p.png", PNG)
    publication.write("posts/2026/a/d.csv", b"a,b\n")
    publication.write("_static/q.png", PNG)
    publication.post("a/index", BODY, title="A", image="p.png", image_alt="x")
    publication.post("b", "![x](/_static/q.png)\n", image="q.png", image_alt="x")
    moved(publication.root, "posts")
    moved(publication.root, "_static")
    (publication.root.parent / "link").symlink_to(publication.root)
    publication.root = publication.root.parent / "link"
    return publication


def test_an_owner_may_keep_folders_elsewhere(
    linked: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    linked.published("-j", "1")
    assert {"posts/2026/a/p.png", "posts/2026/a/d.csv", "_static/q.png"} <= linked.tree().keys()
    # What is behind a link is an input like any other.
    linked.write("posts/2026/a/d.csv", b"c,d\n")
    (linked.root / "posts/2026/a/p.png").unlink()
    built = linked.build("-j", "1")
    assert "there is no 'p.png' beside the post" in built.text
    assert linked.tree()["posts/2026/a/d.csv"] == b"c,d\n"
    assert check(linked.root, ENVIRON) == 0
    assert "there is no 'p.png' beside the post" in capsys.readouterr().out


def test_links_below_posts_stay_refused(linked: Publication) -> None:
    secret = linked.write("secret.png", PNG)
    beside = linked.root / "posts/2026/a"
    (beside / "out.png").symlink_to(secret)
    (beside / "in.png").symlink_to("p.png")
    (beside / "folder").symlink_to(linked.root)
    (beside / "loop.png").symlink_to("loop.png")
    (beside / "loop").symlink_to("loop")
    body = "\n".join(f"![x]({name})" for name in ("out.png", "in.png", "folder/secret.png"))
    linked.post("a/index", f"{body}\n![x](loop.png)\n![x](loop/p.png)\n", title="A")
    built = linked.build("-j", "1")
    assert built.status == 1
    refused = "is or goes through a symbolic link\n    help: put the file itself there\n"
    position = "posts/2026/a/index.md"
    for line, name in enumerate(("out.png", "in.png", "folder/secret.png", "loop.png"), start=5):
        assert f"{position}:{line}:1: error: the file '{name}' {refused}" in built.text
    assert f"{position}:9:1: warning: there is no 'loop/p.png' beside the post\n" in built.text
    assert not linked.site.exists()


@pytest.mark.parametrize("image", ["loop.png", "one.png", "loop/p.png", f"{'p' * 300}.png"])
def test_a_picture_that_no_path_leads_to_is_a_message(
    publication: Publication, capsys: pytest.CaptureFixture[str], image: str
) -> None:
    folder = publication.root / "posts/2026"
    publication.post("a", image=image, image_alt="x")
    for name, target in {"loop.png": "loop.png", "loop": "loop", "one.png": "two.png"}.items():
        (folder / name).symlink_to(target)
    (folder / "two.png").symlink_to("one.png")
    found = "is or goes through a symbolic link" if "/" not in image else "no picture"
    found = "no picture" if len(image) > 50 else found
    assert check(publication.root, ENVIRON) == ("symbolic" in found)
    said = capsys.readouterr().out
    assert f"posts/2026/a.md:4:8: {'error' if 'symbolic' in found else 'warning'}: image: " in said
    assert found in said
    assert status(publication.root, ENVIRON) == 0
    built = publication.build("-j", "1", "-q")
    assert built.status == ("symbolic" in found)
    assert found in built.text
    assert str(publication.root) not in said + built.text


def test_a_link_to_a_name_that_no_disk_holds_leads_to_nothing(publication: Publication) -> None:
    long = "p" * 300
    names = [
        long,
        f"{long}.png",
        f"{'q/' * 150}x.png",
        f"{'ö' * 200}.csv",
        f"{long}/x.png",
    ]
    forms = ["[x]({})", "![x]({})", '<img src="{}" alt="x">', "[x](/{})", "{{download}}`x <{}>`"]
    lines = [form.format(name) for form in forms for name in names]
    lines.append(f"[x](../{long}.md) [x](../../{long}.md#x)")
    publication.post("a", "\n\n".join(lines))
    built = publication.build("-j", "1", "-q")
    assert built.status == 0, built.text
    told = {int(line.split(":")[1]) for line in built.text.splitlines() if ": warning: " in line}
    assert told == {5 + 2 * number for number in range(len(lines))}
    assert str(publication.root) not in built.text
    assert "Errno" not in built.text
