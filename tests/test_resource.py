"""Files beside a post: which are published, which are refused, and what becomes of SVGs."""

from __future__ import annotations

import io
import os
import time
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PIL import Image

from publishing.assets.resource import Asset, Missing, Refusal, asset_bytes, find
from publishing.assets.responsive_images import ResponsiveImages
from publishing.assets.svg import SvgError, cleaned
from publishing.policy.limits import BodyBounds
from publishing.render.attachments import show
from publishing.render.context import PostContext
from tests.rendering import FIRST_LINE, HERE, SECRET, Renderer

GOOD = [
    ("chart.png", "posts/2026/here/chart.png"),
    ("./chart.png", "posts/2026/here/chart.png"),
    ("inner/../chart.png", "posts/2026/here/chart.png"),
    ("inner/deep.png", "posts/2026/here/inner/deep.png"),
    ("Photo.JPG", "posts/2026/here/Photo.JPG"),
    ("with space.png", "posts/2026/here/with space.png"),
    ("café.png", "posts/2026/here/café.png"),
    ("animated.gif", "posts/2026/here/animated.gif"),
    ("drawing.svg", "posts/2026/here/drawing.svg"),
    ("paper.pdf", "posts/2026/here/paper.pdf"),
    ("table.csv", "posts/2026/here/table.csv"),
]


@pytest.mark.parametrize(("name", "address"), GOOD)
def test_a_file_beside_the_post_is_found(renderer: Renderer, name: str, address: str) -> None:
    found = find(renderer.root, HERE, name)
    assert isinstance(found, Asset)
    assert found.address == address
    assert asset_bytes(found.file)


BAD = [
    ("../other/theirs.png", "file-outside"),
    ("../../../conf.py", "file-outside"),
    ("../../../../../../etc/passwd", "file-outside"),
    ("/etc/passwd", "file-outside"),
    ("/posts/2026/here/chart.png", "file-outside"),
    ("..", "file-outside"),
    (".", "file-outside"),
    ("inner/../../other/theirs.png", "file-outside"),
    (".env", "file-hidden"),
    (".git/config", "file-hidden"),
    ("inner\\..\\chart.png", "file-hidden"),
    ("chart.png\0.txt", "file-hidden"),
    ("linked.txt", "file-link"),
    ("linked/secret.txt", "file-link"),
    ("linked/conf.py", "file-link"),
    ("near.png", "file-link"),
    ("run.py", "file-ending"),
    ("page.html", "file-ending"),
    ("posing.png", "file-content"),
    ("posing.pdf", "file-content"),
    ("binary.txt", "file-content"),
    ("entities.svg", "file-content"),
    ("huge.png", "file-content"),
]


@pytest.mark.parametrize(("name", "code"), BAD)
def test_any_other_file_is_refused(renderer: Renderer, name: str, code: str) -> None:
    found = find(renderer.root, HERE, name)
    assert isinstance(found, Refusal)
    assert found.code == code
    assert found.help
    assert SECRET not in found.message


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("nothing.png", ""),
        ("Chart.png", "did you mean chart.png?"),
        ("photo.jpg", "did you mean Photo.JPG?"),
        ("inner", ""),
        ("x" * 5000, ""),
    ],
)
def test_a_file_that_is_not_there_is_missing(renderer: Renderer, name: str, help: str) -> None:
    assert find(renderer.root, HERE, name) == Missing(help)


