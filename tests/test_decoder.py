"""Pictures are decoded in a process that the system ends if one takes too much."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest
from PIL import Image

from publishing.assets import decoder, variants
from publishing.assets.decoder import DecoderError, Limits
from publishing.assets.raster import OverrunError, RasterError
from publishing.assets.responsive_images import ResponsiveImages
from publishing.base.cache import Cache
from publishing.base.workers import spread
from publishing.model.target import PostFile
from tests import pictures
from tests.pictures import saved
from tests.publication import Publication
from tests.rendering import FIRST_LINE, Renderer

USUAL = decoder.USUAL
pytestmark = pytest.mark.skipif(
    not hasattr(signal, "SIGXCPU"), reason="this system bounds no processor time"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.png"
    path.write_bytes(saved("PNG", Image.linear_gradient("L").resize((900, 600))))
    return path


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture that takes minutes: ten thousand passes over four million pixels."""
    path = tmp_path_factory.mktemp("busy") / "busy.jpg"
    path.write_bytes(pictures.of_scans(10_000, 2_000, 2_000))
    return path


def pid() -> int:
    assert decoder._decoder is not None
    assert decoder._decoder._process is not None
    return decoder._decoder._process.pid


def test_the_other_process_makes_what_this_one_would(file: Path) -> None:
    made = decoder.sizes(file, USUAL)
    assert made.picture == variants.facts(file)
    assert made.sizes == variants.made(file, made.picture)
    assert [size.width for size, _ in made.sizes] == [480, 900]
    assert 0 < made.seconds < USUAL.seconds


def test_one_process_decodes_one_picture_after_the_other(file: Path) -> None:
    decoder.sizes(file, USUAL)
    first = pid()
    for _ in range(3):
        decoder.sizes(file, USUAL)
    assert pid() == first != os.getpid()


