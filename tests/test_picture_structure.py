"""What would keep a decoder busy is counted, and refused, before one sees it."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from publishing.assets.metadata import stripped
from publishing.assets.orientation import turned
from publishing.assets.picture_structure import Structure, StructureError, hold
from publishing.policy.limits import BodyBounds
from publishing.policy.rules import PICTURES
from tests import pictures
from tests.pictures import saved

BOUNDS = BodyBounds()
WIDE = Image.new("RGB", (30, 20))
FRAMES = [WIDE, Image.new("RGB", (30, 20), "red")]
MOVING = {"save_all": True, "append_images": FRAMES[1:]}
KINDS = sorted({*PICTURES.values()} - {"SVG"})


@pytest.mark.parametrize(
    ("kind", "data", "frames", "scans"),
    [
        ("JPEG", saved("JPEG", WIDE), 0, 1),
        ("JPEG", saved("JPEG", WIDE, progressive=True, restart_marker_rows=1), 0, 10),
        ("PNG", saved("PNG", WIDE), 0, 0),
        ("PNG", saved("PNG", WIDE, **MOVING), 2, 0),
        ("GIF", saved("GIF", WIDE), 1, 0),
        ("GIF", saved("GIF", WIDE, **MOVING), 2, 0),
        ("WEBP", saved("WEBP", WIDE), 0, 0),
        ("WEBP", saved("WEBP", WIDE, lossless=True), 0, 0),
        ("WEBP", saved("WEBP", WIDE.convert("RGBA"), exif=b"Exif\0\0II*\0"), 0, 0),
        ("WEBP", saved("WEBP", WIDE, **MOVING), 2, 0),
        ("AVIF", saved("AVIF", WIDE), 0, 0),
        ("AVIF", saved("AVIF", WIDE, **MOVING), 2, 0),
    ],
)
def test_an_ordinary_picture_is_counted(kind: str, data: bytes, frames: int, scans: int) -> None:
    found = hold(data, kind, BOUNDS)
    parts = found.parts
    assert found == Structure(30, 20, frames, scans, parts)
    assert parts < 40


BUSY = [
    ("JPEG", pictures.of_scans(101), "has more than 100 scans over the same pixels"),
    ("JPEG", pictures.of_scans(1_000), "has more than 100 scans over the same pixels"),
    ("JPEG", pictures.of_scans(10_000), "has more than 100 scans over the same pixels"),
    ("JPEG", pictures.of_scans(89_000), "has more than 100 scans over the same pixels"),
    ("JPEG", pictures.of_segments(50_001), "consists of more than 50,000 parts"),
    ("PNG", pictures.of_chunks(50_000), "consists of more than 50,000 parts"),
    ("PNG", pictures.moving_png(1_001), "is an animation of more than 1,000 frames"),
    ("GIF", pictures.moving_gif(1_001), "is an animation of more than 1,000 frames"),
    ("GIF", pictures.moving_gif(60_000), "is an animation of more than 1,000 frames"),
    ("WEBP", pictures.moving_webp(1_001), "is an animation of more than 1,000 frames"),
    ("AVIF", pictures.moving_avif(1_001), "is an animation of more than 1,000 frames"),
    (
        "GIF",
        pictures.moving_gif(300, 3_000),
        "is an animation of 2,700,000,000 pixels in all its frames; it may have 2,000,000,000",
    ),
]


@pytest.mark.parametrize(
    ("kind", "data", "found"), BUSY, ids=lambda value: value if isinstance(value, str) else "data"
)
def test_a_picture_that_keeps_decoders_busy_is_refused(kind: str, data: bytes, found: str) -> None:
    begun = time.process_time()
    with pytest.raises(StructureError) as refused:
        hold(data, kind, BOUNDS)
    assert refused.value.found == found
    assert refused.value.help
    assert time.process_time() - begun < 1


def test_at_its_bounds_a_picture_is_shown() -> None:
    assert hold(pictures.of_scans(100), "JPEG", BOUNDS).scans == 100
    assert hold(pictures.moving_png(1_000), "PNG", BOUNDS).frames == 1_000
    assert hold(pictures.moving_gif(1_000), "GIF", BOUNDS).frames == 1_000
    assert hold(pictures.moving_webp(1_000), "WEBP", BOUNDS).frames == 1_000
    few = replace(BOUNDS, frames=2)
    assert hold(pictures.moving_gif(2), "GIF", few).frames == 2
    with pytest.raises(StructureError):
        hold(pictures.moving_gif(3), "GIF", few)


def test_of_blocks_of_one_byte_none_costs_much() -> None:
    data = pictures.moving_gif(1).removesuffix(b"\0;") + b"\1\0" * 5_000_000
    begun = time.process_time()
    assert hold(data, "GIF", BOUNDS).frames == 1
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_of_another_kind_is_refused(kind: str) -> None:
    for other in KINDS:
        if other != kind:
            with pytest.raises(StructureError, match=f"^is not a {kind} picture"):
                hold(saved(other), kind, BOUNDS)


@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_behind_the_end_of_a_picture_is_not_published(kind: str) -> None:
    plain = saved(kind)
    page = b"<html><script>alert(1)</script></html>"
    assert stripped(plain + page) == stripped(plain)
    assert page not in stripped(plain + b"\x00\x00\x00\x2euuid" + page)


def test_what_programs_write_into_a_gif_is_not_published() -> None:
    moving = saved("GIF", WIDE, **MOVING, loop=3, duration=70, comment=b"Ann's house")
    xmp = b"\x21\xff\x0bXMP DataXMP<x:xmpmeta>" + bytes(range(255, -1, -1)) + b"\0"
    busy = moving[:13] + moving[13:].replace(b"\x21\xff\x0bNETSCAPE", xmp + b"\x21\xff\x0bNETSCAPE")
    found = stripped(busy)
    assert b"Ann's house" not in found
    assert b"xmpmeta" not in found
    assert b"NETSCAPE2.0\x03\x01\x03\x00" in found
    assert hold(found, "GIF", BOUNDS).frames == 2


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("turn", range(1, 9))
def test_which_way_is_up(order: str, turn: int) -> None:
    exif = Image.Exif()
    exif.endian = order
    exif[0x010F] = "A camera"
    exif[0x0112] = turn
    assert turned(exif.tobytes()) == turn


@pytest.mark.parametrize(
    "exif", [b"", b"Exif\0\0", b"II*\0", b"II*\0\xff\xff\xff\xff", b"II*\0\x08\0\0\0\xff\xff" * 9]
)
def test_a_broken_exif_turns_nothing(exif: bytes) -> None:
    assert turned(exif) == 1


SAMPLES = [(kind, saved(kind, WIDE)) for kind in KINDS]


@given(st.sampled_from(SAMPLES), st.integers(0, 400), st.binary(max_size=9))
def test_no_file_is_too_broken(sample: tuple[str, bytes], position: int, noise: bytes) -> None:
    kind, data = sample
    with suppress(StructureError):
        found = hold(data[:position] + noise + data[position + len(noise) :], kind, BOUNDS)
        assert 0 < found.pixels <= BOUNDS.pixels
