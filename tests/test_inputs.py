"""What prints, pages and builds are made from: every part of it changes its key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from publishing.conf import inputs
from publishing.conf.configuration import Configuration
from publishing.conf.inputs import (
    BuildInputs,
    Inputs,
    NameInputs,
    PageInputs,
    ReadInputs,
    RenderInputs,
    SphinxInputs,
    ThemeInputs,
)
from publishing.conf.settings import NAMES, Settings
from publishing.render.conf_report import ReportInputs
from tests.publication import SETTINGS

KNOWN = frozenset(
    {
        *("bibtex_bibfiles", "copyright", "exclude_patterns", "extensions", "html_context"),
        *("html_static_path", "html_theme_path", "include_patterns", "language", "numfig"),
        *("myst_enable_extensions", "project", "smartquotes", "template_bridge", "templates_path"),
    }
)
"""Settings of Sphinx and of extensions, as far as they stand here."""


def configuration(
    root: Path, more: str = "", overrides: dict[str, str] | None = None, *tags: str
) -> Configuration:
    text = "".join(f"{name} = {value!r}\n" for name, value in SETTINGS.items())
    (root / "conf.py").write_text(text + more, encoding="utf-8")
    return Configuration.load(root, {}, overrides or {}, tags)


def render_key(root: Path, *given: Any) -> str:
    found = configuration(root, *given)
    return RenderInputs.of(found, found.settings, KNOWN).digest


def sphinx_key(root: Path, *given: Any) -> str:
    return SphinxInputs.of(configuration(root, *given), KNOWN).digest


# -- Every field counts --------------------------------------------------------------

NAMED = NameInputs(code="c", local="l", functions=("f",), extensions=("e",))
SPHINX = SphinxInputs(
    names=NAMED,
    values=(("numfig", "True"),),
    overrides=(("numfig", "1"),),
    tags=("t",),
    variables=(("V", "1"),),
    files=(("f", "0"),),
)
SITE = Settings(project="Test", site_url="https://example.org/", site_id="example.org,2026")
WHOLE: list[Inputs] = [
    NAMED,
    SPHINX,
    RenderInputs(sphinx=SPHINX, settings=(("language", "en"),)),
    ReadInputs(code="c", site_zone="UTC", bounds=(("lines", 9),)),
    ThemeInputs(names=NAMED, theme="t", files=(("f", "0"),), templates="x", specimen="y"),
    PageInputs(
        sphinx=SPHINX,
        settings=SITE,
        templates="t",
        stylesheet="s",
        script="j",
        menu=("blog/",),
        outline=("index",),
    ),
    BuildInputs(sphinx=SPHINX, settings=SITE, posts="p", files="f", names="n"),
    ReportInputs(sphinx=SPHINX, settings=SITE, text="t", there=("x",)),
]


def other(value: object) -> object:
    """Return another value of the same kind."""
    if isinstance(value, Inputs):
        return changed(value, fields(value)[0].name)
    if isinstance(value, Settings):
        return replace(value, project="Another")
    return f"{value}+" if isinstance(value, str) else ()


def changed(whole: Inputs, name: str) -> Inputs:
    return replace(whole, **{name: other(getattr(whole, name))})


@pytest.mark.parametrize(
    ("whole", "name"),
    [(whole, field.name) for whole in WHOLE for field in fields(whole)],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_every_part_is_in_the_key(whole: Inputs, name: str) -> None:
    assert changed(whole, name).digest != whole.digest
    assert replace(whole).digest == whole.digest


def test_no_kind_of_inputs_is_left_out() -> None:
    kinds = {kind for kind in vars(inputs).values() if isinstance(kind, type)}
    declared = {kind for kind in kinds if issubclass(kind, Inputs)} - {Inputs}
    assert {type(whole) for whole in WHOLE} == declared | {ReportInputs}


OTHERS: dict[str, object] = {
    "project": "Another",
    "site_url": "https://example.net/",
    "site_id": "example.net,2026",
    "site_description": "Another",
    "copyright": "Others",
    "language": "de",
    "site_zone": ZoneInfo("Europe/Paris"),
    "licence": "CC0",
    "licence_url": "https://example.org/cc0",
    "source_url": "https://example.org/code",
    "source_branch": "trunk",
    "posts_per_page": 3,
    "feed_length": 3,
    "feed_formats": ("json",),
    "social_cards": False,
    "embed_hosts": ("example.org",),
    "bounds": (("lines", 5),),
}
IN_NO_RENDERED_POST = {
    *("feed_length", "licence", "licence_url", "posts_per_page", "site_description", "site_id"),
    *("social_cards", "source_branch", "source_url", "feed_formats"),
}


def test_every_setting_of_ours_has_another_value_here() -> None:
    assert OTHERS.keys() == {*NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_of_ours_is_an_input(tmp_path: Path, name: str) -> None:
    found = configuration(tmp_path)
    before, after = SITE, replace(SITE, **{name: OTHERS[name]})
    page, build = WHOLE[5], WHOLE[6]
    for whole in (page, build):
        assert replace(whole, settings=after).digest != replace(whole, settings=before).digest
    rendered_posts = {RenderInputs.of(found, site, KNOWN).digest for site in (before, after)}
    assert len(rendered_posts) == (1 if name in IN_NO_RENDERED_POST else 2)
    reads = {ReadInputs.of(site).digest for site in (before, after)}
    assert len(reads) == (2 if name in {"site_zone", "bounds"} else 1)


# -- What conf.py, the command line and the files around it say ------------------------

CODE = "import sys\nsys.path.insert(0, '_ext')\nextensions = ['mine']\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "smartquotes = False\n"),
        ("smartquotes = True\n", "smartquotes = 1\n"),
        ("myst_enable_extensions = ['a']\n", "myst_enable_extensions = ['a', 'b']\n"),
        ("myst_enable_extensions = ['b', 'a']\n", "myst_enable_extensions = ['a', 'b']\n"),
        ("html_context = {'f': print}\n", "html_context = {'f': open}\n"),
        ("extensions = ['a']\n", "extensions = ['a', 'b']\n"),
        ("def setup(app):\n    return 1\n", "def setup(app):\n    return 2\n"),
        ("html_context = {'f': lambda: 1}\n", "html_context = {'f': lambda: 2}\n"),
        ("class A:\n    x = 1\n", "class A:\n    x = 2\n"),
        ("n = 1\ndef setup(app):\n    return n\n", "n = 2\ndef setup(app):\n    return n\n"),
        (
            "posts_per_page = 1\ndef setup(app):\n    return posts_per_page\n",
            "posts_per_page = 2\ndef setup(app):\n    return posts_per_page\n",
        ),
    ],
)
def test_what_conf_py_states_is_an_input_of_prints(tmp_path: Path, before: str, after: str) -> None:
    assert render_key(tmp_path, before) != render_key(tmp_path, after)
    assert render_key(tmp_path, before) == render_key(tmp_path, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "# A comment\n"),
        ("smartquotes = True\n", "smartquotes = not False\n"),
        ("", "started = object()\n"),
        ("", "import time\nstarted = time.time_ns()\n"),
        ("", "posts_per_page = 3\n"),
        ("", "feed_length = 3\n"),
        ("def setup(app):\n    return 1\n", "def setup(app):\n    return 1  # one\n"),
    ],
)
def test_what_no_print_can_depend_on_prints_nothing_anew(
    tmp_path: Path, before: str, after: str
) -> None:
    assert render_key(tmp_path, before) == render_key(tmp_path, after)


def test_the_command_line_is_an_input(tmp_path: Path) -> None:
    given: list[tuple[Any, ...]] = [
        ("",),
        ("", {"smartquotes": "0"}),
        ("", {"smartquotes": "1"}),
        ("", {"html_context.x": "1"}),
        ("", {"language": "de"}),
        ("", {"extensions": "a,b"}),
        ("", {}, "draft"),
        ("", {}, "draft", "long"),
        ("tags.add('of the file')\n",),
    ]
    assert len({render_key(tmp_path, *one) for one in given}) == len(given)
    assert render_key(tmp_path, "", {"feed_length": "3"}) == render_key(tmp_path)


@pytest.mark.parametrize(
    ("setting", "path", "is_of_rendered_posts"),
    [
        ("extensions = ['a']\n", "docutils.conf", True),
        ("bibtex_bibfiles = ['refs.bib']\n", "refs.bib", True),
        ("html_context = {'deep': [{'logo': 'art/logo.svg'}]}\n", "art/logo.svg", True),
        (CODE, "_ext/mine.py", True),
        (CODE, "_ext/data.json", True),
        (CODE, "_ext/deep/other.py", True),
        ("template_bridge = 'bridge.Bridge'\n", "bridge.py", True),
        ("", "locales/de/LC_MESSAGES/sphinx.po", True),
        ("templates_path = ['_templates', 'more']\n", "more/layout.html", False),
        ("html_theme_path = ['themes']\n", "themes/mine/theme.toml", False),
    ],
)
def test_the_files_that_settings_name_are_inputs(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
    path: str,
    is_of_rendered_posts: bool,
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    keys: list[tuple[str, str]] = []
    steps: list[Callable[[Path], Any]] = [
        lambda _: None,
        lambda file: file.write_text("x = 1\n"),
        lambda file: file.write_text("x = 2\n"),
    ]
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    for step in steps:
        step(file)
        keys.append((sphinx_key(tmp_path, setting), render_key(tmp_path, setting)))
    whole, rendered_posts = ({pair[position] for pair in keys} for position in (0, 1))
    assert len(whole) == 3
    assert len(rendered_posts) == (3 if is_of_rendered_posts else 1)


@pytest.mark.parametrize(
    ("setting", "path"),
    [
        ("exclude_patterns = ['notes']\n", "notes/a.md"),
        ("html_context = {'word': 'notes'}\n", "notes/a.md"),
        ("html_static_path = ['_static']\n", "_static/a.css"),
        ("templates_path = ['.']\n", "a.html"),
        ("", "posts/2026/a.md"),
        ("", "unused.py"),
    ],
)
def test_other_files_are_no_inputs(tmp_path: Path, setting: str, path: str) -> None:
    before = sphinx_key(tmp_path, setting)
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text("x")
    assert sphinx_key(tmp_path, setting) == before


@pytest.mark.parametrize(
    "text",
    [
        "def setup(app):\n    import os\n    return os.environ.get('ANALYTICS')\n",
        CODE,
    ],
)
def test_a_variable_that_the_project_s_code_names_is_an_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    (tmp_path / "_ext").mkdir()
    (tmp_path / "_ext/mine.py").write_text("import os\nX = os.environ.get('ANALYTICS', '')\n")
    monkeypatch.delenv("ANALYTICS", raising=False)
    keys = {render_key(tmp_path, text)}
    for value in ("a", "b"):
        monkeypatch.setenv("ANALYTICS", value)
        monkeypatch.setenv("OTHER", value)
        keys.add(render_key(tmp_path, text))
    assert len(keys) == 3
