"""The command that validates posts: what it prints, and how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from publishing.authoring.check import CheckOptions, check
from publishing.cli import main
from publishing.library.library import Library
from tests.library_of import NOW, SETTINGS

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared"
ENVIRON = {"SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))}
CONF = """\
project = "Test"
site_url = "https://example.org/"
site_id = "example.org,2026"
extensions = ["myst_parser", "publishing"]
"""
SOUND = "---\ntitle: Sound\ndate: 2026-05-01\nauthor: Ann\n---\nText.\n"

BROKEN: dict[str, str | bytes] = {
    "address/index.md": SOUND,
    "address.md": SOUND,
    "bad-date.md": "---\ntitle: Day\ndate: 30 Feb\n---\nText.\n",
    "binary.md": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "brackets<b>.md": SOUND,
    "control.md": "---\ntitle: Ring\ndate: 2026-05-01\n---\nA bell \x07 and \x1b[31mred.\n",
    "encoding.md": b"---\ntitle: Caf\xe9\ndate: 2026-05-01\n---\nText.\n",
    "empty.md": "",
    "misspelt.md": "---\ntitel: Keys\ndate: 2026-05-01\nauthr: Ann\nshoe_size: 9\n---\nText.\n",
    "myst.md": "---\ntitle: Set\ndate: 2026-05-01\nmyst:\n  enable_extensions: [x]\n---\nText.\n",
    "no-date.md": "---\ntitle: Undated\n---\nText.\n",
    "picture.md": "---\ntitle: Picture\ndate: 2026-05-01\nimage: none.png\n---\nText.\n",
    "redirect-out.md": "---\ntitle: Out\ndate: 2026-05-01\nredirect_from: ../../x\n---\nText.\n",
    "redirect-over.md": "---\ntitle: Over\ndate: 2026-05-01\naliases:\n  - /about/\n"
    "  - /posts/2026/picture/\n---\nText.\n",
    "swappable.md": "---\ntitle: Swap\ndate: 02/01/2026\n---\nText.\n",
    "unclosed.md": "---\ntitle: Open\ndate: 2026-05-01\n\nText that goes on.\n",
    "unquoted.md": "---\ntitle: Part 1: the start\ndate: 2026-05-01\n---\nText.\n",
    "vague.md": "---\ntitle: Vague\ndate: March 2021\n---\nText.\n",
}
REPORT = """\
posts/2026/address.md:1:1: error: address: /posts/2026/address/ is also that of \
posts/2026/address/index.md
    help: rename or move one of them
posts/2026/address/index.md:1:1: error: address: /posts/2026/address/ is also that of \
posts/2026/address.md
    help: rename or move one of them
posts/2026/bad-date.md:3:7: error: date: '30 Feb' is not a date
    help: write date: 2026-02-28
posts/2026/binary.md:1:1: error: the file is a PNG picture, not text
    help: save the post as Markdown, in plain text
posts/2026/brackets<b>.md:1:1: error: file name: '<' and '>' cannot stand in an address
    help: rename it: posts/2026/brackets-b.md
posts/2026/control.md:5:8: error: U+0007 (bell) is no text
    help: delete it
posts/2026/control.md:5:14: error: U+001B (escape) is no text
    help: delete it
posts/2026/empty.md:1:1: error: date: there is none, and nothing says that this is a draft
    help: write date: 2026-05-01, or draft: true
posts/2026/empty.md:1:1: warning: title: there is none, and no heading: the file's name makes it \
'Empty'
    help: write title: Empty, or start with a heading
posts/2026/encoding.md:2:11: error: byte 0xE9 is not UTF-8
    help: save the file as UTF-8; in Windows-1252 that byte is 'é'
posts/2026/misspelt.md:1:1: warning: title: there is none, and no heading: the file's name makes \
it 'Misspelt'
    help: write title: Misspelt, or start with a heading
posts/2026/misspelt.md:2:1: warning: titel: unknown key
    help: write title, if that was meant
posts/2026/misspelt.md:4:1: warning: authr: unknown key
    help: write author, if that was meant
posts/2026/misspelt.md:5:1: warning: shoe_size: unknown key
    help: remove it: it has no effect
posts/2026/myst.md:5:3: error: myst.enable_extensions: a post does not set this
    help: remove it: a post does not configure the site
posts/2026/no-date.md:1:1: error: date: there is none, and nothing says that this is a draft
    help: write date: 2026-05-01, or draft: true
posts/2026/picture.md:4:8: warning: image: no picture 'none.png' in posts/2026/ or _static/
    help: put it beside the post, or remove the line; until then a card is drawn
posts/2026/redirect-out.md:4:16: error: redirect_from: '../../x' leads up: '.' and '..' \
are no parts of an address
    help: write it as /old/address/
posts/2026/redirect-over.md:5:3: error: redirect_from: '/about/' is the page about this publication
    help: remove it; an old address leads to one post and stands over nothing else
posts/2026/redirect-over.md:5:3: error: redirect_from: '/posts/2026/picture/' is where \
posts/2026/picture.md is
    help: remove it; an old address leads to one post and stands over nothing else
posts/2026/swappable.md:3:7: error: date: '02/01/2026' could be 2 January or 1 February
    help: write date: 2026-01-02 or date: 2026-02-01
