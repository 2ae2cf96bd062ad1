"""Reports: what each format says, and that no post can make one say or do anything else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.authoring.fix import Fix
from publishing.authoring.reports import Format, Report, write
from publishing.cli import main
from publishing.model.problem import Problem, error, printable, summary, warning

DATE = error(
    "posts/2026/x/index.md", 4, 7, "date-invalid", "date: '30 Feb' is not a date", "write it"
)
TAG = warning("posts/2026/ä b.md", 5, 1, "tags-near", "tags: 'nodejs' is nearly 'Node.js'")
FIX = Fix(DATE, 7, 13, "2026-02-28", "date: 30 Feb")
REPORT = Report(problems=(DATE, TAG), posts=2, facts=("1 published",), fixes=(FIX,))


def test_text() -> None:
    assert write(REPORT, Format.TEXT) == (
        "posts/2026/x/index.md:4:7: error: date: '30 Feb' is not a date\n"
        "    help: write it\n"
        "posts/2026/ä b.md:5:1: warning: tags: 'nodejs' is nearly 'Node.js'\n"
        "one of these is mended by: make check FIX=1 POSTS=posts/2026/x/index.md\n"
        "1 published\n"
        "1 error, 1 warning in 2 posts\n"
    )


def many(code: str, count: int, make: Callable[..., Problem] = warning) -> list[Problem]:
    positions = [(f"posts/{at % 30:02}.md", at, 1) for at in range(count)]
    return [make(*position, code, f"{code} {position[1]}", "mend") for position in positions]


def test_many_of_a_kind_are_one_line_with_a_count_and_the_first_places() -> None:
    found = Report(problems=(*many("a", 21), *many("b", 20), *many("c", 100, error)), posts=30)
    lines = write(found, Format.TEXT).splitlines()
    at = lines.index("posts/00.md:0:1: warning: a 0")
    assert lines[at + 1 : at + 3] == [
        "    help: mend",
        "    and 20 more of this kind in 20 files: posts/01.md:1, posts/02.md:2, posts/03.md:3 …"
        " (FULL=1 lists all)",
    ]
    assert sum("warning: a " in line for line in lines) == 1
    assert sum("warning: b " in line for line in lines) == 20
    assert sum("error: c " in line for line in lines) == 100
    assert lines[-1] == "100 errors, 41 warnings in 30 posts"


def test_errors_are_one_line_only_if_they_are_very_many() -> None:
    text = write(Report(problems=tuple(many("c", 101, error)), posts=30), Format.TEXT)
    assert text.count("error: c ") == 1
    assert "and 100 more of this kind in 30 files: posts/00.md:30, posts/00.md:60" in text


@pytest.mark.parametrize("format", [Format.GITHUB, Format.JSON, Format.SARIF])
def test_formats_for_machines_have_all(format: Format) -> None:
    found = Report(problems=tuple(many("a", 300)), posts=30)
    assert len(re.findall(r"\ba \d+", write(found, format))) == 300
    assert write(replace(found, full=True), Format.TEXT).count("warning: a ") == 300


def test_the_last_line_counts_what_may_be_missed() -> None:
    found = [
        *(error(f"posts/{at}.md", 1, 1, "date-missing", "x") for at in range(2)),
        warning("posts/a.rst", 1, 1, "post-suffix", "x"),
    ]
    assert summary(found, 3) == (
        "2 errors, 1 warning in 3 posts; not published: 2 posts without a date,"
        " 1 file that may be a post"
    )


def test_text_of_what_was_mended() -> None:
    assert write(Report(problems=(), posts=1, mended=(FIX,)), Format.TEXT) == (
        "posts/2026/x/index.md:4:1: mended: date: 2026-02-28\n"
        "1 mended\n"
        "0 errors, 0 warnings in 1 post\n"
    )


def test_github() -> None:
    assert write(REPORT, Format.GITHUB) == (
        "::error file=posts/2026/x/index.md,line=4,col=7,title=date-invalid::"
        "posts/2026/x/index.md:4:7: error: date: '30 Feb' is not a date%0A    help: write it\n"
        "::warning file=posts/2026/ä b.md,line=5,col=1,title=tags-near::"
        "posts/2026/ä b.md:5:1: warning: tags: 'nodejs' is nearly 'Node.js'\n"
        "one of these is mended by: make check FIX=1 POSTS=posts/2026/x/index.md\n"
        "1 published\n"
        "1 error, 1 warning in 2 posts\n"
    )


def test_json() -> None:
    assert json.loads(write(REPORT, Format.JSON)) == {
        "version": 1,
        "posts": 2,
        "errors": 1,
        "warnings": 1,
        "problems": [
            {
                "path": "posts/2026/x/index.md",
                "line": 4,
                "column": 7,
                "severity": "error",
                "code": "date-invalid",
                "message": "date: '30 Feb' is not a date",
                "help": "write it",
                "fix": {"line": 4, "column": 7, "end_column": 13, "text": "2026-02-28"},
            },
            {
                "path": "posts/2026/ä b.md",
                "line": 5,
                "column": 1,
                "severity": "warning",
                "code": "tags-near",
                "message": "tags: 'nodejs' is nearly 'Node.js'",
                "help": "",
                "fix": None,
            },
        ],
        "mended": [],
    }


def test_sarif() -> None:
    log = json.loads(write(REPORT, Format.SARIF))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["tool"]["driver"]["rules"] == [{"id": "date-invalid"}, {"id": "tags-near"}]
    assert run["columnKind"] == "unicodeCodePoints"
    date, tag = run["results"]
    assert (date["ruleId"], date["ruleIndex"], date["level"]) == ("date-invalid", 0, "error")
    assert date["message"]["text"] == "date: '30 Feb' is not a date\nwrite it"
    position = date["locations"][0]["physicalLocation"]
    assert position == {
        "artifactLocation": {"uri": "posts/2026/x/index.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 4, "startColumn": 7},
    }
    (change,) = date["fixes"][0]["artifactChanges"][0]["replacements"]
    assert change == {
        "deletedRegion": {"startLine": 4, "startColumn": 7, "endLine": 4, "endColumn": 13},
        "insertedContent": {"text": "2026-02-28"},
    }
    assert "fixes" not in tag
    where = tag["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert where == "posts/2026/%C3%A4%20b.md"


@pytest.mark.parametrize("format", list(Format))
def test_a_report_of_nothing(format: Format) -> None:
    said = write(Report(problems=(), posts=3), format)
    assert said.endswith("\n")
    if format in {Format.TEXT, Format.GITHUB}:
        assert said == "0 errors, 0 warnings in 3 posts\n"
    else:
        json.loads(said)


def as_the_runner_reads(line: str) -> tuple[str, dict[str, str], str] | None:
    """Read a line of a log as GitHub's runner does: ``ActionCommand.TryParseV2``."""
    match = re.fullmatch(r"\s*::(\w+)(?: ([^\n]*?))?::(.*)", line)
    if match is None:
        return None

    def plain(text: str, *marks: str) -> str:
        for mark in (*marks, "\n", "\r", "%"):
            text = text.replace(f"%{ord(mark):02X}", mark)
        return text

    pairs = (pair.split("=", 1) for pair in (match[2] or "").split(","))
    properties = {name: plain(value, ":", ",") for name, value in pairs}
    return match[1], properties, plain(match[3])


