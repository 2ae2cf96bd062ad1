from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import measure, picture, report
from benchmarks.scenario import Sample

SAMPLE = Sample(
    stack="ours",
    posts=100,
    jobs=1,
    step="clean",
    cost=measure.Cost(wall=1.0, cpu=2.0, peak=50_000_000, peak_tree=70_000_000, search=0.5),
    difference=measure.Difference(written=3, changed=2, removed=1),
    files=30,
    size=1_500_000,
)


def _sample(stack: str, wall: float, step: str = "clean") -> Sample:
    return replace(SAMPLE, stack=stack, step=step, cost=replace(SAMPLE.cost, wall=wall))


def test_a_snapshot_tells_written_from_changed_and_removed(tmp_path: Path) -> None:
    for name in ("same", "touched", "edited", "gone"):
        (tmp_path / name).write_text(name)
    before = measure.snapshot(tmp_path)
    os.utime(tmp_path / "touched", ns=(1, 1))
    (tmp_path / "edited").write_text("other")
    (tmp_path / "gone").unlink()
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "new").write_text("new")
    after = measure.snapshot(tmp_path, before)
    assert measure.compare(before, after) == measure.Difference(written=3, changed=2, removed=1)
    assert after["folder/new"].size == 3


def test_a_command_is_measured_with_its_children(tmp_path: Path) -> None:
    grandchild = "sum(range(3_000_000)); memory = bytearray(60_000_000)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {grandchild!r}])"
    cost = measure.run([sys.executable, "-c", child], tmp_path, os.environ)
    assert cost.cpu > 0
    assert cost.wall > 0
    assert cost.peak > 60_000_000


def test_a_command_may_say_what_the_search_took(tmp_path: Path) -> None:
    words = "print('2.05 s of processor time: pages 0.25, search 0.49, making files 0.13')"
    assert measure.run([sys.executable, "-c", words], tmp_path, os.environ).search == 0.49


def test_a_command_that_fails_says_what_it_said(tmp_path: Path) -> None:
    words = "import sys; sys.exit('no such post')"
    with pytest.raises(measure.CommandError, match=r"exit 1\nno such post\n$"):
        measure.run([sys.executable, "-c", words], tmp_path, os.environ)


def test_figures_are_medians_and_ratios_are_of_one_round() -> None:
    ours, stock = (1.0, 9.0, 2.0), (4.0, 10.0, 4.0)
    pairs = zip(ours, stock, strict=True)
    rounds = [s for a, b in pairs for s in (_sample("ours", a), _sample("stock", b))]
    first, second = report.figures(rounds)
    assert (first.stack, first.rounds, first.wall, first.wall_ratio) == ("ours", 3, 2.0, 0.5)
    assert (second.stack, second.rounds, second.wall, second.wall_ratio) == ("stock", 3, 4.0, 1.0)
    assert (first.written, first.changed, first.removed, first.files) == (3, 2, 1, 30)


def test_the_table() -> None:
    head, rule, row = report.table(report.figures([_sample("ours", 1.25)])).splitlines()
    assert head.startswith(
        "| Posts | Jobs | Step  | Stack | Wall s | CPU s | Search s | Wall, of stock |"
    )
    assert rule.startswith(
        "| ----: | ---: | ----- | ----- | -----: | ----: | -------: | -------------: |"
    )
    assert row.startswith(
        "|   100 |    1 | clean | ours  |   1.25 |  2.00 |     0.50 |              – |"
    )
    assert row.endswith(
        "|      50 |     70 |       3 |       2 |       1 |    30 |     1.5 |      1 |"
    )


def test_the_picture_is_sound_and_holds_each_value() -> None:
    lines = [
        picture.Line("<ours>, clean", "ours", False, ((100, 1.5), (1000, 12.0))),
        picture.Line("<ours>, edit", "ours", True, ((100, 0.51), (1000, 0.9))),
    ]
    root = ElementTree.fromstring(picture.draw("Seconds & posts", lines))
    words = [text for text in root.itertext() if text.strip()]
    assert words[0] == "Seconds & posts"
    assert "<ours>, clean: 1.5 s at 100 posts" in words
    assert "<ours>, edit, 0.9 s" in words
    assert {"100", "1,000", "0.1 s", "1 s", "10 s", "100 s"} <= set(words)


def test_a_picture_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="there is nothing to draw"):
        picture.draw("Nothing", [])
