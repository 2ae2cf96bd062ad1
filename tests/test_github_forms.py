"""What GitHub shows to who opens an issue or a pull request, and whom it asks to review."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.publication import PROJECT

GITHUB = PROJECT / ".github"
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
TEMPLATES = sorted((GITHUB / "PULL_REQUEST_TEMPLATE").glob("*.md"))


def test_there_is_a_form_for_each_intent_and_a_blank_one() -> None:
    assert [path.stem for path in FORMS] == ["1-idea", "2-correction", "3-site"]
    config = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE/config.yml").read_text(encoding="utf-8"))
    assert config == {"blank_issues_enabled": True}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_one_that_github_takes(path: Path) -> None:
    """Hold a form to GitHub's schema: what is missing makes it vanish without a word."""
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert (
        {"name", "description", "body"} <= form.keys() <= {"name", "description", "body", "labels"}
    )
    asked = [item for item in form["body"] if item["type"] != "markdown"]
    assert asked
    assert any(item.get("validations", {}).get("required") for item in asked)
    for item in form["body"]:
        assert item["type"] in {"markdown", "textarea", "input"}
        wanted = "value" if item["type"] == "markdown" else "label"
        assert item["attributes"][wanted].strip()
    ids = [item["id"] for item in asked]
    assert all(re.fullmatch(r"[a-z-]+", id) for id in ids)
    assert len(set(ids)) == len(ids)


def test_the_pull_request_offers_a_template_for_each_intent() -> None:
    chooser = (GITHUB / "PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
    offered = re.findall(r"\(\?expand=1&template=([\w.-]+)\)", chooser)
    assert sorted(offered) == [path.name for path in TEMPLATES]
    assert {"new-post.md", "correction.md", "site-change.md"} == set(offered)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_says_what_is_to_be_ticked(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("<!-- Title of the pull request: ")
    assert text.count("- [ ] ") >= 3


def test_everything_has_an_owner_and_posts_have_editors() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    assert rules[0][0] == "*"
    assert "/posts/" in [rule[0] for rule in rules]
    assert all(owner.startswith("@") for _, *owners in rules for owner in owners or [""])
    for pattern, *_ in rules[1:]:
        # What is not there has no owner. A publication may begin without posts.
        assert pattern == "/posts/" or (PROJECT / pattern.strip("/")).exists()
