"""GitHub's workflows of the project, read and, as far as they are ours, run.

A step of ours is a target of the Makefile. :func:`walk` runs those of one job in a folder and
does for it what the actions do that hand files on; others it leaves out.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.publication import PROJECT
from tests.repository import git

FOLDER = PROJECT / ".github/workflows"

# What is no target of the Makefile, word by word: nothing in it can be run on another machine.
EXCEPTIONS = {
    ".ci/run",
    'echo "number=$(gh api --method GET "repos/$GITHUB_REPOSITORY/pulls" -f state=open '
    '-f head="$HEAD" --jq "map(select(.head.sha == \\"$COMMIT\\")) | first | .number // empty")" '
    '>> "$GITHUB_OUTPUT"',
    'gh pr comment "$NUMBER" --repo "$GITHUB_REPOSITORY" --body-file received/comment.md '
    "--edit-last --create-if-none",
    "touch deployed",
}


@dataclass(frozen=True)
class Step:
    """One step of a job."""

    given: dict[str, Any]

    @property
    def run(self) -> str:
        return str(self.given.get("run", ""))

    @property
    def action(self) -> str:
        """The action's name, without its pin."""
        return str(self.given.get("uses", "")).partition("@")[0]

    @property
    def values(self) -> dict[str, Any]:
        return dict(self.given.get("with", {}))

    @property
    def target(self) -> str:
        """The target of the Makefile that it makes, if it does."""
        words = shlex.split(self.run) if self.run.startswith("make ") else []
        return words[1] if words else ""


@dataclass(frozen=True)
class Job:
    """One job of a workflow."""

    workflow: str
    name: str
    given: dict[str, Any]

    @property
    def steps(self) -> list[Step]:
        return [Step(step) for step in self.given["steps"]]

    @property
    def permissions(self) -> dict[str, str]:
        return dict(self.given["permissions"])

    @property
    def writes(self) -> bool:
        return "write" in self.permissions.values()

    @property
    def text(self) -> str:
        return yaml.safe_dump(self.given, width=10_000)

    @property
    def has_secret(self) -> bool:
        return "secrets." in self.text or "environment" in self.given

    def __str__(self) -> str:
        return f"{self.workflow}/{self.name}"


@dataclass(frozen=True)
class Workflow:
    """One file."""

    name: str
    text: str
    given: dict[Any, Any] = field(repr=False)

    @property
    def triggers(self) -> dict[str, Any]:
        # YAML 1.1, which is what PyYAML and not what GitHub reads, takes `on` for a truth.
        return dict(self.given[True])

    @property
    def jobs(self) -> list[Job]:
        return [Job(self.name, name, job) for name, job in self.given["jobs"].items()]


def read() -> dict[str, Workflow]:
    """Return every workflow by the name of its file."""
    found = {}
    for path in sorted(FOLDER.iterdir()):
        text = path.read_text(encoding="utf-8")
        found[path.stem] = Workflow(path.stem, text, yaml.safe_load(text))
    return found


def walk(
    job: Job, root: Path, artifacts: Path, environ: dict[str, str], head: str = ""
) -> list[str]:
    """Do what a job does, so far as it can be done here, and return what its commands said.

    :param artifacts: the folder that stands for GitHub's store of them.
    :param head: the commit of the pull request, for a job that reads it.
    """
    said = []
    for step in job.steps:
        if step.target:
            command = ["make", "--silent", *shlex.split(step.run)[1:]]
            done = subprocess.run(
                command, cwd=root, env=os.environ | environ, capture_output=True, text=True
            )
            assert done.returncode == 0, f"{step.run}: {done.stdout}{done.stderr}"
            said.append(done.stdout)
        elif step.action == "actions/checkout" and "path" in step.values:
            assert step.values["ref"] == "${{ github.event.workflow_run.head_sha }}"
            git(root, "clone", "-q", ".", step.values["path"])
            git(root / step.values["path"], "checkout", "-q", head)
        elif step.action == "actions/upload-artifact":
            _upload(step.values["path"].split(), root, artifacts / step.values["name"])
        elif step.action == "actions/download-artifact":
            shutil.copytree(artifacts / step.values["name"], root / step.values["path"])
    return said


def _upload(paths: list[str], root: Path, artifact: Path) -> None:
    """Keep files as the action does: from the deepest folder that all of them are in."""
    top = Path(os.path.commonpath(paths) if len(paths) > 1 else paths[0])
    for path in paths:
        source, target = root / path, artifact / Path(path).relative_to(top)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
