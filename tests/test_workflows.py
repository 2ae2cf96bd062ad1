"""What runs on GitHub: with what rights, on whose words, and by which commands."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
import yaml

from publishing.preview import reception
from tests.makefile import VENV, equip, targets
from tests.publication import NOW, PROJECT, Publication
from tests.repository import begin, commit, git
from tests.workflows import EXCEPTIONS, Job, Workflow, read, walk

WORKFLOWS = read()
JOBS = [job for workflow in WORKFLOWS.values() for job in workflow.jobs]
BY_NAME = {str(job): job for job in JOBS}
each_workflow = pytest.mark.parametrize("workflow", WORKFLOWS.values(), ids=WORKFLOWS)
each_job = pytest.mark.parametrize("job", JOBS, ids=str)

# Whose code a workflow runs is decided by what begins it. `pull_request_target` would run a
# stranger's with our secrets, and is nowhere.
TRIGGERS = {
    "check": {"pull_request", "push"},
    "preview": {"pull_request"},
    "show-preview": {"workflow_run"},
    "publish": {"push", "schedule", "workflow_dispatch"},
    "newest": {"schedule", "workflow_dispatch"},
}
RIGHTS = {
    "check/posts": {"contents": "read"},
    "check/machine": {"contents": "read"},
    "preview/build": {"contents": "read"},
    "show-preview/receive": {"actions": "read", "contents": "read", "pull-requests": "read"},
    "show-preview/deploy": {},
    "show-preview/comment": {"pull-requests": "write"},
    "publish/build": {"contents": "read"},
    "publish/deploy": {"pages": "write", "id-token": "write"},
    "newest/machine": {"contents": "read"},
}


def strangers(job: Job) -> bool:
    """Return whether a job runs the code of a pull request."""
    return "pull_request" in TRIGGERS[job.workflow]


def is_trusted(job: Job) -> bool:
    """Return whether a job holds anything that is worth stealing."""
    return job.writes or job.has_secret


def workflow(name: str) -> Workflow:
    """Return a workflow, unless the publication is hosted elsewhere and has removed it."""
    if name not in WORKFLOWS:
        pytest.skip(f"no workflow {name} here: this publication is hosted elsewhere")
    return WORKFLOWS[name]


def job(name: str) -> Job:
    """Return a job of a workflow, likewise."""
    workflow(name.partition("/")[0])
    return BY_NAME[name]


@each_workflow
def test_what_begins_it(workflow: Workflow) -> None:
    assert set(workflow.triggers) == TRIGGERS[workflow.name]


@each_job
def test_a_job_may_do_what_it_needs_and_no_more(job: Job) -> None:
    assert job.permissions == RIGHTS[str(job)]


@each_workflow
def test_a_workflow_may_do_nothing_that_no_job_asks_for(workflow: Workflow) -> None:
    assert workflow.given["permissions"] == {}


@pytest.mark.parametrize("job", list(filter(strangers, JOBS)), ids=str)
def test_code_of_strangers_meets_no_secret_and_no_token_that_writes(job: Job) -> None:
    assert not job.writes
    assert not job.has_secret
    assert "github.token" not in job.text
    assert "GITHUB_TOKEN" not in job.text


@pytest.mark.parametrize("job", list(filter(is_trusted, JOBS)), ids=str)
def test_a_job_that_can_write_or_holds_a_secret_runs_no_code_of_a_repository(job: Job) -> None:
    assert "actions/checkout" not in [step.action for step in job.steps]
    assert [step.target for step in job.steps if step.target] == []


@each_job
def test_a_checkout_leaves_no_token_behind_and_takes_what_began_the_run(job: Job) -> None:
    checkouts = [step for step in job.steps if step.action == "actions/checkout"]
    for step in checkouts:
        assert step.values["persist-credentials"] is False
    for step in checkouts[:1]:
        assert set(step.values) <= {"persist-credentials", "fetch-depth"}
    # One job reads what somebody else wrote, beside what it runs.
    assert (len(checkouts) > 1) is (str(job) == "show-preview/receive")
    for step in checkouts[1:]:
        assert step.values["path"] == "_build/branch"
        assert all("working-directory" not in one.given for one in job.steps)
        assert [one.run for one in job.steps if "_build/branch" in one.run] == [
            "make receive FROM=_build/incoming BRANCH=_build/branch"
        ]


@each_job
def test_the_cache_of_the_site_is_written_by_its_publication_alone(job: Job) -> None:
    uses = {step.action for step in job.steps}
    if strangers(job) or job.workflow == "show-preview":
        assert not uses & {"actions/cache", "actions/cache/save"}
    setups = [step for step in job.steps if step.action == "actions/setup-python"]
    assert not any("cache" in step.values for step in setups)


@each_workflow
def test_actions_are_pinned_by_commit(workflow: Workflow) -> None:
    used = re.findall(r"uses: (.*)", workflow.text)
    assert used
    for line in used:
        assert re.fullmatch(r"(actions|cloudflare)/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)


def test_an_action_has_one_pin_everywhere() -> None:
    pins: dict[str, set[str]] = {}
    for workflow in WORKFLOWS.values():
        for owner, rest in re.findall(r"uses: ([\w-]+/[\w-]+)\S*(@.*)", workflow.text):
            pins.setdefault(owner, set()).add(rest)
    assert {name for name, found in pins.items() if len(found) > 1} == set()


@each_job
def test_every_command_is_a_target_of_the_makefile(job: Job) -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    given = makefile.partition("GIVEN := ")[2].partition("\n")[0].split()
    for step in job.steps:
        if not step.run or step.run in EXCEPTIONS:
            continue
        make, target, *words = shlex.split(step.run)
        assert make == "make"
        assert target in targets()
        for word in words:
            name, _, value = word.partition("=")
            assert name in given, word
            assert re.fullmatch(r"[\w/^]+", value)


def test_no_exception_is_left_over() -> None:
    if WORKFLOWS.keys() != TRIGGERS.keys():
        pytest.skip("some workflows have been removed here, with their exceptions")
    commands = {step.run for job in JOBS for step in job.steps}
    assert commands >= EXCEPTIONS


@each_job
def test_no_text_of_an_event_reaches_a_shell(job: Job) -> None:
    for step in job.steps:
        assert "${{" not in step.run
        assert "shell" not in step.given
        assert "github-script" not in step.action


@each_job
def test_a_job_ends_and_runs_on_a_known_system(job: Job) -> None:
    assert 1 <= job.given["timeout-minutes"] <= 90
    assert re.fullmatch(r"ubuntu-\d\d\.04", job.given["runs-on"])


def test_posts_come_out_within_the_hour_and_from_main_alone() -> None:
    publish = workflow("publish")
    (schedule,) = publish.triggers["schedule"]
    minute, *rest = schedule["cron"].split()
    assert 0 < int(minute) < 60
    assert rest == ["*"] * 4
    assert publish.triggers["push"] == {"branches": ["main"]}
    assert job("publish/build").given["if"] == "github.ref == 'refs/heads/main'"
    assert publish.given["concurrency"]["cancel-in-progress"] is False


def test_the_newest_libraries_are_tried_every_week_and_meet_no_cache() -> None:
    newest = workflow("newest")
    (schedule,) = newest.triggers["schedule"]
    assert re.fullmatch(r"[1-9]\d? \d+ \* \* \d", schedule["cron"])
    assert job("newest/machine").given["if"] == "github.ref == 'refs/heads/main'"
    steps = job("newest/machine").steps
    assert [step.action for step in steps[:-1]] == ["actions/checkout", "actions/setup-python"]
    assert steps[-1].run == "make newest"


def test_a_preview_is_shown_only_of_a_build_that_succeeded() -> None:
    show = workflow("show-preview")
    assert show.triggers["workflow_run"] == {"workflows": ["preview"], "types": ["completed"]}
    assert workflow("preview").given["name"] == "preview"
    condition = job("show-preview/receive").given["if"]
    assert "workflow_run.conclusion == 'success'" in condition
    assert "workflow_run.event == 'pull_request'" in condition


def test_what_is_deployed_was_taken_in_first() -> None:
    deploy, comment = job("show-preview/deploy"), job("show-preview/comment")
    assert deploy.given["needs"] == "receive"
    assert comment.given["needs"] == ["receive", "deploy"]
    for one in (deploy, comment):
        (download,) = (step for step in one.steps if step.action == "actions/download-artifact")
        assert download.values == {"name": "received", "path": "received"}
    (wrangler,) = (step for step in deploy.steps if "wrangler" in step.action)
    assert wrangler.values["command"].startswith("pages deploy received/html ")
    assert re.fullmatch(r"\d+\.\d+\.\d+", wrangler.values["wranglerVersion"])


def test_pins_are_kept_current() -> None:
    bot = yaml.safe_load((PROJECT / ".github/dependabot.yml").read_text(encoding="utf-8"))
    (update,) = bot["updates"]
    assert update["package-ecosystem"] == "github-actions"
    assert update["cooldown"]["default-days"] >= 7


# -- The same commands, here -----------------------------------------------------------


@pytest.fixture
def clone(publication: Publication) -> Publication:
    """A pull request as GitHub checks it out: merged, with one commit of `main` below it."""
    publication.post("tea")
    publication.write(".gitignore", "/.cache/\n/_build/\n/env/\n__pycache__/\n")
    equip(publication.root)
    publication.take_over()
    root = publication.root
    begin(root)
    git(root, "checkout", "-qb", "theirs")
    publication.post("maps", "One two three.\n", author="Ann Lee", tags="maps")
    commit(root)
    git(root, "checkout", "-q", "main")
    git(root, "commit", "-q", "--allow-empty", "-m", "Meanwhile")
    git(root, "merge", "-q", "--no-ff", "-m", "Merge", "theirs")
    return publication


def test_a_pull_request_is_checked_built_received_and_published(
    clone: Publication, tmp_path: Path
) -> None:
    artifacts, environ = tmp_path / "artifacts", {"SOURCE_DATE_EPOCH": NOW, "VENV": VENV}
    root = clone.root

    (said,) = walk(job("check/posts"), root, artifacts, environ)
    assert said.endswith("0 errors, 0 warnings in 2 posts\n")

    (built,) = walk(job("preview/build"), root, artifacts, environ)
    assert "the site is in _build/preview/html\n" in built
    assert {path.name for path in (artifacts / "preview").iterdir()} >= {"index.html", "posts"}

    # Another machine, which has the main branch, and reads the other.
    shutil.rmtree(root / "_build")
    git(root, "reset", "-q", "--hard", "HEAD^1")
    environ["PREVIEW_URL"] = "https://pr-7.example/"
    walk(job("show-preview/receive"), root, artifacts, environ, "theirs")
    received = artifacts / "received"
    page = received / "html/posts/2026/maps/index.html"
    assert "Maps" in page.read_text(encoding="utf-8")
    assert "noindex" in (received / "html/_headers").read_text(encoding="utf-8")
    words = (received / "comment.md").read_text(encoding="utf-8")
    assert words.startswith("## What this publishes\n\n**New:** `Maps`\n")
    assert "Files of the site" not in words
    assert words.splitlines()[-1] == (
        "- [the page](<https://pr-7.example/posts/2026/maps/>), and "
        "[its card](<https://pr-7.example/_cards/posts/2026/maps/card.png>) where it is shared"
    )
    assert reception.FOLDER == "_build/received"

    walk(job("publish/build"), root, artifacts, environ)
    (pages,) = (
        step.values["path"]
        for step in job("publish/build").steps
        if step.action == "actions/upload-pages-artifact"
    )
    assert (root / pages / "posts/2026/tea/index.html").is_file()
    assert not (root / pages / "posts/2026/maps").exists()


def test_errors_stop_a_check_with_annotations(clone: Publication, tmp_path: Path) -> None:
    clone.post("bad", date="30 Feb")
    environ = {"SOURCE_DATE_EPOCH": NOW, "VENV": VENV}
    with pytest.raises(AssertionError, match=r"::error file=posts/2026/bad\.md,line=3,"):
        walk(job("check/posts"), clone.root, tmp_path, environ)
