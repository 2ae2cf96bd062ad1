"""A renderer that prints single posts, with files beside them and other posts around them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from lxml import html as lxml_html
from PIL import Image

from publishing.assets.responsive_images import ResponsiveImages
from publishing.base.cache import Cache
from publishing.conf.configuration import Configuration
from publishing.library.library import Library
from publishing.library.targets import targets, targets_of
from publishing.model.post import Post
from publishing.render.engine import Engine
from publishing.render.page_reader import read_pages
from publishing.render.post_renderer import PostRenderer
from publishing.render.rendered_post import RenderedPost
from tests.publication import NOW, Publication

HERE = "posts/2026/here/index.md"
"""The post that a renderer prints."""

FIRST_LINE = 5
"""The line of its file on which its body begins."""

SECRET = "nobody-may-read-this"

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle r="4"/></svg>'


@dataclass(frozen=True)
class Outcome:
    """What a renderer printed."""

    rendered: RenderedPost

    @property
    def html(self) -> str:
        return self.rendered.body

    @property
    def feed(self) -> str:
        return self.rendered.feed

    @property
    def errors(self) -> list[tuple[int, str]]:
        """Line and code of each error, in order."""
        return sorted((p.line, p.code) for p in self.rendered.problems if p.is_error)

    @property
    def warnings(self) -> list[tuple[int, str]]:
        """Line and code of each warning, in order."""
        return sorted((p.line, p.code) for p in self.rendered.problems if not p.is_error)

    @property
    def said(self) -> str:
        return "\n".join(map(str, self.rendered.problems))

    @property
    def files(self) -> list[str]:
        return [file.address for file in self.rendered.files]

    def find(self, path: str) -> list[lxml_html.HtmlElement]:
        return lxml_html.fragment_fromstring(self.html, create_parent=True).xpath(path)


class Renderer:
    """Prints bodies as the post :data:`HERE`, or as another that is on the renderer."""

    def __init__(self, root: Path, renderer: PostRenderer, library: Library) -> None:
        self.root = root
        self.folder = (root / HERE).parent
        self.renderer = renderer
        self._posts = {post.path: post for post in library.posts}

    def render(self, body: str, path: str = HERE) -> Outcome:
        post = self._posts[path]
        return Outcome(self.renderer.render(replace(post, body=body, body_line=FIRST_LINE)))

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
    write("posts/2026/here/paper.pdf", b"%PDF-1.7\n%%EOF\n")
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
def opened(root: Path) -> Iterator[Renderer]:
    """Open a renderer in an empty folder."""
    publication = Publication(root / "publication")
    lay_out(publication)
    configuration = Configuration.load(publication.root, {})
    settings = replace(configuration.settings, embed_hosts=("player.example",))
    now = datetime.fromtimestamp(int(NOW), UTC)
    library = Library.load(publication.root, settings, now)
    known = targets(library)
    with Engine(configuration, root / "scratch") as engine:
        read_pages(engine, known)
        responsive_images = ResponsiveImages(publication.root, Cache(root / "cache", "pictures"))
        yield Renderer(
            publication.root,
            PostRenderer(engine, library, targets_of(library), str, responsive_images),
            library,
        )
