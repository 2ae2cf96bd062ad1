"""The recipes for hosts, as files and by running what they tell a host to run."""

from __future__ import annotations

import os
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from publishing.output.redirects import read_redirects, redirects_file
from tests.library_of import post
from tests.makefile import VENV, equip
from tests.publication import NOW, PROJECT, Publication

ICON = "/favicon.ico /_static/icons/48.png 301\n"


@pytest.fixture
def root(publication: Publication) -> Path:
    equip(publication.root)
    publication.take_over()
    publication.post("tea", redirect_from="/old/")
    publication.post("later", date="2027-01-01")
    return publication.root


def run(root: Path, command: str, **environ: str) -> None:
    given = os.environ | {"SOURCE_DATE_EPOCH": NOW, "VENV": VENV} | environ
    done = subprocess.run(
        ["sh", "-e", "-c", command], cwd=root, env=given, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def recipe(name: str) -> dict[str, Any]:
    """Return a recipe, unless the publication is hosted elsewhere and has removed it."""
    file = PROJECT / name
    if not file.is_file():
        pytest.skip(f"no {name} here: this publication is hosted elsewhere")
    text = file.read_text(encoding="utf-8")
    found: dict[str, Any] = tomllib.loads(text) if name.endswith(".toml") else yaml.safe_load(text)
    return found


def canonical(tree: Path) -> str:
    text = (tree / "posts/2026/tea/index.html").read_text(encoding="utf-8")
    return text.partition('rel="canonical" href="')[2].partition('"')[0]


@pytest.mark.parametrize(("context", "has_later"), [("", False), ("deploy-preview", True)])
def test_netlify(root: Path, context: str, has_later: bool) -> None:
    netlify = recipe("netlify.toml")
    build = netlify["context"][context] if context else netlify["build"]
    run(root, build["command"], DEPLOY_PRIME_URL="https://deploy-preview-7.example")
    tree = root / build["publish"]
    host = "https://deploy-preview-7.example" if context else "https://post-technical.example"
    assert canonical(tree) == f"{host}/posts/2026/tea/"
    assert (tree / "posts/2026/later/index.html").exists() is has_later
    assert (tree / "_redirects").read_text() == f"{ICON}/old/ /posts/2026/tea/ 301\n"
    assert (tree / "_headers").read_text().startswith("/*\n  Content-Security-Policy: ")
    assert (tree / "404.html").is_file()


@pytest.mark.parametrize(("version", "has_later"), [("branch", False), ("external", True)])
def test_read_the_docs(root: Path, tmp_path: Path, version: str, has_later: bool) -> None:
    output = tmp_path / "output"
    for command in recipe(".readthedocs.yaml")["build"]["commands"]:
        run(
            root,
            command,
            READTHEDOCS_OUTPUT=str(output),
            READTHEDOCS_CANONICAL_URL="https://tea.example/en/",
            READTHEDOCS_VERSION_TYPE=version,
        )
    assert canonical(output / "html") == "https://tea.example/en/posts/2026/tea/"
    assert (output / "html/posts/2026/later/index.html").exists() is has_later
    assert not (root / "_build/html").exists()


def test_a_server_of_ones_own(root: Path) -> None:
    run(root, "make package")
    package = root / "_build/package"
    assert {path.name for path in package.iterdir() if path.name[0] != "."} == {
        "html",
        "nginx.conf",
    }
    assert (package / "html/posts/2026/tea/index.html.gz").is_file()
    assert not (package / "html/_headers").exists()
    assert 'location = "/old/" { return 301 "/posts/2026/tea/"; }\n' in (
        package / "nginx.conf"
    ).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("netlify.toml", ("build", "environment", "PYTHON_VERSION")),
        (".readthedocs.yaml", ("build", "tools", "python")),
    ],
)
def test_hosts_have_the_python_that_is_needed(name: str, path: tuple[str, ...]) -> None:
    written: Any = recipe(name)
    for key in path:
        written = written[key]
    needed = recipe("pyproject.toml")["project"]["requires-python"].removeprefix(">=")
    # Of a version that is named by two numbers, hosts have the newest.
    assert tuple(map(int, written.split("."))) >= tuple(map(int, needed.split(".")[:2]))


def test_old_addresses_hold_no_sign_that_hosts_give_a_meaning_to() -> None:
    redirects = {"a b/*/": post("posts/x.md"), ":name/": post("posts/é.md"), "#.html": post()}
    text = redirects_file(redirects).decode()
    assert text == ICON + (
        "/a%20b/%2A/ /posts/x/ 301\n/%3Aname/ /posts/%C3%A9/ 301\n/%23.html /posts/a/ 301\n"
    )
    assert [old for old, _ in read_redirects(text)] == [
        "/favicon.ico",
        "/a b/*/",
        "/:name/",
        "/#.html",
    ]
