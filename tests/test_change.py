"""What a change publishes, as contributors and editors are told."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from publishing.authoring.announcement import tell_change
from publishing.authoring.change import Change, Piece
from publishing.authoring.comment import ROOM, comment
from publishing.library.publication_status import PublicationStatus
from tests.publication import NOW, Publication
from tests.repository import begin, commit, git

ENVIRON = {"SOURCE_DATE_EPOCH": NOW}


@pytest.fixture
def based(publication: Publication) -> Publication:
    """A publication with three posts on `main`, and a branch that begins there."""
    publication.post("tea", author="Ann Lee", tags="tea", description="What tea is.")
    publication.post("maps", "One two three.\n")
    publication.write("posts/2026/walls/index.md", "---\ntitle: Walls\ndate: 2026-04-01\n---\n")
    publication.write(".gitignore", "/.cache/\n/_build/\n")
    begin(publication.root)
    git(publication.root, "checkout", "-qb", "branch")
    return publication


def told(publication: Publication, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert tell_change(publication.root, ENVIRON, "main") == 0
    return capsys.readouterr().out


def test_a_new_post_committed_or_not(
    based: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    based.post("new", "One two three four.\n", author="[Ann Lee, Bo]", tags="tea")
    expected = (
        "## What this publishes\n"
        "\n"
        "**New:** `New`\n"
        "\n"
        "- dated `2026-05-01`, published when this is merged, at `/posts/2026/new/`\n"
        "- 4 words, in `posts/2026/new.md`\n"
        "- by `Ann Lee`, `Bo`\n"
        "- tags: `tea`\n"
        "- no description: its first words stand in lists, cards and feeds\n"
        "- its card where it is shared: `/_cards/posts/2026/new/card.png`\n"
    )
    assert told(based, capsys) == expected
    commit(based.root)
    assert told(based, capsys) == expected


def test_what_main_gained_since_is_not_of_this_change(
    based: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    git(based.root, "checkout", "-q", "main")
    based.post("theirs")
    commit(based.root)
    git(based.root, "checkout", "-q", "branch")
    based.post("ours")
    commit(based.root)
    said = told(based, capsys)
    assert "`Ours`" in said
    assert "Theirs" not in said


def test_a_changed_post_says_what_it_said_before(
    based: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    based.post("tea", title="Coffee", date="2026-09-01T08:00+02:00", author="Ann Lee", tags="tea")
    said = told(based, capsys)
    assert "**Changed:** `Coffee`" in said
    assert "- comes out at `2026-09-01T08:00:00+02:00`, at `/posts/2026/tea/`" in said
    assert [line for line in said.splitlines() if " was " in line] == [
        "- `title` was `Tea`",
        "- `date` was `2026-05-01`",
        "- `description` was `What tea is.`",
    ]
    # It was published, and now it waits.
    assert "## Addresses that lead nowhere" in said
    assert "- `/posts/2026/tea/`, `Tea`" in said


def test_a_picture_beside_a_post_changes_the_post(
    based: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    based.write("posts/2026/walls/wall.png", b"x")
    said = told(based, capsys)
    assert "**Changed:** `Walls`" in said
    assert "Files of the site" not in said
    assert " was " not in said


def test_addresses_that_lead_nowhere(
    based: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    root = based.root
    (root / "posts/2026/tea.md").rename(root / "posts/2026/coffee.md")
    (root / "posts/2026/maps.md").unlink()
    commit(root)
    said = told(based, capsys)
    assert "- `address` was `/posts/2026/tea/`" in said
    assert "- `/posts/2026/maps/`, `Maps`" in said
    assert "- `/posts/2026/tea/`, `Tea`" in said
    text = (root / "posts/2026/coffee.md").read_text()
    text = text.replace("---\n", "---\nredirect_from: /posts/2026/tea/\n", 1)
    (root / "posts/2026/coffee.md").write_text(text)
    said = told(based, capsys)
    assert "- `/posts/2026/tea/`, `Tea`" not in said
    assert "- `/posts/2026/maps/`, `Maps`" in said


def test_posts_with_errors_and_files_of_the_site(
    based: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    based.post("bad", date="30 Feb")
    based.write("conf.py", (based.root / "conf.py").read_text() + "\n")
    based.write("posts/README.md", "# How we file posts\n")
    based.write("posts/_notes.md", "Later.\n")
    based.write("posts/2026/held.md", "---\ntitle: Held\ndraft: true\n---\nText.\n")
    said = told(based, capsys)
    assert "## Posts with errors" in said
    assert "- `posts/2026/bad.md`\n" in said
    assert "## Files of the site itself" in said
    assert said.endswith("\n- `conf.py`\n- `posts/README.md`\n- `posts/_notes.md`\n")
    assert "- a draft, which readers do not see, at `/posts/2026/held/`" in said


def test_what_was_no_post_had_no_address(
    based: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    root = based.root
    hidden = based.write("posts/_old/index.md", "---\ntitle: Old\ndate: 2020-01-01\n---\nText.\n")
    commit(root)
    git(root, "checkout", "-qB", "main")
    hidden.unlink()
    said = told(based, capsys)
    assert "lead nowhere" not in said
    assert "- `posts/_old/index.md`\n" in said


def test_a_project_that_is_a_folder_of_a_repository(
    publication: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    top = publication.root.parent
    publication.post("tea")
    begin(top)
    publication.post("tea", title="Coffee")
    (top / "elsewhere.txt").write_text("x")
    said = told(publication, capsys)
    assert "- `title` was `Tea`" in said
    assert "elsewhere" not in said


@pytest.mark.parametrize(
    ("base", "words"),
    [
        ("nowhere", "BASE=nowhere is no commit here: write a branch or commit that is, such as"),
        ("--help", "BASE=--help is no commit here"),
    ],
)
def test_nothing_to_compare_with(
    based: Publication, capsys: pytest.CaptureFixture[str], base: str, words: str
) -> None:
    assert tell_change(based.root, ENVIRON, base) == 2
    assert capsys.readouterr().err.startswith(words)


def test_no_repository(publication: Publication, capsys: pytest.CaptureFixture[str]) -> None:
    assert tell_change(publication.root, ENVIRON, "main") == 2
    assert capsys.readouterr().err == (
        "there is no commit here in git, so nothing to compare with\n"
    )


# -- In words -----------------------------------------------------------------


EVIL = "`` ` ``\n::error::x @team #1 [a](https://evil.example) <img src=x>\u202e"
PIECE = Piece(
    path="posts/a.md",
    address="posts/a/",
    title=EVIL,
    publication_status=PublicationStatus.PUBLISHED,
    date="2026-05-01",
    words=1,
    authors=(EVIL, ""),
    tags=(EVIL,),
    description="x" * 1000,
    card="//evil.example/card.png",
    was=(("title", EVIL), (EVIL, "")),
    is_new=True,
)
CHANGE = Change(pieces=(PIECE,), refused=(EVIL,), gone=(("a/", EVIL),), others=(EVIL,))


def test_a_strangers_words_stand_in_code_and_nowhere_else() -> None:
    said = comment(CHANGE, "https://pr-1.example/")
    shown = "``` `` ` ``\\x0a::error::x @team #1 [a](https://evil.example) <img src=x>\\u202e ```"
    assert said.count("evil.example") - said.count(shown) == 1
    rest = said.replace(shown, "")
    assert all(sign not in rest for sign in ("@", "#1", "::error", "<img", "\u202e"))
    # An address of another host cannot be told, whatever was handed over.
    assert "[its card](<https://pr-1.example/evil.example/card.png>) where" in rest
    assert f"description: `{'x' * 200}…`" in said
    assert max(map(len, said.splitlines())) < 1000


def test_a_site_without_cards_names_none() -> None:
    change = Change(pieces=(replace(PIECE, card=""),), refused=(), gone=(), others=())
    assert "- [the page](<https://pr-1.example/posts/a/>)\n" in comment(
        change, "https://pr-1.example/"
    )
    assert "card" not in comment(change, "")


def test_a_comment_is_never_too_long_for_github() -> None:
    many = Change(
        pieces=(PIECE,) * 2000,
        refused=("x" * 5000,) * 2000,
        gone=(("a" * 5000, EVIL),) * 2000,
        others=("x" * 5000,) * 2000,
    )
    said = comment(many, "https://pr-1.example/")
    assert len(said) <= ROOM
    assert re.search(r"^And 1,9\d\d more posts\.$", said, re.MULTILINE)
    assert len(re.findall(r"^- and 1,9\d\d more$", said, re.MULTILINE)) == 3


@pytest.mark.parametrize(
    "text", ["x" * 5000, "`" * 5000, "\U000e0041" * 5000, "é " * 5000, "<" * 200]
)
def test_nothing_pushes_the_files_of_the_site_out_of_sight(text: str) -> None:
    piece = replace(
        PIECE,
        title=text,
        path=text,
        address=text[:700],  # no disk holds more
        description=text,
        authors=(text,) * 100,
        tags=(text,) * 100,
        was=((text, text),) * 8,
    )
    whole = Change(
        pieces=(piece,) * 500,
        refused=(text,) * 500,
        gone=((text, text),) * 500,
        others=("conf.py",),
    )
    said = comment(whole, "https://pr-1.example/")
    assert len(said) <= ROOM
    assert said.endswith("are lists, to which posts may add.\n\n- `conf.py`\n")
    assert "**New:**" in said
    assert " and 90 more\n" in said
