"""The card of a post, pixel by pixel: what it shows, where, and that it never fails."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import publishing
from publishing.assets import card_drawing, card_fonts, social_card
from publishing.assets.social_card import SIZE, SocialCard, Template, glyph_warning
from publishing.base.theme_files import THEME, ThemeFiles
from publishing.base.workers import ProblemError
from tests.library_of import post
from tests.publication import NOW, Publication

PAPER = (0xFC, 0xFB, 0xF8)
INK = (0x1C, 0x1B, 0x19)
ACCENT = (0xB3, 0x39, 0x1B)
LEFT, RIGHT = 80, 1120
LONG = (
    "On the long road from solving the problem you are given to finding out which problem is worth"
    " solving, told in eleven small failures, four large ones and one success that nobody expected"
    " at all"
)

PROJECT = Path(__file__).parents[1]


def only(folder: Path) -> ThemeFiles:
    return ThemeFiles((folder,), ())


TEMPLATE = Template.of(only(THEME))


def draw(card: SocialCard, template: Template = TEMPLATE) -> bytes:
    return card_drawing.draw(card, template)


def key(card: SocialCard, template: Template = TEMPLATE) -> str:
    return social_card.key(card, template)


def lost(card: SocialCard) -> str:
    return social_card.lost(card, TEMPLATE)


CARD = SocialCard(
    title="What a build owes the people who wait for it",
    authors=("Ann Lee", "Bo Chen"),
    foot="1 May 2026",
    brand="Post-Technical",
    topic="Engineering",
    language="en",
)
needs_cjk = pytest.mark.skipif(
    not card_fonts.has_cjk(),
    reason="manimgx-fonts-cjk is not installed: no Chinese, Japanese, Korean",
)
TITLES = [
    ("en", CARD.title),
    ("en", "I"),
    ("en", LONG),
    ("en", "x" * 200),
    ("en", "https://example.org/a/very/long/path?with=query&and=more#and-a-fragment"),
    ("en", "We shipped it 🎉 and nothing broke 👩‍💻🚀"),
    ("de", "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"),
    ("th", "การเขียนบล็อกเทคนิคด้วยภาษาไทยให้อ่านง่าย"),
    ("hi", "दस साल बाद भी चलने वाली वेबसाइट कैसे बनाएँ"),
    ("my", "ဆယ်နှစ်ခံမည့် ဝက်ဘ်ဆိုက်တည်ဆောက်နည်း"),
]
CJK_TITLES = [
    ("ja", "日本語の技術ブログを書くということ：はじめてのSphinx入門"),
    ("zh-Hant", "「開源」的含義，以及我們為什麼仍然需要它"),
    ("ko", "우리가 십 년 동안 같은 블로그를 유지할 수 있었던 이유"),
]


def image_of(card: SocialCard, template: Template = TEMPLATE) -> Image.Image:
    image = Image.open(BytesIO(draw(card, template)))
    assert image.format == "PNG"
    assert image.size == SIZE
    return image.convert("RGB")


def differing(image: Image.Image, colour: tuple[int, int, int]) -> Image.Image:
    """Where *image* is not of the colour."""
    bands = [
        band.point([0 if level == wanted else 255 for level in range(256)])
        for band, wanted in zip(image.split(), colour, strict=True)
    ]
    return Image.merge("RGB", bands).convert("L").point([0] + [255] * 255)


def box_of(image: Image.Image, colour: tuple[int, int, int]) -> tuple[int, int, int, int] | None:
    """The box around the pixels of a colour."""
    return differing(image, colour).point([255] + [0] * 255).getbbox()


def written(image: Image.Image) -> tuple[int, int, int, int]:
    """The box around all that is not paper."""
    box = differing(image, PAPER).getbbox()
    assert box is not None
    return box


def test_a_card() -> None:
    image = image_of(CARD)
    colours = {colour for _, colour in image.getcolors() or []}
    assert {PAPER, INK, ACCENT} <= colours
    left, top, right, bottom = written(image)
    assert (left, right) == (LEFT, RIGHT)
    assert top >= 60
    assert bottom <= 570
    assert len(draw(CARD)) < 60_000


@pytest.mark.parametrize(
    ("language", "title"),
    [
        *(pytest.param(*title, id=title[1][:12]) for title in TITLES),
        *(pytest.param(*title, id=title[1][:12], marks=needs_cjk) for title in CJK_TITLES),
    ],
)
def test_any_title_stays_in_its_place(language: str, title: str) -> None:
    assert lost(replace(CARD, title=title)) == ""
    # One author: the word between two is tall in Burmese.
    card = replace(CARD, title=title, language=language, authors=("Ann Lee",))
    image = image_of(card)
    left, top, right, bottom = written(image)
    assert left >= LEFT - 2
    assert right <= RIGHT + 2
    assert top >= 60
    assert bottom <= 570
    accent = box_of(image, ACCENT)
    assert accent is not None
    assert (accent[0], accent[2] - accent[0], accent[3] - accent[1]) == (LEFT, 72, 6)
    # Between name and accent, and between title and authors, there is paper.
    for rows in ((110, accent[1]), (484, 492)):
        strip = image.crop((0, rows[0], SIZE[0], rows[1]))
        assert differing(strip, PAPER).getbbox() is None
    lines = image.crop((0, accent[3], SIZE[0], 484))
    assert lines.convert("L").getextrema()[0] < 40  # type: ignore[operator]
    assert len(draw(card)) < 60_000


@pytest.mark.parametrize(
    ("language", "title"),
    [("ar", "مقدمة إلى Python 3.13"), ("en", "איך בונים אתר סטטי"), ("fa", "Python")],
)
def test_right_to_left_is_mirrored(language: str, title: str) -> None:
    image = image_of(replace(CARD, title=title, language=language))
    accent = box_of(image, ACCENT)
    assert accent is not None
    assert (accent[0], accent[2]) == (RIGHT - 72, RIGHT)
    foot = image.crop((0, 480, *SIZE))
    assert written(foot)[0] > 600


def test_letters_join_and_run_from_the_right() -> None:
    joined = draw(replace(CARD, title="سلام", language="ar"))
    apart = draw(replace(CARD, title="س\u200cل\u200cا\u200cم", language="ar"))
    assert joined != apart


@needs_cjk
def test_the_same_letter_is_written_as_its_language_does() -> None:
    cards = [
        draw(replace(CARD, title="直角", language=language)) for language in ("ja", "zh", "zh-TW")
    ]
    assert len(set(cards)) == 3


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Plain, “quoted” — and é, ß, Ω, Ж, ₹ → ✓", ""),
        ("e\u0301 \u00ad \u200d soft\u00adly", ""),
        ("an icon \ue000 of one's own", "\ue000"),
        ("བོད་ཡིག", "བོད་ཡིག"),
        ("\x00\x1b\u202e\ud800\u2028", ""),
        ("🎉🏽👩‍💻🇫🇷1️⃣", ""),
    ],
)
def test_missing(text: str, lost: str) -> None:
    found = social_card.lost(replace(CARD, title=text), TEMPLATE)
    assert found == "".join(sorted(set(lost)))


def test_one_warning_names_what_is_missing() -> None:
    of = post("posts/2026/a.md", positions={"title": (2, 8)})
    assert glyph_warning(of, lost(CARD)) is None
    strange = replace(CARD, title="ཀ\ue000 and more", authors=("ཁ", "Ann ག"))
    assert str(glyph_warning(of, lost(strange))) == (
        "posts/2026/a.md:2:8: warning: the card that links to the post show has no letters for"
        " U+0F40 (tibetan letter ka), U+0F41 (tibetan letter kha), U+0F42 (tibetan letter ga)"
        " and 1 more\n"
        "    help: it is drawn without them; the page itself shows them"
    )


def test_a_script_whose_font_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(card_fonts._FOLDERS, card_fonts.CJK, "no_such_package")
    monkeypatch.setattr(card_fonts, "folders", card_fonts.folders.__wrapped__)
    template = Template.of(only(THEME))
    card = replace(CARD, title="a書")
    problem = glyph_warning(post(), social_card.lost(card, template))
    assert problem is not None
    assert problem.message == (
        "the card that links to the post show has no letters for"
        " U+66F8 (cjk unified ideograph-66f8)"
    )
    assert problem.help == (
        "add manimgx-fonts-cjk to requirements.txt, or accept a card without these letters"
    )
    assert draw(card, template) == draw(replace(CARD, title="a"), template)


def test_what_cannot_be_set_is_left_out() -> None:
    assert draw(replace(CARD, title="A \ue000 title")) == draw(replace(CARD, title="A title"))


@pytest.mark.parametrize(
    "empty",
    [
        {"title": ""},
        {"authors": ()},
        {"authors": ("", "\n")},
        {"foot": ""},
        {"brand": ""},
        {"topic": ""},
        {"language": ""},
        {"language": "no such\n"},
    ],
)
def test_nothing_to_write(empty: dict[str, object]) -> None:
    assert box_of(image_of(replace(CARD, **empty)), ACCENT) is not None  # type: ignore[arg-type]


def test_more_than_fits_is_cut() -> None:
    huge = SocialCard(
        title="a" * 10_000,
        authors=tuple("An Author of Some Renown" for _ in range(100)),
        foot="c" * 10_000,
        brand="d" * 10_000,
        topic="e" * 10_000,
        language="en",
    )
    left, top, right, bottom = written(image_of(huge))
    assert left >= LEFT - 2
    assert right <= RIGHT + 2
    assert top >= 60
    assert bottom <= 575
    assert draw(huge) == draw(replace(huge, title="a" * 100_000))


def test_the_same_bytes_in_another_process() -> None:
    cards = [replace(CARD, language=language, title=title) for language, title in TITLES]
    program = (
        "import sys; from pathlib import PosixPath;"
        "from publishing.assets.social_card import *;"
        "from publishing.assets.card_drawing import draw;"
        "from publishing.base.theme_files import ThemeFiles;"
        "from hashlib import sha256;"
        "template = Template.of(ThemeFiles((), (Path(sys.argv[2]),)));"
        "drawn = b''.join(draw(card, template) for card in eval(sys.argv[1]));"
        "print(sha256(drawn).hexdigest())"
    )
    command = [sys.executable, "-c", program, repr(cards), str(TEMPLATE.folder)]
    found = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT)
    assert found.stdout.strip() == sha256(b"".join(map(draw, cards))).hexdigest()


# -- With a picture ------------------------------------------------------------


def saved(path: Path, image: Image.Image, **options: object) -> Path:
    image.save(path, **options)
    return path


def test_a_picture_fills_the_last_third(tmp_path: Path) -> None:
    picture = saved(tmp_path / "wide.png", Image.new("RGB", (1600, 500), (0, 90, 160)))
    image = image_of(replace(CARD, image=picture))
    assert image.crop((800, 0, 1200, 630)).getcolors() == [(400 * 630, (0, 90, 160))]
    assert written(image.crop((0, 0, 800, 630)))[2] <= 800 - 54
    mirrored = image_of(replace(CARD, image=picture, language="ar"))
    assert mirrored.crop((0, 0, 400, 630)).getcolors() == [(400 * 630, (0, 90, 160))]


def test_a_picture_is_cropped_around_its_middle(tmp_path: Path) -> None:
    stripes = Image.new("RGB", (1800, 945), (255, 0, 0))
    stripes.paste((0, 0, 255), (600, 0, 1200, 945))
    image = image_of(replace(CARD, image=saved(tmp_path / "a.png", stripes)))
    ((_, colour),) = image.crop((805, 5, 1195, 625)).getcolors() or []
    assert colour == pytest.approx((0, 0, 255), abs=2)


def test_a_picture_stands_upright(tmp_path: Path) -> None:
    sky = Image.new("RGB", (630, 400), (0, 0, 255))
    sky.paste((0, 160, 0), (0, 0, 315, 400))  # at the left, which the camera says is below
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = saved(tmp_path / "a.jpg", sky, exif=exif, quality=95)
    image = image_of(replace(CARD, image=turned))
    red, green, blue = image.getpixel((1000, 100))  # type: ignore[misc]
    assert green > 120 > blue
    red, green, blue = image.getpixel((1000, 530))  # type: ignore[misc]
    assert blue > 200 > green
    assert red < 60


def test_what_is_transparent_shows_the_paper(tmp_path: Path) -> None:
    glass = saved(tmp_path / "a.png", Image.new("RGBA", (400, 630), (0, 0, 0, 0)))
    image = image_of(replace(CARD, image=glass))
    assert image.crop((800, 0, 1200, 630)).getcolors() == [(400 * 630, PAPER)]


def test_a_photograph_stays_small_and_keeps_its_colours(tmp_path: Path) -> None:
    noise = Image.effect_noise((400, 630), 60).convert("RGB")
    noise.paste((255, 140, 0), (100, 100, 110, 110))
    card = replace(CARD, image=saved(tmp_path / "a.png", noise))
    assert len(draw(card)) < 300_000
    red, green, blue = image_of(card).getpixel((905, 105))  # type: ignore[misc]
    assert red > 230
    assert 110 < green < 170
    assert blue < 60


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.png", b"not a picture"),
        ("a.jpg", b"\xff\xd8\xff\xe0 cut short"),
        ("a.txt", b"text"),
    ],
)
def test_what_is_no_photograph_is_left_out(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert draw(replace(CARD, image=path)) == draw(CARD)


def test_a_date_is_in_the_words_of_its_language() -> None:
    said = [
        (language, replace(CARD, foot=date(2026, 5, 1), language=language))
        for language in ("en", "de", "ja", "ar")
    ]
    assert [(language, card.foot_text) for language, card in said] == [
        ("en", "May 1, 2026"), ("de", "1. Mai 2026"), ("ja", "2026年5月1日"), ("ar", "1 مايو 2026"),
    ]  # fmt: skip
    assert [card.is_plain for _, card in said] == [True, False, False, False]


# -- The owner's template ---------------------------------------------------------


def template(folder: Path, text: str, **files: bytes) -> Template:
    """A template of somebody's own."""
    folder.mkdir(exist_ok=True)
    (folder / "card.typ").write_text(text, encoding="utf-8")
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return Template.of(only(folder))


