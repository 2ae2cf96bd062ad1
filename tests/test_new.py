"""Beginning a post: what is asked, what is written, and that nothing is written by half."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publishing.authoring import new as renderer
from publishing.authoring.authors_file import AuthorsFileError, with_entry
from publishing.authoring.check import CheckOptions, examine
from publishing.authoring.draft import Draft, DraftRefused, even, slug_of_title
from publishing.authoring.new import Ask, Given, new
from publishing.frontmatter.post import read_post
from publishing.library.authors import Authors
from tests.library_of import SETTINGS
from tests.makefile import VENV, equip
from tests.publication import NOW, Publication

ENVIRON = {"SOURCE_DATE_EPOCH": NOW}
DAY = date(2026, 6, 1)


@pytest.fixture
def root(publication: Publication, monkeypatch: pytest.MonkeyPatch) -> Path:
    (publication.root / "authors.yml").write_text("ann:\n  name: Ann Lee\n")
    publication.post("a", tags="[Node.js, testing]")
    publication.post("b", tags="testing")
    monkeypatch.setattr(renderer, "git_name", lambda _root: "Ann Lee")
    return publication.root


def answers(*said: str) -> Ask:
    """Answer in turn, and keep what was asked."""
    rest = iter(said)

    def ask(question: str) -> str:
        asked.append(question)
        return next(rest)

    asked: list[str] = []
    ask.asked = asked  # type: ignore[attr-defined]
    return ask


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in (root / "posts", root)
        for path in folder.glob("**/*" if folder.name == "posts" else "*")
        if path.is_file()
    }


def test_what_is_given(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = Given(
        title="Tests first: why",
        tags="Testing, node js",
        description="What a test is for.",
        images="yes",
    )
    assert new(root, ENVIRON, given, None) == 0
    assert (
        (root / "posts/2026/tests-first-why/index.md").read_text()
        == """\
---
# The title, as text: no Markdown, no HTML.
title: "Tests first: why"
# The day, or the instant, of publication.
date: 2026-06-01
# Who wrote it: names, or ids of authors.yml.
author: ann
# One or two sentences of plain text.
description: "What a test is for."
# What it is about.
tags: [testing, "node js"]
# A picture beside the post, or else one in _static.
# image: bridge.jpg
# The picture in words, for those who do not see it.
# image_alt: A wooden bridge, half built
# A draft is on no page, in no feed and in no search. Delete this line when the post is ready.
draft: true
---

<!-- ![What the picture shows](picture.jpg) -->

TODO: say in the first sentence what a reader gets from the post.
"""
    )
    assert (
        capsys.readouterr().out
        == """\
'node js' is nearly 'Node.js', which 1 post has.
Wrote posts/2026/tests-first-why/index.md

  Write below the second line of hyphens.
  Put pictures into posts/2026/tests-first-why/ and show them: ![what it shows](name.png)
  make serve shows the page while you write.
  make check POSTS=posts/2026/tests-first-why/index.md says what an editor would say.
  When it is ready, delete the line 'draft: true', commit, and open a pull request.
