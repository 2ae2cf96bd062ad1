"""Any sequence of edits ends, byte for byte, where a build from nothing does."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.publication import THEME, Publication, hurry
from tests.test_every_setting import CHANGES, CONF

EDITS = 160
TOGETHER = 3
"""Edits between two builds, at most."""
COMPARED = 20
"""Edits, about, between two comparisons."""

SEEDS = [int(seed) for seed in os.environ.get("EDITS_SEEDS", "7").split()]
"""Other sequences are tried by hand: EDITS_SEEDS="1 2 3" pytest tests/test_any_edits.py."""

SLUGS = [f"post-{letter}" for letter in "abcdefghijklmn"]
TITLES = [
    "Maps of the moors",
    "C++ & <b>",
    "古い地図",
    "José's walls",
    "The same title",
    "On *tea*",
]
TAGS = ["C", "C++", "C#", "日本語", "José", "Jose", "tea", "walls", "maps"]
AUTHORS = ["ann", "Bo Berg", "Editors", "O'Neil, Jr", "山田"]
DATES = ["2024-02-29", "2025-12-31", "2026-05-01", "2026-05-01 09:30", "2031-01-01"]
BODIES = [
    "Plain words.\n",
    "## Why\n\nA reason, with a note.[^n]\n\n[^n]: The note.\n",
    "A link to [another](post-b.md) and to [its reason](post-b.md#why).\n",
    "```python\nprint('tea')\n```\n\n$$e = mc^2$$\n",
    "A picture: ![A square](square.svg)\n",
]
SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h{}v9H0z"/></svg>\n'
)


LOCAL = """
from docutils import nodes

def mark(app, doctree, docname):
    doctree.append(nodes.paragraph("", "Said by {}."))

def setup(app):
    app.connect("doctree-resolved", mark)
"""
"""An extension of the project's own, which says something on every page."""


