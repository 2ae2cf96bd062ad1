"""One deliberately terrible post: all that a check says of it, and all that it mends."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PIL import Image

from publishing.authoring.check import CheckOptions, check
from publishing.authoring.reports import Format
from tests.publication import NOW, PROJECT, Publication

TERRIBLE = PROJECT / "tests" / "terrible"
POST = "posts/2026/terrible/index.md"
ENVIRON = {"SOURCE_DATE_EPOCH": NOW}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publication with the post, a picture that is too heavy, and two posts that are sound."""
    publication = Publication(tmp_path / "publication")
    publication.write(POST, (TERRIBLE / "index.md").read_bytes())
    publication.post("sound", "## A part\n\nSome text.\n", tags="Node.js")
    publication.write("posts/2025/terrible.md", "---\ntitle: T\ndate: 2025-01-01\n---\nText.\n")
    size = (3300, 60)
    noise = random.Random(1).randbytes(size[0] * size[1] * 3)
    picture = Image.frombytes("RGB", size, noise)
    picture.save(publication.root / "posts/2026/terrible/heavy.png")
    Image.new("RGB", (10, 10)).save(publication.root / "posts/2026/terrible/chart.png")
    monkeypatch.chdir(publication.root)
    return publication.root


@pytest.mark.parametrize(
    ("format", "expected"), [(Format.TEXT, "report.txt"), (Format.GITHUB, "annotations.txt")]
)
def test_the_whole_report(
    root: Path, capsys: pytest.CaptureFixture[str], format: Format, expected: str
) -> None:
    assert check(root, ENVIRON, CheckOptions(named=[POST], format=format)) == 1
    assert capsys.readouterr().out == (TERRIBLE / expected).read_text(encoding="utf-8")


@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
def test_the_mends_and_no_other_byte(
    root: Path, capsys: pytest.CaptureFixture[str], end: bytes, mark: bytes
) -> None:
    def as_written(name: str) -> bytes:
        return mark + (TERRIBLE / name).read_bytes().replace(b"\n", end)

    (root / POST).write_bytes(as_written("index.md"))
    sound = (root / "posts/2026/sound.md").read_bytes()
    assert check(root, ENVIRON, CheckOptions(named=[POST], fix=True)) == 1
    said = capsys.readouterr().out.splitlines()
    told = [line for line in said if ": mended: " in line]
    assert told == (TERRIBLE / "mended.txt").read_text(encoding="utf-8").splitlines()
    assert "5 mended" in said
    assert (root / POST).read_bytes() == as_written("mended.md")
    assert (root / "posts/2026/sound.md").read_bytes() == sound

    assert check(root, ENVIRON, CheckOptions(named=[POST], fix=True)) == 1
    assert ": mended: " not in capsys.readouterr().out
    assert (root / POST).read_bytes() == as_written("mended.md")


def test_only_the_lines_that_were_told_changed() -> None:
    before = (TERRIBLE / "index.md").read_text(encoding="utf-8").splitlines()
    after = (TERRIBLE / "mended.md").read_text(encoding="utf-8").splitlines()
    changed = [n for n, pair in enumerate(zip(before, after, strict=True), 1) if len({*pair}) > 1]
    told = (TERRIBLE / "mended.txt").read_text(encoding="utf-8").splitlines()
    assert changed == [int(line.split(":")[1]) for line in told]
