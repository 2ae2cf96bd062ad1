"""The sizes of pictures: which are made, what is in them, and how pages name them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from publishing.assets import variants
from publishing.assets.raster import RasterError
from publishing.assets.responsive_images import ResponsiveImages, Shown, image_attributes
from publishing.assets.variants import Picture, Variant, facts, made
from publishing.base.cache import Cache
from publishing.model.target import PostFile


def photograph(width: int, height: int) -> Image.Image:
    """Something with as many shades as a photograph, the same each time."""
    across = Image.linear_gradient("L").resize((width, height))
    around = Image.radial_gradient("L").resize((width, height))
    return Image.merge("RGB", (across, around, across.transpose(Image.Transpose.ROTATE_180)))


def drawing(width: int, height: int) -> Image.Image:
    image = Image.new("RGB", (width, height), "white")
    for position in range(0, width, 40):
        image.paste(
            (179, 57, 27), (position, height - position * height // width, position + 20, height)
        )
    return image


def saved(path: Path, image: Image.Image, **options: Any) -> Path:
    image.save(path, **options)
    return path


def picture(width: int, height: int, **other: Any) -> Picture:
    plain = {"format": "JPEG", "is_animated": False, "size": 10**9}
    return Picture(width=width, height=height, **(plain | other))


# -- Facts ---------------------------------------------------------------------


def animation(path: Path) -> Path:
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "blue")]
    frames[0].save(path, save_all=True, append_images=frames[1:])
    return path


def sideways(path: Path) -> Path:
    exif = Image.Exif()
    exif[0x0112] = 8
    return saved(path, photograph(30, 20), exif=exif)


@pytest.mark.parametrize(
    ("name", "write", "expected"),
    [
        ("a.jpg", lambda p: saved(p, photograph(30, 20)), (30, 20, "JPEG", False)),
        ("a.JPEG", lambda p: saved(p, photograph(30, 20), format="JPEG"), (30, 20, "JPEG", False)),
        ("a.png", lambda p: saved(p, photograph(30, 20)), (30, 20, "PNG", False)),
        ("a.webp", lambda p: saved(p, photograph(30, 20)), (30, 20, "WEBP", False)),
        ("a.avif", lambda p: saved(p, photograph(30, 20)), (30, 20, "AVIF", False)),
        ("a.gif", lambda p: saved(p, photograph(30, 20)), (30, 20, "GIF", False)),
        ("b.gif", animation, (30, 20, "GIF", True)),
        ("b.png", animation, (30, 20, "PNG", True)),
        ("b.webp", animation, (30, 20, "WEBP", True)),
        ("turned.jpg", sideways, (20, 30, "JPEG", False)),
        ("turned.webp", sideways, (20, 30, "WEBP", False)),
        ("turned.png", sideways, (20, 30, "PNG", False)),
    ],
)
def test_facts(
    tmp_path: Path,
    name: str,
    write: Callable[[Path], Path],
    expected: tuple[int, int, str, bool],
) -> None:
    path = write(tmp_path / name)
    found = facts(path)
    assert (found.width, found.height, found.format, found.is_animated) == expected
    assert found.size == path.stat().st_size


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="300" height="200"', (300, 200)),
        ('width="300px" height="12.4"', (300, 12)),
        ('width="1in" height="25.4mm"', (96, 96)),
        ('viewBox="0 0 640 480"', (640, 480)),
        ('viewBox="-10,-10,64,48" width="128"', (128, 96)),
        ('viewBox="0 0 64 48" height="24"', (32, 24)),
        ('viewBox="0 0 64 48" width="100%" height="auto"', (64, 48)),
    ],
)
def test_the_size_of_an_svg(tmp_path: Path, attributes: str, size: tuple[int, int]) -> None:
    path = tmp_path / "a.svg"
    path.write_text(f"<svg xmlns='http://www.w3.org/2000/svg' {attributes}><rect/></svg>")
    found = facts(path)
    assert (found.width, found.height, found.format) == (*size, "SVG")
    assert made(path, found) == ()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b"plain text"),
        ("a.png", b"GIF89a"),
        ("a.jpg", b"\xff\xd8\xff\xe0"),
        ("a.txt", b"x"),
        ("a.svg", b""),
        ("a.svg", b"<svg"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.svg", b"<svg width='1e9' height='1'/>"),
        ("a.svg", b"<svg viewBox='0 0 0 0'/>"),
        ("a.svg", b"<svg viewBox='nothing'/>"),
    ],
)
def test_no_picture(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(RasterError):
        facts(tmp_path / name)


def test_a_bomb_is_refused_by_its_header(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", Image.new("1", (12_000, 11_000)))
    with pytest.raises(RasterError, match="12000 × 11000 pixels are too many"):
        facts(path)


# -- Sizes ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of", "widths"),
    [
        (picture(4000, 3000), [480, 800, 1200, 1600]),
        (picture(1600, 900), [480, 800, 1200, 1600]),
        (picture(1210, 900), [480, 800, 1210]),  # 1200 would be as good as its own
        (picture(1000, 10), [480, 800, 1000]),
        (picture(480, 480), [480]),
        (picture(16, 16), [16]),
        (picture(4000, 3000, format="SVG"), []),
        (picture(4000, 3000, is_animated=True), []),
    ],
)
def test_variants(of: Picture, widths: list[int]) -> None:
    found = variants.variants(of)
    assert [variant.width for variant in found] == widths
    assert all(abs(v.height - max(1, v.width * of.height / of.width)) <= 0.5 for v in found)


def test_no_size_is_taller_than_a_webp_can_be(tmp_path: Path) -> None:
    assert [size.width for size in variants.variants(picture(1000, 20_000))] == [480, 800]
    file = saved(tmp_path / "a.png", Image.new("1", (4, 17_000)))
    assert made(file, facts(file)) == ()


def test_where_a_size_is_served() -> None:
    assert Variant(480, 320).address("posts/x/a.png") == "_images/posts/x/a.png/480.webp"


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    assert image.format == "WEBP"
    return image


def test_a_photograph(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.jpg", photograph(1000, 600), quality=95)
    found = made(path, facts(path))
    assert [variant for variant, _ in found] == [
        Variant(480, 288),
        Variant(800, 480),
        Variant(1000, 600),
    ]
    assert [opened(data).size for _, data in found] == [(480, 288), (800, 480), (1000, 600)]
    sizes = [len(data) for _, data in found]
    assert sizes == sorted(sizes)
    assert sizes[-1] < path.stat().st_size
    assert found == made(path, facts(path))


def test_a_drawing_keeps_its_pixels(tmp_path: Path) -> None:
    image = drawing(600, 400)
    path = saved(tmp_path / "a.png", image)
    *_, (variant, data) = made(path, facts(path))
    assert variant == Variant(600, 400)
    assert opened(data).convert("RGB").tobytes() == image.tobytes()


def test_what_would_be_larger_is_left_out(tmp_path: Path) -> None:
    small = saved(tmp_path / "a.webp", photograph(1000, 600), quality=60)
    assert [variant.width for variant, _ in made(small, facts(small))] == [480, 800]
    flat = saved(tmp_path / "a.png", Image.new("1", (16, 16)), optimize=True)
    assert len(made(flat, facts(flat))) <= 1


def test_nothing_beside_pixels_is_published(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif[0x0112] = 6
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    top = Image.new("RGB", (900, 600), (0, 0, 255))
    top.paste((0, 160, 0), (0, 0, 450, 600))
    path = saved(tmp_path / "a.jpg", top, exif=exif, icc_profile=profile, quality=100)
    for variant, data in made(path, facts(path)):
        image = opened(data)
        assert image.info.keys() & {"exif", "icc_profile", "xmp"} == set()
        assert image.size == (variant.width, variant.height)
        assert variant.width < variant.height
        _, green, blue = image.convert("RGB").getpixel((10, 10))  # type: ignore[misc]
        assert green > 120 > blue


def test_colours_are_those_of_the_profile(tmp_path: Path) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")
    red = Image.new("RGB", (600, 400), (255, 0, 0))
    path = saved(tmp_path / "a.png", red, icc_profile=swapped)
    for _, data in made(path, picture(600, 400, format="PNG")):
        assert opened(data).getpixel((9, 9)) == pytest.approx((0, 0, 255), abs=2)


@pytest.mark.parametrize("kind", ["LAB", ""])
def test_a_profile_of_something_else_is_none(tmp_path: Path, kind: str) -> None:
    other = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes() if kind else b"none"
    grey = Image.new("RGB", (600, 400), (90, 90, 90))
    plain = saved(tmp_path / "a.png", grey)
    tagged = saved(tmp_path / "b.png", grey, icc_profile=other)
    of = picture(600, 400, format="PNG")
    assert made(tagged, of) == made(plain, of)


@pytest.mark.parametrize(
    ("name", "image", "middle"),
    [
        ("a.png", Image.new("1", (600, 400), 1), (255, 255, 255)),
        ("a.png", Image.new("L", (600, 400), 90), (90, 90, 90)),
        ("a.png", Image.new("LA", (600, 400), (90, 255)), (90, 90, 90)),
        ("a.png", Image.new("I;16", (600, 400), 90 * 257), (90, 90, 90)),
        ("a.png", Image.new("RGBA", (600, 400), (9, 99, 199, 255)), (9, 99, 199)),
        ("a.gif", Image.new("P", (600, 400), 0), (0, 0, 0)),
        ("a.jpg", Image.new("CMYK", (600, 400), (0, 0, 0, 0)), (255, 255, 255)),
    ],
)
def test_every_mode(
    tmp_path: Path, name: str, image: Image.Image, middle: tuple[int, int, int]
) -> None:
    path = saved(tmp_path / name, image)
    for _, data in variants.made(path, picture(600, 400, format="PNG")):
        shown = opened(data)
        assert shown.mode == "RGB"
        assert shown.getpixel((99, 99)) == pytest.approx(middle, abs=2)


def test_what_is_transparent_stays_so(tmp_path: Path) -> None:
    glass = Image.new("RGBA", (600, 400), (0, 0, 0, 0))
    glass.paste((179, 57, 27, 255), (0, 0, 300, 400))
    indexed = glass.quantize(8)
    for path in (
        saved(tmp_path / "a.png", glass),
        saved(tmp_path / "b.png", indexed, transparency=indexed.getpixel((500, 200))),
    ):
        *_, (_, data) = made(path, picture(600, 400, format="PNG"))
        image = opened(data)
        assert image.mode == "RGBA"
        assert image.getpixel((500, 200))[3] == 0  # type: ignore[index]
        assert image.getpixel((100, 200)) == pytest.approx((179, 57, 27, 255), abs=3)


def test_a_picture_that_is_cut_short(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.jpg", photograph(900, 600))
    path.write_bytes(path.read_bytes()[:-9000])
    with pytest.raises(RasterError):
        made(path, facts(path))


# -- Pages ---------------------------------------------------------------------


def link(address: str) -> str:
    return f"../{address}"


SHOWN = Shown(
    address="posts/x/a b.png",
    width=1000,
    height=500,
    sizes=(Variant(480, 240), Variant(800, 400), Variant(1000, 500)),
)


def test_srcset() -> None:
    assert SHOWN.srcset(link) == (
        "../_images/posts/x/a b.png/480.webp 480w, ../_images/posts/x/a b.png/800.webp 800w, "
        "../_images/posts/x/a b.png/1000.webp 1000w"
    )


def test_srcset_ends_with_the_picture_if_no_modern_one_is_smaller() -> None:
    shown = Shown(address="a.avif", width=1000, height=500, sizes=(Variant(480, 240),))
    assert shown.srcset(link) == "../_images/a.avif/480.webp 480w, ../a.avif 1000w"


def test_a_wide_picture_is_served_no_wider_than_the_widest_size() -> None:
    shown = Shown(address="a.jpg", width=4000, height=2000, sizes=(Variant(1600, 800),))
    assert shown.srcset(link) == "../_images/a.jpg/1600.webp 1600w"


def test_image_attributes() -> None:
    assert image_attributes(SHOWN) == {
        "width": "1000",
        "height": "500",
        "srcset": "/_images/posts/x/a%20b.png/480.webp 480w, "
        "/_images/posts/x/a%20b.png/800.webp 800w, /_images/posts/x/a%20b.png/1000.webp 1000w",
        "sizes": "(min-width: 44.5rem) 42rem, 100vw",
        "loading": "lazy",
        "decoding": "async",
    }


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (
            {"width": 200},
            {"width": "200", "height": "100", "sizes": "(min-width: 200px) 200px, 100vw"},
        ),
        ({"height": 200}, {"width": "400", "height": "200"}),
        ({"width": 300, "height": 300}, {"width": "300", "height": "300"}),
        ({"width": 1}, {"width": "1", "height": "1"}),
        ({"share": 50}, {"width": "1000", "sizes": "(min-width: 44.5rem) 21rem, 50vw"}),
    ],
)
def test_stated_sizes(options: dict[str, Any], expected: dict[str, str]) -> None:
    assert image_attributes(SHOWN, **options).items() >= expected.items()


def test_what_is_above_the_fold_does_not_wait() -> None:
    assert "loading" not in image_attributes(SHOWN, is_lazy=False)


def test_a_picture_of_one_size_has_only_that() -> None:
    alone = Shown(address="a.svg", width=300, height=200)
    assert image_attributes(alone) == {
        "width": "300",
        "height": "200",
        "loading": "lazy",
        "decoding": "async",
    }


# -- Responsive images -------------------------------------------------------------------

FILE = PostFile("posts/x/a.jpg", "posts/x/a.jpg")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "posts/x").mkdir(parents=True)
    saved(tmp_path / FILE.source, photograph(1000, 600), quality=95)
    return tmp_path


def responsive_images(root: Path) -> ResponsiveImages:
    return ResponsiveImages(root, Cache(root / ".cache", "pictures"))


def test_a_gallery_shows_what_it_publishes(root: Path) -> None:
    shown = responsive_images(root).shown(FILE)
    assert (shown.address, shown.width, shown.height) == ("posts/x/a.jpg", 1000, 600)
    outputs = {
        output.path: output.make() for output in responsive_images(root).outputs([FILE, FILE])
    }
    assert list(outputs) == [size.address("posts/x/a.jpg") for size in shown.sizes]
    assert list(outputs.values()) == [
        data for _, data in made(root / FILE.source, facts(root / FILE.source))
    ]


def test_the_same_bytes_are_made_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = responsive_images(root)
    shown = first.shown(FILE)
    monkeypatch.setattr(variants, "made", None)
    again = responsive_images(root)
    assert again.shown(FILE) == shown
    for output in again.outputs([FILE]):
        output.make()
    assert again.keys == first.keys
    assert len(first.keys) == 4


def test_another_picture_has_other_fingerprints(root: Path) -> None:
    before = {output.fingerprint for output in responsive_images(root).outputs([FILE])}
    saved(root / FILE.source, photograph(1000, 700), quality=95)
    after = {output.fingerprint for output in responsive_images(root).outputs([FILE])}
    assert not before & after
    assert responsive_images(root).shown(FILE).height == 700


def test_sizes_that_the_cache_lost_are_made_again(root: Path) -> None:
    outputs = list(responsive_images(root).outputs([FILE]))
    data = [output.make() for output in outputs]
    for file in (root / ".cache").iterdir():
        file.unlink()
    lost = ResponsiveImages(root, Cache(root / "elsewhere", "pictures"))
    assert [output.make() for output in lost.outputs([FILE])] == data


def test_a_gallery_without_a_cache(root: Path) -> None:
    (root / ".cache").write_text("no folder")
    shown = responsive_images(root).shown(FILE)
    outputs = list(responsive_images(root).outputs([FILE]))
    assert len(outputs) == len(shown.sizes) == 3
    assert opened(bytes(outputs[0].make())).size == (480, 288)  # type: ignore[arg-type]


def test_a_gallery_names_what_it_cannot_show(root: Path) -> None:
    (root / FILE.source).write_bytes((root / FILE.source).read_bytes()[:-9000])
    with pytest.raises(RasterError, match="truncated"):
        responsive_images(root).shown(FILE)
    assert list(responsive_images(root).outputs([FILE])) == []
