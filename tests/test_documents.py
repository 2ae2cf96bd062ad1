"""What the documents say can be done, done as they say it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest

from publishing.conf.settings import Settings
from tests.makefile import VENV, equip, set_up, targets
from tests.publication import NOW, PROJECT, SETTINGS, Publication, with_settings
from tests.repository import NOBODY, begin, git

DOCUMENTS = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").glob("*.md")])
FENCED = re.compile(r"^( *)(```+).*?^\1\2", re.MULTILINE | re.DOTALL)


def named(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def text_of(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def block(name: str, beginning: str) -> str:
    """Return the block of commands that begins so."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text_of(name), re.MULTILINE | re.DOTALL)
    (found,) = (block for block in blocks if block.startswith(beginning))
    return str(found)


def run(script: str, folder: Path, **environ: str) -> str:
    """Run commands as a shell does that stops at the first that fails; return what was said."""
    given = os.environ | NOBODY | {"SOURCE_DATE_EPOCH": NOW, "TZ": "UTC"} | environ
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=given,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    return done.stdout


# -- Tables and links ------------------------------------------------------------------


def test_the_readme_lists_every_command() -> None:
    if "## Commands" not in text_of("README.md"):
        pytest.skip("no table of commands in this README: it is another publication's")
    listed = re.findall(r"^\| `make ?([a-z]*)[^`]*` \|", text_of("README.md"), re.MULTILINE)
    assert [name or "help" for name in listed] == targets()


def test_every_setting_is_explained_to_those_who_adopt_this() -> None:
    table = text_of("docs/adopting.md").partition("## Settings")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE)
    explained = [name.strip("` ") for row in rows for name in row.split(",")]
    known = {field.name for field in fields(Settings)}
    assert set(explained) == known
    assert len(explained) == len(known)


def test_every_room_of_the_machine_is_named() -> None:
    table = text_of("CONTRIBUTING.md").partition("Each part is a package.")[2]
    rooms = re.findall(r"`(\w+)/`", table.partition("\n\n`build.py`")[0])
    folders = [path.parent.name for path in (PROJECT / "publishing").glob("*/__init__.py")]
    assert sorted(rooms) == sorted([*folders, "theme"])