# What would be a command of its own, or end a property or a message, if it were let through.
HOSTILE = st.text(
    st.sampled_from("ab:%,=0A3CD \n\r\x1b#[]\u2028é") | st.characters(codec="utf-8"), max_size=40
) | st.sampled_from(["::error::x", "x\n::set-output name=a::b", "##[add-mask]x", "%0A::debug::"])


@given(path=HOSTILE, code=HOSTILE, message=HOSTILE, help=HOSTILE, fact=HOSTILE)
def test_no_post_can_give_a_command(
    path: str, code: str, message: str, help: str, fact: str
) -> None:
    problem = Problem(path, 1, 2, DATE.severity, code, message, help)
    said = write(
        Report(problems=(problem,), posts=1, facts=(f"draft: {printable(fact)}",)), Format.GITHUB
    )
    first, *rest = said.removesuffix("\n").split("\n")
    command = as_the_runner_reads(first)
    assert command is not None
    name, properties, data = command
    # Shown alike, whatever it was: the log's other kind of command is broken up.
    assert "##[" not in said
    assert name == "error"
    assert properties.keys() == {"file", "line", "col", "title"}
    assert properties["file"] == printable(path).replace("##[", r"#\x23[")
    assert properties["title"] == printable(code).replace("##[", r"#\x23[")
    assert data == str(problem).replace("##[", r"#\x23[")
    assert len(rest) == 2
    assert not any(as_the_runner_reads(line) for line in rest)
    assert not any("\r" in line or "\x1b" in line for line in rest)


@given(message=HOSTILE)
def test_json_and_sarif_are_ascii_and_read_back(message: str) -> None:
    report = Report(problems=(error("a.md", 1, 1, "x", message),), posts=1)
    for format in (Format.JSON, Format.SARIF):
        said = write(report, format)
        assert said.isascii()
        assert "\x1b" not in said
    assert json.loads(write(report, Format.JSON))["problems"][0]["message"] == message
    result = json.loads(write(report, Format.SARIF))["runs"][0]["results"][0]
    assert result["message"]["text"] == message
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == "a.md"


def test_the_command_line_offers_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--format", "xml"])
    said = capsys.readouterr().err
    assert all(repr(format.value) in said for format in Format)
