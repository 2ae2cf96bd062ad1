"""Names of files are data: no target, task, hook or pasted line runs anything that is in one."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml

from publishing.authoring.named_posts import UsageError, assigned, chosen, listed
from publishing.cli import main
from tests.makefile import VENV, equip, targets
from tests.publication import NOW, PROJECT, Publication

RUNS = "touch X"
NAMES = [
    f"$(shell {RUNS})",
    f"${{shell {RUNS}}}",
    f"$$({RUNS})",
    f"$({RUNS})",
    f"`{RUNS}`",
    f";{RUNS}",
    f"a;{RUNS};b",
    f"a&{RUNS}&b",
    f"a|{RUNS}",
    f"a\n{RUNS}\nb",
    f"a\n\t{RUNS}",
    f"$(eval $(shell {RUNS}))",
    f"a' ; {RUNS} ; '",
    f'a" ; {RUNS} ; "',
    f'a"; {RUNS} #',
    f"a) {RUNS} (",
    "a\\",
    "'\"",
    "two  words ",
    "-x",
    "--eval=$(shell touch X)",
    "%",
    "a#b",
    "*",
    "a=b",
    "a:=b",
    "$",
    "$$POSTS",
    "${POSTS}",
    "!!",
    "~root",
    "größe 日本",
    "größe",
    "\udcff\udcfe",
    "\x1b[2J",
    "a\r::error::x",
]
ENVIRON = os.environ | {"SOURCE_DATE_EPOCH": NOW, "VENV": VENV}
STUB = """#!/bin/sh
printf '%s\\0' "$@" > said
"""
SAID = {
    "check": (
        "POSTS",
        ["check", "--format=text", "--posts={}"],
    ),
    "links": ("POSTS", ["links", "--posts={}"]),
    "bench": ("POSTS", ["--posts={}"]),
    "change": ("BASE", ["change", "--base={}"]),
    "receive": ("FROM", ["receive", "--from={}", "--branch="]),
    "serve": ("PORT", ["serve", "--port={}", "--options="]),
    "html": ("SPHINXOPTS", ["build", "--options={}"]),
    "preview": ("SPHINXOPTS", ["build", "--preview", "--options={}"]),
    "new": (
        "TITLE",
        ["new", "--title={}", "--author=", "--tags=", "--description=", "--images="],
    ),
}


def make(root: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    given = ENVIRON | environ
    return subprocess.run(["make", "--silent", *words], cwd=root, env=given, capture_output=True)


@pytest.fixture
def stub(tmp_path: Path) -> Path:
    """A project whose Python says what it was given, and does nothing."""
    equip(tmp_path)
    (tmp_path / VENV / "bin/python").write_text(STUB)
    return tmp_path


@pytest.mark.parametrize("target", SAID)
@pytest.mark.parametrize("is_in_environment", [False, True])
def test_a_target_hands_on_what_it_is_given(
    stub: Path, target: str, is_in_environment: bool
) -> None:
    variable, expected = SAID[target]
    # What every variable of the Makefile is held to makes a few names enough for the others.
    for name in NAMES if target == "check" and not is_in_environment else NAMES[::5]:
        words = [target] if is_in_environment else [target, f"{variable}={name}"]
        done = make(stub, *words, **({variable: name} if is_in_environment else {}))
        assert (done.returncode, done.stderr) == (0, b""), name
        said = (stub / "said").read_bytes().split(b"\0")[2:-1]
        assert said == [os.fsencode(word.replace("{}", name)) for word in expected], name
        assert not (stub / "X").exists(), name


def test_every_variable_of_the_makefile_is_held_to_it() -> None:
    """A recipe names none but those of the project's own paths, and those by `if` alone."""
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    (given,) = re.findall(r"^GIVEN := (.*)$", makefile, re.MULTILINE)
    recipes = "\n".join(re.findall(r"^\t.*$", makefile, re.MULTILINE))
    pasted = set(
        re.findall(r"\$\((\w+)\)", re.sub(r"\$\(if \$\(\w+\),(,\$\(SIDE_BY_SIDE\))?", "", recipes))
    )
    ours = {"MAKE", "MAKEFILE_LIST", "NEEDED", "NEWEST", "PYTHON", "RUN", "STRICT", "VENV"}
    assert pasted == ours
    quoted = re.findall(r"(\S?)\$\$(\w+)(\S?)", recipes)
    assert {name for _, name, _ in quoted} == set(given.split()) - {"FIX", "DEEP", "FULL"}
    # Names of tests are words for pytest, and no patterns: the shell is told so.
    assert {(before, after) for before, name, after in quoted if name != "TESTS"} == {('"', '"')}
    assert re.search(r"set -f; \$\(RUN\) .* -m pytest .* \$\$TESTS\n", makefile)
    assert {variable for variable, _ in SAID.values()} <= set(given.split())
    assert SAID.keys() <= set(targets())


