"""The recipe for nginx, served and asked as readers, feed readers and strangers do."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from lxml import etree

from publishing.output.nginx import HeadersError, nginx_conf
from publishing.output.package import package
from tests.nginx import Server, serving
from tests.publication import Publication

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
OLD = {
    "/2019/tea/": "tea",
    "/2019/tea.html": "tea",
    "/alter Weg/Straße/": "maps",
    "/old/$uri/": "maps",
    "/a+b/(name)/": "maps",
    "/~x;y/": "maps",
    f"/{'long' * 36}/": "maps",
}


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    publication = Publication(tmp_path_factory.mktemp("nginx") / "publication")
    for slug in ("tea", "maps"):
        old = ", ".join(f'"{address}"' for address, to in OLD.items() if to == slug)
        publication.post(slug, "Text.\n\n" * 40, redirect_from=f"[{old}]", tags="Ω, craft")
    publication.post("later", date="2027-01-01", redirect_from="/not-yet/")
    built = publication.build()
    assert built.status == 0, built.text
    packed(publication)
    return publication


def packed(publication: Publication) -> str:
    spoken = StringIO()
    with redirect_stdout(spoken):
        assert package(publication.root) == 0
    return spoken.getvalue()


@pytest.fixture(scope="module")
def server(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = publication.root / "_build/package"
    with serving(folder, tmp_path_factory.mktemp("server") / "nginx") as server:
        yield server


def headers(publication: Publication) -> dict[str, str]:
    """Return what `_headers` states for every file."""
    block = publication.text("_headers").partition("/*\n")[2].partition("\n/")[0]
    pairs = (line.strip().partition(": ") for line in block.splitlines())
    return {name.lower(): value for name, _, value in pairs}


def test_every_address_of_the_sitemap_answers(publication: Publication, server: Server) -> None:
    found = etree.fromstring(publication.text("sitemap.xml").encode()).xpath(
        "//s:loc/text()", namespaces=SITEMAP
    )
    assert len(found) > 10
    for address in found:
        reply = server.ask(urlsplit(address).path)
        assert (address, reply.status) == (address, 200)
        assert reply.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(("old", "slug"), OLD.items())
def test_old_addresses_lead_on(server: Server, old: str, slug: str) -> None:
    reply = server.ask(quote(old))
    assert (reply.status, reply.headers["location"]) == (301, f"/posts/2026/{slug}/")


def test_browsers_find_the_icon_where_they_look_for_one(server: Server) -> None:
    where = server.ask("/favicon.ico").headers["location"]
    assert server.ask(where).headers["content-type"] == "image/png"


def test_an_address_without_its_slash_leads_to_it(server: Server) -> None:
    reply = server.ask("/posts/2026/tea")
    assert (reply.status, reply.headers["location"]) == (301, "/posts/2026/tea/")


@pytest.mark.parametrize(
    "target",
    [
        "/no-such-page/",
        "/no-such-page",
        "/posts/2026/tea/no.png",
        "/_static/site-0000000000.css",
        "/_cards/",  # a folder without a page: no list, no "forbidden"
        "/404.html",
        "/_headers",
        "/_redirects",
        "/not-yet/",
        "/posts/2026/later/",
        "//example.org/%2e%2e/x",
    ],
)
def test_what_is_not_there_is_the_page_for_that(
    publication: Publication, server: Server, target: str
) -> None:
    reply = server.ask(target)
    assert reply.status == 404
    assert reply.body == (publication.site / "404.html").read_bytes()
    assert reply.headers["cache-control"] == "no-cache"


def test_nothing_leads_to_another_host_or_out(server: Server) -> None:
    assert server.ask("//example.org/posts/2026").headers.get("location") is None
    assert server.ask("/..%2f..%2fetc/passwd").status == 400
    assert server.ask("/posts/2026/tea/", "POST").status == 405


def test_headers_are_those_of_other_hosts(publication: Publication, server: Server) -> None:
    expected = headers(publication)
    assert "default-src 'none'" in expected["content-security-policy"]
    (style,) = (path.name for path in (publication.site / "_static").glob("site-*.css"))
    for target in ("/", f"/_static/{style}", "/blog/atom.xml", "/nowhere/", "/2019/tea/"):
        given = server.ask(target).headers
        assert {name: given.get(name) for name in expected} == expected, target
    assert server.ask("/").headers["cache-control"] == "no-cache"
    assert server.ask(f"/_static/{style}").headers["cache-control"] == (
        "public, max-age=31536000, immutable"
    )
    assert server.ask("/").headers["server"] == "nginx"


@pytest.mark.parametrize("feed", ["/blog/atom.xml", "/blog/feed.json", "/blog/tag/craft/atom.xml"])
def test_a_second_visit_of_a_feed_reader_is_304(server: Server, feed: str) -> None:
    first = server.ask(feed, Accept_Encoding="gzip")
    assert (first.status, first.headers["content-encoding"]) == (200, "gzip")
    tag, time = first.headers["etag"], first.headers["last-modified"]
    for asked in ({"If_None_Match": tag}, {"If_Modified_Since": time}):
        second = server.ask(feed, Accept_Encoding="gzip", **asked)
        assert (second.status, second.body) == (304, b"")
    assert server.ask(feed, If_None_Match='"another"').status == 200


def test_a_feed_that_is_built_anew_and_the_same_is_304(
    publication: Publication, server: Server
) -> None:
    first = server.ask("/blog/atom.xml")
    assert publication.build("-E").status == 0
    assert packed(publication).startswith("0 files written, 0 deleted\n")
    assert server.ask("/blog/atom.xml", If_None_Match=first.headers["etag"]).status == 304


@pytest.mark.parametrize("target", ["/posts/2026/tea/", "/blog/atom.xml", "/sitemap.xml"])
def test_texts_are_sent_compressed_to_who_takes_it(server: Server, target: str) -> None:
    plain, small = server.ask(target), server.ask(target, Accept_Encoding="gzip")
    assert "content-encoding" not in plain.headers
    assert small.headers["content-encoding"] == "gzip"
    assert gzip.decompress(small.body) == plain.body
    assert len(small.body) < len(plain.body) / 2
    assert plain.headers["vary"] == small.headers["vary"] == "Accept-Encoding"


def test_kinds(server: Server) -> None:
    for target, kind in {
        "/site.webmanifest": "application/manifest+json; charset=utf-8",
        "/blog/feed.json": "application/json; charset=utf-8",
        "/blog/atom.xml": "text/xml; charset=utf-8",
        "/robots.txt": "text/plain; charset=utf-8",
        "/_cards/posts/2026/tea/card.png": "image/png",
    }.items():
        assert (target, server.ask(target).headers["content-type"]) == (target, kind)


# -- The package -----------------------------------------------------------------------


def test_a_package_takes_what_changed(publication: Publication) -> None:
    copied = publication.root / "_build/package/html"
    before = {path: path.stat().st_mtime_ns for path in copied.rglob("*.gz")}
    tea = publication.root / "posts/2026/tea.md"
    text = tea.read_text()
    try:
        tea.write_text(text + "\nOne line more.\n")
        assert publication.build().status == 0
        packed(publication)
        page = (copied / "posts/2026/tea/index.html").read_bytes()
        assert b"One line more." in page
        assert gzip.decompress((copied / "posts/2026/tea/index.html.gz").read_bytes()) == page
        about = copied / "about/index.html.gz"
        assert about.stat().st_mtime_ns == before[about]
    finally:
        tea.write_text(text)
        assert publication.build().status == 0
        packed(publication)


def test_there_is_no_package_without_a_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert package(tmp_path) == 1
    assert capsys.readouterr().out == (
        "the package could not be made: there is no site yet: make html builds it\n"
    )


def test_a_header_of_some_files_alone_is_refused() -> None:
    with pytest.raises(HeadersError, match=r"^_headers: X-Robots-Tag is set for /a/\* alone"):
        nginx_conf("/*\n  A: b\n/a/*\n  X-Robots-Tag: noindex\n", "")
