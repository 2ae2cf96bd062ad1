"""Where the picture of a post is looked for, and where not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from publishing.assets.raster import RasterError, opened
from publishing.library.pictures import image_of
from publishing.model.target import PostFile
from tests.library_of import post

PATH = "posts/2026/slug/index.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (
        "posts/2026/slug/beside.png",
        "posts/2026/slug/below/deep.png",
        "posts/2026/slug/with space.png",
        "posts/2026/slug/both.png",
        "posts/2026/other.png",
        "_static/both.png",
        "_static/logos/shared.png",
        "secret.png",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (2, 2)).save(tmp_path / name)
    (tmp_path / "posts/2026/slug/notes.md").write_text("x")
    (tmp_path / "posts/2026/slug/liar.png").write_text("<script>")
    (tmp_path / "posts/2026/slug/link.png").symlink_to("../../../secret.png")
    (tmp_path / "_static/link.png").symlink_to("../secret.png")
    return tmp_path


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("beside.png", "posts/2026/slug/beside.png"),
        ("below/deep.png", "posts/2026/slug/below/deep.png"),
        ("with space.png", "posts/2026/slug/with space.png"),
        ("with%20space.png", "posts/2026/slug/with space.png"),
        ("/posts/2026/slug/beside.png", "posts/2026/slug/beside.png"),
        ("both.png", "posts/2026/slug/both.png"),
        ("/both.png", "_static/both.png"),
        ("logos/shared.png", "_static/logos/shared.png"),
        ("_static/logos/shared.png", "_static/logos/shared.png"),
        ("/_static/logos/shared.png", "_static/logos/shared.png"),
    ],
)
def test_found(root: Path, written: str, file: str) -> None:
    assert image_of(post(PATH, image=written), root) == PostFile(file, file)


def test_a_post_without_one(root: Path) -> None:
    assert image_of(post(PATH), root) is None


@pytest.mark.parametrize(
    "written",
    [
        "missing.png",
        "../other.png",
        "below/../../other.png",
        "/posts/2026/other.png",
        "/secret.png",
        "../../../secret.png",
        "%2e%2e/other.png",
        "..\\other.png",
        "link.png/x.png",
        "/link.png",
        "https://example.org/x.png",
        "//example.org/x.png",
        "file:///etc/x.png",
        "a\0.png",
        "x" * 5000 + ".png",
    ],
)
def test_not_found_is_a_warning(root: Path, written: str) -> None:
    problem = image_of(post(PATH, image=written, positions={"image": (6, 8)}), root)
    assert str(problem).startswith("posts/2026/slug/index.md:6:8: warning: image: no picture '")


def test_the_warning_says_where_it_was_looked_for(root: Path) -> None:
    assert str(image_of(post(PATH, image="ogp.jpeg"), root)) == (
        "posts/2026/slug/index.md:1:1: warning: image: no picture 'ogp.jpeg' in posts/2026/slug/ "
        "or _static/\n"
        "    help: put it beside the post, or remove the line; until then a card is drawn"
    )
    assert str(image_of(post(PATH, image="notes.md"), root)).endswith(
        "help: name a picture beside the post: .avif .gif .jpeg .jpg .png .svg .webp"
    )


def test_one_that_must_not_be_published_is_an_error(root: Path) -> None:
    assert [str(image_of(post(PATH, image=name), root)) for name in ("link.png", "liar.png")] == [
        "posts/2026/slug/index.md:1:1: error: image: the file 'link.png' is or goes through a "
        "symbolic link\n    help: put the file itself there",
        "posts/2026/slug/index.md:1:1: error: image: the file 'liar.png' is not a PNG picture that "
        "can be shown\n    help: save it again in that format",
    ]


def test_a_picture_with_endless_text_is_told_of_in_plain_words(tmp_path: Path) -> None:
    text = PngInfo()
    text.add_text("Comment", "a" * 2_000_000, zip=True)
    Image.new("RGB", (4, 3)).save(tmp_path / "a.png", pnginfo=text)
    said = r"^the texts in it are too long: save it without"
    with pytest.raises(RasterError, match=said), opened(tmp_path / "a.png") as picture:
        picture.load()
