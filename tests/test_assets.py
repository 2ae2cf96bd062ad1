"""The files of the site that are not pages."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from publishing.base.output import Output
from publishing.base.theme_files import ThemeFiles
from publishing.model.target import PostFile
from publishing.pages.site_files import made, post_files, static_files, web_manifest
from tests.library_of import SETTINGS


def contents(outputs: list[Output]) -> dict[str, bytes]:
    found = {}
    for output in outputs:
        data = output.make()
        assert isinstance(data, bytes)
        found[output.path] = data
    return found


def write(root: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)


def test_the_manifest_is_in_the_words_of_the_site() -> None:
    site = replace(SETTINGS, project="Cahier & co", site_description="Des notes.", language="fr-CH")
    output = web_manifest(site)
    assert output.path == "site.webmanifest"
    assert json.loads(contents([output])["site.webmanifest"]) == {
        "name": "Cahier & co",
        "description": "Des notes.",
        "lang": "fr-CH",
        "start_url": "./",
        "display": "browser",
        "background_color": "#fcfbf8",
        "theme_color": "#fcfbf8",
        "icons": [
            {"src": "_static/icons/192.png", "type": "image/png", "sizes": "192x192"},
            {"src": "_static/icons/512.png", "type": "image/png", "sizes": "512x512"},
        ],
    }
    assert web_manifest(replace(site, language="de")).fingerprint != output.fingerprint


def test_static_files_are_served_but_for_the_sources_of_bundles(tmp_path: Path) -> None:
    write(
        tmp_path / "_static",
        {
            "icons/48.png": b"icon",
            "authors/ann.txt": b"ann",
            "search/finder.js": b"finder",
            "feed.css": b"feed",
            ".DS_Store": b"no",
            "css/post.css": b"no",
            "js/notes.js": b"no",
            "js/search.js": b"no",
        },
    )
    assert contents([*static_files(ThemeFiles.static(tmp_path, ()))]) == {
        "_static/authors/ann.txt": b"ann",
        "_static/feed.css": b"feed",
        "_static/icons/48.png": b"icon",
        "_static/search/finder.js": b"finder",
    }


def test_a_file_of_posts_is_made_once_and_again_when_it_changes(tmp_path: Path) -> None:
    write(tmp_path, {"posts/a.csv": b"one", "posts/b.csv": b"two"})
    files = [PostFile("posts/x/a.csv", "posts/a.csv"), PostFile("posts/b.csv", "posts/b.csv")]

    def outputs() -> list[Output]:
        return [*post_files(tmp_path, files * 2, lambda path: path.read_bytes().upper())]

    before = outputs()
    assert contents(before) == {"posts/b.csv": b"TWO", "posts/x/a.csv": b"ONE"}
    assert len(before) == 2
    write(tmp_path, {"posts/a.csv": b"changed"})
    after = outputs()
    assert [one.fingerprint == two.fingerprint for one, two in zip(before, after, strict=True)] == [
        True,
        False,
    ]


def test_what_is_made_already_is_known_by_its_bytes() -> None:
    assert made("a", b"x").fingerprint == made("b", b"x").fingerprint
    assert made("a", b"x").fingerprint != made("a", b"y").fingerprint
    assert made("a", b"x").make() == b"x"
