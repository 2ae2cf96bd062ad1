"""What editors and readers of the guide are told of front matter is what reads it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from publishing.authoring.schema import (
    GUIDE,
    SCHEMA,
    SNIPPETS,
    describe,
    dumped,
    schema,
    snippets,
    with_table,
)
from publishing.frontmatter.keys import KEYS, REFUSED, Key
from publishing.frontmatter.kind import Kind
from publishing.frontmatter.post import read_post
from publishing.frontmatter.spelling import find
from tests.heads import SETTINGS, problems_of
from tests.publication import PROJECT

MADE = "it is made by `make schema`: run it and commit"
NAMES = [name for key in KEYS for name in (key.name, *key.aliases, *key.opposites)]


@pytest.mark.parametrize(("path", "made"), [(SCHEMA, schema()), (SNIPPETS, snippets())])
def test_the_files_are_current(path: str, made: dict[str, Any]) -> None:
    assert (PROJECT / path).read_text(encoding="utf-8") == dumped(made), MADE


def test_the_guide_is_current() -> None:
    guide = (PROJECT / GUIDE).read_text(encoding="utf-8")
    assert with_table(guide) == guide, MADE


def test_describing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    guide = tmp_path / GUIDE
    guide.write_text("A\n<!-- front matter: begin -->\nold\n<!-- front matter: end -->\nZ\n")
    assert describe(tmp_path) == 0
    assert capsys.readouterr().out == f"wrote {SCHEMA}, {SNIPPETS} and the table in {GUIDE}\n"
    text = guide.read_text(encoding="utf-8")
    assert text.startswith("A\n<!-- front matter: begin -->\n\n| key |")
    assert text.endswith(" |\n\n<!-- front matter: end -->\nZ\n")
    assert (tmp_path / SCHEMA).is_file()
    guide.write_text("no place for it")
    assert describe(tmp_path) == 2
    assert capsys.readouterr().err.startswith(f"{GUIDE} has no lines '<!-- front matter: begin")
    assert guide.read_text() == "no place for it"


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_every_key_is_in_the_table_with_an_example_that_is_read(key: Key) -> None:
    table = with_table("<!-- front matter: begin --><!-- front matter: end -->").splitlines()
    (row,) = [line for line in table if line.startswith(f"| `{key.name}` |")]
    assert row.count(" | ") == 3
    assert f"| `{key.example}` |" in row
    assert key.description in row
    found = problems_of(f"title: X\ndate: 2026-05-01\n{key.name}: {key.example}\n")
    assert [
        line for line in found if "image-missing" not in line and "given twice" not in line
    ] == []


def test_every_name_that_is_read_is_in_the_schema() -> None:
    properties = schema()["properties"]
    assert set(NAMES) | set(REFUSED) - {"html_meta"} == set(properties)
    assert [name for name in NAMES if find(name) is None] == []
    assert all(properties[name]["description"] for name in properties)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_examples_fit(key: Key) -> None:
    properties = schema()["properties"]
    assert fits(properties[key.name]["examples"][0], properties[key.name])
    if key.kind is not Kind.DATE:  # which PyYAML makes something else of than an editor does
        assert fits(yaml.safe_load(key.example), properties[key.name])
    for name in key.aliases:
        meant = f"#/properties/{key.name}"
        assert properties[name].get("$ref", meant) == meant


@pytest.mark.parametrize(
    ("key", "value", "is_allowed"),
    [
        ("title", "X", True),
        ("title", ["X"], False),
        ("draft", True, True),
        ("draft", "perhaps", False),
        ("published", "2026-05-01", True),
        ("author", [{"name": "Ann"}, "Bo"], True),
        ("canonical", "https://example.org", True),
        ("canonical", "ftp://example.org", False),
        ("aliases", ["/a/"], True),
        ("myst", {}, False),
        ("shoe_size", 9, True),
    ],
)
def test_what_the_schema_allows(key: str, value: object, is_allowed: bool) -> None:
    assert fits({key: value}, schema()) is is_allowed


def fits(value: Any, rule: dict[str, Any]) -> bool:
    """Judge a value by the words of JSON Schema that the schema uses, and by no other."""
    silent = {"$schema", "title", "description", "examples", "additionalProperties"}
    assert rule.keys() - silent <= {"type", "anyOf", "enum", "pattern", "items", "not", "$ref"} | {
        "properties"
    }
    if "$ref" in rule and not fits(value, schema()["properties"][rule["$ref"].split("/")[-1]]):
        return False
    if "not" in rule and fits(value, rule["not"]):
        return False
    if "enum" in rule and value not in rule["enum"]:
        return False
    if "anyOf" in rule and not any(fits(value, one) for one in rule["anyOf"]):
        return False
    if "type" in rule:
        types = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
        if _type(value) not in types:
            return False
    if "pattern" in rule and isinstance(value, str) and not re.search(rule["pattern"], value):
        return False
    if isinstance(value, list) and not all(fits(item, rule.get("items", {})) for item in value):
        return False
    if isinstance(value, dict):
        inner = rule.get("properties", {})
        return all(fits(item, inner[name]) for name, item in value.items() if name in inner)
    return True


def _type(value: object) -> str:
    kinds = {str: "string", bool: "boolean", int: "integer", list: "array", dict: "object"}
    return kinds.get(type(value), "null")


def test_snippets_write_front_matter_that_is_read() -> None:
    whole = snippets()["front matter"]["body"]
    today = {"$CURRENT_YEAR": "2026", "$CURRENT_MONTH": "05", "$CURRENT_DATE": "01"}
    text = "\n".join(whole)
    for name, value in today.items():
        text = text.replace(name, value)
    text = re.sub(r"\$\{\d:([^}]*)\}|\$\d", lambda match: match[1] or "", text)
    post, problems = read_post("posts/2026/x.md", text.encode(), SETTINGS)
    assert problems == ()
    assert post is not None
    assert (post.title, post.authors) == ("What the post is about", ("name or id",))
    prefixes = {made["prefix"] for name, made in snippets().items()}
    assert prefixes == {"front matter", *(key.name for key in KEYS)}


def test_files_for_editors_are_what_their_editors_read() -> None:
    for name in ("settings", "extensions", "tasks"):
        text = (PROJECT / f".vscode/{name}.json").read_text(encoding="utf-8")
        json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))
    settings = json.loads(
        re.sub(r"^\s*//.*$", "", (PROJECT / ".vscode/settings.json").read_text(), flags=re.M)
    )
    assert (PROJECT / next(iter(settings["yaml.schemas"]))).is_file()


def test_the_task_of_the_editor_reads_a_report() -> None:
    text = (PROJECT / ".vscode/tasks.json").read_text(encoding="utf-8")
    pattern = json.loads(text)["tasks"][0]["problemMatcher"]["pattern"]
    report = (PROJECT / "tests/terrible/report.txt").read_text(encoding="utf-8").splitlines()
    found = [match for line in report if (match := re.search(pattern["regexp"], line))]
    assert len(found) == sum(": error: " in line or ": warning: " in line for line in report)
    assert found[3].groups() == (
        *("posts/2026/terrible/index.md", "3", "7", "error"),
        "date: '30 Feb' is not a date",
    )


def test_opposites_are_told_as_such() -> None:
    properties = schema()["properties"]
    told = {name for name in properties if "opposite" in properties[name]["description"]}
    assert told == {name for key in KEYS for name in key.opposites}
