"""Files among posts that are none: which of them somebody may take for posts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publishing.library.foreign_files import suspicion

FRONT = "---\ntitle: A\ndate: 2021-03-04\n---\nText.\n"
STATED = [
    ("a.qmd", FRONT),
    ("a.txt", FRONT),
    ("a.html", FRONT),
    ("a.htm", "+++\ntitle = 'A'\n+++\n"),
    ("a.njk", "---\nlayout: post\n---\n"),
    ("a.json", ';;;\n"title": "A"\n;;;\n'),
    ("a.textile", FRONT),
    ("a", FRONT),
    ("a.md.bak", FRONT),
    ("a.txt", ".. title: A\n.. date: 2021-03-04\n\nText.\n"),
    ("a.txt", "Title: A\nDate: 2021-03-04\n\nText.\n"),
    ("a.txt", "AUTHOR: Ann\nTITLE: A\nDATE: 01/31/2002 03:31:05 PM\n-----\n"),
    ("a.rst", "A\n=\n\n:date: 2021-03-04\n\nText.\n"),
    ("a.rst", ":blogpost: true\n\nA\n=\n"),
    ("a.rst", "A\n=\n\n.. post:: Mar 4, 2021\n"),
    ("a.adoc", "= A\n:revdate: 2021-03-04\n"),
    ("a.org", "#+TITLE: A\n#+DATE: 2021-03-04\n"),
    ("a.tex", "\\title{A}\n"),
    ("a.ipynb", '{"cells": [{"source": ["---\\n", "title: A\\n"]}]}'),
    ("a.html", '<html><head><meta name="date" content="2021-03-04"/></head></html>'),
    ("a.html", '<meta property="article:published_time" content="2021-03-04">'),
    ("a.html", '<article class="h-entry">A</article>'),
]
EXPORTS = [
    ("a.xml", '<rss xmlns:wp="http://wordpress.org/export/1.2/"></rss>', "WordPress"),
    ("a.json", '{"db":[{"meta":{},"data":{"posts":[{}]}}]}', "Ghost"),
    ("a.xml", "<feed><generator version='7.00'>Blogger</generator></feed>", "Blogger"),
    ("a.csv", "post_id,post_date,is_published,title\n1,2021,true,A\n", "Substack"),
    ("a.xml", "<rss><channel><item><content:encoded>A</content:encoded></item>", "another blog"),
    ("a.json", '[{"title": "A", "published_at": "2021-03-04", "html": "<p>"}]', "another blog"),
]
NAMED = ["a.rst", "a.ipynb", "a.mdx", "a.mkd", "a.Rmd", "a.adoc", "a.org", "a.docx", "a.liquid"]
OTHERS = [
    ("a.txt", "The measurements, in metres.\n1 2 3\n"),
    ("a.txt", "Note: the title: is below.\n"),
    ("a.html", "<p>An example.</p>"),
    ("a.json", '{"title": "A chart", "values": [1, 2]}'),
    ("a.csv", "day,title\n2021-03-04,A\n"),
    ("a.xml", "<kml><name>A</name></kml>"),
    ("LICENSE", "Permission is hereby granted.\n"),
    ("a.png", FRONT),
    ("a.py", FRONT),
    ("a.txt", "---\n\nA rule, and no title.\n\n---\n"),
]


def judged(root: Path, name: str, text: str, *, is_beside: bool = False) -> str:
    (root / name).write_text(text, encoding="utf-8")
    return str(suspicion(root, name, is_beside=is_beside) or "")


@pytest.mark.parametrize("is_beside", [True, False])
@pytest.mark.parametrize(("name", "text"), STATED)
def test_what_states_a_title_or_a_date_is_an_error(
    tmp_path: Path, name: str, text: str, is_beside: bool
) -> None:
    found = judged(tmp_path, name, text, is_beside=is_beside)
    assert found.startswith(f"{name}:1:1: error: posts are Markdown: this one ")
    assert found.endswith(
        ", and is not published\n    help: write it in Markdown, or begin its name with _"
        " if it is not to be published"
    )


@pytest.mark.parametrize(("name", "text", "tool"), EXPORTS)
def test_an_export_is_an_error(tmp_path: Path, name: str, text: str, tool: str) -> None:
    assert judged(tmp_path, name, text, is_beside=True) == (
        f"{name}:1:1: error: this is an export of {tool}: the posts in it are not published\n"
        "    help: take the posts out of it, and it out of posts/"
    )


@pytest.mark.parametrize("name", NAMED)
def test_what_only_its_name_makes_a_post_is_a_warning_unless_it_lies_beside_one(
    tmp_path: Path, name: str
) -> None:
    found = judged(tmp_path, name, "Text.\n")
    assert found.startswith(f"{name}:1:1: warning: posts are Markdown: a file in ")
    assert judged(tmp_path, name, "Text.\n", is_beside=True) == ""


@pytest.mark.parametrize(("name", "text"), OTHERS)
def test_other_files_are_nothing_of_the_kind(tmp_path: Path, name: str, text: str) -> None:
    assert judged(tmp_path, name, text) == ""


def test_no_link_is_followed_and_no_pipe_waited_for(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(FRONT)
    (tmp_path / "a.txt").symlink_to("secret")
    os.mkfifo(tmp_path / "b.txt")
    assert suspicion(tmp_path, "a.txt", is_beside=False) is None
    assert suspicion(tmp_path, "b.txt", is_beside=False) is None
    assert suspicion(tmp_path, "gone.txt", is_beside=False) is None
