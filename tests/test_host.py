from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

import pytest

from publishing.base.media_types import kind_of
from publishing.preview.host import Answer, Host

FILES = {
    "index.html": "home",
    "404.html": "missing",
    "blog/index.html": "blog",
    "blog/atom.xml": "feed",
    "blog/tag/日本語/index.html": "tag",
    "empty/picture.png": "picture",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree, with a secret beside it and a link to that in it."""
    tree = tmp_path / "html"
    for path, text in FILES.items():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).write_text(text)
    (tmp_path / "secret.txt").write_text("secret")
    (tree / "link.txt").symlink_to(tmp_path / "secret.txt")
    (tree / "folder").symlink_to(tmp_path)
    return tree


@pytest.mark.parametrize(
    ("target", "body"),
    [
        ("/", b"home"),
        ("/?query#fragment", b"home"),
        ("/index.html", b"home"),
        ("/blog/", b"blog"),
        ("/%62log/", b"blog"),
        ("/blog/atom.xml", b"feed"),
        ("/blog/tag/%E6%97%A5%E6%9C%AC%E8%AA%9E/", b"tag"),
        ("/empty/picture.png?size=2", b"picture"),
    ],
)
def test_an_address_of_the_tree(tree: Path, target: str, body: bytes) -> None:
    found = Host(tree, "/").answer(target)
    assert (found.status, found.body) == (HTTPStatus.OK, body)


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/blog", "/blog/"),
        ("/blog?a=b", "/blog/?a=b"),
        ("/blog/tag/%E6%97%A5%E6%9C%AC%E8%AA%9E", "/blog/tag/%E6%97%A5%E6%9C%AC%E8%AA%9E/"),
    ],
)
def test_a_page_without_its_slash_is_sent_there(tree: Path, target: str, location: str) -> None:
    expected = Answer(HTTPStatus.FOUND, location=location)
    assert Host(tree, "/").answer(target) == expected


@pytest.mark.parametrize(
    "target",
    [
        "/nothing",
        "/nothing/",
        "/empty",
        "/empty/",
        "/blog/index.html/",
        "/../secret.txt",
        "/blog/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "//secret.txt",
        "//blog/",
        "/blog//",
        "/./blog/",
        "/blog/%00",
        "/%ff",
        "/link.txt",
        "/folder/secret.txt",
        "/folder/",
        "/etc/passwd",
        f"/{'x' * 300}",
        "blog/",
        "http://127.0.0.1/blog/",
        "*",
    ],
)
def test_nothing_else_is_found(tree: Path, target: str) -> None:
    missing = Answer(HTTPStatus.NOT_FOUND, b"missing", "text/html; charset=utf-8")
    assert Host(tree, "/").answer(target) == missing


def test_a_tree_at_a_path(tree: Path) -> None:
    host = Host(tree, "/journal/")
    assert host.answer("/journal/blog/").body == b"blog"
    assert host.answer("/").location == "/journal/"
    assert host.answer("/journal").location == "/journal/"
    assert host.answer("/journal/blog").location == "/journal/blog/"
    assert host.answer("/blog/").status is HTTPStatus.NOT_FOUND


def test_no_tree_shows_what_stands_for_it(tmp_path: Path) -> None:
    found = Host(tmp_path / "html", "/", b"<p>Nothing").answer("/")
    assert found == Answer(HTTPStatus.NOT_FOUND, b"<p>Nothing", "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("a/site.CSS", "text/css; charset=utf-8"),
        ("site.js", "text/javascript; charset=utf-8"),
        ("blog/atom.xml", "application/atom+xml; charset=utf-8"),
        ("blog/feed.json", "application/feed+json"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("_headers", "text/plain; charset=utf-8"),
        ("site.webmanifest", "application/manifest+json"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.png", "image/png"),
        ("a.jpg", "image/jpeg"),
        ("a.webp", "image/webp"),
        ("a.avif", "image/avif"),
        ("a.pdf", "application/pdf"),
        ("a.wasm", "application/wasm"),
        ("a.tar.gz", "application/octet-stream"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_media_types(path: str, kind: str) -> None:
    assert kind_of(path) == kind