def anchors(text: str) -> set[str]:
    """Return the anchors that GitHub gives to headings."""
    headings = re.findall(r"^#+ (.*)$", FENCED.sub("", text), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    text = FENCED.sub("", document.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", text)):
        if target.startswith(("https://", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        file = (document.parent / path).resolve() if path else document
        assert file.exists(), target
        assert not anchor or anchor in anchors(file.read_text(encoding="utf-8")), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_commands_that_documents_name_exist(document: Path) -> None:
    used = re.findall(r"(?:`|^)make ([a-z]+)", document.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(used) <= set(targets())


# -- A first post ----------------------------------------------------------------------


@pytest.fixture
def upstream(tmp_path: Path) -> Path:
    """The project as it is now, in a repository that can be cloned."""
    if not (PROJECT / ".git").exists():
        pytest.skip("no git repository here: what a clone is, only git knows")
    root = tmp_path / "upstream"
    for name in filter(None, git(PROJECT, "ls-files", "-z").split("\0")):
        if (PROJECT / name).exists():  # not deleted and still to be committed
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, root / name, follow_symlinks=False)
    # A publication that has only just begun has no posts to remove.
    (root / "posts").mkdir(exist_ok=True)
    (root / "posts/ours.md").write_text("---\ntitle: Post-Technical\ndate: 2026-05-01\n---\n")
    begin(root)
    return root


def test_a_first_post_takes_six_commands_from_a_clone(upstream: Path, tmp_path: Path) -> None:
    commands = block("CONTRIBUTING.md", "git clone")
    assert len(commands.splitlines()) <= 6
    there = tmp_path / "there"
    there.mkdir()
    url = re.search(r"https://\S+", commands)
    assert url is not None
    clone, *rest = commands.replace(url[0], shlex.quote(str(upstream))).splitlines()
    run(clone.replace("cd post-technical", "cd upstream"), there)
    set_up(tmp_path / "env")
    # An editor, at which somebody writes.
    nano = (
        'nano() { sed -i -e /^draft:/d -e /^TODO/,\\$d "$1"; '
        "echo 'A test says what a program is for.' >> \"$1\"; }"
    )
    said = run("\n".join([nano, *rest]), there / "upstream", VENV=str(tmp_path / "env"))
    post = "posts/2026/why-we-write-tests-first/index.md"
    assert said.startswith(f"Wrote {post}\n")
    assert "1 published, 0 scheduled, 0 drafts\n0 errors, 0 warnings in 1 post\n" in said
    assert said.endswith(
        "## What this publishes\n"
        "\n"
        "**New:** `Why we write tests first`\n"
        "\n"
        "- dated `2026-06-01`, published when this is merged, at "
        "`/posts/2026/why-we-write-tests-first/`\n"
        f"- 8 words, in `{post}`\n"
        "- by `Ann Lee`\n"
        "- tags: `testing`, `craft`\n"
        "- no description: its first words stand in lists, cards and feeds\n"
        "- its card where it is shared: "
        "`/_cards/posts/2026/why-we-write-tests-first/card.png`\n"
    )


# -- A publication of one's own --------------------------------------------------------


def test_a_renamed_publication_without_posts_says_nothing_of_ours(
    upstream: Path, tmp_path: Path
) -> None:
    theirs: dict[str, object] = {
        "project": "Harbour Notes",
        "site_description": "Notes from a harbour.",
        "copyright": "The authors of Harbour Notes",
        "site_url": "https://harbour.example/notes/",
        "site_id": "harbour.example,2026",
        "source_url": "https://git.example/harbour/notes",
    }
    (upstream / "conf.py").write_text(with_settings(upstream / "conf.py", theirs), "utf-8")
    (upstream / "authors.yml").write_text("ann:\n  name: Ann Lee\n")
    (upstream / "index.md").write_text("# Harbour Notes\n\nWe write about harbours.\n")
    (upstream / "about.md").write_text("# About\n\nWho we are.\n")
    set_up(tmp_path / "env")
    said = run(block("docs/adopting.md", "git rm"), upstream, VENV=str(tmp_path / "env"))
    assert "0 errors, 0 warnings in 0 posts\n" in said
    assert "Wrote posts/2026/the-first-one/index.md\n" in said
    site = upstream / "_build/html"
    ours = re.compile(rb"post.?technical", re.IGNORECASE)
    files = [path for path in site.rglob("*") if path.is_file()]
    assert len(files) > 20
    assert [path.name for path in files if ours.search(path.read_bytes())] == []
    assert b"Harbour Notes" in (site / "index.html").read_bytes()


def test_the_addresses_of_a_jekyll_blog_live_on(publication: Publication) -> None:
    root = publication.root
    equip(root)
    publication.take_over()
    publication.write("posts/2021-06-23-tests.md", "---\ntitle: Tests\nlayout: post\n---\nText.\n")
    publication.write("posts/2020-01-02-a-b.md", "---\ntitle: A b\n---\nText.\n")
    run(block("docs/adopting.md", "for post in"), root)
    run(block("docs/adopting.md", "make check\n"), root, VENV=VENV)
    icon, *redirects = publication.text("_redirects").splitlines()
    assert icon.startswith("/favicon.ico ")
    assert sorted(redirects) == [
        "/2020/01/02/a-b/ /posts/2020-01-02-a-b/ 301",
        "/2021/06/23/tests/ /posts/2021-06-23-tests/ 301",
    ]
    assert publication.has("2021/06/23/tests/")


def test_settings_of_tests_are_all_that_can_be_set() -> None:
    assert SETTINGS.keys() == {field.name for field in fields(Settings)}