posts/2026/unclosed.md:1:1: error: the front matter that starts here has no '---' at its end
    help: write a line '---' after line 3
posts/2026/unquoted.md:2:14: error: title: text with a ': ' in it needs quotation marks
    help: write title: "Part 1: the start"
posts/2026/vague.md:3:7: error: date: 'March 2021' has no day
    help: write date: 2021-03-01
4 of these are mended by: make check FIX=1 POSTS='posts/2026/bad-date.md posts/2026/misspelt.md \
posts/2026/unquoted.md'
18 errors, 6 warnings in 18 posts; not published: 2 posts without a date
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "conf.py").write_text(CONF)
    (tmp_path / "posts").mkdir()
    return tmp_path


def write(root: Path, path: str, text: str | bytes) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


def test_a_folder_of_broken_posts(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in BROKEN.items():
        write(root, f"posts/2026/{name}", text)
    assert check(root, ENVIRON) == 1
    assert capsys.readouterr().out == REPORT


def test_sound_posts(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, "posts/2026/a.md", SOUND)
    write(root, "posts/2026/b.md", SOUND.replace("author", "layout: x\nauthor"))
    write(root, "posts/2026/c.md", SOUND.replace("2026-05-01", "2026-07-01 09:00"))
    write(root, "posts/2026/d.md", SOUND.replace("author", "draft: true\nlayout: x\nauthor"))
    assert check(root, ENVIRON) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out == dedent("""\
        keys without effect here: layout (2)
        draft: posts/2026/d.md:4: draft: true
        2 published, 1 scheduled (next: posts/2026/c.md at 2026-07-01T09:00:00+00:00), 1 draft
        0 errors, 0 warnings in 4 posts
        """)


def test_only_the_named_are_told_of_but_all_are_read(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, "posts/2026/a.md", SOUND)
    write(root, "posts/2026/a/index.md", SOUND)
    write(root, "posts/2026/b.md", SOUND.replace("2026-05-01", "soon"))
    write(root, "posts/2026/c.md", SOUND)
    monkeypatch.chdir(root)
    assert check(root, ENVIRON, CheckOptions(named=["posts/2026/a.md", "./posts/2026/c.md"])) == 1
    assert capsys.readouterr().out == dedent("""\
        posts/2026/a.md:1:1: error: address: /posts/2026/a/ is also that of posts/2026/a/index.md
            help: rename or move one of them
        1 error, 0 warnings in 2 posts
        """)
    assert check(root, ENVIRON, CheckOptions(named=[str(root / "posts/2026/c.md")])) == 0


def test_a_name_that_is_no_post(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, "posts/2026/a.md", SOUND)
    write(root, "about.md", "# About")
    monkeypatch.chdir(root)
    named = ["posts/2026/a.md", "about.md", "posts/\x1b.md"]
    assert check(root, ENVIRON, CheckOptions(named=named)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        "about.md is not a post: posts are .md files below posts/\nposts/\\x1b.md does not exist\n"
    )


def test_nearly_equal_tags_are_told_here_and_not_by_the_build(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(root, "posts/2026/a.md", SOUND.replace("author", "tags: Node.js\nauthor"))
    write(root, "posts/2026/b.md", SOUND.replace("author", "tags: [css, nodejs]\nauthor"))
    assert check(root, ENVIRON) == 0
    assert capsys.readouterr().out.startswith(
        "posts/2026/b.md:4:7: warning: tags: 'nodejs' is nearly 'Node.js', which more posts have\n"
        "    help: write 'Node.js' if they are one\n"
    )
    assert Library.load(root, SETTINGS, NOW).problems == ()


def test_settings_that_cannot_be_used(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "conf.py").write_text(CONF.replace("https:", "gopher:"))
    assert check(root, ENVIRON) == 1
    assert capsys.readouterr().out.startswith("conf.py:2:12: error: site_url is 'gopher:")


def test_a_clock_that_cannot_be_read(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(root, {"SOURCE_DATE_EPOCH": "soon"}) == 1
    assert "SOURCE_DATE_EPOCH is 'soon'" in capsys.readouterr().out


def test_the_command_line(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, "posts/2026/a.md", SOUND)
    monkeypatch.chdir(root)
    assert main(["check"]) == 0
    assert main(["check", "posts/2026/a.md"]) == 0


def test_it_loads_no_sphinx() -> None:
    program = "import publishing.authoring.check, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=PROJECT
    ).stdout.split()
    assert "publishing.library.library" in loaded
    assert {"sphinx", "docutils", "myst_parser", "PIL", "lxml"}.isdisjoint(loaded)


@pytest.mark.parametrize(
    ("source", "posts"), [("corpora/18f/*.md", 509), ("seed/*.txt", 1)], ids=["18f", "seed"]
)
def test_real_posts_are_published_as_they_are(root: Path, source: str, posts: int) -> None:
    found = sorted(SHARED.glob(source))
    if not found:
        pytest.skip(f"no ../shared/{source} here")
    for file in found:
        write(root, f"posts/{file.stem}.md", file.read_bytes())
    library = Library.load(root, SETTINGS, NOW)
    assert [str(problem) for problem in library.problems if problem.is_error] == []
    assert len(library.posts) == posts