def test_a_picture_that_takes_too_long_is_given_up(file: Path, busy: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(OverrunError, match=r"^it takes more than 1 second of processor time"):
        decoder.sizes(busy, Limits(1, USUAL.memory))
    assert time.monotonic() - begun < 30
    assert decoder.sizes(file, USUAL).sizes


def test_a_picture_that_takes_too_much_memory_is_given_up(file: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("this system bounds no memory")
    wide = file.with_name("wide.png")
    wide.write_bytes(saved("PNG", Image.new("RGBA", (5_000, 5_000))))
    with pytest.raises(OverrunError, match=r"^it takes more than 150 MB of memory"):
        decoder.sizes(wide, Limits(USUAL.seconds, 150_000_000))
    assert decoder.sizes(file, USUAL).sizes


def test_a_broken_picture_ends_nothing(file: Path) -> None:
    decoder.sizes(file, USUAL)
    first = pid()
    cut = file.with_name("cut.png")
    cut.write_bytes(file.read_bytes()[:-200])
    with pytest.raises(RasterError) as failure:
        decoder.sizes(cut, USUAL)
    assert type(failure.value) is RasterError
    assert pid() == first


def test_a_process_that_was_ended_from_outside_is_no_fault_of_a_picture(file: Path) -> None:
    decoder.sizes(file, USUAL)
    os.kill(pid(), signal.SIGKILL)
    with pytest.raises(DecoderError):
        decoder.sizes(file, USUAL)
    assert decoder.sizes(file, USUAL).sizes


def test_an_answer_that_nobody_waited_for_is_taken_for_no_other(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = file.with_name("b.png")
    other.write_bytes(saved("PNG", Image.new("RGB", (20, 10))))
    with monkeypatch.context() as patch:
        patch.setattr(decoder, "_answer", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            decoder.sizes(file, USUAL)
    assert decoder.sizes(other, USUAL).picture.width == 20


def test_a_copy_of_this_process_has_a_decoder_of_its_own(file: Path) -> None:
    decoder.sizes(file, USUAL)
    mine = pid()

    def work(path: Path) -> tuple[int, int]:
        return decoder.sizes(path, USUAL).picture.width, pid()

    found = [made for _, made in spread(work, [file] * 8, 2, worth=1)]
    assert {width for width, _ in found} == {900}
    assert mine not in {other for _, other in found}
    assert decoder.sizes(file, USUAL).picture.width == 900
    assert pid() == mine


def test_threads_take_turns(file: Path) -> None:
    files = []
    for side in (10, 20, 30, 40):
        files.append(file.with_name(f"{side}.png"))
        files[-1].write_bytes(saved("PNG", Image.new("RGB", (side, side))))
    found: dict[Path, int] = {}

    def work(path: Path) -> None:
        found[path] = decoder.sizes(path, USUAL).picture.width

    threads = [threading.Thread(target=work, args=(path,)) for path in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == dict(zip(files, (10, 20, 30, 40), strict=True))


def test_what_was_too_much_once_is_not_tried_again(
    busy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = Limits(1, USUAL.memory)
    cache = Cache(tmp_path, "pictures")
    file = PostFile("posts/busy.jpg", busy.name)
    for responsive_images in (
        ResponsiveImages(busy.parent, cache, limits),
        ResponsiveImages(busy.parent, cache, limits),
    ):
        with pytest.raises(OverrunError):
            responsive_images.shown(file)

    def decode(*_: object) -> None:
        pytest.fail("it was tried again")

    monkeypatch.setattr(decoder, "sizes", decode)
    with pytest.raises(OverrunError):
        ResponsiveImages(busy.parent, cache, limits).shown(file)


# -- Posts -------------------------------------------------------------------------


def test_a_post_with_pictures_that_keep_us_busy_is_refused(tmp_path: Path, busy: Path) -> None:
    publication = Publication(tmp_path / "publication")
    conf = publication.root / "conf.py"
    text = conf.read_text(encoding="utf-8")
    bounds = 'bounds = {"picture_seconds": 1, "scans": 20_000}'
    conf.write_text(text.replace("bounds = {}", bounds), encoding="utf-8")
    for name in ("a.jpg", "b.jpg"):
        publication.write(f"posts/2026/x/{name}", busy.read_bytes())
    publication.write(
        "posts/2026/x/index.md",
        "---\ntitle: X\ndate: 2026-05-01\n---\n![a](a.jpg)\n\n![b](b.jpg)\n",
    )
    built = publication.build()
    assert built.status == 1
    assert (
        "posts/2026/x/index.md:5:1: error: the picture posts/2026/x/a.jpg cannot be shown: "
        "it takes more than 1 second of processor time to decode\n"
        "    help: make it smaller, or save it as a plain JPEG or PNG\n"
    ) in built.text
    assert "b.jpg" not in built.text


def test_the_picture_of_the_front_matter_is_held_too(tmp_path: Path, busy: Path) -> None:
    publication = Publication(tmp_path / "publication")
    publication.write("posts/2026/x/a.jpg", busy.read_bytes())
    publication.write(
        "posts/2026/x/index.md",
        "---\ntitle: X\ndate: 2026-05-01\nimage: a.jpg\nimage_alt: A\n---\nText.\n",
    )
    built = publication.build()
    assert built.status == 1
    assert (
        "posts/2026/x/index.md:4:8: error: image: the file 'a.jpg' has more than 100 scans over "
        "the same pixels\n    help: save it again in a program for pictures\n"
    ) in built.text


def test_the_pictures_of_a_post_have_a_time_together(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = decoder.sizes
    asked = []

    def slow(path: Path, limits: Limits) -> decoder.Decoded:
        asked.append(path.name)
        return real(path, limits)._replace(seconds=15)

    monkeypatch.setattr(decoder, "sizes", slow)
    names = []
    for number in range(4):
        names.append(f"slow{number}.png")
        data = saved("PNG", Image.new("RGB", (5, 5), (number, 0, 0)))
        (renderer.folder / names[-1]).write_bytes(data)
    shown = "".join(f"![x]({name})\n\n" for name in names)
    proof = renderer.render(f"![x]({names[0]})\n\n{shown}")
    assert proof.errors == [(FIRST_LINE + 6, "picture-slow")]
    assert "takes more than 40 seconds of processor time" in proof.said
    assert asked == names[:3]
    assert renderer.render(f"![x]({names[0]}) ![x]({names[1]})").errors == []
