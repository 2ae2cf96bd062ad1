"""What the owner has differently is found before what the theme has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publishing.base.file_index import FileIndex
from publishing.base.theme_files import ThemeFiles
from publishing.conf.settings import Settings
from publishing.pages.templates import Templates
from publishing.site.build_stamp import Sources
from tests.library_of import SETTINGS
from tests.publication import PROJECT, THEME, Publication, hurry


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path in (
        *("_templates/post.html", "_templates/static/own.html", "_static/css/own.css"),
        *("theme/post.html", "theme/page.html", "theme/parts/a.html"),
        *("theme/static/css/own.css", "theme/static/css/more.css", "theme/theme.toml"),
        *("child/page.html", "child/static/css/more.css"),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    return tmp_path


def found(files: ThemeFiles, pattern: str) -> dict[str, str]:
    return {name: path.read_text() for name, path in files.files(pattern).items()}


def test_the_first_folder_that_has_a_name_counts(root: Path) -> None:
    themes = (root / "child", root / "theme")
    assert found(ThemeFiles.templates(root, themes), "**/*.html") == {
        "page.html": "child/page.html",
        "parts/a.html": "theme/parts/a.html",
        "post.html": "_templates/post.html",
        "static/own.html": "_templates/static/own.html",
    }
    assert found(ThemeFiles.static(root, themes), "css/*.css") == {
        "css/more.css": "child/static/css/more.css",
        "css/own.css": "_static/css/own.css",
    }
    nowhere = ThemeFiles.templates(root / "nowhere", ())
    assert nowhere.files() == {}


def test_a_template_of_the_owner_s_can_extend_the_theme_s(root: Path) -> None:
    (root / "theme/post.html").write_text("{% block all %}theirs{% endblock %}")
    (root / "_templates/post.html").write_text(
        '{% extends "!post.html" %}{% block all %}own, {{ super() }}{% endblock %}'
    )
    files = ThemeFiles.templates(root, (root / "theme",))
    assert _drawn(files, SETTINGS) == "own, theirs"
    before = Templates(files, SETTINGS).digest
    (root / "theme/post.html").write_text("{% block all %}others{% endblock %}")
    assert _drawn(files, SETTINGS) == "own, others"
    # Found behind the owner's, and an input all the same.
    assert Templates(files, SETTINGS).digest != before


def _drawn(files: ThemeFiles, settings: Settings) -> str:
    return Templates(files, settings)._environment.get_template("post.html").render()


def test_what_the_publication_has_differently_differs() -> None:
    """A file that is as the theme's would keep an upgrade from changing it."""
    for own, theirs in (("_templates", THEME), ("_static", THEME / "static")):
        for path in (PROJECT / own).rglob("*"):
            twin = theirs / path.relative_to(PROJECT / own)
            assert not (
                path.is_file() and twin.is_file() and path.read_bytes() == twin.read_bytes()
            )


def test_the_files_of_the_theme_are_looked_at_before_a_build_is_left_out(tmp_path: Path) -> None:
    def theme_files() -> set[Path]:
        found = Sources.of(tmp_path, [], FileIndex(tmp_path / "index", tmp_path)).others
        return {(tmp_path / path).resolve() for path in found if (tmp_path / path).is_file()}

    assert theme_files() == {path.resolve() for path in THEME.rglob("*") if path.is_file()}
    own = tmp_path / "_templates/post.html"
    own.parent.mkdir()
    own.touch()
    assert own.resolve() in theme_files()


def style(publication: Publication) -> str:
    (sheet,) = (publication.site / "_static").glob("site-*.css")
    return sheet.read_text(encoding="utf-8")


def test_a_site_looks_as_its_owner_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch)
    publication = Publication(tmp_path / "one")
    publication.post("tea")
    publication.published()
    assert "--accent: #123456" not in style(publication)
    assert "nothing has changed" in publication.published()
    icon = publication.root / "_static/icons/favicon.svg"
    icon.unlink()
    theirs = (THEME / "static/icons/favicon.svg").read_bytes()
    publication.published()
    assert (publication.site / "_static/icons/favicon.svg").read_bytes() == theirs

    publication.write("_static/css/tokens.css", ":root { --accent: #123456; }\n")
    publication.write("_static/css/term.css", ".own-term { color: red; }\n")
    publication.write("_static/css/zz.css", ".own-last { color: red; }\n")
    publication.write("_static/js/own.js", "window.own = 1;\n")
    publication.write(
        "_templates/layout.html",
        '{% extends "!layout.html" %}\n{% block extrahead %}{{ super() }}<meta name="own">'
        "{% endblock %}\n",
    )
    publication.override("page.html", lambda text: f"{text}<hr>")
    publication.published()
    sheet = style(publication)
    order = ("--radius:", "--accent: #123456", ".pub-entry", ".own-term", ".own-last")
    at = [sheet.index(text) for text in order]
    assert at == sorted(at)
    assert not re.search(r"\.pub-terms\b.*\{", sheet)
    (script,) = (publication.site / "_static").glob("site-*.js")
    assert "window.own" in script.read_text(encoding="utf-8")
    assert "<hr>" in publication.text("about/")
    assert all('<meta name="own">' in publication.text(page) for page in ("", "about/"))
    assert "nothing has changed" in publication.published()


def test_a_theme_of_the_owner_s_inherits_from_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    publication = Publication(tmp_path / "one")
    publication.post("tea")
    conf = publication.root / "conf.py"
    conf.write_text(
        f"{conf.read_text()}\nhtml_theme = 'harbour'\nhtml_theme_path = ['themes']\n", "utf-8"
    )
    publication.write("themes/harbour/theme.toml", '[theme]\ninherit = "publishing"\n')
    publication.write("themes/harbour/404.html", "<p>Lost at sea</p>\n")
    publication.write("themes/harbour/static/css/tokens.css", ":root { --accent: #654321; }\n")
    publication.published()
    assert "Lost at sea" in publication.text("404.html")
    assert "--accent: #654321" in style(publication)
    assert 'class="pub-site-header"' in publication.text("")
    publication.write("themes/harbour/404.html", "<p>Found</p>\n")
    publication.published()
    assert "Found" in publication.text("404.html")


@pytest.mark.parametrize("theme", ["sphinx_book_theme", "pydata_sphinx_theme"])
def test_our_pages_draw_on_the_theme_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    hurry(monkeypatch)
    publication = Publication(tmp_path / "one")
    publication.post("tea")
    publication.published("-D", f"html_theme={theme}")
    for page in ("", "posts/2026/tea/"):
        assert 'class="pub-site-header"' in publication.text(page)
