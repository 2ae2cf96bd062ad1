"""What Sphinx cannot start with is told of at its line of `conf.py`, all at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publishing.authoring.check import CheckOptions, check
from publishing.authoring.new import Given, new
from publishing.conf.configuration import Configuration
from publishing.conf.settings import SettingsError
from publishing.model.problem import report
from publishing.pages.status import status
from publishing.render import engine
from publishing.render.conf_report import faults
from tests.publication import NOW, PROJECT, SETTINGS, Publication, with_settings

CONF = with_settings(PROJECT / "conf.py", SETTINGS)
LAST = CONF.count("\n") + 1
"""The line that stands after all others."""
ENVIRON = {"SOURCE_DATE_EPOCH": NOW}


def told(root: Path, more: str = "", conf: str = CONF, **overrides: str) -> list[str]:
    """Return what is said of a configuration; `L` stands for the first line of *more*."""
    (root / "conf.py").write_text(conf + more, encoding="utf-8")
    (root / "index.md").write_text("# Home\n")
    (root / "_static").mkdir(exist_ok=True)
    try:
        found = faults(Configuration.load(root, ENVIRON, overrides))
    except SettingsError as failure:
        found = failure.problems
    return [str(one).replace(f"conf.py:{LAST}:", "L:") for one in report(found)]


def changed(old: str, new: str) -> str:
    assert old in CONF
    return CONF.replace(old, new)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("numfig = 'yes'\n", "L:10: error: numfig is 'yes'\n    help: write True or False"),
        (
            "html_static_path = '_static'\n",
            "L:20: error: html_static_path is '_static'\n    help: ",
        ),
        ("rst_prolog = 5\n", "L:14: error: rst_prolog is 5\n    help: write a text in quotes"),
        ("html_theme_options = []\n", "L:22: error: html_theme_options is []\n    help: write a d"),
        ("locale_dirs = None\n", "L:15: error: locale_dirs is None\n    help: write a list of tex"),
        ("include_patterns = [3]\n", "L:20: error: include_patterns is [3]\n    help: write a lis"),
        ("extensions = 'myst_parser'\n", "L:14: error: extensions is 'myst_parser'\n    help: w"),
        ("extensions = None\n", "L:14: error: extensions is None\n    help: write a list of texts"),
        ("numfig_secnum_depth = 'x'\n", "L:23: error: numfig_secnum_depth is 'x'\n    help: wri"),
        ("toc_object_entries_show_parents = 'x'\n", "L:35: error: toc_object_entries_show_parents"),
        ("source_suffix = 3\n", "L:17: error: The config value `source_suffix' expects a dictiona"),
        (
            "setup = 'x'\n",
            "L:9: error: 'setup' as currently defined in conf.py isn't a Python call",
        ),
        ("needs_sphinx = '99'\n", "L:16: error: This project needs at least Sphinx v99"),
        ("needs_extensions = {'ablog': '99'}\n", "L:20: error: This project needs the extension"),
        ("myst_enable_extensions = ['x']\n", "L:26: error: myst configuration invalid: 'enable_ex"),
        ("template_bridge = 'no.Bridge'\n", "L:19: error: Sphinx fails over these settings: Modu"),
        ("root_doc: int = 3\n", "L:17: error: root_doc is 3\n    help: write a text in quotes"),
        ("extensions += ['sphinx.ext.tod']\n", "L:16: error: the extension 'sphinx.ext.tod' is n"),
    ],
)
def test_a_setting_that_cannot_be_used(tmp_path: Path, more: str, expected: str) -> None:
    (found,) = told(tmp_path, more)
    assert found.startswith(expected)
    assert "\n    help: " in found


def test_what_means_the_same_is_taken(tmp_path: Path) -> None:
    more = "numfig = 1\nhtml_logo = None\nhtml_title = None\nnitpick_ignore = ()\n"
    assert {one.partition(": ")[2].partition(":")[0] for one in told(tmp_path, more)} == {"warning"}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            "def setup(app):\n    app.nothing()\n",
            f"conf.py:{LAST + 1}:5: error: Sphinx fails over ",
        ),
        (
            "def late(app, config):\n    1 / 0\n"
            "def setup(app):\n    app.connect('config-inited', late)\n",
            f"conf.py:{LAST + 1}:5: error: Sphinx fails over these settings: ZeroDivisionError: ",
        ),
        ("extensions += ['mine']\n", "L:16: error: the extension 'mine' raises ValueError: bad (_"),
        ("extensions += ['late']\n", "L:16: error: late fails over these settings: ValueError: to"),
        ("extensions += ['broken']\n", "L:16: error: the extension 'broken' raises SyntaxError: "),
        ("extensions += ['needy']\n", "L:16: error: the extension 'needy' raises ModuleNotFound"),
        ("html_theme = 'mine'\n", "L:14: error: the theme 'mine' is not installed\n    help: add "),
        ("html_theme = 'sphinx_bok_theme'\n", "L:14: error: the theme 'sphinx_bok_theme' is not i"),
    ],
)
def test_code_that_fails(tmp_path: Path, more: str, expected: str) -> None:
    (tmp_path / "_ext").mkdir()
    for name, text in {
        "mine": "def setup(app):\n    raise ValueError('bad')\n",
        "late": (
            "def late(app, config):\n    raise ValueError('too late')\n"
            "def setup(app):\n    app.connect('config-inited', late)\n"
        ),
        "broken": "def (\n",
        "needy": "import nowhere\n",
    }.items():
        (tmp_path / f"_ext/{name}.py").write_text(text)
    path = "import sys; sys.path.insert(0, '_ext')\n"
    (found,) = told(tmp_path, more, conf=CONF.rstrip("\n") + f"; {path}")
    assert found.startswith(expected), found
    assert "\n    help: " in found


def test_all_is_told_at_once(tmp_path: Path) -> None:
    conf = changed("posts_per_page = 10", "posts_per_page = 0").replace(
        '"sphinx_design"', '"sphinx_desgin", "nowhere"'
    )
    more = "numfig = 'yes'\nhtml_theme = 'nowhere'\nfeed_lenght = 3\nsmartquotes = None\n"
    assert [one.split("\n")[0].split(": ", 1)[1] for one in told(tmp_path, more, conf)] == [
        "error: posts_per_page is 0",
        "error: the extension 'sphinx_desgin' is not installed",
        "error: the extension 'nowhere' is not installed",
        "error: numfig is 'yes'",
        "error: the theme 'nowhere' is not installed",
        "warning: feed_lenght is not a setting, so it has no effect",
        "error: smartquotes is None",
    ]


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        ({"feed_lenght": "3"}, "-D feed_lenght is not a setting\n    help: did you mean feed_leng"),
        ({"numfig": "maybe"}, "-D numfig is 'maybe'\n    help: write -D numfig=1 or -D numfig=0"),
        ({"numfig_secnum_depth": "x"}, "-D numfig_secnum_depth is 'x'\n    help: write a number:"),
        ({"html_theme_options": "3"}, "-D html_theme_options is '3'\n    help: write -D html_them"),
        ({"html_theme_option.x": "3"}, "-D html_theme_option.x is not a setting\n    help: did yo"),
        ({"html_theme": "nowhere"}, "the theme 'nowhere' is not installed\n    help: add the pack"),
        ({"extensions": "publishing,nowhere"}, "the extension 'nowhere' is not installed\n    hel"),
        ({"extensions": "myst_parser"}, "extensions leaves out the extension of this publication"),
    ],
)
def test_an_option_that_cannot_be_used(
    tmp_path: Path, overrides: dict[str, str], expected: str
) -> None:
    (found,) = told(tmp_path, **overrides)
    assert found.startswith(f"command line:1:1: error: {expected}")


# -- Names that look like settings ----------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("feed_lenght", "feed_length"),  # ours
        ("post_per_page", "posts_per_page"),
        ("html_titel", "html_title"),  # Sphinx's
        ("extnsions", "extensions"),
        ("exclude_pattern", "exclude_patterns"),
        ("SMARTQUOTES", "smartquotes"),
        ("myst_enable_extension", "myst_enable_extensions"),  # MyST's
        ("blog_titel", "blog_title"),  # ABlog's
        ("html_theme_option", "html_theme_options"),
        ("sd_fontawesome_latx", "sd_fontawesome_latex"),  # of a loaded extension
    ],
)
def test_a_name_near_to_a_setting_is_told_of(tmp_path: Path, written: str, meant: str) -> None:
    assert told(tmp_path, f"{written} = 3\n") == [
        f"L:{len(written) + 4}: warning: {written} is not a setting, so it has no effect\n"
        f"    help: did you mean {meant}?"
    ]


@pytest.mark.parametrize(
    "more",
    [
        "authors = ['Ann', 'Bo']\nproject = ' and '.join(authors)\n",
        "_html_titel = 'x'\n",
        "import math as numfigs\n",
        "helper = 3\nyear, day = 2026, 1\n",
        "for extension in []:\n    pass\n",
        "intersphinx_mapping = {}\n",
    ],
)
def test_other_names_are_nobody_s_business(tmp_path: Path, more: str) -> None:
    assert told(tmp_path, more) == []


def test_a_theme_option_that_does_not_exist_is_told_of(tmp_path: Path) -> None:
    assert told(tmp_path, "html_theme_options = {'repository_ulr': 'x'}\n") == [
        "L:23: warning: unsupported theme option 'repository_ulr' given\n"
        "    help: did you mean repository_url?"
    ]


# -- Every command -------------------------------------------------------------------


@pytest.mark.parametrize("more", ["posts_per_page = 0\n", "x = (\n", "1 / 0\n", "numfig = 'x'\n"])
def test_every_command_says_the_same_and_ends_with_1(
    publication: Publication, capsys: pytest.CaptureFixture[str], more: str
) -> None:
    publication.post("a")
    publication.write("conf.py", CONF + more)
    built = publication.build()
    commands: list[Callable[[], int]] = [lambda: check(publication.root, ENVIRON)]
    if "numfig" not in more:  # which only Sphinx knows, and these have no need of it
        commands.append(lambda: status(publication.root, ENVIRON))
        commands.append(lambda: new(publication.root, ENVIRON, Given(title="A post"), None))
    said = [line for line in built.text.splitlines() if line.startswith("conf.py")]
    assert (built.status, len(said)) == (1, 1)
    for command in commands:
        assert command() == 1
        assert said[0] in "".join(capsys.readouterr())


def test_check_and_build_warn_of_the_same_once_and_again(
    publication: Publication, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(publication.root)
    publication.post("a", "[Gone](gone.md)\n")
    publication.write("conf.py", f"{CONF}feed_lenght = 3\n")
    expected = f"conf.py:{LAST}:15: warning: feed_lenght is not a setting, so it has no effect"
    for _ in range(2):
        assert expected in publication.build().text
        assert check(publication.root, ENVIRON) == 0
        assert expected in capsys.readouterr().out
    assert check(publication.root, ENVIRON, CheckOptions(named=["posts/2026/a.md"])) == 0
    assert "conf.py" not in capsys.readouterr().out


def test_a_broken_configuration_and_broken_posts_are_one_report(
    publication: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    publication.post("a", date="30 Feb")
    publication.write("conf.py", f"{CONF}html_theme = 'nowhere'\n")
    built = publication.build()
    assert check(publication.root, ENVIRON) == 1
    for said in (built.text, capsys.readouterr().out):
        assert f"conf.py:{LAST}:14: error: the theme 'nowhere' is not installed" in said
        assert "posts/2026/a.md:3:7: error: date: '30 Feb' is not a date" in said


def test_what_is_known_is_asked_of_sphinx_once(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sphinx takes half a second to load: a check of what was printed has no need of it."""
    publication.post("a")
    publication.published()
    monkeypatch.setattr(engine, "Engine", None)
    assert "nothing has changed" in publication.published()
    assert check(publication.root, ENVIRON) == 0
    publication.write("conf.py", f"{CONF}feed_length = 3\n")
    with pytest.raises(TypeError, match="NoneType"):  # where the lines of conf.py are others
        check(publication.root, ENVIRON)


