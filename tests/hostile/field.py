"""The files around the hostile posts."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from tests.publication import Publication

HERE = Path(__file__).parent
FOLDER = "posts/hostile"
SECRET = "nobody-may-read-this"

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">{}<circle r="4"/></svg>'
_FILES = {
    ".env": SECRET,
    "copies.svg": _SVG.format('<g id="a"><use href="#b"/></g><use href="#a"/>'),
    "draft.md": "---\ntitle: Unpublished name\ndate: 2026-05-01\ndraft: true\n---\n",
    "drawing.svg": _SVG.format(""),
    "entities.svg": '<!DOCTYPE svg [<!ENTITY a "b">]>' + _SVG.format("&a;"),
    "evil.html": "<script>alert(1)</script>",
    "evil.py": SECRET,
    "held/index.md": "---\ntitle: Unpublished name\ndraft: true\n---\n![](plan.png)\n",
    "payload.txt": SECRET,
    "posing.pdf": "<script>alert(1)</script>",
    "posing.png": "<script>alert(1)</script>",
    "scripted.svg": _SVG.format(
        '<script>alert("svg-beside-script")</script><g onclick="alert(\'svg-beside-click\')"/>'
    ),
    "table.csv": "a,b\n1,2\n",
}


def lay_out(publication: Publication, outcome: str, names: Iterable[str]) -> None:
    """Put the posts *names* of one *outcome* among good and bad files."""
    folder = publication.root / FOLDER
    folder.mkdir(exist_ok=True)
    for name, text in _FILES.items():
        publication.write(f"{FOLDER}/{name}", text.encode())
    for name in ("chart.png", "with space.png", "held/plan.png"):
        Image.new("RGB", (40, 30)).save(folder / name)
    publication.write("secret.txt", SECRET.encode())
    if not (folder / "linked.txt").is_symlink():
        (folder / "linked.txt").symlink_to(publication.root / "secret.txt")
    for name in names:
        shutil.copy(HERE / outcome / f"{name}.md", folder)
