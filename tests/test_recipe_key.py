"""The recipe for a front matter key that shows: a declaration, a field, a line of a template."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from lxml import html

from tests.publication import NOW, PROJECT, Publication

KEY = """\
    Key(
        name="dedication",
        kind=Kind.DESCRIPTION,
        example="To those who ask twice",
        description="To whom the post is dedicated.",
        effect="Stands below the title.",
        aliases=_words("dedicated_to"),
    ),
"""
FIELD = '    dedication: str = ""\n'
SHOWN = '<p class="dedication">{{ post.front_matter.dedication }}</p>\n'
POST = "---\ntitle: A\ndate: 2026-05-01\n{line}---\nText.\n"
COMMANDS = """
import json, sys
from pathlib import Path
from publishing.authoring.schema import rows, schema
from publishing.build import build
status = build(Path(sys.argv[1]), {"SOURCE_DATE_EPOCH": sys.argv[2]}, ())
table = [row for row in rows() if "dedication" in row]
sys.stderr.write(json.dumps([schema()["properties"].get("dedicated_to"), table]))
sys.exit(status)
"""


def insert(file: Path, text: str, before: str) -> None:
    """Do one step of the recipe."""
    old = file.read_text(encoding="utf-8")
    assert old.count(before) == 1
    file.write_text(old.replace(before, text + before), encoding="utf-8")


def run(publication: Publication, package: Path) -> tuple[list[object], str, str]:
    """Build with a copy of the package: what editors are told, the page, and what was said."""
    ended = subprocess.run(
        [sys.executable, "-c", COMMANDS, str(publication.root), NOW],
        cwd=package,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    page = publication.root / "_build/html/posts/2026/a/index.html"
    found = html.fromstring(page.read_bytes()).find_class("dedication")
    return json.loads(ended.stderr), "".join(one.text_content() for one in found), ended.stdout


def test_a_key_is_added_in_three_files(tmp_path: Path) -> None:
    package = tmp_path / "package"
    shutil.copytree(PROJECT / "publishing", package / "publishing")
    publication = Publication(tmp_path / "site")
    publication.write("posts/2026/a.md", POST.format(line="dedicated_to: 'Ann & Bo'\n"))
    publication.write("posts/2026/b.md", POST.format(line="dedicaton: Ann\n"))
    insert(package / "publishing/frontmatter/keys.py", KEY, '    Key(\n        name="comments",\n')
    insert(package / "publishing/model/post.py", FIELD, "    body: str\n")
    insert(package / "publishing/theme/post.html", SHOWN, "    {% if post.categories or")
    (alias, rows), shown, said = run(publication, package)
    assert shown == "Ann & Bo"
    assert said.splitlines()[:2] == [
        "posts/2026/b.md:4:1: warning: dedicaton: unknown key",
        "    help: write dedication, if that was meant",
    ]
    assert alias == {"description": "Read as dedication.", "$ref": "#/properties/dedication"}
    about = "To whom the post is dedicated. Stands below the title."
    assert rows == [f"| `dedication` | `To those who ask twice` | {about} | `dedicated_to` |"]

    publication.write("posts/2026/a.md", POST.format(line="dedication: Bo\n"))
    assert run(publication, package)[1] == "Bo"
