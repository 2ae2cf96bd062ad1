"""The files that a new publication begins with.

Most are the same in every publication, this project's own among them: they are at its root, and
in a wheel beside the others in `publishing/starter` (pyproject.toml puts them there).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from string import Template
from typing import Any, Final
from urllib.parse import urlsplit

from publishing.base.code_digest import PACKAGE
from publishing.base.distribution import python_needed, requirement

STARTER: Final = PACKAGE / "starter"
SHARED: Final = (
    ".editorconfig",
    ".github/workflows/preview.yml",
    ".github/workflows/publish.yml",
    ".github/workflows/show-preview.yml",
    ".vscode/extensions.json",
    ".vscode/settings.json",
    ".vscode/tasks.json",
)
"""Files that every publication has as they are."""
_CHECKS: Final = ".github/workflows/check.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What is known of a new publication.

    :ivar address: where readers will find it, such as ``https://harbour.example/``.
    :ivar language: of its pages (BCP 47).
    :ivar day: on which it begins.
    """

    name: str
    address: str
    language: str
    day: date

    @property
    def settings(self) -> dict[str, object]:
        """The settings in which it differs from this project's own `conf.py`."""
        host = urlsplit(self.address).hostname or "localhost"
        return {
            "project": self.name,
            "site_description": f"What is written in {self.name}.",
            "copyright": f"The authors of {self.name}",
            "site_url": self.address,
            "site_id": f"{host},{self.day.year}",
            "language": self.language,
            "source_url": "",
        }


def files(beginning: Beginning) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every file but those of :mod:`publishing.authoring.schema`."""
    known = {
        "name": beginning.name,
        "day": beginning.day.isoformat(),
        "year": str(beginning.day.year),
    }
    for name in ("README.md", "CONTRIBUTING.md", "index.md", "about.md", "authors.yml"):
        yield name, _filled(name, known)
    post = f"posts/{beginning.day.year}/the-first-post/index.md"
    yield post, _filled("posts/first.md", known)
    yield "_static/css/tokens.css", _text("tokens.css")
    yield ".gitignore", _text("gitignore")
    conf = _replaced(_shared("conf.py", "conf.py.txt"), {_OF_THIS_ONE: ""})
    yield "conf.py", with_values(conf, beginning.settings)
    yield "requirements.txt", f"# What makes the site.\n{requirement()}\n"
    yield "Makefile", _makefile(_shared("Makefile"))
    posts, job, _ = _shared(_CHECKS).partition("\n  machine:\n")
    assert job
    yield _CHECKS, f"{posts}      - run: make test\n"
    for name in SHARED:
        yield name, _shared(name)


def _text(name: str) -> str:
    return (STARTER / name).read_text(encoding="utf-8")


def _filled(name: str, known: Mapping[str, str]) -> str:
    return Template(_text(name)).substitute(known)


def _shared(name: str, packed: str = "") -> str:
    """Return a file of this project's own: from the wheel, or from the root of a checkout."""
    found = STARTER / (packed or name)
    return (found if found.is_file() else PACKAGE.parent / name).read_text(encoding="utf-8")


def _makefile(text: str) -> str:
    """Return the Makefile without the commands of those who change the code."""
    commands, mark, _ = text.partition("\n# -- For those who change the code")
    assert mark
    commands, count = _NEEDED.subn(f"NEEDED := {python_needed()}\n", commands)
    assert count == 1
    return _replaced(commands, _OF_PUBLICATIONS) + _TEST


def _replaced(text: str, changes: Mapping[str, str]) -> str:
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


_NEEDED: Final = re.compile(r"^NEEDED := .*\n", re.MULTILINE)
_OF_THIS_ONE: Final = (
    "To make the publication yours, change the first three sections, empty `posts/`\n"
    "and `authors.yml`, and run `make html`.\n\n"
)
_OF_PUBLICATIONS: Final = {
    "VENV ?= .venv\n": (
        "# The environment that is active, if it has `publishing`.\n"
        "VENV ?= $(if $(wildcard $(VIRTUAL_ENV)/bin/publishing),$(VIRTUAL_ENV),.venv)\n"
    ),
    "$(READY): requirements.lock": "$(READY): requirements.txt",
    "--require-hashes --requirement requirements.lock": "--requirement requirements.txt",
    "@$(PYTHON) -m venv $(VENV)": "@test -x $(RUN) || $(PYTHON) -m venv $(VENV)",
    " newest lint": "",
    " bench clean": " clean",
}
"""What is different in the Makefile of a publication without the code."""


_TEST: Final = """
test: $(READY) ## check every post, and that the site builds
	@$(RUN) -m publishing check
	@$(RUN) -m publishing build --options="$$SPHINXOPTS"
"""


def with_values(text: str, values: Mapping[str, Any]) -> str:
    """Return the text of a `conf.py` with other values, and all else as it is."""
    lines = text.splitlines(keepends=True)
    left = dict(values)
    for statement in reversed(ast.parse(text).body):
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            name = statement.targets[0].id
            if name in left:
                value = left.pop(name)
                lines[statement.lineno - 1 : statement.end_lineno] = [f"{name} = {_said(value)}\n"]
    return "".join([*lines, *(f"{name} = {_said(value)}\n" for name, value in left.items())])


def _said(value: object) -> str:
    """Return a value as the formatter of code has it: a text in double quotes."""
    said = repr(value)
    if isinstance(value, str) and said.startswith("'") and '"' not in value:
        return f'"{said[1:-1]}"'
    return said