def test_of_very_many_names_none_is_suggested(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    for number in range(300):
        (tmp_path / f"posts/chart{number}.png").touch()
    assert find(tmp_path, "posts/x.md", "Chart7.png") == Missing("did you mean chart7.png?")
    (tmp_path / "posts/one-more.png").touch()
    assert find(tmp_path, "posts/x.md", "Chart7.png") == Missing()


def test_a_device_is_refused(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    os.mkfifo(tmp_path / "posts/pipe.png")
    found = find(tmp_path, "posts/a.md", "pipe.png")
    assert isinstance(found, Refusal)
    assert found.code == "file-kind"


def test_a_post_whose_folder_is_a_link_has_no_files(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/a.txt").write_text("x")
    (tmp_path / "posts/x").symlink_to(tmp_path / "elsewhere")
    found = find(tmp_path, "posts/x/index.md", "a.txt")
    assert isinstance(found, Refusal)
    assert found.code == "file-link"


def test_a_project_may_itself_be_reached_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real/posts").mkdir(parents=True)
    (tmp_path / "real/posts/a.txt").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert isinstance(find(tmp_path / "link", "posts/a.md", "a.txt"), Asset)


@pytest.mark.parametrize(
    ("bounds", "name", "message"),
    [
        ({"pixels": 11}, "chart.png", "has 4 × 3 pixels; a picture may have 11"),
        ({"file_bytes": 8}, "paper.pdf", "has 15 bytes; a file may have 8"),
    ],
)
def test_a_file_over_a_bound_is_refused(
    renderer: Renderer, bounds: dict[str, int], name: str, message: str
) -> None:
    found = find(renderer.root, HERE, name, replace(BodyBounds(), **bounds))
    assert isinstance(found, Refusal)
    assert message in found.message


def test_a_bomb_is_refused_by_its_header_alone(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    buffer = io.BytesIO()
    Image.new("1", (8, 8)).save(buffer, "PNG")
    data = buffer.getvalue().replace(b"\x00\x00\x00\x08\x00\x00\x00\x08", b"\x7f\xff\xff\xff" * 2)
    (tmp_path / "posts/bomb.png").write_bytes(data)
    assert isinstance(find(tmp_path, "posts/a.md", "bomb.png"), Refusal)


WAYS = [
    "![x]({})",
    "[x]({})",
    "![x](<{}>)",
    "![x][a]\n\n[a]: {}",
    '<img src="{}">',
    '<a href="{}">x</a>',
    '<video poster="{}"></video>',
    '<audio src="{}"></audio>',
    '<img src="chart.png" srcset="{} 2x">',
    "```{{figure}} {}\n```",
    "```{{image}} {}\n```",
    "```{{image}} chart.png\n:target: {}\n```",
    "```{{card}}\n:img-top: {}\n\nText.\n```",
    "```{{card}}\n:link: {}\n\nText.\n```",
    "```{{button-link}} {}\n```",
    "{{download}}`x <{}>`",
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "name", ["../../../secret.txt", "linked.txt", "../../../conf.py", ".env", "run.py"]
)
def test_no_way_of_naming_a_file_publishes_another(renderer: Renderer, way: str, name: str) -> None:
    proof = renderer.render(way.format(name))
    assert proof.errors
    assert SECRET not in proof.html + proof.feed + proof.said
    assert [file for file in proof.files if not file.endswith("chart.png")] == []


@pytest.mark.parametrize(
    "name", ["..%2f..%2f..%2fsecret.txt", "%2e%2e/x.png", "file:///etc/passwd", "..\\\\x.png"]
)
@pytest.mark.parametrize("way", WAYS[:3])
def test_no_way_of_writing_a_path_hides_it(renderer: Renderer, way: str, name: str) -> None:
    assert [line for line, _ in renderer.render(way.format(name)).errors] == [FIRST_LINE]


def test_a_file_is_published_only_if_it_is_mentioned(renderer: Renderer) -> None:
    assert renderer.render("Text.").files == []
    assert renderer.render("[the table](table.csv)").files == ["posts/2026/here/table.csv"]


def test_a_post_beside_others_uses_what_lies_beside_it(renderer: Renderer) -> None:
    proof = renderer.render("![](here/chart.png) [x](here/run.py)", "posts/2026/flat.md")
    assert proof.files == ["posts/2026/here/chart.png"]
    assert [code for _, code in proof.errors] == ["file-ending"]


def test_a_file_of_an_unpublished_post_stays_unpublished(renderer: Renderer) -> None:
    proof = renderer.render("![plan](draft/plan.png)", "posts/2026/flat.md")
    assert proof.files == []
    assert "draft" not in proof.html


@pytest.mark.parametrize("ending", ["webp", "avif"])
def test_what_takes_most_memory_has_a_bound_of_its_own(tmp_path: Path, ending: str) -> None:
    (tmp_path / "posts").mkdir()
    Image.new("RGB", (30, 20)).save(tmp_path / f"posts/a.{ending}")
    bounds = BodyBounds(pixels=1_000, modern_pixels=599)
    found = find(tmp_path, "posts/x.md", f"a.{ending}", bounds)
    assert isinstance(found, Refusal)
    assert found.message == (
        f"the file 'a.{ending}' has 30 × 20 pixels; a picture in {ending.upper()} may have 599"
    )
    assert isinstance(find(tmp_path, "posts/x.md", f"a.{ending}", BodyBounds()), Asset)


# -- SVG ---------------------------------------------------------------------------

_OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
_COPY = '<use href="#a"/>'


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ('<path d="M0 0L1 1" fill="red"/>', '<path d="M0 0L1 1" fill="red"/>'),
        ("<script>alert(1)</script>", ""),
        ("<style>@import url(https://e.example/);</style>", "<style></style>"),
        ("<style>.a{fill:red}</style>", "<style>.a { fill: red }</style>"),
        ("<style>.a{fill:url(https://e.example/)}</style>", "<style></style>"),
        ('<g onclick="alert(1)"/>', "<g/>"),
        ('<g ONLOAD="alert(1)"/>', "<g/>"),
        ('<g style="fill:red;behavior:url(x)"/>', '<g fill="red"/>'),
        ('<rect fill="url(#a)"/>', '<rect fill="url(#a)"/>'),
        ('<rect fill="url(https://e.example/#a)"/>', "<rect/>"),
        ('<rect filter="url( &quot;//e.example/#a&quot; )"/>', "<rect/>"),
        ('<a xlink:href="javascript:alert(1)"><g/></a>', "<g><g/></g>"),
        ('<image href="https://e.example/x.png"/>', ""),
        ('<use href="https://e.example/#a"/>', "<use/>"),
        ('<use xlink:href="#a"/>', '<use href="#a"/>'),
        ('<animate attributeName="href" to="javascript:alert(1)"/>', ""),
        ('<set attributeName="onload" to="alert(1)"/>', ""),
        ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>', ""),
        ('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>', ""),
        (
            "<text>a &lt; <tspan>c</tspan> d</text>",
            "<text>a &lt; <tspan>c</tspan> d</text>",
        ),
        ("<!-- c --><?pi x?><g/>", "<g/>"),
    ],
)
def test_of_an_svg_shapes_and_words_stay(inside: str, kept: str) -> None:
    clean = cleaned(f"{_OPEN}{inside}</svg>".encode()).data.decode()
    empty = '<svg xmlns="http://www.w3.org/2000/svg">'
    assert clean == (f"{empty}{kept}</svg>" if kept else f"{empty[:-1]}/>")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not XML",
        b"<svg/>",
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        f"<!DOCTYPE svg [<!ENTITY a 'b'>]>{_OPEN}&a;</svg>".encode(),
        f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>{_OPEN}&a;</svg>'.encode(),
        f'<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://e.example/">%a;]>{_OPEN}</svg>'.encode(),
        f"{_OPEN}{'<g>' * 70}{'</g>' * 70}</svg>".encode(),
        f"{_OPEN}{'<g/>' * 20_001}</svg>".encode(),
        f'{_OPEN}<g id="a"><use href="#b"/></g><use href="#a"/></svg>'.encode(),
        f'{_OPEN}<g id="a">{"<g/>" * 300}</g>{_COPY * 100}</svg>'.encode(),
        f"{_OPEN}<!-- {'x' * 2_000_000} --></svg>".encode(),
        f"<!-- {'x' * 5_000} --><!DOCTYPE svg [<!ENTITY a 'b'>]>{_OPEN}&a;</svg>".encode(),
        f"<!DOCTYPE svg [<!ENTITY a 'b'>]>{_OPEN}&a;</svg>".encode("utf-16"),
        f"<svg {' '.join(f'a{n}=' + chr(34) * 2 for n in range(100_000))}/>".encode(),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    start = time.process_time()
    with pytest.raises(SvgError):
        cleaned(data)
    assert time.process_time() - start < 1


def test_what_goes_from_an_svg_is_told(renderer: Renderer) -> None:
    proof = renderer.render("![x](scripted.svg)")
    assert proof.said == (
        "posts/2026/here/index.md:5:1: warning: posts/2026/here/scripted.svg is published "
        "without its <script>, onclick\n    help: save it as plain SVG"
    )
    assert b"alert" not in asset_bytes(renderer.folder / "scripted.svg")


def test_the_same_svg_is_cleaned_to_the_same_bytes() -> None:
    data = f'{_OPEN}<g fill="red" stroke="blue" onclick="x"/></svg>'.encode()
    assert cleaned(data) == cleaned(data)
    assert cleaned(cleaned(data).data).data == cleaned(data).data


def test_the_pictures_of_a_post_have_a_bound_together(tmp_path: Path) -> None:
    context = PostContext(
        path="posts/a.md",
        root=tmp_path,
        line_offset=0,
        resolve_post=lambda _: None,
        responsive_images=cast(ResponsiveImages, None),  # nothing is shown here, only counted
        bounds=replace(BodyBounds(), all_pixels=23),
    )
    (tmp_path / "posts").mkdir()
    for name in ("a.png", "b.png"):
        Image.new("RGB", (4, 3)).save(tmp_path / "posts" / name)
        show(context, name, 1)
    assert [problem.message for problem in context.problems] == [
        "pictures of 24 pixels in all; a post may show 23"
    ]
    assert list(context.assets) == ["posts/a.png"]
