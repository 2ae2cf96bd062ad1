"""A small publication in a folder of its own, for tests that build."""

from __future__ import annotations

import marshal
import os
import shutil
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from io import StringIO
from pathlib import Path
from textwrap import dedent
from types import CodeType
from typing import Any, cast
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from jinja2 import Environment
from lxml import etree, html

from publishing.authoring.starter import with_values
from publishing.build import build
from publishing.model import permalinks
from publishing.pages import theme_css

PROJECT = Path(__file__).parents[1]
THEME = PROJECT / "publishing/theme"
SHARED = PROJECT.parent / "shared"
SITES = PROJECT / "tests/sites"
NOW = "1780315200"  # 2026-06-01 12:00:00 UTC
ATOM = {"a": "http://www.w3.org/2005/Atom"}


# What tests rely on. Who makes the publication theirs changes these in `conf.py`, and their
# tests must hold all the same.
SETTINGS = {
    "project": "Post-Technical",
    "site_description": (
        "From solving the problem you are given to finding out which problem to solve."
    ),
    "copyright": "The authors of Post-Technical",
    "site_url": "https://post-technical.example/",
    "site_id": "post-technical.example,2021",
    "language": "en",
    "site_zone": "UTC",
    "licence": "CC BY 4.0",
    "licence_url": "https://creativecommons.org/licenses/by/4.0/",
    "source_url": "https://github.com/post-technical/post-technical",
    "source_branch": "main",
    "posts_per_page": 10,
    "feed_length": 20,
    "feed_formats": ["atom", "json"],
    "social_cards": True,
    "embed_hosts": [],
    "bounds": {},
}


def with_settings(conf: Path, settings: dict[str, object]) -> str:
    """Return the text of a `conf.py` with other values, and all else as it is."""
    return with_values(conf.read_text(encoding="utf-8"), settings)


@dataclass(frozen=True)
class Built:
    """How a build ended, and what it said."""

    status: int
    text: str


