"""`conf.py` has one reading: it is executed once, and what it ends up with is what counts."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from publishing.conf.configuration import Configuration
from publishing.conf.local_code import LocalCode
from publishing.conf.settings import SettingsError
from publishing.conf.stable import stable

GOOD = 'project = "Journal"\nsite_url = "https://example.org/"\nsite_id = "example.org,2021"\n'


def load(root: Path, text: str, *tags: str, **overrides: str) -> Configuration:
    (root / "conf.py").write_text(GOOD + text, encoding="utf-8")
    return Configuration.load(root, {}, overrides, tags)


def refusal(root: Path, text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        load(root, text)
    return str(caught.value)


# -- What the statements of Python mean -------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("feed_length = 3\n", 3),
        ("feed_length: int = 3\n", 3),
        ("feed_length: Nowhere = 3\n", 3),
        ("feed_length = 2\nfeed_length += 1\n", 3),
        ("if 1 > 2:\n    feed_length = 2\nelse:\n    feed_length = 3\n", 3),
        ("a, feed_length = 2, 3\n", 3),
        ("for feed_length in (1, 2, 3):\n    pass\n", 3),
        ("(feed_length := 3)\n", 3),
        ("def many():\n    return 3\nfeed_length = many()\n", 3),
        ("from math import pi\nfeed_length = int(pi)\n", 3),
        ("globals()['feed_length'] = 3\n", 3),
        ("exec('feed_length = 3')\n", 3),
        ("from shared import *\n", 3),
        ("from shared import LENGTH as feed_length\n", 3),
        ("from pathlib import Path\nfeed_length = len(Path('three.txt').read_text())\n", 3),
        ("feed_length = 3 if tags.has('short') else 20\n", 3),
        ("try:\n    import nowhere\nexcept ImportError:\n    feed_length = 3\n", 3),
        ("import os\nfeed_length = int(os.path.basename(os.path.dirname(__file__))[-1])\n", 3),
    ],
)
def test_the_value_is_the_one_after_the_execution(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, expected: int
) -> None:
    root = tmp_path / "site3"
    root.mkdir()
    monkeypatch.syspath_prepend(str(root))
    (root / "shared.py").write_text("feed_length = LENGTH = 3\n")
    (root / "three.txt").write_text("abc")
    assert load(root, text, "short").settings.feed_length == expected


def test_it_is_executed_once_in_its_own_folder(tmp_path: Path) -> None:
    text = "import os\nwith open('log', 'a') as log:\n    log.write(os.getcwd() + '\\n')\n"
    before = Path.cwd()
    load(tmp_path, text).settings.edit_url("index.md")
    assert (tmp_path / "log").read_text() == f"{tmp_path}\n"
    assert Path.cwd() == before


def test_what_it_prints_is_no_part_of_a_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(tmp_path, "print('hello')\n")
    assert capsys.readouterr() == ("", "hello\n")


def test_tags_are_those_of_sphinx(tmp_path: Path) -> None:
    text = (
        "tags.add('c')\ntags.remove('b')\ntags.remove('nothing')\nhad = 'a' in tags, [*tags]\n"
        "met = tags.eval_condition('a and not b')\n"
    )
    found = load(tmp_path, text, "a", "b")
    assert [*found.executed.tags] == ["a", "c"]
    assert found.values["had"] == (True, ["a", "c"])
    assert found.values["met"] is True


# -- What comes before what -------------------------------------------------------


def test_the_command_line_comes_before_the_environment_and_that_before_the_file(
    tmp_path: Path,
) -> None:
    (tmp_path / "conf.py").write_text(GOOD)
    environ = {"SITE_URL": "https://environment.example/"}
    assert Configuration.load(tmp_path, environ).settings.site_url == environ["SITE_URL"]
    given = Configuration.load(tmp_path, environ, {"site_url": "https://option.example"})
    assert given.settings.site_url == "https://option.example/"


@pytest.mark.parametrize(
    ("overrides", "name", "expected"),
    [
        ({"feed_length": "3"}, "feed_length", 3),
        ({"embed_hosts": "a.example,b.example"}, "embed_hosts", ("a.example", "b.example")),
        ({"embed_hosts": ""}, "embed_hosts", ()),
        ({"bounds.lines": "9"}, "bounds", (("file_bytes", 5), ("lines", 9))),
        ({"site_zone": "Europe/Paris"}, "site_zone", "Europe/Paris"),
        ({"language": "de"}, "language", "de"),
    ],
)
def test_an_override_is_read_as_its_setting_is(
    tmp_path: Path, overrides: dict[str, str], name: str, expected: object
) -> None:
    found = getattr(load(tmp_path, "bounds = {'file_bytes': 5}\n", **overrides).settings, name)
    assert (str(found) if name == "site_zone" else found) == expected


@pytest.mark.parametrize(
    ("overrides", "problem"),
    [
        ({"feed_length": "0"}, "-D feed_length is 0"),
        ({"feed_length": "many"}, "-D feed_length is 'many'"),
        ({"feed_length.x": "3"}, "-D feed_length has no part 'x'"),
        ({"bounds": "3"}, "-D bounds is '3'"),
        ({"bounds.lines": "x"}, "-D bounds says lines is 'x'"),
        ({"site_url": ""}, "-D site_url is ''"),
    ],
)
def test_an_override_that_cannot_be_used_is_named(
    tmp_path: Path, overrides: dict[str, str], problem: str
) -> None:
    (found,) = load(tmp_path, "", **overrides).problems
    assert str(found).startswith(f"command line:1:1: error: {problem}\n    help: ")


# -- Where a value stands ---------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("feed_length = 0\n", "4:15"),
        ("feed_length: int = 0\n", "4:20"),
        ("if True:\n    feed_length = 0\nelse:\n    feed_length = 5\n", "5:19"),
        ("feed_length = 5\nfeed_length -= 5\n", "5:16"),
        ("feed_length = 5 * 0\n", "4:15"),
        ("one = 'ä'; feed_length = 0\n", "4:26"),
        ("a, feed_length = 1, 0\n", "4:4"),
        ("from shared import feed_length\n", "4:20"),
        ("from shared import *\n", "4:1"),
        ("globals()['feed_length'] = 0\n", "1:1"),
    ],
)
def test_an_invalid_value_is_told_of_where_it_was_assigned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, position: str
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "shared.py").write_text("feed_length = 0\n")
    (problem,) = load(tmp_path, text).problems
    assert str(problem) == (
        f"conf.py:{position}: error: feed_length is 0\n    help: write a number from 1 to 1000"
    )


# -- What cannot be executed ------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = (\n", "4:5: error: not Python: '(' was never closed"),
        ("x = 1\n  y = 2\n", "5:2: error: not Python: unexpected indent"),
        ("x = 1\0\n", "1:1: error: not Python: source code string cannot contain null bytes"),
        ("a = 1; b = 1 / 0\n", "4:12: error: this line raises ZeroDivisionError: division by zero"),
        ("language = german\n", "4:12: error: this line raises NameError: name 'german' is not"),
        ("import sys\nsys.exit(3)\n", "5:1: error: this line raises SystemExit: 3"),
        ("import nowhere\n", "4:1: error: this line raises ModuleNotFoundError: No module named"),
        ("import broken\n", "4:1: error: this line raises ZeroDivisionError: division by zero (br"),
        ("open('x')\n", "4:1: error: this line raises FileNotFoundError: [Errno 2] No such file"),
        ("import os\nos.environ['NOWHERE']\n", "5:1: error: this line raises KeyError: NOWHERE"),
        ("def f():\n    f()\nf()\n", "5:5: error: this line raises RecursionError: maximum rec"),
        ("raise Exception\n", "4:1: error: this line raises Exception"),
    ],
)
def test_what_cannot_be_executed_is_a_problem_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, expected: str
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "broken.py").write_text("x = 1 / 0\n")
    said = refusal(tmp_path, text)
    assert said.startswith(f"conf.py:{expected}")
    assert "\n    help: " in said
    assert "broken" not in sys.modules


@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_a_conf_py_that_cannot_be_read_is_told_of(tmp_path: Path, kind: str) -> None:
    if kind == "folder":
        (tmp_path / "conf.py").mkdir()
    with pytest.raises(SettingsError, match=r"conf.py:1:1: error: conf.py (is not here|cannot be)"):
        Configuration.load(tmp_path, {})


def test_bytes_that_are_no_text_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_bytes(b"project = '\xff'\n")
    with pytest.raises(SettingsError, match=r"conf.py:1:1: error: not Python"):
        Configuration.load(tmp_path, {})


# -- Values as text ----------------------------------------------------------------


class Choice:
    def __init__(self, value: object) -> None:
        self.value = value


def closing_over(value: object) -> object:
    return lambda: value


def test_values_that_differ_have_different_texts() -> None:
    values: list[object] = [
        *(None, True, 1, 1.0, "1", b"1", [], (), {}, set(), frozenset(), [1], (1,), {1}, {1: 2}),
        *({"a": 1, "b": 2}, {"b": 2, "a": 1}, ["a", "b"], ["ab"], ["a, b"]),
        *(Path("a"), os, os.path.join, Choice, Choice(1), Choice(2), Choice([Choice(1)])),
        *(closing_over(1), closing_over(2), "".join, Choice(1).__init__),
    ]
    told = [stable(value) for value in values]
    assert len(set(told)) == len(told), sorted(told)


def test_equal_values_have_one_text_in_every_process() -> None:
    circle: list[object] = [1]
    circle.append(circle)
    for make in (lambda: {"b", "a"}, lambda: Choice("x"), object, lambda: closing_over(3)):
        assert stable(make()) == stable(make())
    assert stable({"a", "b", "c"}) == "set{'a', 'b', 'c'}"
    assert stable(circle) == "list[1, …]"
    assert " at 0x" not in stable([object(), Choice(object())])


# -- The project's own code ---------------------------------------------------------


def files(found: Configuration) -> set[str]:
    return {path.relative_to(found.root.resolve()).as_posix() for path in found.code.files}


def test_the_code_of_the_project_is_known_with_all_that_it_imports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    for name, text in {
        "_ext/mine.py": "def setup(app):\n    import pack.part\n",
        "_ext/mine.html": "<p>",
        "_ext/deep/data.json": "{}",
        "_ext/.hidden": "x",
        "_ext/__pycache__/mine.pyc": "x",
        "pack/__init__.py": "import yaml, os\n",
        "pack/part.py": "from . import other\nfrom helper import x\n",
        "helper.py": "x = 1\n",
        "beside.py": "",
        "posts/index.py": "",
        "unused/module.py": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    text = "import sys\nsys.path.insert(0, '_ext')\nextensions = ['mine', 'myst_parser', 'posts']\n"
    assert files(load(tmp_path, text)) == {
        *("_ext/mine.py", "_ext/mine.html", "_ext/deep/data.json"),
        *("pack/__init__.py", "pack/part.py", "helper.py", "beside.py"),
    }
    assert files(load(tmp_path, "bridge = 'helper.Bridge'\nother = 'unused.module'\n")) == {
        "helper.py",
        "beside.py",
    }
    assert files(load(tmp_path, "extensions = ['myst_parser', 'publishing']\n")) == set()


def test_a_change_of_any_file_of_it_changes_its_digest(tmp_path: Path) -> None:
    (tmp_path / "_ext").mkdir()
    module, data = tmp_path / "_ext/mine.py", tmp_path / "_ext/data.txt"
    seen = set()
    for step in (
        lambda: module.write_text("x = 1\n"),
        lambda: module.write_text("x = 2\n"),
        lambda: data.write_text("a"),
        lambda: data.write_text("b"),
        lambda: data.rename(tmp_path / "_ext/other.txt"),
        lambda: (tmp_path / "_ext/empty.py").write_text(""),
    ):
        step()
        seen.add(LocalCode.of(tmp_path, (), [tmp_path / "_ext"]).digest)
    assert len(seen) == 6


def test_changed_code_is_imported_anew_even_within_one_second(tmp_path: Path) -> None:
    """Python notes when a file was written to the second, and takes what it kept of it before."""
    (tmp_path / "_ext").mkdir()
    text = "import sys\nsys.path.insert(0, '_ext')\nfrom mine import LENGTH as feed_length\n"
    for length in (3, 4, 5):
        (tmp_path / "_ext/mine.py").write_text(f"LENGTH = {length}\n")
        assert load(tmp_path, text).settings.feed_length == length


def test_one_project_leaves_nothing_for_the_next(tmp_path: Path) -> None:
    load(tmp_path, "")
    path = list(sys.path)
    text = "import sys\nsys.path.insert(0, '_ext')\nfrom mine import LENGTH as feed_length\n"
    for name, length in (("one", 3), ("two", 4)):
        (tmp_path / name / "_ext").mkdir(parents=True)
        (tmp_path / name / "_ext/mine.py").write_text(f"LENGTH = {length}\n")
        assert load(tmp_path / name, text).settings.feed_length == length
    load(tmp_path, "")
    assert sys.path == path
    assert "mine" not in sys.modules
