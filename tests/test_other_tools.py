"""What other tools write is read by modules that a publication of its own posts never loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_plugin

from publishing.base import other_tools
from publishing.base.other_tools import NIKOLA, PELICAN, POST_DIRECTIVE, Reader
from publishing.frontmatter.problem_list import ProblemList
from publishing.markdown import other_tools as rules
from publishing.model.file_limits import BOUNDS
from tests.publication import NOW, Publication

OWN = """\
---
title: "Own: a post"
date: 2026-05-01
updated: 2026-05-02
author: [Ann Lee, Bo Lind]
tags: [testing, two words]
category: Long Reads
series: Own posts
description: What it says.
draft: false
---

## A heading

A link to [itself](own.md), a `span`{.x}, a formula $x_{1}$ and a note[^1]. [Text](https://example.org){#there}

[^1]: Its text.

> [!NOTE]
> A box.

```python title="a.py" {1}
print("{" + "}")
```

:::{tip}
Another, by {ref}`there`.
:::

| a | b |
|---|---|
| 1 | {abbr}`C (see)` |
"""
MEETINGS = {
    "pelican": "Title: A\nDate: 2026-05-01\n\nText.\n",
    "toml": '+++\ntitle = "A"\ndate = 2026-05-01\n+++\nText.\n',
    "shortcode": "---\ntitle: A\ndate: 2026-05-01\n---\n{{< youtube dQw4w9WgXcQ >}}\n",
    "audience": "---\ntitle: A\ndate: 2026-05-01\nvisibility: public\n---\nText.\n",
    "dialect": "---\ntitle: A\ndate: 2026-05-01\n---\nText.\n{: .lead}\n",
}
LOADED = """
import sys
from pathlib import Path
from publishing.build import build
status = build(Path(sys.argv[1]), {"SOURCE_DATE_EPOCH": sys.argv[2]}, ("-j1",))
sys.stderr.write(" ".join(sorted(name for name in sys.modules if ".compat" in name)))
sys.exit(status)
"""


def loaded_by(root: Path) -> list[str]:
    """Return what of the package for other tools a build of a publication loads."""
    command = [sys.executable, "-c", LOADED, str(root), NOW]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout
    return [name for name in ended.stderr.split() if name.startswith("publishing.compat")]


def test_a_publication_of_its_own_posts_loads_nothing_of_other_tools(tmp_path: Path) -> None:
    publication = Publication(tmp_path / "own")
    publication.write("posts/2026/own.md", OWN)
    publication.write("posts/2026-05-02-dated.md", '---\ntitle: "Dated"\n---\nText.\n')
    assert loaded_by(publication.root) == []
    for name, text in MEETINGS.items():
        publication.write(f"posts/2026/{name}.md", text)
    loaded = loaded_by(publication.root)
    assert {f"publishing.compat.{name}" for name in MEETINGS} <= set(loaded)


def test_every_name_leads_to_a_function() -> None:
    readers = [value for value in vars(other_tools).values() if isinstance(value, Reader)]
    assert len(readers) > 15
    assert all(callable(reader.read) for reader in readers)


PIECES = [
    *("{: .x #y}", "{:", "}", "{.x}", "{#y}", "{width=50%}", "{ width=5 }", "{note}", "{{ a }}"),
    *("{% raw %}", "{% endraw %}", "{{< b >}}", "{{< /b >}}", "{# c #}", "{#", "#}", "[TOC]"),
    *("[[toc]]", "*[AB]: ab", "AB", "![a|100](b.png)", "](", "[a]", "[a]: {{ b }}/c", "|static|"),
    *(":::python", "#!sh", "    ", "<div markdown=1>", "</div>", "**b**", "`c`", "[d](e)", "# f"),
    *("- ", "> ", "| g | h |", "|---|---|", "\n", "\n\n", " ", "title: i", "date: 2026-01-01"),
    *("---", "<!--", "-->", ".. title: j", "```{post} 2026-01-01", "```", "@/k", "%", ":tags: l"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def parsed(text: str) -> list[dict[str, object]]:
    md = MarkdownIt("commonmark").enable("table").use(attrs_plugin, spans=True)
    rules.read_other_tools(md)
    return [token.as_dict() for token in md.parse(text)]


@given(TEXTS)
@settings(max_examples=150)
@example("|static|/a.png\n[b](|static|/a.png)")
@example("| {.x} |\n|---|\n| b |")
def test_markdown_without_a_sign_is_left_as_it_is(text: str) -> None:
    with (
        patch.object(Reader, "is_at", return_value=True),
        patch.object(rules, "_is_foreign", return_value=True),
    ):
        always = parsed(text)
    assert parsed(text) == always


@given(TEXTS)
@settings(max_examples=150)
def test_a_head_without_a_sign_is_left_as_it_is(text: str) -> None:
    for reader in (PELICAN, NIKOLA):
        assert reader.is_at(text) or reader.read(text, BOUNDS, ProblemList("a.md")) == ((), 0)
    assert POST_DIRECTIVE.is_met(text) or POST_DIRECTIVE.read(text, 1) == ((), text)