class Publication:
    """The project's own settings and icons, with posts of the test's."""

    # What the first build found of the theme's rules, which takes a second to find.
    _cache: bytes | None = None

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(exist_ok=True)
        for name in ("index.md", "about.md"):
            shutil.copy(SITES / name, root)
        (root / "conf.py").write_text(with_settings(PROJECT / "conf.py", SETTINGS), "utf-8")
        shutil.copytree(PROJECT / "_static", root / "_static")
        (root / "posts").mkdir()

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file of the project; a text loses its common indentation."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else dedent(text).lstrip("\n").encode())
        return file

    def post(self, slug: str, body: str = "Some text.\n", **keys: str) -> Path:
        """Write `posts/2026/<slug>.md` with a title and a date, unless others are given."""
        given = {"title": slug.capitalize(), "date": "2026-05-01"} | keys
        front = "".join(f"{key}: {value}\n" for key, value in given.items())
        return self.write(f"posts/2026/{slug}.md", f"---\n{front}---\n{body}".encode())

    def configure(self, text: str = "", **settings: object) -> None:
        """Add lines to the end of `conf.py`, and settings with their values."""
        with (self.root / "conf.py").open("a", encoding="utf-8") as conf:
            conf.write(text + "".join(f"{name} = {settings[name]!r}\n" for name in settings))

    def override(self, template: str, edit: Callable[[str], str]) -> Path:
        """Write a template of the owner's, which is that of the theme after an edit."""
        text = (THEME / template).read_text(encoding="utf-8")
        return self.write(f"_templates/{template}", edit(text).encode())

    def build(self, *options: str, **environ: str) -> Built:
        """Build the site as `make html` does.

        In one process, unless options say otherwise: copies of it would find out each for
        itself what this one knows from the test before.
        """
        spoken = StringIO()
        self.take_over()
        options = options if "-j" in options else ("-j", "1", *options)
        with redirect_stdout(spoken):
            status = build(self.root, {"SOURCE_DATE_EPOCH": NOW} | environ, options)
        texts = self.root / ".cache" / "texts"
        if Publication._cache is None and texts.exists() and theme_css.cut is not _cut:
            Publication._cache = texts.read_bytes()
        return Built(status, spoken.getvalue())

    def take_over(self) -> None:
        """Take over what the first build of this process found, unless there is a cache."""
        if Publication._cache is not None and not (self.root / ".cache").exists():
            self.write(".cache/texts", Publication._cache)

    def copied(self, root: Path, *, whole: bool = False) -> Publication:
        """Return a copy: of what is written alone, or with the site and the cache."""
        left = () if whole else ("_build", ".cache", "__pycache__")
        shutil.copytree(self.root, root, symlinks=True, ignore=shutil.ignore_patterns(*left))
        copy = Publication.__new__(Publication)
        copy.root = root
        return copy

    def clean_tree(self, *options: str) -> dict[str, bytes]:
        """Return what a build makes of the same sources from nothing."""
        copy = self.copied(self.root.with_name(f"{self.root.name}-clean"))
        (copy.root / ".cache").mkdir()  # nothing is taken over
        built = copy.build(*options)
        assert built.status == 0, built.text
        tree = copy.tree()
        shutil.rmtree(copy.root)
        return tree

    def published(self, *options: str, **environ: str) -> str:
        """Build the site, which must succeed without a warning, and return what was said."""
        built = self.build(*options, **environ)
        assert built.status == 0, built.text
        assert "0 errors, 0 warnings" in built.text, built.text
        return built.text

    @property
    def site(self) -> Path:
        return self.root / "_build" / "html"

    def tree(self) -> dict[str, bytes]:
        """Every file of the site and its bytes."""
        return {
            path.relative_to(self.site).as_posix(): path.read_bytes()
            for path in sorted(self.site.rglob("*"))
            if path.is_file()
        }

    def stamps(self) -> dict[str, int]:
        """When each file of the site was written."""
        return {
            path.relative_to(self.site).as_posix(): path.stat().st_mtime_ns
            for path in self.site.rglob("*")
            if path.is_file()
        }

    def has(self, where: str) -> bool:
        return (self.site / permalinks.file_of(where)).is_file()

    def text(self, where: str) -> str:
        return (self.site / permalinks.file_of(where)).read_text(encoding="utf-8")

    def page(self, where: str) -> html.HtmlElement:
        return html.document_fromstring(self.text(where).encode())

    def main(self, where: str) -> html.HtmlElement:
        (main,) = self.page(where).xpath("//main")
        return main

    def dead_links(self) -> list[tuple[str, str]]:
        """Every page and what it links to on the site without there being such a thing."""
        tree = self.tree()
        dead = []
        for path, data in tree.items():
            if not path.endswith(".html"):
                continue
            here = urljoin("https://x.example/", path.removesuffix("index.html"))
            for _, _, link, _ in html.document_fromstring(data).iterlinks():
                target = urlsplit(urljoin(here, link))
                if target.netloc == "x.example":
                    file = permalinks.file_of(unquote(target.path)[1:])
                    ids = b'id="' + unquote(target.fragment).encode() + b'"'
                    if file not in tree or (target.fragment and ids not in tree[file]):
                        dead.append((path, link))
        return dead

    def feed(self, where: str = "blog/atom.xml") -> etree._Element:
        return etree.fromstring((self.site / where).read_bytes())


def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the theme's rules, which take longest in a build, be told from what they are made of."""
    monkeypatch.setattr(theme_css, "cut", _cut)


def _cut(css: str, vocabulary: frozenset[str]) -> str:
    """Tell as much as the cut rules of the theme would of what they are made from."""
    return sha256(repr((css, sorted(vocabulary))).encode()).hexdigest()


def make_once(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let what takes longest in the build of a small site be made once, in whichever process.

    It is a second for the theme's style sheets, and as much for its templates.
    """
    cut, compile = theme_css.cut, Environment.compile
    folder.mkdir(exist_ok=True)

    def once(name: str, make: Callable[[], bytes]) -> bytes:
        file = folder / name
        if not file.exists():
            written = folder / f"{name}.{os.getpid()}"
            written.write_bytes(make())
            written.replace(file)
        return file.read_bytes()

    def cut_once(css: str, vocabulary: frozenset[str]) -> str:
        return once(_cut(css, vocabulary), lambda: cut(css, vocabulary).encode()).decode()

    def compile_once(self: Environment, source: str, name: str, filename: str, **raw: bool) -> Any:
        made_from = type(self), self.trim_blocks, sorted(self.filters), source, name, raw
        key = sha256(repr(made_from).encode()).hexdigest()
        make = partial(
            cast("Callable[..., CodeType]", compile), self, source, name, filename, **raw
        )
        return marshal.loads(once(key, lambda: marshal.dumps(make())))

    monkeypatch.setattr(theme_css, "cut", cut_once)
    monkeypatch.setattr(Environment, "compile", compile_once)