# -- What a command makes of a list ----------------------------------------------------


def test_a_value_that_is_the_name_of_a_file_is_one_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        (tmp_path / name).write_text("x")
        assert listed(name) == [name]
        (tmp_path / name).unlink()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        ("posts/a.md", ["posts/a.md"]),
        ("posts/a.md  posts/b.md\nposts/c.md", ["posts/a.md", "posts/b.md", "posts/c.md"]),
        ("'posts/a b.md' posts/c.md", ["posts/a b.md", "posts/c.md"]),
        ("posts/it's.md", ["posts/it's.md"]),
        ("$(x) `y`", ["$(x)", "`y`"]),
    ],
)
def test_other_values_are_words(text: str, names: list[str]) -> None:
    assert listed(text) == names


@pytest.mark.parametrize("names", [[name] for name in NAMES] + [NAMES[:5], ["a b", "c", "it's"]])
def test_what_is_written_to_be_pasted_is_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in names:
        (tmp_path / name).write_text("x")
    if not (word := assigned(names)):
        assert not all(name.isprintable() for name in names)
        return
    script = f"set -- {word}; printf '%s\\0' \"$@\""
    said = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, check=True)
    (value,) = os.fsdecode(said.stdout).split("\0")[:-1]
    assert listed(value.removeprefix("POSTS=")) == names
    assert not (tmp_path / "X").exists()


def test_a_name_that_is_no_post_is_told_of_and_not_obeyed(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        chosen(tmp_path, ["\x1b[2J", "a\n::error::b", "\udcff", "x" * 5000, "a\0b"])
    assert str(refused.value).splitlines() == [
        "\\x1b[2J does not exist",
        "a\\x0a::error::b does not exist",
        "\\udcff does not exist",
        f"{'x' * 5000} does not exist",
        "a\\x00b does not exist",
    ]


# -- Real runs -------------------------------------------------------------------------


@pytest.fixture
def root(publication: Publication) -> Path:
    """Posts with all these names, each with a fault that has one mend."""
    equip(publication.root)
    for name in NAMES:
        file = publication.root / "posts" / f"{name}.md"
        file.write_text("---\ntitle: One: two\ndate: 2026-05-01\n---\nText.\n")
    return publication.root


def test_posts_with_such_names_are_refused_in_every_format(root: Path) -> None:
    reports = {
        format: make(root, "check", f"FORMAT={format}")
        for format in ("text", "github", "json", "sarif")
    }
    for done in reports.values():
        assert done.returncode == 2, done.stderr
        assert b"Traceback" not in done.stderr
        done.stdout.decode("utf-8")
    text, github = (reports[name].stdout.decode() for name in ("text", "github"))
    refused = set(re.findall(r"^(.*):1:1: error: file name: ", text, re.MULTILINE))
    sound = {"posts/größe 日本.md", "posts/größe.md", "posts/a=b.md", "posts/!!.md"}
    sound |= {f"posts/a) {RUNS} (.md"}
    assert len(refused) == len(NAMES) - len(sound)
    assert "\nposts/a\\x0atouch X\\x0ab.md:1:1: error: file name: '\\x0a' cannot" in f"\n{text}"
    assert all(
        line.startswith(("::error file=posts/", "::warning file=posts/"))
        for line in github.splitlines()
        if line.startswith("::")
    )
    problems = json.loads(reports["json"].stdout)["problems"]
    assert "posts/\\udcff\\udcfe.md" in {problem["path"] for problem in problems}
    (run,) = json.loads(reports["sarif"].stdout)["runs"]
    positions = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in run["results"]
    }
    assert {"posts/%FF%FE.md", "posts/-x.md", "posts/%24%28touch%20X%29.md"} <= positions
    assert not list(root.rglob("X"))


