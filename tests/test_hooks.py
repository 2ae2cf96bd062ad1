"""How a check is called: by make, and by pre-commit on the posts that are committed."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.makefile import VENV, equip
from tests.publication import NOW, PROJECT, Publication

ENVIRON = os.environ | {"SOURCE_DATE_EPOCH": NOW, "VENV": VENV}
HOOKS = yaml.safe_load((PROJECT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def root(publication: Publication) -> Path:
    equip(publication.root)
    publication.post("a", title="One: two")
    return publication.root


def make(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = ["make", "--silent", *words]
    return subprocess.run(command, cwd=root, env=ENVIRON, capture_output=True, text=True)


def test_make_check(root: Path) -> None:
    said = make(root, "check")
    assert said.returncode == 2  # make's own, for a command that failed
    assert said.stdout.splitlines() == [
        "posts/2026/a.md:2:11: error: title: text with a ': ' in it needs quotation marks",
        '    help: write title: "One: two"',
        "one of these is mended by: make check FIX=1 POSTS=posts/2026/a.md",
        "1 error, 0 warnings in 1 post",
    ]


def test_the_command_that_a_report_names_mends(root: Path) -> None:
    (command,) = (
        line.partition(": ")[2] for line in make(root, "check").stdout.splitlines() if "FIX" in line
    )
    said = make(root, *shlex.split(command)[1:])
    assert said.returncode == 0
    assert said.stdout.splitlines() == [
        'posts/2026/a.md:2:1: mended: title: "One: two"',
        "1 published, 0 scheduled, 0 drafts",
        "1 mended",
        "0 errors, 0 warnings in 1 post",
    ]
    assert (root / "posts/2026/a.md").read_text().startswith('---\ntitle: "One: two"\n')


def test_make_check_for_machines(root: Path) -> None:
    said = make(root, "check", "FORMAT=json", "POSTS=posts/2026/a.md")
    assert json.loads(said.stdout)["errors"] == 1
    said = make(root, "check", "FORMAT=github", "DEEP=1")
    assert said.stdout.startswith("::error file=posts/2026/a.md,line=2,col=11,")


def test_make_schema_and_links(root: Path) -> None:
    guide = (PROJECT / "CONTRIBUTING.md").read_bytes()
    (root / "CONTRIBUTING.md").write_bytes(guide)
    assert make(root, "schema").returncode == 0
    assert (root / "CONTRIBUTING.md").read_bytes() == guide
    (root / "posts/2026/a.md").unlink()
    said = make(root, "links")
    assert said.stdout == "0 addresses of 0 hosts\n0 errors, 0 warnings in 0 posts\n"


def hook(id: str) -> dict[str, object]:
    (found,) = (hook for repo in HOOKS["repos"] for hook in repo["hooks"] if hook["id"] == id)
    assert isinstance(found, dict)
    return found


def test_hooks_fetch_nothing() -> None:
    assert [repo["repo"] for repo in HOOKS["repos"]] == ["local"]
    assert all(hook["language"] == "system" for repo in HOOKS["repos"] for hook in repo["hooks"])


@pytest.mark.parametrize(
    ("path", "is_checked"),
    [
        ("posts/2026/x/index.md", True),
        ("posts/x.markdown", True),
        ("posts/2026/x/chart.png", False),
        ("README.md", False),
        ("tests/posts/x.md", False),
    ],
)
def test_the_hook_takes_posts_alone(path: str, is_checked: bool) -> None:
    assert bool(re.search(str(hook("check-posts")["files"]), path)) is is_checked


def test_the_hook_checks_what_it_is_given(publication: Publication, root: Path) -> None:
    publication.write("posts/2026/b c.md", "---\ntitle: B\ndate: soon\n---\nText.\n")
    publication.write("posts/2026/d.md", "---\ntitle: D\ndate: soon\n---\nText.\n")
    command = [*shlex.split(str(hook("check-posts")["entry"])), "posts/2026/b c.md"]
    said = subprocess.run(command, cwd=root, env=ENVIRON, capture_output=True, text=True)
    assert said.returncode == 1, said.stderr
    positions = [line.partition(":")[0] for line in said.stdout.splitlines() if ": error: " in line]
    assert positions == ["posts/2026/b c.md"]
