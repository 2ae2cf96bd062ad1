"""Mends of front matter: each by its line, and properties that hold for all of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.authoring.apply_fixes import fixes, mend, mend_file
from publishing.authoring.fix import applied
from publishing.authoring.lenient_post import lenient_post
from publishing.base.typo import is_slip
from publishing.frontmatter.post import read_post
from tests.heads import PATH, SETTINGS

SOUND = "title: X\ndate: 2026-05-01\n"


def mended(keys: str, path: str = PATH) -> str:
    """Return lines of front matter after they were mended, the same a second time."""
    once, _ = mend(path, f"---\n{keys}---\nText.\n".encode(), SETTINGS)
    again, made = mend(path, once, SETTINGS)
    assert (again, made) == (once, ())
    return once.decode().removeprefix("---\n").removesuffix("---\nText.\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: Part 1: the start\n", 'title: "Part 1: the start"\n'),
        ('title: Say "no": how\n', "title: 'Say \"no\": how'\n"),
        ("title: @home\n", 'title: "@home"\n'),
        ("title: 50%: a half   \n", 'title: "50%: a half"   \n'),
        ("title:X\n", "title: X\n"),
        ("title:@home\n", 'title: "@home"\n'),
        ("title = X\n", "title: X\n"),
        ("title = C# it is\n", "title: C# it is\n"),
        ("date: 30 Feb\n", "date: 2026-02-28\n"),
        ("date: '2026-02-30' # then\n", "date: '2026-02-28' # then\n"),
        ("date: 2026-13-05\n", "date: 2026-05-13\n"),
        ("date: 2026\u201305\u201301\n", "date: 2026-05-01\n"),
        ("updated: 2026-04-31\n", "updated: 2026-04-30\n"),
        ("catagory: Practice\n", "category: Practice\n"),
        ("authr: Ann\n", "author: Ann\n"),
        ("descripiton: On tests\n", "description: On tests\n"),
        ("dat: 30 Feb\n", "date: 2026-02-28\n"),
        ("titel: One: two\n", 'title: "One: two"\n'),
        ("author:\n\t- Ann\n\t- Bo\n", "author:\n  - Ann\n  - Bo\n"),
    ],
)
def test_what_has_one_right_answer(before: str, after: str) -> None:
    key = after.split(":")[0].strip()
    rest = "".join(line for line in SOUND.splitlines(keepends=True) if not line.startswith(key))
    assert mended(rest + before) == rest + after


@pytest.mark.parametrize(
    "line",
    [
        "updated: 02/01/2026",  # two days
        "updated: March 2021",  # no day
        "updated: 30 Feb 1",  # no year
        "updated: 2026-05-01 25:00",  # some time
        "updated: 2026-05-01 10:00 CST",  # two zones
        "description: One: two # three",  # perhaps a comment
        "description: *one*",  # perhaps an alias of YAML
        'description: "one" two',  # which quotation mark?
        "draft: perhaps",
        "image_url: x.png",  # no slip of `image`
        "shoe_size: 9",
        "titel: Another",  # the title is given
        "language: klingon",
        "description: [one, two: three",
    ],
)
def test_what_the_author_has_to_decide(line: str) -> None:
    assert mended(f"{SOUND}{line}\n") == f"{SOUND}{line}\n"


def test_a_year_is_not_made_up() -> None:
    assert mended("title: X\ndate: 30 Feb\n", "posts/x.md") == "title: X\ndate: 30 Feb\n"
    assert mended("title: X\ndate: 30 Feb 2025\n", "posts/x.md") == "title: X\ndate: 2025-02-28\n"


def test_the_name_of_the_file_is_never_contradicted() -> None:
    path = "posts/2017-03-01-hello.md"
    assert mended("title: X\ndate: 2017-02-29\n", path) == "title: X\ndate: 2017-02-29\n"
    assert mended("title: X\ndate: 2017-02-29\nupdated: 2018-02-29\n", path) == (
        "title: X\ndate: 2017-02-29\nupdated: 2018-02-28\n"
    )
    assert mended("title: X\ndate: 2017\u201303\u201301\n", path) == "title: X\ndate: 2017-03-01\n"


@pytest.mark.parametrize("fence", ["\N{EM DASH}", " ---", "----"])
def test_fences(fence: str) -> None:
    data = f"{fence}\n{SOUND}---\nText.\n".encode()
    assert mend(PATH, data, SETTINGS)[0] == f"---\n{SOUND}---\nText.\n".encode()


def test_toml_is_mended_in_its_own_way() -> None:
    data = b'+++\ntitel = "X"\ndate = 2026-05-01\n+++\nText.\n'
    assert mend(PATH, data, SETTINGS)[0] == data.replace(b"titel", b"title")


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"---\n", b"\0", b"---\n: :\n---\n", b"text"])
def test_files_that_are_no_posts_stay(data: bytes) -> None:
    assert mend(PATH, data, SETTINGS) == (data, ())


LINES = st.sampled_from(
    [
        *("title: One: two", "titel: X", "title:X", "date: 30 Feb", "dat: 2026-05-01"),
        *("date: 02/01/2026", "\tauthor: Ann", " author: Ann", "author:\tAnn", "tags: [a, b: c]"),
        *("authr:Ann: Lee  ", "updated = 2026-13-05", "# note", "", "description: 'x", "  - y"),
        "catagory: Ä: ö \N{GRINNING FACE}",
    ]
)


@given(
    lines=st.lists(LINES | st.text(max_size=20), max_size=8),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
    body=st.text(max_size=30),
)
def test_any_file(lines: list[str], end: str, mark: bytes, body: str) -> None:
    """A mend replaces what it names, never the rest; its problem is gone; a second run is idle."""
    text = end.join(["---", *lines, "---", body])
    data = mark + text.encode("utf-8", "replace")
    for fix in fixes(PATH, data, SETTINGS):
        after = applied(data, fix)
        tail = len(after) - len(data)
        old = fix.line_before[fix.column - 1 : fix.end_column - 1].encode()
        assert len(fix.text.encode()) - len(old) == tail
        assert after.count(end.encode()) == data.count(end.encode())
        assert after.startswith(mark)
        _, problems = read_post(PATH, after, SETTINGS)
        assert fix.problem.code not in {p.code for p in problems if p.line == fix.problem.line}
    once, made = mend(PATH, data, SETTINGS)
    assert mend(PATH, once, SETTINGS) == (once, ())
    assert (once == data) is (not made)


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "posts" / "2026" / "x.md"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"---\r\ntitel: X\r\ndate: 2026-05-01\r\n---\r\nText.")
    file.chmod(0o640)
    (fix,) = mend_file(tmp_path, PATH, SETTINGS)
    assert (fix.column, fix.end_column, fix.text) == (1, 6, "title")
    assert file.read_bytes() == b"---\r\ntitle: X\r\ndate: 2026-05-01\r\n---\r\nText."
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in file.parent.iterdir()] == ["x.md"]
    before = file.stat().st_mtime_ns
    assert mend_file(tmp_path, PATH, SETTINGS) == ()
    assert file.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("written", "meant", "is_one"),
    [
        ("titel", "title", True),
        ("titl", "title", True),
        ("tittle", "title", True),
        ("ditle", "title", True),
        ("itle", "title", True),
        ("titles", "title", True),
        ("title", "title", False),
        ("elit", "title", False),
        ("ttiel", "title", False),
        ("", "t", True),
        ("ab", "ba", True),
        ("abc", "cba", False),
    ],
)
def test_slips(written: str, meant: str, is_one: bool) -> None:
    assert is_slip(written, meant) is is_one
    assert is_slip(meant, written) is is_one


def test_what_a_link_leads_to_is_not_mended_through_it(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    text = b"---\ntitle: One: two\ndate: 2026-05-01\n---\n"
    (tmp_path / "posts/a.md").write_bytes(text)
    (tmp_path / "posts/b.md").symlink_to("a.md")
    (tmp_path / "posts/sub").mkdir()
    (tmp_path / "posts/sub/c.md").symlink_to(tmp_path / "posts/a.md")
    for path in ("posts/b.md", "posts/sub/c.md"):
        assert mend_file(tmp_path, path, SETTINGS) == ()
        assert (tmp_path / path).is_symlink()
        assert (tmp_path / "posts/a.md").read_bytes() == text
    assert len(mend_file(tmp_path, "posts/a.md", SETTINGS)) == 1


def test_posts_that_an_owner_keeps_elsewhere_are_mended(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "posts").symlink_to("kept")
    (tmp_path / "kept/a.md").write_bytes(b"---\ntitle: One: two\ndate: 2026-05-01\n---\n")
    assert len(mend_file(tmp_path, "posts/a.md", SETTINGS)) == 1
    assert (tmp_path / "kept/a.md").read_bytes().startswith(b'---\ntitle: "One: two"\n')


def test_a_link_that_leads_out_is_neither_read_nor_mended(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "conf.md").write_text("---\ntitle: a: b\n---\n")
    (tmp_path / "posts/x.md").symlink_to("../conf.md")
    with pytest.raises(OSError, match="leaves posts/"):
        mend_file(tmp_path, "posts/x.md", SETTINGS)
    assert lenient_post(tmp_path, "posts/x.md", SETTINGS) is None
    assert (tmp_path / "conf.md").read_text() == "---\ntitle: a: b\n---\n"


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    os.mkfifo(tmp_path / "posts/x.md")
    with pytest.raises(OSError, match="not a file that can be read"):
        mend_file(tmp_path, "posts/x.md", SETTINGS)