def test_conf_py_is_executed_once_a_build(publication: Publication) -> None:
    publication.post("a")
    publication.write("conf.py", f"{CONF}with open('log', 'a') as log:\n    log.write('x')\n")
    publication.build()
    assert (publication.root / "log").read_text() == "x"
    publication.build()
    assert (publication.root / "log").read_text() == "xx"


def test_what_was_mended_in_conf_py_is_not_said_again(publication: Publication) -> None:
    publication.post("tea")
    conf = publication.root / "conf.py"
    sound = conf.read_text("utf-8")
    publication.published()
    conf.write_text(f'{sound}html_titel = "x"\n', "utf-8")
    assert "html_titel is not a setting" in publication.build().text
    conf.write_text(sound, "utf-8")
    assert "0 files written" in publication.published("-W")
    assert "nothing has changed" in publication.published("-W")


def test_a_folder_that_conf_py_names_is_looked_for_again(publication: Publication) -> None:
    publication.post("tea")
    conf = publication.root / "conf.py"
    conf.write_text(conf.read_text("utf-8") + 'html_static_path = ["_static", "_more"]\n', "utf-8")
    folder = publication.root / "_more"
    missing = "html_static_path entry '_more' does not exist"
    assert missing in publication.build().text
    folder.mkdir()
    publication.published()
    folder.rmdir()
    assert missing in publication.build().text


def test_the_foot_of_each_page_says_whose_it_is(publication: Publication) -> None:
    conf = publication.root / "conf.py"
    sound = conf.read_text("utf-8")
    conf.write_text(f'{sound}copyright = ["Ann & Bo", "2026, Others"]\n', "utf-8")
    publication.published()
    for where in ("", "about/", "blog/archive/"):
        (foot,) = publication.page(where).xpath("//p[@class='pub-site-footer__licence']")
        assert foot.text == ("© Ann & Bo, 2026, Others. Posts are by their authors, under ")
