"""The programs that are measured: each builds the same posts into a site."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SITE_URL = "https://example.org/blog/"
CLOCK = 1_780_272_000  # 2026-06-01, after the last post of any corpus
_NOT_COPIED = {"posts", "tests", "benchmarks", "_build"}


@dataclass(frozen=True, slots=True)
class Stack:
    """One way of building the posts, in a folder of its own.

    :ivar prepare: writes into an empty folder everything but the posts.
    :ivar command: what builds there, for a number of jobs.
    :ivar output: where the site is, below that folder.
    :ivar built: what a build makes for readers and for the next build, below that folder.
    :ivar cache: what it keeps beside that and may find again on another machine.
    """

    name: str
    prepare: Callable[[Path], None]
    command: Callable[[int], list[str]]
    output: str
    built: str
    cache: str


def environment() -> dict[str, str]:
    """Return the variables of every measured command: the caller's, with the site's fixed."""
    fixed = {
        "SITE_URL": SITE_URL,
        "SITE_LANGUAGE": "en",
        "SOURCE_DATE_EPOCH": str(CLOCK),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "",
    }
    return {**os.environ, **fixed}


def _copy_project(folder: Path) -> None:
    shutil.copytree(PROJECT, folder, ignore=_left_out, dirs_exist_ok=True)


def _left_out(folder: str, names: list[str]) -> set[str]:
    hidden = {name for name in names if name.startswith(".") or name == "__pycache__"}
    return hidden | _NOT_COPIED if Path(folder) == PROJECT else hidden


def _build_ours(jobs: int) -> list[str]:
    return [sys.executable, "-m", "publishing", "build", "-v", "-j", str(jobs)]


OURS = Stack("ours", _copy_project, _build_ours, "_build/html", "_build", ".cache")
