"""The cards and pictures of a built site: which there are, and when they are made."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from publishing.assets import card_drawing, decoder
from publishing.assets.card_fonts import has_cjk
from tests.publication import Publication, with_settings

SITE = "https://post-technical.example/"
PAGE = "posts/2026/walk/"
HERO = "_images/posts/2026/walk/hero.jpg"
WIDE = "_images/posts/2026/walk/a wide one.png"
BODY = """
Text, then ![a wide one](<a wide one.png>) and ![a plan](plan.svg).

```{figure} hero.jpg
:alt: The hero again
:width: 50%

Half as wide.
```

<img src="hero.jpg" alt="raw" width="640" loading="eager">

![the icon](/_static/icons/512.png)
"""


def photograph(width: int, height: int) -> Image.Image:
    """Something with many shades, the same each time."""
    across = Image.linear_gradient("L").resize((width, height))
    around = Image.radial_gradient("L").resize((width, height))
    return Image.merge("RGB", (across, around, across.transpose(Image.Transpose.ROTATE_180)))


def saved(image: Image.Image, format: str, **options: Any) -> bytes:
    data = BytesIO()
    image.save(data, format, **options)
    return data.getvalue()


def write(publication: Publication, body: str = BODY, **keys: str) -> None:
    """Write the post at :data:`PAGE`."""
    given = {"title": "A walk", "date": "2026-05-01"} | keys
    front = "".join(f"{key}: {value}\n" for key, value in given.items())
    publication.write("posts/2026/walk/index.md", f"---\n{front}---\n{body}".encode())


def lay_out(publication: Publication) -> None:
    write(publication, author="Ann Lee", category="Notes", image="hero.jpg", image_alt="A hill")
    folder = "posts/2026/walk/"
    publication.write(f"{folder}a wide one.png", saved(photograph(2000, 1000), "PNG"))
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    hero = saved(photograph(1000, 500), "JPEG", quality=95, exif=exif)
    publication.write(f"{folder}hero.jpg", hero)
    plan = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><path d="M0 0"/></svg>'
    publication.write(f"{folder}plan.svg", plan)
    publication.post("plain")
    publication.post("draft", draft="true")
    publication.post("later", date="2031-01-01")
    index = publication.root / "index.md"
    index.write_text(index.read_text(encoding="utf-8") + "\n![](_static/icons/192.png)\n")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """A site that the tests of this module look at and leave alone."""
    publication = Publication(tmp_path_factory.mktemp("site") / "publication")
    lay_out(publication)
    publication.published()
    return publication


@pytest.fixture
def walk(site: Publication, tmp_path: Path) -> Publication:
    """A copy of that site, to be changed."""
    return site.copied(tmp_path / "publication", whole=True)


def files(publication: Publication, folder: str) -> list[str]:
    return sorted(path for path in publication.tree() if path.startswith(folder))


def picture(publication: Publication, alt: str, where: str = PAGE) -> dict[str, str]:
    (found,) = publication.main(where).xpath(".//img[@alt=$alt]", alt=alt)
    return dict(found.attrib)


def srcset(address: str, *widths: int) -> str:
    written = f"../../../{address}".replace(" ", "%20")
    return ", ".join(f"{written}/{width}.webp {width}w" for width in widths)


# -- Cards -----------------------------------------------------------------------


def test_every_post_has_a_card_and_the_site_one_for_the_rest(site: Publication) -> None:
    cards = files(site, "_cards/")
    assert cards == [
        "_cards/card.png",
        "_cards/posts/2026/plain/card.png",
        "_cards/posts/2026/walk/card.png",
    ]
    for card in cards:
        with Image.open(site.site / card) as image:
            assert (image.format, image.size) == ("PNG", (1200, 630))


@pytest.mark.parametrize(
    ("where", "card", "alt"),
    [
        (PAGE, f"_cards/{PAGE}card.png", "A walk – Post-Technical"),
        ("posts/2026/plain/", "_cards/posts/2026/plain/card.png", "Plain – Post-Technical"),
        (
            "blog/",
            "_cards/card.png",
            "Post-Technical – From solving the problem you are given"
            " to finding out which problem to solve.",
        ),
    ],
)
def test_a_page_is_shared_with_its_card(site: Publication, where: str, card: str, alt: str) -> None:
    tags = site.page(where).xpath("//meta[starts-with(@property, 'og:image')]")
    assert {tag.get("property"): tag.get("content") for tag in tags} == {
        "og:image": SITE + card,
        "og:image:alt": alt,
        "og:image:width": "1200",
        "og:image:height": "630",
    }
    assert site.has(card)


def test_without_cards_all_else_is_the_same(site: Publication, tmp_path: Path) -> None:
    other = Publication(tmp_path / "publication")
    lay_out(other)
    conf = other.root / "conf.py"
    conf.write_text(with_settings(conf, {"social_cards": False}), encoding="utf-8")
    other.published()
    assert files(other, "_cards/") == []
    tags = rb' *<meta property="og:image.*>\n| *<meta name="twitter:card".*>\n'
    # What a page says of itself as data names its card too, and its policy the digest of that.
    told = re.compile(tags + rb'|"image":"[^"]*_cards/[^"]*",|sha256-[\w+/=]+')
    with_cards = {path: data for path, data in site.tree().items() if path[:7] != "_cards/"}
    assert b"_cards/" not in b"".join(other.tree().values())
    assert {path: told.sub(b"", data) for path, data in other.tree().items()} == {
        path: told.sub(b"", data) for path, data in with_cards.items()
    }
    assert b'<meta name="twitter:card" content="summary">' in other.tree()[f"{PAGE}index.html"]


def test_a_card_shows_the_post_s_own_picture(site: Publication) -> None:
    with Image.open(site.site / f"_cards/{PAGE}card.png") as card:
        third = card.convert("RGB").crop((800, 0, 1200, 630))
    paper = (0xFC, 0xFB, 0xF8)
    assert paper not in {colour for _, colour in third.getcolors(1 << 20) or []}


def test_a_card_is_drawn_once(walk: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(*_: object) -> bytes:
        raise AssertionError("drawn again")

    monkeypatch.setattr(card_drawing, "draw", draw)
    before = walk.stamps()
    write(walk, BODY + "More.\n", author="Ann Lee", category="Notes", image="hero.jpg")
    walk.published()
    stamps = walk.stamps()
    assert stamps["posts/2026/walk/index.html"] != before["posts/2026/walk/index.html"]
    cards = files(walk, "_cards/")
    assert {card: stamps[card] for card in cards} == {card: before[card] for card in cards}
    for file in (walk.root / "_build").rglob("*"):
        if file.is_file():
            file.unlink()
    walk.published()  # from nothing but the cache
    assert files(walk, "_cards/") == cards


def test_a_card_follows_its_template(walk: Publication) -> None:
    before = walk.tree(), walk.stamps()
    template = walk.override("card.typ", lambda text: text.replace("#b3391b", "#008000"))
    text = template.read_text(encoding="utf-8")
    walk.published()
    changed = {path for path, data in walk.tree().items() if before[0].get(path) != data}
    assert sorted(changed) == files(walk, "_cards/")
    kept = {path: stamp for path, stamp in before[1].items() if path not in changed}
    assert {path: walk.stamps()[path] for path in kept} == kept
    there = walk.stamps()
    template.write_text(f"{text}\n#card.titel\n", encoding="utf-8")
    built = walk.build()
    assert (built.status, built.text) == (
        1,
        f"_templates/card.typ:{len(text.splitlines()) + 2}:6: error: dictionary does not contain"
        ' key "titel"\n'
        "draft: posts/2026/draft.md:4: draft: true\n"
        "1 error, 0 warnings in 4 posts\nThe site is as it was: mend the errors first.\n",
    )
    assert walk.stamps() == there


def test_a_card_follows_what_it_shows(walk: Publication) -> None:
    card = walk.site / f"_cards/{PAGE}card.png"
    seen = [card.read_bytes()]
    for keys in ({"title": "A run"}, {"title": "A run", "category": "Sport"}):
        write(walk, image="hero.jpg", **keys)
        walk.published()
        seen.append(card.read_bytes())
    hero = saved(photograph(1000, 500).convert("L"), "JPEG")
    walk.write("posts/2026/walk/hero.jpg", hero)
    walk.published()
    seen.append(card.read_bytes())
    assert len(set(seen)) == len(seen)


def test_the_build_names_what_a_card_cannot_show(publication: Publication) -> None:
    publication.post("tibetan", title="ཀ and ཁ")
    publication.post("japanese", title="書")
    tibetan = (
        "posts/2026/tibetan.md:2:8: warning: the card that links to the post show has no letters"
        " for U+0F40 (tibetan letter ka), U+0F41 (tibetan letter kha)\n"
        "    help: it is drawn without them; the page itself shows them\n"
    )
    japanese = (
        "posts/2026/japanese.md:2:8: warning: the card that links to the post show has no letters"
        " for U+66F8 (cjk unified ideograph-66f8)\n"
        "    help: add manimgx-fonts-cjk to requirements.txt, or accept a card without these"
        " letters\n"
    )
    for _ in range(2):  # the second says what was kept
        text = publication.build().text
        assert tibetan in text
        assert (japanese in text) is not has_cjk()
        publication.post("plain")


# -- Pictures --------------------------------------------------------------------


def test_a_picture_comes_in_the_sizes_of_screens(site: Publication) -> None:
    assert files(site, "_images/") == [
        "_images/192.png",
        "_images/_images/192.png/192.webp",
        "_images/_static/icons/512.png/512.webp",
        *(f"{WIDE}/{width}.webp" for width in (1200, 1600, 480, 800)),
        *(f"{HERO}/{width}.webp" for width in (1000, 480, 800)),
    ]
    for width in (480, 800, 1200, 1600):
        with Image.open(site.site / f"{WIDE}/{width}.webp") as image:
            assert (image.format, image.size) == ("WEBP", (width, width // 2))


def test_a_picture_in_the_text(site: Publication) -> None:
    assert picture(site, "a wide one") == {
        "src": "a%20wide%20one.png",
        "alt": "a wide one",
        "width": "2000",
        "height": "1000",
        "srcset": srcset(WIDE, 480, 800, 1200, 1600),
        "sizes": "(min-width: 44.5rem) 42rem, 100vw",
        "loading": "lazy",
        "decoding": "async",
    }


def test_a_figure_fills_the_share_it_states(site: Publication) -> None:
    found = picture(site, "The hero again")
    assert found["class"] == "w-50"
    assert (found["width"], found["height"]) == ("1000", "500")
    assert found["sizes"] == "(min-width: 44.5rem) 21rem, 50vw"


def test_a_picture_in_html(site: Publication) -> None:
    assert picture(site, "raw") == {
        "src": "hero.jpg",
        "alt": "raw",
        "width": "640",
        "height": "320",
        "srcset": srcset(HERO, 480, 800, 1000),
        "sizes": "(min-width: 640px) 640px, 100vw",
        "loading": "lazy",
        "decoding": "async",
    }


def test_a_drawing_has_a_size_and_no_others(site: Publication) -> None:
    found = picture(site, "a plan")
    assert (found["width"], found["height"]) == ("30", "20")
    assert "srcset" not in found


def test_a_picture_of_the_site_and_one_of_a_page(site: Publication) -> None:
    found = picture(site, "the icon")
    assert found["srcset"] == srcset("_images/_static/icons/512.png", 512)
    (found,) = site.main("").xpath(".//img[contains(@src, '192.png')]")
    assert (found.get("src"), found.get("width")) == ("_images/192.png", "192")
    assert found.get("srcset") == "_images/_images/192.png/192.webp 192w"


def test_the_picture_at_the_top_does_not_wait(site: Publication) -> None:
    hero = picture(site, "A hill")
    assert hero["srcset"] == srcset(HERO, 480, 800, 1000)
    assert (hero["width"], hero["height"]) == ("1000", "500")
    assert hero["fetchpriority"] == "high"
    assert "loading" not in hero


def test_feeds_name_the_sizes_by_whole_addresses(site: Publication) -> None:
    (content,) = site.feed().xpath(
        "//a:entry[a:title='A walk']/a:content/text()",
        namespaces={"a": "http://www.w3.org/2005/Atom"},
    )
    assert f"{SITE}{HERO}/480.webp 480w" in content
    assert "../" not in content


def test_the_original_is_published_without_what_its_camera_wrote(site: Publication) -> None:
    published = (site.site / PAGE / "hero.jpg").read_bytes()
    assert b"A camera" in (site.root / PAGE / "hero.jpg").read_bytes()
    assert b"A camera" not in published
    with Image.open(BytesIO(published)) as image:
        assert image.size == (1000, 500)


def test_a_picture_that_begins_the_text_does_not_wait(walk: Publication) -> None:
    write(walk, "![first](plan.svg)\n\n![second](plan.svg)\n")
    walk.published()
    assert "loading" not in picture(walk, "first")
    assert picture(walk, "second")["loading"] == "lazy"


def test_a_picture_is_made_once(walk: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoder, "sizes", None)
    write(walk, BODY + "More.\n", image="hero.jpg")
    before = walk.stamps()
    walk.published()
    sizes = files(walk, "_images/")
    assert len(sizes) == 10
    assert all(walk.stamps()[size] == before[size] for size in sizes)


@pytest.mark.parametrize("how", ["deleted", "not shown", "not published"])
def test_a_picture_that_goes_takes_its_sizes_along(walk: Publication, how: str) -> None:
    if how == "deleted":
        (walk.root / PAGE / "a wide one.png").unlink()
    elif how == "not shown":
        write(walk, "Text.\n", image="hero.jpg")
    else:
        write(walk, draft="true")
    assert walk.build().status == 0
    assert not [path for path in walk.tree() if "a wide one.png" in path]
    assert (f"{HERO}/480.webp" in walk.tree()) is (how != "not published")
    assert (f"_cards/{PAGE}card.png" in walk.tree()) is (how != "not published")


def test_another_picture_under_the_same_name(walk: Publication) -> None:
    walk.write(PAGE + "a wide one.png", saved(photograph(900, 300), "PNG"))
    icon = saved(photograph(300, 200), "PNG")
    walk.write("_static/icons/512.png", icon)
    walk.published()
    assert picture(walk, "a wide one")["height"] == "300"
    assert picture(walk, "the icon")["width"] == "300"
    assert files(walk, WIDE) == [f"{WIDE}/{width}.webp" for width in (480, 800, 900)]


def test_a_picture_below_static_stands_for_a_post(walk: Publication) -> None:
    walk.post("iconic", image="/icons/512.png", image_alt="An icon")
    walk.published()
    assert picture(walk, "An icon", "posts/2026/iconic/")["width"] == "512"


@pytest.mark.parametrize("fault", ["cut short", "no size"])
def test_a_broken_picture_is_named_and_the_site_is_built(walk: Publication, fault: str) -> None:
    if fault == "cut short":
        data = (walk.root / PAGE / "hero.jpg").read_bytes()
        walk.write(PAGE + "hero.jpg", data[:-9000])
        lines, name, why = (6, 12, 19), "hero.jpg", "image file is truncated"
    else:
        walk.write(PAGE + "plan.svg", '<svg xmlns="http://www.w3.org/2000/svg"><path/></svg>')
        lines, name = (10,), "plan.svg"
        why = "the SVG states no size: give it a width and a height, or a viewBox"
    for _ in range(2):
        built = walk.build()
        assert built.status == 0
        for line in lines:
            assert f"posts/2026/walk/index.md:{line}:" in built.text
        assert f"posts/2026/walk/{name} cannot be read: {why}" in built.text
        assert "help: save it again in the program that made it" in built.text
        assert walk.has(PAGE + name)
        walk.post("plain", "Other text.\n")


def test_what_was_kept_and_what_is_made_anew_are_the_same(walk: Publication) -> None:
    write(walk, BODY + "More.\n", title="A walk, again", image="hero.jpg")
    walk.published()
    kept = walk.tree()
    walk.published("-E")
    assert walk.tree() == kept
    # A cache that lost the pictures but not the prints.
    (walk.root / ".cache/pictures").unlink()
    write(walk, BODY + "Other.\n", title="A walk, again", image="hero.jpg")
    walk.published()
    write(walk, BODY + "More.\n", title="A walk, again", image="hero.jpg")
    (walk.root / ".cache/pictures").unlink()
    (walk.root / ".cache/cards").unlink(missing_ok=True)
    walk.published()
    assert walk.tree() == kept