"""
    )


def test_a_check_of_it_asks_for_its_text_alone(root: Path) -> None:
    assert new(root, ENVIRON, Given(title="Tests first"), None) == 0
    named = CheckOptions(named=[str(root / "posts/2026/tests-first")])
    assert [problem.code for problem in examine(root, ENVIRON, named).problems] == ["mark-left"]


def test_what_is_asked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask = answers("", "  ", "Tests first", "Bö Lind", "y", "nodejs, css, Testing", "y", "", "n")
    assert new(root, ENVIRON, Given(), ask) == 0
    assert ask.asked == [  # type: ignore[attr-defined]
        *["Title: "] * 3,
        "Author [ann]: ",
        "Bö Lind is not in authors.yml. Add an entry, to say more later? [y/N] ",
        "Tags: ",
        "'nodejs' is nearly 'Node.js', which 1 post has. Write that? [Y/n] ",
        "Description, one or two sentences: ",
        "Will it have pictures? [y/N] ",
    ]
    assert "Tags in use: testing (2), Node.js (1)\n" in capsys.readouterr().out
    text = (root / "posts/2026/tests-first/index.md").read_text()
    assert "author: bo-lind\n" in text
    assert 'tags: ["Node.js", css, testing]\n' in text
    assert (root / "authors.yml").read_text() == (
        'ann:\n  name: Ann Lee\n\nbo-lind:\n  name: "Bö Lind"\n'
    )
    authors, problems = Authors.load(root)
    assert problems == ()
    assert [author.name for author in authors] == ["Ann Lee", "Bö Lind"]


def test_who_is_in_the_list_is_not_offered_to_be_added(root: Path) -> None:
    ask = answers("Tests first", "", "", "", "")
    assert new(root, ENVIRON, Given(), ask) == 0
    assert "author: ann\n" in (root / "posts/2026/tests-first/index.md").read_text()
    assert len(ask.asked) == 5  # type: ignore[attr-defined]


def test_a_title_that_cannot_be_is_asked_for_again(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new(root, ENVIRON, Given(title="Taken"), None)
    ask = answers("Taken", "A \u202e B", "Fine", "", "", "", "")
    assert new(root, ENVIRON, Given(), ask) == 0
    said = capsys.readouterr().out
    assert "posts/2026/taken/index.md is there already: give the post another title\n" in said
    assert "title: the text holds" in said
    assert (root / "posts/2026/fine/index.md").is_file()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Given(), 'a title is needed: make new TITLE="What the post is about"\n'),
        (Given(title="X", images="perhaps"), "IMAGES is 'perhaps': write yes or no\n"),
        (Given(title="A"), "posts/2026/a/index.md is there already: give the post another title\n"),
    ],
)
def test_what_cannot_be_begun(
    root: Path, capsys: pytest.CaptureFixture[str], given: Given, said: str
) -> None:
    before = files(root)
    assert new(root, ENVIRON, given, None) == 2
    assert capsys.readouterr().err == said
    assert files(root) == before


def test_an_author_is_needed(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renderer, "git_name", lambda _root: "")
    assert new(root, ENVIRON, Given(title="X"), None) == 2
    assert capsys.readouterr().err.startswith("an author is needed: make new ")


@pytest.mark.parametrize("position", ["x.md", "x.markdown", "x/index.markdown", "X/index.md"])
def test_nothing_is_written_over(root: Path, position: str) -> None:
    file = root / "posts/2026" / position
    file.parent.mkdir(exist_ok=True)
    file.write_text("---\ntitle: X\ndate: 2026-01-01\n---\n")
    before = files(root)
    assert new(root, ENVIRON, Given(title="X"), None) == 2
    assert files(root) == before


def test_pictures_may_be_there_first(root: Path) -> None:
    (root / "posts/2026/x").mkdir()
    (root / "posts/2026/x/a.png").write_bytes(b"")
    assert new(root, ENVIRON, Given(title="X"), None) == 0
    assert (root / "posts/2026/x/index.md").is_file()


@pytest.mark.parametrize("stop", [KeyboardInterrupt, EOFError])
@pytest.mark.parametrize("after", range(7))
def test_who_stops_leaves_nothing_behind(
    root: Path, capsys: pytest.CaptureFixture[str], stop: type[BaseException], after: int
) -> None:
    said = iter(("Tests first", "Bo", "y", "nodejs", "y", "About"))
    turns = iter(range(after))

    def ask(_question: str) -> str:
        if next(turns, None) is None:
            raise stop
        return next(said)

    before = files(root)
    assert new(root, ENVIRON, Given(), ask) == 130
    assert files(root) == before
    assert capsys.readouterr().out.endswith("\nNothing was written.\n")


def test_a_disk_that_refuses(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    before = files(root)
    monkeypatch.setattr(Path, "replace", refuse)
    ask = answers("Tests first", "Bo", "y", "", "", "")
    assert new(root, ENVIRON, Given(), ask) == 2
    monkeypatch.undo()
    assert files(root) == before
    said = capsys.readouterr().err
    assert said == "posts/2026/tests-first/index.md cannot be written: No space left on device\n"


TEXTS = st.text(
    st.sampled_from("\"'\\:#-?&*!|>%@`[]{},=~ nullyesno\t\né\u200d\U0001f600") | st.characters(),
    max_size=60,
)


@given(title=TEXTS, description=TEXTS, names=st.lists(TEXTS, max_size=3))
@example(title="null", description="~", names=["null", "~", "1.10"])
@example(title="2026-05-01", description="yes", names=["no", "Martin King, Jr."])
@example(title='"', description="'", names=["''", '"\\'])
@example(title="---", description="...", names=["- a", "a: b"])
@example(title="\ud800", description="", names=[])
def test_any_text_reads_back_as_it_was_given(
    title: str, description: str, names: list[str]
) -> None:
    tags = tuple(filter(None, map(even, names)))
    draft = Draft(title=even(title), day=DAY, authors=tags, tags=tags, description=description)
    try:
        text = draft.text(SETTINGS)
    except DraftRefused:
        return
    post, problems = read_post(draft.path, text.encode(), SETTINGS)
    assert post is not None
    assert not [problem for problem in problems if problem.is_error]
    assert (post.title, post.description) == (even(title), even(description))
    kept = tuple(dict.fromkeys(name.removeprefix("@") if name[1:] else name for name in tags))
    assert [name for name in post.tags if name not in kept] == []
    assert post.authors == post.tags
    assert post.draft
    assert post.address.startswith("posts/2026/")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Why we write tests first", "why-we-write-tests-first"),
        ("It's O'Brien\N{RIGHT SINGLE QUOTATION MARK}s turn", "its-obriens-turn"),
        ("C++, C# & node.js", "c-plus-plus-c-sharp-and-node-js"),
        ("日本語の題", "日本語の題"),
        ("Größe, naïvely", "grosse-naively"),
        ("日本語 in Tokyo", "in-tokyo"),
        ("मराठी लेख", "मराठी-लेख"),
        ("\N{GRINNING FACE}", "post"),
        ("Issue # 5, at 100 %", "issue-5-at-100"),
        ("con", "post-con"),
        ("word " * 30, "-".join(["word"] * 12)),
        ("x" * 100, "x" * 60),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    assert slug_of_title(title) == slug


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'bo:\n  name: "Bo"\n'),
        ("# Who writes\n", '# Who writes\n\nbo:\n  name: "Bo"\n'),
        ("ann: Ann", 'ann: Ann\n\nbo:\n  name: "Bo"\n'),
        ("ann: Ann\r\n", 'ann: Ann\r\n\r\nbo:\r\n  name: "Bo"\r\n'),
    ],
)
def test_the_list_of_authors_stays_as_it_was(before: str, after: str) -> None:
    assert with_entry(before, "bo", "Bo") == after


@pytest.mark.parametrize(
    ("before", "id", "said"),
    [
        ("bo:\n  name: Bo\n", "bo", "authors.yml"),
        ("- a list\n", "bo", "authors.yml:"),
        ("ann: 'open\n", "bo", "authors.yml:"),
    ],
)
def test_a_list_that_cannot_be_added_to(before: str, id: str, said: str) -> None:
    with pytest.raises(AuthorsFileError, match=said):
        with_entry(before, id, "Bo")


@pytest.fixture
def project(root: Path) -> Path:
    equip(root)
    return root


def test_make_passes_a_title_on_as_it_was_typed(project: Path) -> None:
    title = """It's "$HOME" & `id` $(shell id) 100% \\ ${X} C#"""
    command = ["make", "new", f"VENV={VENV}", f"TITLE={title}", "AUTHOR=ann", "TAGS=a, b"]
    subprocess.run(command, cwd=project, check=True, stdin=subprocess.DEVNULL)
    (made,) = (project / "posts/2026").glob("*/index.md")
    path = made.relative_to(project).as_posix()
    post, _ = read_post(path, made.read_bytes(), SETTINGS)
    assert post is not None
    assert (post.title, post.authors, post.tags) == (title, ("ann",), ("a", "b"))


def test_ctrl_c_at_a_terminal(project: Path) -> None:
    before = files(project)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [str(project / VENV / "bin/python"), "-m", "publishing", "new"],
        cwd=project,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=os.environ | ENVIRON,
        start_new_session=True,
    )
    os.close(theirs)
    seen = b""
    try:
        os.write(ours, b"Tests first\n")
        while b"Author" not in seen:
            seen += os.read(ours, 1000)
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
    finally:
        process.kill()
        os.close(ours)
    assert files(project) == before
