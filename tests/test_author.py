"""What authors.yml says, and who a post means."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publishing.library.authors import Authors
from publishing.model.author import Author

WHOLE = """\
# who writes here
ann:
  name: Ann Lee
  url: https://ann.example
  bio: >-
    Writes about
    tests.
  avatar: authors/ann.webp
  links:
    Mastodon: https://example.social/@ann
    Mail: mailto:ann@ann.example
bo-lind: Bo  Lind
"""


def load(root: Path, text: str | bytes) -> tuple[list[Author], list[str]]:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    (root / "authors.yml").write_bytes(data)
    authors, problems = Authors.load(root)
    return list(authors), [str(problem) for problem in problems]


def test_whole(tmp_path: Path) -> None:
    (tmp_path / "_static/authors").mkdir(parents=True)
    (tmp_path / "_static/authors/ann.webp").write_bytes(b"picture")
    assert load(tmp_path, WHOLE) == (
        [
            Author(
                id="ann",
                name="Ann Lee",
                url="https://ann.example",
                bio="Writes about tests.",
                avatar="_static/authors/ann.webp",
                links=(
                    ("Mastodon", "https://example.social/@ann"),
                    ("Mail", "mailto:ann@ann.example"),
                ),
            ),
            Author(id="bo-lind", name="Bo Lind"),
        ],
        [],
    )


def test_no_file(tmp_path: Path) -> None:
    assert Authors.load(tmp_path) == (Authors(), ())


@pytest.mark.parametrize("text", ["", "# nobody yet\n", "---\n"])
def test_nobody(tmp_path: Path, text: str) -> None:
    assert load(tmp_path, text) == ([], [])


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ann", "Ann Lee"),
        ("ANN", "Ann Lee"),
        ("Ann Lee", "Ann Lee"),
        ("ann  lee", "Ann Lee"),
        ("bo-lind", "Bo Lind"),
        ("Bo Lind", "Bo Lind"),
        ("Ann", "Ann Lee"),
        ("Annie", None),
        ("Аnn Lee", None),
    ],
)
def test_find(tmp_path: Path, written: str, name: str | None) -> None:
    load(tmp_path, WHOLE)
    found = Authors.load(tmp_path)[0].find(written)
    assert (found.name if found else None) == name


def test_an_id_comes_before_a_name(tmp_path: Path) -> None:
    load(tmp_path, "kim: Lee\nlee: Kim\n")
    found = Authors.load(tmp_path)[0].find("Kim")
    assert found
    assert found.id == "kim"


@pytest.mark.parametrize(
    ("text", "report"),
    [
        (
            "ann:\n  nmae: Ann\n  name: Ann\n",
            "authors.yml:2:3: warning: nmae: unknown key\n    help: write name, if that was meant",
        ),
        (
            "ann:\n  name: Ann\n  shoe size: 9\n",
            "authors.yml:3:3: warning: shoe size: unknown key\n"
            "    help: the keys are name, url, bio, avatar, links",
        ),
        (
            "ann:\n  name: Ann\n  url: javascript:alert(1)\n",
            "authors.yml:3:8: error: url: 'javascript:alert(1)' is not an http or https address\n"
            "    help: write the whole address: https://…",
        ),
        (
            "ann:\n  name: Ann\n  links:\n    Home: ftp://x.example/\n",
            "authors.yml:4:11: error: Home: 'ftp://x.example/' is not an http or https address\n"
            "    help: write the whole address: https://…",
        ),
        (
            "ann:\n  name: Ann\n  links: [https://x.example]\n",
            "authors.yml:3:10: error: links: not a table\n"
            "    help: write below it lines such as Mastodon: https://example.social/@ann",
        ),
        (
            "ann:\n  name: Ann\n  avatar: ../secret.png\n",
            "authors.yml:3:11: warning: avatar: '../secret.png' is not a picture under _static/\n"
            "    help: put it there: avatar: authors/ann.webp is _static/authors/ann.webp",
        ),
        (
            "ann:\n  name: Ann\n  bio: [a, b]\n",
            "authors.yml:3:8: error: bio: not a text\n    help: write one text",
        ),
        (
            "ann:\n  bio: x\n",
            "authors.yml:1:1: error: 'ann' has no name\n    help: write below it: name: …",
        ),
        (
            "ann: []\n",
            "authors.yml:1:1: error: 'ann' is not a table of name, url, bio, avatar, links\n"
            "    help: write 'ann:' and below it, indented, 'name: Ann Lee'",
        ),
        (
            "ann: Ann\nAnn: Ann B.\n",
            "authors.yml:2:1: error: 'ann' and 'Ann' are one id\n    help: give one another id",
        ),
        (
            "ann: Ann Lee\nann2: Ann Lee\n",
            "authors.yml:2:1: warning: 'ann2' has the name of 'ann'\n"
            "    help: in posts, write the id: a post by 'Ann Lee' is by 'ann'",
        ),
        (
            "- name: Ann\n",
            "authors.yml:1:1: error: the file is a list, not lines of 'key: value'\n"
            "    help: write 'ann:' and below it, indented, 'name: Ann Lee'",
        ),
        (
            "ann:\n  name: [Ann\n",
            "authors.yml:3:1: error: a '[' is opened and not closed\n    help: close it",
        ),
        (
            b"ann: Jos\xe9\n",
            "authors.yml:1:9: error: byte 0xE9 is not UTF-8\n"
            "    help: save the file as UTF-8; in Windows-1252 that byte is 'é'",
        ),
    ],
)
def test_problems(tmp_path: Path, text: str | bytes, report: str) -> None:
    assert load(tmp_path, text)[1] == [report]


def test_a_faulty_entry_does_not_take_the_others_along(tmp_path: Path) -> None:
    authors, problems = load(tmp_path, "ann:\n  bio: x\nbo: Bo\n")
    assert authors == [Author(id="bo", name="Bo")]
    assert len(problems) == 1


def test_a_portrait_is_not_taken_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "_static").mkdir()
    (tmp_path / "secret.png").write_bytes(b"x")
    (tmp_path / "_static/ann.png").symlink_to("../secret.png")
    authors, problems = load(tmp_path, "ann:\n  name: Ann\n  avatar: ann.png\n")
    assert authors[0].avatar is None
    assert len(problems) == 1


@given(st.text(max_size=200) | st.binary(max_size=200))
@example("ann: {name: &a x, bio: *a}\n")
@example("ann:\n  name: " + "[" * 50 + "\n")
@example("? [a]\n: b\n")
@example("ann:\n  name: {a: b}\n  url: [x]\n  avatar: {}\n  links: {a: {b: c}}\n")
def test_no_file_gives_a_traceback(text: str | bytes) -> None:
    with TemporaryDirectory() as folder:
        authors, _ = load(Path(folder), text)
    assert all(author.id is not None and author.name for author in authors)
