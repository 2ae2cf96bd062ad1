"""The wheel: what is in it, and what somebody who has nothing else makes with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from publishing.authoring.starter import SHARED
from tests.publication import NOW, PROJECT

KEPT = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, laid out as pip does in a folder of packages."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*command, "--directory", folder], cwd=PROJECT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "one")
    return folder / "one"


def in_place(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_all_of_the_package_is_in_the_wheel(installed: Path) -> None:
    shared = {*SHARED, ".github/workflows/check.yml", "Makefile", "conf.py.txt"}
    expected = in_place(PROJECT / "publishing") | {f"starter/{name}" for name in shared}
    assert in_place(installed / "publishing") == expected


def environment(folder: Path, packages: Path) -> None:
    """Make what ``VENV`` can name, in which the wheel is installed."""
    (folder / "bin").mkdir(parents=True)
    python = folder / "bin/python"
    python.write_text(f'#!/bin/sh\nPYTHONPATH="{packages}" exec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    (folder / ".ready").touch()


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env=KEPT | {"SOURCE_DATE_EPOCH": NOW},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def site(folder: Path) -> dict[str, bytes]:
    tree = folder / "_build/html"
    return {
        path.relative_to(tree).as_posix(): path.read_bytes()
        for path in tree.rglob("*")
        if path.is_file()
    }


def test_a_publication_is_made_with_nothing_but_the_wheel(installed: Path, tmp_path: Path) -> None:
    environment(tmp_path / "old", installed)
    run(tmp_path, "old/bin/python", "-m", "publishing", "init", "harbour")
    harbour, make = tmp_path / "harbour", ("make", f"VENV={tmp_path}/old")
    os.utime(tmp_path / "old/.ready")  # no set-up: nothing is fetched here
    assert run(harbour, *make, "html").splitlines()[:2] == [
        "1 published, 0 scheduled, 0 drafts",
        "0 errors, 0 warnings in 1 post",
    ]
    before = site(harbour)
    assert b"<title>Harbour</title>" in before["index.html"]

    (harbour / "_templates").mkdir()
    (harbour / "_templates/page.html").write_text("<p>Own page</p>{{ body }}")
    tokens = harbour / "_static/css/tokens.css"
    tokens.write_text(f"{tokens.read_text()}:root {{ --accent: #00507a; }}\n")
    said = run(harbour, *make, "test").splitlines()
    assert "0 errors, 0 warnings in 1 post" in said
    assert said[-1] == "the site is in _build/html"
    own = site(harbour)
    assert b"<p>Own page</p>" in own["about/index.html"]
    assert any(b"--accent: #00507a;" in text for name, text in own.items() if ".css" in name)
    assert own["posts/2026/the-first-post/index.html"] != b""

    newer = tmp_path / "packages"
    shutil.copytree(installed, newer, ignore=shutil.ignore_patterns("__pycache__"))
    (info,) = newer.glob("*.dist-info")
    metadata = info / "METADATA"
    metadata.write_text(metadata.read_text().replace("\nVersion: 1.", "\nVersion: 8.", 1))
    info.rename(newer / "post_technical-8.0.0.dist-info")
    environment(tmp_path / "new", newer)
    run_new = (f"{tmp_path}/new/bin/python", "-m", "publishing")
    assert run(tmp_path, *run_new, "--version").startswith("post-technical 8.")
    said = run(harbour, "make", f"VENV={tmp_path}/new", "html")
    assert "0 files written, 0 deleted" in said
    assert site(harbour) == own
