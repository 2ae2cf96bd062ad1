"""A desk that prints single posts, with files beside them and other posts around them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from lxml import html as lxml_html
from PIL import Image

from publishing.conf.configuration import Configuration
from publishing.pictures.gallery import Gallery
from publishing.place.cache import Cache
from publishing.press.engine import Engine
from publishing.press.page_reader import read_pages
from publishing.press.printed import Printed
from publishing.press.printer import Press
from publishing.reading.post import Post
from publishing.shelf.library import Library
from publishing.shelf.targets import targets, targets_of
from tests.publication import NOW, Publication

HERE = "posts/2026/here/index.md"
"""The post that a desk prints."""

FIRST_LINE = 5
"""The line of its file on which its body begins."""

SECRET = "nobody-may-read-this"

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle r="4"/></svg>'


@dataclass(frozen=True)
class Proof:
    """What a desk printed."""

    printed: Printed

    @property
    def html(self) -> str:
        return self.printed.body

    @property
    def feed(self) -> str:
        return self.printed.feed

    @property
    def errors(self) -> list[tuple[int, str]]:
        """Line and code of each error, in order."""
        return sorted((p.line, p.code) for p in self.printed.problems if p.is_error)

    @property
    def warnings(self) -> list[tuple[int, str]]:
        """Line and code of each warning, in order."""
        return sorted((p.line, p.code) for p in self.printed.problems if not p.is_error)

    @property
    def said(self) -> str:
        return "\n".join(map(str, self.printed.problems))

    @property
    def files(self) -> list[str]:
        return [file.address for file in self.printed.files]

    def find(self, path: str) -> list[lxml_html.HtmlElement]:
        return lxml_html.fragment_fromstring(self.html, create_parent=True).xpath(path)


class Desk:
    """Prints bodies as the post :data:`HERE`, or as another that is on the desk."""

    def __init__(self, root: Path, press: Press, library: Library) -> None:
        self.root = root
        self.folder = (root / HERE).parent
        self.press = press
        self._posts = {post.path: post for post in library.posts}

    def print(self, body: str, path: str = HERE) -> Proof:
        post = self._posts[path]
        return Proof(self.press.print(replace(post, body=body, body_line=FIRST_LINE)))

    def post(self) -> Post:
        return self._posts[HERE]


def lay_out(publication: Publication) -> None:
    """Put other posts, good files and bad ones around :data:`HERE`."""
    write = publication.write
    front = "---\ntitle: {}\ndate: 2026-05-01\n---\n"
    write(HERE, front.format("Here") + "Text.\n")
    write("posts/2026/other/index.md", front.format("The *other* & <post>") + "## Why\n")
    write("posts/2026/flat.md", front.format("Flat") + "Text.\n")
    write("posts/2026/draft/index.md", "---\ntitle: Hidden plans\ndraft: true\n---\n")
    write("posts/2026/draft/plan.png", b"x")
    folder = publication.root / "posts/2026/here"
    for name in ("chart.png", "Photo.JPG", "inner/deep.png", "with space.png", "café.png"):
        (folder / name).parent.mkdir(exist_ok=True)
        Image.new("RGB", (4, 3)).save(folder / name)
    Image.new("RGB", (4, 3)).save(folder / "animated.gif")
    Image.new("RGB", (4, 3)).save(publication.root / "posts/2026/other/theirs.png")
    Image.new("1", (10_000, 10_000)).save(folder / "huge.png")
    write("posts/2026/here/drawing.svg", _SVG.encode())
    script = _SVG.replace("<circle", '<script>alert(1)</script><circle onclick="alert(2)"')
    write("posts/2026/here/scripted.svg", script.encode())
    write("posts/2026/here/entities.svg", f'<!DOCTYPE svg [<!ENTITY a "b">]>{_SVG}'.encode())
    write("posts/2026/here/paper.pdf", b"%PDF-1.7\n")
    write("posts/2026/here/table.csv", b"a,b\n1,2\n")
    write("posts/2026/here/page.html", b"<script>alert(1)</script>")
    write("posts/2026/here/posing.png", b"<script>alert(1)</script>")
    write("posts/2026/here/posing.pdf", b"<script>alert(1)</script>")
    write("posts/2026/here/binary.txt", b"\x00\x01")
    write("posts/2026/here/run.py", SECRET.encode())
    write("posts/2026/here/.env", SECRET.encode())
    write("posts/2026/here/.git/config", SECRET.encode())
    write("secret.txt", SECRET.encode())
    (folder / "linked.txt").symlink_to(publication.root / "secret.txt")
    (folder / "linked").symlink_to(publication.root)
    (folder / "near.png").symlink_to(folder / "chart.png")


@contextmanager
def opened(root: Path) -> Iterator[Desk]:
    """Open a desk in an empty folder."""
    publication = Publication(root / "publication")
    lay_out(publication)
    configuration = Configuration.load(publication.root, {})
    settings = replace(configuration.settings, embed_hosts=("player.example",))
    now = datetime.fromtimestamp(int(NOW), UTC)
    library = Library.load(publication.root, settings, now)
    known = targets(library)
    with Engine(configuration, root / "scratch") as engine:
        read_pages(engine, known)
        gallery = Gallery(publication.root, Cache(root / "cache", "pictures"))
        yield Desk(
            publication.root, Press(engine, library, targets_of(library), str, gallery), library
        )
