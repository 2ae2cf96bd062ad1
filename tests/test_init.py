"""A publication is begun in an empty folder, with what was given or answered."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from publishing.authoring.init import GivenSite, init
from publishing.base import distribution
from publishing.base.distribution import requirement
from tests.makefile import targets
from tests.publication import NOW

ENVIRON = {"SOURCE_DATE_EPOCH": NOW}


def values(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for statement in ast.parse((folder / "conf.py").read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            found[statement.targets[0].id] = ast.literal_eval(statement.value)
    return found


def answering(*answers: str) -> Callable[[str], str]:
    left: Iterator[str] = iter(answers)
    return lambda _: next(left)


def names(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def test_nothing_of_the_code_is_in_it(tmp_path: Path) -> None:
    assert init(tmp_path / "new/harbour", ENVIRON, GivenSite(), None) == 0
    assert names(tmp_path / "new/harbour") == [
        ".editorconfig",
        ".github/workflows/check.yml",
        ".github/workflows/preview.yml",
        ".github/workflows/publish.yml",
        ".github/workflows/show-preview.yml",
        ".gitignore",
        ".vscode/extensions.json",
        ".vscode/front-matter.code-snippets",
        ".vscode/front-matter.schema.json",
        ".vscode/settings.json",
        ".vscode/tasks.json",
        "CONTRIBUTING.md",
        "Makefile",
        "README.md",
        "_static/css/tokens.css",
        "about.md",
        "authors.yml",
        "conf.py",
        "index.md",
        "posts/2026/the-first-post/index.md",
        "requirements.txt",
    ]


@pytest.mark.parametrize(
    ("folder", "given", "answers", "expected"),
    [
        (
            "harbour",
            {},
            None,
            ("Harbour", "https://harbour.example/", "en", "harbour.example,2026"),
        ),
        (
            "the-log",
            {},
            None,
            ("The log", "https://the-log.example/", "en", "the-log.example,2026"),
        ),
        (
            "x",
            {"name": 'L\'"Été"', "address": "https://e.example/log/", "language": "fr"},
            None,
            ('L\'"Été"', "https://e.example/log/", "fr", "e.example,2026"),
        ),
        ("x", {}, ("", "", ""), ("X", "https://x.example/", "en", "x.example,2026")),
        (
            "x",
            {},
            ("Quai", "https://quai.example/", "fr-CH"),
            ("Quai", "https://quai.example/", "fr-CH", "quai.example,2026"),
        ),
    ],
)
def test_it_is_called_and_placed_as_was_said(
    tmp_path: Path,
    folder: str,
    given: dict[str, str],
    answers: tuple[str, ...] | None,
    expected: tuple[str, ...],
) -> None:
    ask = answering(*answers) if answers else None
    assert init(tmp_path / folder, ENVIRON, GivenSite(**given), ask) == 0
    made = values(tmp_path / folder)
    assert tuple(made[name] for name in ("project", "site_url", "language", "site_id")) == expected
    assert made["source_url"] == ""
    assert made["html_theme"] == "publishing"
    conf = (tmp_path / folder / "conf.py").read_text(encoding="utf-8")
    assert "empty `posts/`" not in conf
    assert f"# {expected[0]}\n" in (tmp_path / folder / "index.md").read_text(encoding="utf-8")


def test_a_folder_that_holds_something_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/.hidden").touch()
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to("nowhere")
    for name, what in (
        ("full", "holds something already"),
        ("file", "is no folder"),
        ("link", "is no folder"),
        ("file/deep", ""),
    ):
        before = names(tmp_path)
        assert init(tmp_path / name, ENVIRON, GivenSite(), None) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert what in said.err
        assert "\n" not in said.err.strip()
        assert names(tmp_path) == before
    (tmp_path / "empty").mkdir()
    assert init(tmp_path / "empty", ENVIRON, GivenSite(), None) == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"language": "no such"}, "language is 'no such': write a language tag"),
        ({"address": "harbour"}, "site_url is 'harbour': write "),
        ({"name": "a\x1b[2J"}, "project is 'a\\x1b[2J': "),
    ],
)
def test_what_cannot_be_a_setting_is_said_and_nothing_written(
    tmp_path: Path, given: dict[str, str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert init(tmp_path / "x", ENVIRON, GivenSite(**given), None) == 2
    assert capsys.readouterr().err.startswith(said)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("end", [KeyboardInterrupt, EOFError])
def test_whoever_stops_it_has_nothing(
    tmp_path: Path, end: type[BaseException], capsys: pytest.CaptureFixture[str]
) -> None:
    def ask(_: str) -> str:
        raise end

    assert init(tmp_path / "x", ENVIRON, GivenSite(), ask) == 130
    assert capsys.readouterr().out == "\nNothing was written.\n"
    assert not (tmp_path / "x").exists()


def test_its_commands_are_those_of_this_project(tmp_path: Path) -> None:
    init(tmp_path / "x", ENVIRON, GivenSite(), None)
    text = (tmp_path / "x/Makefile").read_text(encoding="utf-8")
    found = re.findall(r"^([a-z]+):.*## ", text, re.MULTILINE)
    assert sorted(found) == sorted(set(targets()) - {"newest", "lint", "bench"})
    assert "pytest" not in text
    assert "requirements.lock" not in text
    assert re.search(r"^NEEDED := 3\.\d+", text, re.MULTILINE)
    # What its workflows run is among them.
    workflows = (path.read_text("utf-8") for path in (tmp_path / "x/.github").rglob("*.yml"))
    assert set(re.findall(r"\bmake ([a-z]+)", "\n".join(workflows))) <= {*found}


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (None, "post-technical ~= 3.4"),
        (
            {"url": "file:///tmp/a%20b/post_technical-3.4.5-py3-none-any.whl", "archive_info": {}},
            "--find-links /tmp/a b\npost-technical ~= 3.4",
        ),
        ({"url": "file:///src", "dir_info": {}}, "post-technical @ file:///src"),
        (
            {"url": "https://x.example/p.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "post-technical @ git+https://x.example/p.git@abc",
        ),
        (
            {"url": "https://x.example/p.whl", "archive_info": {}},
            "post-technical @ https://x.example/p.whl",
        ),
    ],
)
def test_it_asks_for_the_package_where_that_came_from(
    monkeypatch: pytest.MonkeyPatch, origin: dict[str, Any] | None, expected: str
) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return json.dumps(origin) if origin else None

    monkeypatch.setattr(distribution, "distribution", lambda _: Installed())
    monkeypatch.setattr(distribution, "package_version", lambda: "3.4.5")
    assert requirement() == expected