def test_the_line_that_is_printed_to_be_pasted_mends(root: Path) -> None:
    named = {NAMES[0], NAMES[4], NAMES[12], "größe 日本"}
    for file in (root / "posts").iterdir():
        if file.stem not in named:
            file.unlink()
    report = make(root, "check").stdout.decode()
    (line,) = (line for line in report.splitlines() if " mended by: " in line)
    command = line.partition(" mended by: ")[2]
    assert command.startswith("make check FIX=1 POSTS=")
    subprocess.run(["bash", "-c", command], cwd=root, env=ENVIRON, capture_output=True)
    assert {file.stem for file in (root / "posts").iterdir()} == named
    for file in (root / "posts").iterdir():
        assert file.read_text().startswith('---\ntitle: "One: two"\n')
    assert not list(root.rglob("X"))


@pytest.mark.parametrize("words", [words for _, words in SAID.values() if len(words) > 1])
def test_a_command_refuses_what_names_nothing(
    publication: Publication,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    words: list[str],
) -> None:
    monkeypatch.chdir(publication.root)
    if words[0] == "new":
        words = ["new", "--images={}"]
    for name in ("::error::x", " ::error::x", "##[error]x", "\x1b[2J", "\udcff", "a\r::x", "-x"):
        try:
            status = main([word.replace("{}", name) for word in words])
        except SystemExit as ended:
            status = ended.code
        said = "".join(capfd.readouterr())
        assert status in {1, 2}, name
        assert "Traceback" not in said
        assert not re.search(r"^\s*::|##\[|\x1b|\r", said, re.MULTILINE)


# -- Editors and hooks -----------------------------------------------------------------


def test_the_task_of_the_editor_checks_the_file_that_is_open(stub: Path) -> None:
    tasks = json.loads((PROJECT / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"]
    (task,) = (task for task in tasks if "${relativeFile}" in json.dumps(task))
    assert task["type"] == "process"  # of no shell
    for name in NAMES:
        words = [word.replace("${relativeFile}", f"posts/{name}.md") for word in task["args"]]
        subprocess.run([task["command"], *words], cwd=stub, env=ENVIRON, check=True)
        said = (stub / "said").read_bytes().split(b"\0")
        assert said[-2] == os.fsencode(f"--posts=posts/{name}.md")
    assert not (stub / "X").exists()


def test_the_hook_checks_every_name(stub: Path) -> None:
    hooks = yaml.safe_load((PROJECT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (hook,) = (
        one for repo in hooks["repos"] for one in repo["hooks"] if one["id"] == "check-posts"
    )
    paths = [f"posts/{name}.md" for name in NAMES]
    assert [path for path in paths if not re.search(hook["files"], path)] == []
    command = [*shlex.split(hook["entry"]), *paths]
    subprocess.run(command, cwd=stub, env=ENVIRON, check=True)
    said = (stub / "said").read_bytes().split(b"\0")[:-1]
    assert said == [b"-m", b"publishing", b"check", b"--", *map(os.fsencode, paths)]
    assert not (stub / "X").exists()


def test_no_word_of_an_event_is_pasted_into_a_command() -> None:
    for file in sorted((PROJECT / ".github/workflows").glob("*.yml")):
        for command in re.findall(r"^ *-? run: (.*)$", file.read_text(encoding="utf-8"), re.M):
            assert "${{" not in command