class Contributor:
    """Somebody who does one thing after the other to a publication."""

    def __init__(self, publication: Publication, seed: int) -> None:
        self._publication = publication
        self._root = publication.root
        self._random = Random(seed)
        self.done: list[str] = []
        self._settings: dict[str, object] = {}
        self.include()
        self.code()
        self._write_conf()

    def edit(self) -> None:
        """Do one thing."""
        common = [self.write, self.write, self.rewrite, self.retitle, self.retag, self.delete]
        rare = [self.withdraw, self.move, self.picture, self.register]
        owner = [self.configure, self.configure, self.page, self.include, self.template]
        seldom = [self.static, self.code]
        act: Callable[[], str] = self._random.choice([*common, *rare, *owner, *seldom])
        self.done.append(f"{act.__name__}: {act()}")

    # -- What is done ----------------------------------------------------------------

    def write(self) -> str:
        slug = self._random.choice(SLUGS)
        return self._put(slug, self._keys(), self._random.choice(BODIES))

    def rewrite(self) -> str:
        return self._change(lambda keys, _: (keys, self._random.choice(BODIES)))

    def retitle(self) -> str:
        title = self._random.choice(TITLES)
        return self._change(lambda keys, body: (keys | {"title": f'"{title}"'}, body))

    def retag(self) -> str:
        return self._change(lambda keys, body: (keys | {"tags": self._some(TAGS)}, body))

    def withdraw(self) -> str:
        return self._change(lambda keys, body: (keys | {"draft": "true"}, body))

    def delete(self) -> str:
        for path in self._posts()[-1:]:
            path.unlink()
            return path.name
        return "nothing"

    def move(self) -> str:
        free = [slug for slug in SLUGS if not self._file(slug).exists()]
        for path in self._posts()[:1]:
            if free:
                return f"{path.name} to {path.rename(self._file(free[0])).name}"
        return "nothing"

    def picture(self) -> str:
        return str(self._picture(self._random.randrange(1, 9)))

    def register(self) -> str:
        bio = self._random.choice(["Draws.", "Draws maps.", ""])
        text = f"ann:\n  name: Ann {self._random.choice('AB')}. Lee\n  bio: {bio!r}\n"
        self._publication.write("authors.yml", text)
        return text

    def configure(self) -> str:
        name = self._random.choice(sorted(CHANGES))
        if name in self._settings:
            del self._settings[name]
        else:
            self._settings[name] = CHANGES[name]
        return f"{name}: {self._write_conf()}"

    def page(self) -> str:
        path = self._random.choice(["about.md", "guide/page.md", "guide/deep/new.md"])
        up = "../" * path.count("/")
        text = (
            f"# {self._random.choice(['About', 'A page'])}\n\n"
            f"We are {self._random.choice(['two', 'three'])}.\n\n"
            f"```{{include}} {up}words.txt\n```\n\n{{download}}`{up}words.txt`\n"
        )
        self._publication.write(path, text)
        return f"{path}: {text}"

    def include(self) -> str:
        number = self._random.randrange(9)
        self._publication.write("words.txt", f"Some words, {number}.\n")
        return str(number)

    def template(self) -> str:
        name = self._random.choice(["page.html", "post.html", "layout.html", "listing.html"])
        text = (THEME / name).read_text(encoding="utf-8")
        mark = self._random.choice(["", "<!-- a mark -->"])
        self._publication.write(
            f"_templates/{name}", text.replace("</article>", f"{mark}</article>")
        )
        return f"{name}: {mark}"

    def static(self) -> str:
        number = self._random.randrange(9)
        self._publication.write("_static/note.txt", f"{number}\n")
        self._publication.write("_static/css/own.css", f".own-{number} {{ color: red; }}\n")
        return str(number)

    def code(self) -> str:
        word = self._random.choice(["one", "two"])
        self._publication.write("local.py", LOCAL.format(word))
        return word

    def _write_conf(self) -> str:
        stated = "".join(f"{name} = {value!r}\n" for name, value in self._settings.items())
        before = CONF.replace('"about.md"]', '"about.md", "guide/**"]')
        after = "import sys\nsys.path.insert(0, '.')\nextensions += ['local']\n"
        self._publication.write("conf.py", f"{before}{stated}{after}")
        return stated

    # -- How it is done ----------------------------------------------------------------

    def _keys(self) -> dict[str, str]:
        pick = self._random.choice
        keys = {
            "title": f'"{pick(TITLES)}"',
            "date": pick(DATES),
            "tags": self._some(TAGS),
            "author": self._some(AUTHORS),
            "category": pick(["", "Essays", "Practice"]),
            "series": pick(["", "", "On walking"]),
            "description": pick(["", "A line about it."]),
            "featured": pick(["true", "false"]),
            "updated": pick(["", "2031-02-02"]),
            "language": pick(["", "ja", "ar"]),
        }
        return {key: value for key, value in keys.items() if value}

    def _some(self, names: list[str]) -> str:
        chosen = self._random.sample(names, self._random.randrange(3))
        return "[{}]".format(", ".join(f'"{name}"' for name in chosen))

    def _posts(self) -> list[Path]:
        found = sorted((self._root / "posts/2026").glob("*.md"))
        self._random.shuffle(found)
        return found

    def _file(self, slug: str) -> Path:
        return self._root / f"posts/2026/{slug}.md"

    def _put(self, slug: str, keys: dict[str, str], body: str) -> str:
        if "square.svg" in body and not (self._root / "posts/2026/square.svg").exists():
            self._picture(9)
        self._publication.post(slug, body, **keys)
        return f"{slug} {keys} {body!r}"

    def _picture(self, width: int) -> Path:
        return self._publication.write("posts/2026/square.svg", SQUARE.format(width))

    def _change(self, make: Callable[[dict[str, str], str], tuple[dict[str, str], str]]) -> str:
        for path in self._posts()[:1]:
            _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
            keys = dict(line.split(": ", 1) for line in front.splitlines())
            return self._put(path.stem, *make(keys, body))
        return "nothing"


@pytest.mark.parametrize("seed", SEEDS)
def test_any_sequence_of_edits(
    publication: Publication, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    contributor = Contributor(publication, seed)
    chance = Random(seed)
    compared = 0
    while len(contributor.done) < EDITS:
        for _ in range(chance.randint(1, TOGETHER)):
            contributor.edit()
        built = publication.build("-j", str(chance.choice([1, 2])))
        assert built.status == 0, (contributor.done[-TOGETHER:], built.text)
        if len(contributor.done) - compared >= COMPARED or len(contributor.done) >= EDITS:
            compared = len(contributor.done)
            expected = publication.clean_tree()
            found = publication.tree()
            # Not one assertion on both: the difference of two sites is long to print.
            differing = {
                path for path in {*found, *expected} if found.get(path) != expected.get(path)
            }
            assert not differing, contributor.done
    names = {one.partition(":")[0] for one in contributor.done}
    assert len(names) == 15, f"never done: {names}"
