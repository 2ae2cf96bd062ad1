"""What a published picture no longer says, and what it still shows."""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from publishing.assets.metadata import stripped

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
SECRETS = (b"A camera", b"Ann's house", b"xmpmeta", b"51.5", b"GPS")


def photograph(mode: str = "RGB") -> Image.Image:
    across = Image.linear_gradient("L").resize((64, 48))
    shades = (across, Image.radial_gradient("L").resize((64, 48)), across)
    return Image.merge("RGB", shades).convert(mode)


def exif(orientation: int) -> bytes:
    found = Image.Exif()
    found[ExifTags.Base.Make] = "A camera"
    found[ExifTags.Base.ImageDescription] = "Ann's house"
    found[ExifTags.Base.Orientation] = orientation
    found.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (51.5, 30.0, 26.0)
    return found.tobytes()


def saved(format: str, image: Image.Image | None = None, **options: Any) -> bytes:
    data = BytesIO()
    (image or photograph()).save(data, format, **options)
    return data.getvalue()


def text() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "Ann's house")
    info.add_text("Software", "A camera", zip=True)
    info.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta/>")
    return info


XMP = b"<x:xmpmeta>Ann's house</x:xmpmeta>"
AVIF = saved("AVIF", exif=exif(6), xmp=XMP)
STEPS = {"progressive": True, "restart_marker_rows": 1}
WRITERS: dict[str, Callable[[int], bytes]] = {
    "jpeg": lambda turn: saved("JPEG", exif=exif(turn), xmp=XMP, comment=b"Ann's house"),
    "progressive": lambda turn: saved(
        "JPEG", exif=exif(turn), progressive=True, restart_marker_rows=1
    ),
    "cmyk": lambda turn: saved("JPEG", photograph("CMYK"), exif=exif(turn)),
    "profiled": lambda turn: saved("JPEG", exif=exif(turn), icc_profile=PROFILE),
    "png": lambda turn: saved("PNG", exif=exif(turn), pnginfo=text(), icc_profile=PROFILE),
    "palette": lambda turn: saved("PNG", photograph("P"), exif=exif(turn), transparency=3),
    "webp": lambda turn: saved("WEBP", exif=exif(turn), xmp=XMP, icc_profile=PROFILE),
    "alpha": lambda turn: saved("WEBP", photograph("RGBA"), lossless=True, exif=exif(turn)),
}


@pytest.mark.parametrize("turn", [1, 6])
@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_pixels_stay_and_words_go(write: Callable[[int], bytes], turn: int) -> None:
    before = write(turn)
    after = stripped(before)
    assert any(secret in before for secret in SECRETS)
    assert not any(secret in after for secret in SECRETS)
    was, now = Image.open(BytesIO(before)), Image.open(BytesIO(after))
    assert (now.format, now.mode, now.size) == (was.format, was.mode, was.size)
    assert now.tobytes() == was.tobytes()
    assert now.info.get("icc_profile") == was.info.get("icc_profile")
    assert now.info.get("transparency") == was.info.get("transparency")
    assert dict(now.getexif()) == ({ExifTags.Base.Orientation: 6} if turn == 6 else {})
    assert now.info.keys() <= {*was.info.keys()} - {"comment", "xmp", "Comment", "Software"}
    assert stripped(after) == after


def frames(data: bytes) -> list[bytes]:
    image = Image.open(BytesIO(data))
    found = []
    for position in range(image.n_frames):  # type: ignore[attr-defined]
        image.seek(position)
        found.append(image.convert("RGBA").tobytes())
    return found


@pytest.mark.parametrize("format", ["PNG", "WEBP"])
def test_an_animation_still_moves(format: str) -> None:
    other = photograph().transpose(Image.Transpose.ROTATE_180)
    options = {"save_all": True, "append_images": [other], "duration": 200}
    before = saved(format, exif=exif(1), **options)
    after = stripped(before)
    assert frames(after) == frames(before)
    assert len(frames(after)) == 2
    assert b"A camera" not in after


def test_a_picture_behind_the_picture_is_left_out() -> None:
    plain = saved("JPEG")
    second = saved("JPEG", exif=exif(1))
    index = b"MPF\0" + bytes(60)
    several = plain[:2] + b"\xff\xe2" + (len(index) + 2).to_bytes(2, "big") + index + plain[2:]
    assert stripped(several + second) == stripped(plain)
    for format in ("PNG", "WEBP"):
        assert stripped(saved(format) + second) == stripped(saved(format))


def test_a_thumbnail_is_left_out() -> None:
    plain = saved("JPEG")
    assert plain[2:4] == b"\xff\xe0"
    jfif = plain[6:18] + bytes((2, 1)) + b"secret"
    extended = plain[:2] + b"\xff\xe0" + (len(jfif) + 2).to_bytes(2, "big") + jfif + plain[20:]
    assert stripped(extended) == stripped(plain) == plain


def test_a_picture_that_says_nothing_is_as_it_was() -> None:
    for data in (saved("PNG"), saved("WEBP"), saved("GIF"), b"<svg/>", b"text", b""):
        assert stripped(data) == data


def test_an_avif_that_would_keep_us_busy_does_not() -> None:
    position = AVIF.index(b"iloc") + 4
    busy = AVIF[:position] + b"\0\0\0\0\x11\0\xff\xff" + b"\xff" * 1_000_000
    busy = busy[: position - 8] + (1_000_000).to_bytes(4, "big") + busy[position - 4 :]
    meta = AVIF.index(b"meta") - 4
    busy = busy[:meta] + (1_000_100).to_bytes(4, "big") + busy[meta + 4 :]
    begun = time.process_time()
    assert len(stripped(busy)) == len(busy)
    assert time.process_time() - begun < 1


def test_what_is_cut_short_is_cut_as_short() -> None:
    whole = saved("JPEG", exif=exif(6))
    for length in (3, 40, 200, len(whole) - 99):
        assert len(stripped(whole[:length])) <= length
    assert stripped(whole[:-99]) == stripped(whole)[:-99]


def test_an_avif_keeps_its_length_and_its_pixels() -> None:
    before = saved("AVIF", exif=exif(6), xmp=XMP, icc_profile=PROFILE)
    after = stripped(before)
    assert any(secret in before for secret in SECRETS)
    assert not any(secret in after for secret in SECRETS)
    assert len(after) == len(before)
    was, now = Image.open(BytesIO(before)), Image.open(BytesIO(after))
    assert now.size == was.size
    assert now.tobytes() == was.tobytes()
    assert now.info.get("icc_profile") == was.info.get("icc_profile")
    assert stripped(after) == after
    assert stripped(saved("AVIF")) == saved("AVIF")


SAMPLES = [*(write(6) for write in WRITERS.values()), AVIF]


@given(st.sampled_from(SAMPLES), st.integers(0, 4000), st.binary(max_size=9))
def test_no_file_is_too_broken(data: bytes, position: int, noise: bytes) -> None:
    found = stripped(data[:position] + noise + data[position + len(noise) :])
    assert stripped(found) == found
