"""A file is found by its name, in whatever form of characters the disk and the text have it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
from lxml import html

from publishing.assets.file_state import file_state
from publishing.base.lookup import is_linked, located
from tests.publication import Publication

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc"
    b"\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82"
)
FORMS = [("NFC", "NFD"), ("NFD", "NFC")]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("path", ["größe.png", "é/ö/ü.md", "ñ/plain.png", "한글/각.png", "ệ.png"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_located(tmp_path: Path, path: str, form: str) -> None:
    on_disk = normalize(form, path)
    (tmp_path / on_disk).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / on_disk).write_text("x")
    for written in ("NFC", "NFD"):
        assert located(tmp_path, normalize(written, path)) == on_disk


def test_what_is_not_there_is_composed(tmp_path: Path) -> None:
    (tmp_path / normalize("NFD", "ö")).mkdir()
    assert located(tmp_path, normalize("NFD", "ö/é.png")) == f"{normalize('NFD', 'ö')}/é.png"
    assert located(tmp_path, "a/b.png") == "a/b.png"
    assert located(tmp_path, f"{'ö' * 300}/x") == f"{'ö' * 300}/x"
    assert located(tmp_path, "ö\0/x") == "ö\0/x"


def test_of_two_the_composed_is_meant(tmp_path: Path) -> None:
    for form in ("NFC", "NFD"):
        (tmp_path / normalize(form, "ö.png")).write_text(form)
    if len(names(tmp_path)) < 2:
        pytest.skip("this file system takes both for one name")
    assert {located(tmp_path, normalize(form, "ö.png")) for form in ("NFC", "NFD")} == {"ö.png"}


def test_the_first_folder_may_be_a_link_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "elsewhere/a").mkdir(parents=True)
    (tmp_path / "elsewhere/a/x").write_text("x")
    (tmp_path / "posts").symlink_to("elsewhere")
    (tmp_path / "posts/b").symlink_to("a")
    (tmp_path / "posts/a/loop").symlink_to("loop")
    (tmp_path / "root").symlink_to(tmp_path)
    for root in (tmp_path, tmp_path / "root"):
        assert not is_linked(root, "posts/a/x")
        assert is_linked(root, "posts/b/x")
        assert is_linked(root, "posts/a/loop")


def test_the_state_of_a_file_is_that_of_its_content(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "posts").symlink_to("elsewhere")
    file = tmp_path / "elsewhere" / normalize("NFD", "ö.png")
    seen = [file_state(tmp_path, "posts/ö.png")]
    for text in ("one", "two and more"):
        file.write_text(text)
        seen.append(file_state(tmp_path, "posts/ö.png"))
        assert file_state(tmp_path, normalize("NFD", "posts/ö.png")) == seen[-1]
    assert len(set(seen)) == 3


# -- A whole site --------------------------------------------------------------------------


def everything(publication: Publication, on_disk: str, in_text: str) -> None:
    """Write names in one form, and all that leads to them in the other."""

    def disk(text: str) -> str:
        return normalize(on_disk, text)

    def text(text: str) -> str:
        return normalize(in_text, text)

    publication.write(disk("_static/authors/jürgen.png"), PNG)
    publication.write(disk("_static/übersicht.png"), PNG)
    publication.write(
        "authors.yml", text("jürgen:\n  name: Jürgen\n  avatar: authors/jürgen.png\n")
    )
    publication.write(disk("posts/2026/größe/bild ä.png"), PNG)
    publication.write(disk("posts/2026/größe/unter/maß é.png"), PNG)
    publication.write(disk("posts/2026/größe/zahlen ö.csv"), "a,b\n")
    front = "---\ntitle: Größe\ndate: 2026-05-01\nauthor: Jürgen\nimage: bild ä.png\nimage_alt: x\n"
    body = """redirect_from: /früher/größe/
---
(maß)=
## Maß

![x](<bild ä.png>) ![x](unter/ma%C3%9F%20e%CC%81.png) ![x](<../größe/unter/maß é.png>)
![x](</posts/2026/größe/bild ä.png>) <img src="bild ä.png" alt="x">

[Zahlen](<zahlen ö.csv>), {download}`Zahlen <zahlen ö.csv>`, [x](#maß)
<p id="fußö">Text</p>

[dahin](#fußö)
"""
    publication.write(disk("posts/2026/größe/index.md"), text(front + body))
    other = """---
title: Other
date: 2026-05-02
image: übersicht.png
image_alt: x
---
[a](größe/index.md) [b](größe/) [c](/posts/2026/größe/) [d](größe/index.md#maß)
[e](größe/index.md#fußö) {doc}`größe/index`
![x](/_static/übersicht.png)
"""
    publication.write("posts/2026/other.md", text(other))
    publication.write("index.md", text("# Home\n\n[a](posts/2026/größe/index.md)\n"))


def trees(tmp_path: Path, make: Callable[[Publication, str, str], None]) -> list[dict[str, bytes]]:
    built = []
    for on_disk, in_text in FORMS:
        publication = Publication(tmp_path / f"{on_disk}-{in_text}")
        make(publication, on_disk, in_text)
        publication.published("-j", "1")
        built.append(publication.tree())
    return built


def test_names_and_text_in_any_form_make_one_site(tmp_path: Path) -> None:
    first, other = trees(tmp_path, everything)
    assert {normalize("NFC", path) for path in first} == first.keys()
    page = first["posts/2026/größe/index.html"].decode()
    for name in ("bild%20%C3%A4.png", "unter/ma%C3%9F%20%C3%A9.png", "zahlen%20%C3%B6.csv"):
        assert name in page
    assert "posts/2026/größe/bild ä.png" in first
    assert "_static/authors/jürgen.png" in first
    assert "früher/größe/index.html" in first
    assert 'gr%C3%B6%C3%9Fe/#fu%C3%9F%C3%B6"' in first["posts/2026/other/index.html"].decode()
    # The search reads words as they are shown.
    one, two = ({path for path in tree if "pagefind" not in path} for tree in (first, other))
    assert one == two
    # What is shown of the text is as it was written; what leads somewhere is not. Only its
    # repository has a file as it is spelt on the disk.
    for path in ("posts/2026/other/index.html", "posts/2026/größe/index.html", "index.html"):
        one, two = (
            html.fromstring(tree[path]).xpath(
                "//@*[name() = 'href' or name() = 'src' or name() = 'srcset' or name() = 'id']"
                "[not(contains(., 'github.com'))]"
            )
            for tree in (first, other)
        )
        assert one == two


def test_two_that_differ_by_form_alone_are_told_of(publication: Publication) -> None:
    for form in ("NFC", "NFD"):
        publication.write(normalize(form, "posts/2026/größe/bild.png"), PNG)
        publication.write(normalize(form, "posts/2026/a/ö.png"), PNG)
    if len(names(publication.root / "posts/2026")) < 3:
        pytest.skip("this file system takes both for one name")
    publication.post("a/index", "![x](ö.png)\n", title="A")
    built = publication.build()
    assert built.status == 0
    told = "file name: it differs from another '{}' here by the form of its characters"
    for path, name in (("a/ö.png", "ö.png"), ("größe", "größe")):
        line = f"posts/2026/{path}:1:1: warning: {told.format(name)}"
        assert line in normalize("NFC", built.text)
    assert "0 errors, 2 warnings in 1 post\n" in built.text
    assert [normalize("NFC", path) for path in publication.tree() if path.endswith("ö.png")] == [
        "posts/2026/a/ö.png"
    ]
