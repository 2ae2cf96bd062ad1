"""A small publication in a folder of its own, for tests that build."""

from __future__ import annotations

import shutil
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from textwrap import dedent

from lxml import etree, html

from publishing import address
from publishing.build import build

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared"
NOW = "1780315200"  # 2026-06-01 12:00:00 UTC
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@dataclass(frozen=True)
class Built:
    """How a build ended, and what it said."""

    status: int
    text: str


class Publication:
    """The project's own machine and templates, with posts of the test's."""

    # What the first build found of the theme's rules, which takes a second to find.
    _cache: bytes | None = None

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(exist_ok=True)
        for name in ("conf.py", "index.md", "about.md"):
            shutil.copy(PROJECT / name, root)
        for name in ("_templates", "_static"):
            shutil.copytree(PROJECT / name, root / name)
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

    def build(self, *options: str, **environ: str) -> Built:
        """Build the site as `make html` does."""
        spoken = StringIO()
        if Publication._cache is not None and not (self.root / ".cache").exists():
            self.write(".cache/texts", Publication._cache)
        with redirect_stdout(spoken):
            status = build(self.root, {"SOURCE_DATE_EPOCH": NOW} | environ, options)
        if Publication._cache is None:
            Publication._cache = (self.root / ".cache" / "texts").read_bytes()
        return Built(status, spoken.getvalue())

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
        return (self.site / address.file_of(where)).is_file()

    def text(self, where: str) -> str:
        return (self.site / address.file_of(where)).read_text(encoding="utf-8")

    def page(self, where: str) -> html.HtmlElement:
        return html.document_fromstring(self.text(where).encode())

    def main(self, where: str) -> html.HtmlElement:
        (main,) = self.page(where).xpath("//main")
        return main

    def feed(self, where: str = "blog/atom.xml") -> etree._Element:
        return etree.fromstring((self.site / where).read_bytes())