OWN = """#let card = json("card.json")
#set page(width: 1200pt, height: 630pt, margin: 0pt, fill: rgb("#004000"))
"""


def test_the_template_can_be_changed(tmp_path: Path) -> None:
    one = template(tmp_path / "one", OWN)
    assert image_of(CARD, one).getcolors() == [(1200 * 630, (0, 0x40, 0))]
    assert key(CARD, one) != key(CARD)


def test_the_template_uses_what_lies_beside_it(tmp_path: Path) -> None:
    path = '<path d="M0 0h9v9H0z"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{path}</svg>'.encode()
    font = next(path for path in TEMPLATE.fonts if path.name == "NotoSansHebrew[wght].ttf")
    text = f"""{OWN}#import "lib.typ": size
    #place(top, image("logo.svg", width: size))
    """
    here = tmp_path / "here"
    one = template(here, text, **{"lib.typ": b"#let size = 30pt", "logo.svg": svg})
    assert box_of(image_of(CARD, one), (0, 0, 0)) == (0, 0, 30, 30)
    assert one.fonts == TEMPLATE.fonts
    keys = {key(CARD, one)}
    (here / "lib.typ").write_bytes(b"#let size = 60pt")
    (here / "page.html").write_bytes(b"of pages")
    keys.add(key(CARD, two := Template.of(only(here))))
    assert box_of(image_of(CARD, two), (0, 0, 0)) == (0, 0, 60, 60)
    (here / "page.html").write_bytes(b"that are no input")
    assert Template.of(only(here)) == two
    (here / "own.ttf").write_bytes(font.read_bytes())
    keys.add(key(CARD, three := Template.of(only(here))))
    assert three.fonts[-1] == here / "own.ttf"
    assert len(keys) == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("#card.titel", '3:6: error: dictionary does not contain key "titel"'),
        ("#let x = (\n", "3:9: error: unclosed delimiter"),
        ("a #pagebreak() b", "1:1: error: it makes several pages"),
        ("#set page(width: 9pt)", "1:1: error: it makes a card of 9 × 630 pixels"),
        ('#read("/etc/passwd")', "3:6: error: file not found"),
        ('#read("../../../etc/passwd")', "3:6: error: path"),
        ('#image("/proc/self/environ")', "3:7: error: file not found"),
        ('#import "@local/own:1.0.0": *', "3:8: error: package not found"),
        ('#import "@preview/cetz:0.3.0": *', "3:8: error: failed to download package"),
        ('#let p = "@preview/cetz:0.3.0"\n#import p: *', "4:8: error: failed to download"),
    ],
)
def test_what_is_wrong_with_the_template_is_said(
    tmp_path: Path, text: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("https_proxy", "http://proxy.example")
    with pytest.raises(ProblemError) as failure:
        draw(CARD, template(tmp_path / "one", f"{OWN}{text}"))
    said = str(failure.value.problem)
    assert said.startswith(f"_templates/card.typ:{told}")
    # Nobody was asked for the package: not even where it is to be had.
    assert ("failed to download" in told) == ("Connect error" in said)
    assert "dns" not in said.lower()
    assert os.environ["https_proxy"] == "http://proxy.example"
    assert "no_proxy" not in os.environ


def test_a_fault_in_another_file_is_told_there(tmp_path: Path) -> None:
    one = template(tmp_path / "one", f'{OWN}#import "lib.typ": *', **{"lib.typ": b"\n#let = 1"})
    with pytest.raises(ProblemError) as failure:
        draw(CARD, one)
    assert str(failure.value.problem).startswith("_templates/lib.typ:2:4: error: expected pattern")


@pytest.mark.parametrize(
    "text",
    ['#panic("run")', "$1/0$", "*bold*", "<label> @nowhere", '#read("card.json")', "\\u{41} // x"],
)
def test_words_are_never_code(text: str) -> None:
    card = replace(CARD, title=text, authors=(text,), foot=text, brand=text, topic=text)
    assert draw(card) != draw(replace(card, title=text[1:]))
    assert draw(replace(card, title="")) != draw(replace(card, title="", brand=text[1:]))


def test_workers_draw_the_same(tmp_path: Path) -> None:
    cards = [replace(CARD, title=f"Part {number}") for number in range(6)]
    here = [draw(card) for card in cards]
    program = (
        "import sys; from pathlib import Path;"
        "from publishing.assets.social_card import *;"
        "from publishing.assets.card_drawing import draw;"
        "from publishing.base.theme_files import ThemeFiles;"
        "from publishing.base.workers import spread;"
        "template = Template.of(ThemeFiles((), (Path(sys.argv[2]),)));"
        "made = dict(spread(lambda card: draw(card, template), eval(sys.argv[1]), 3, worth=1));"
        "sys.stdout.buffer.write(b''.join(made[n] for n in range(6)))"
    )
    command = [sys.executable, "-c", program, repr(cards), str(TEMPLATE.folder)]
    found = subprocess.run(command, capture_output=True, check=True, cwd=PROJECT)
    assert found.stdout == b"".join(here)


# -- Its key -------------------------------------------------------------------


def test_the_key_is_of_everything_that_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    red = saved(tmp_path / "red.png", Image.new("RGB", (9, 9), (255, 0, 0)))
    blue = saved(tmp_path / "blue.png", Image.new("RGB", (9, 9), (0, 0, 255)))
    changed = [
        CARD,
        replace(CARD, title="Another"),
        replace(CARD, authors=("Ann Lee, Bo Chen",)),
        replace(CARD, foot=date(2026, 5, 2)),
        replace(CARD, brand="Another"),
        replace(CARD, topic=""),
        replace(CARD, language="de"),
        replace(CARD, image=red),
        replace(CARD, image=blue),
    ]
    keys = {key(card) for card in changed}
    assert len(keys) == len(changed)
    same = saved(tmp_path / "same.png", Image.new("RGB", (9, 9), (255, 0, 0)))
    assert key(replace(CARD, image=same)) == key(replace(CARD, image=red))
    monkeypatch.setattr(social_card, "_made_with", lambda: "another font")
    assert key(CARD) not in keys


def test_the_key_is_of_all_the_code_that_draws() -> None:
    package = Path(publishing.__file__).parent
    known = {
        *social_card._MODULES,
        *(
            "base/cache",
            "policy/limits",
            "base/code_digest",
            "base/theme_files",
            "base/workers",
            "conf/settings",
            "model/problem",
            "policy/rules",
        ),
        *("model/dates", "model/file_limits", "model/post", "frontmatter/source"),
    }
    for module in social_card._MODULES:
        tree = ast.parse((package / f"{module}.py").read_text(encoding="utf-8"))
        for found in ast.walk(tree):
            if isinstance(found, ast.ImportFrom) and str(found.module).startswith("publishing"):
                where = "/".join(str(found.module).split(".")[1:])
                is_module = (package / f"{where}.py").is_file()
                named = [where] if is_module else [f"{where}/{name.name}" for name in found.names]
                assert {name.removeprefix("/") for name in named} <= known


STRANGE = "a b\u0301\u00ad-/.:،「。日本งคअ्जा(ל)1٣🎉\u200d\ufe0f🇫\n"
ANY = st.text(max_size=40) | st.text(STRANGE, max_size=40)


@settings(max_examples=15)
@given(ANY, st.lists(ANY, max_size=3), ANY, st.sampled_from(["en", "ja", "ar", "th", "zh-TW", ""]))
def test_no_text_is_too_strange(title: str, authors: list[str], text: str, language: str) -> None:
    card = replace(CARD, title=title, authors=tuple(authors), topic=text, language=language)
    left, top, right, bottom = written(image_of(card))
    assert left >= 0
    assert right <= SIZE[0]
    assert 40 <= top < bottom <= 600
    assert draw(card) == draw(replace(card, title=f" {title}\n"))


BUILD = """
import multiprocessing
import os
from pathlib import Path

methods, threads = multiprocessing.get_all_start_methods, []


def noted():  # what each call of `spread` asks before it forks
    threads.append(len(os.listdir("/proc/self/task")))
    return methods()


multiprocessing.get_all_start_methods = noted
from publishing.build import build

assert build(Path(), {"SOURCE_DATE_EPOCH": "%s"}, ("-j", "2")) == 0
assert len(threads) > 3
assert set(threads) == {1}, threads
assert len(os.listdir("/proc/self/task")) > 1, "nothing was drawn, or Typst has no threads any more"
"""


def test_no_thread_of_typst_is_there_when_a_build_forks(publication: Publication) -> None:
    """A copy that waits for one, as Typst does over several pages, would wait for ever."""
    if not Path("/proc/self/task").exists():
        pytest.skip("this system does not tell of the threads of libraries")
    publication.post("tea")
    command = [sys.executable, "-c", BUILD % NOW]
    environ = os.environ | {"PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        command, cwd=publication.root, env=environ, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
