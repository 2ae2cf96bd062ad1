"""Where the time of our own build goes, by Python's profiler."""

from __future__ import annotations

import pstats
import sys
from pathlib import Path

from benchmarks import corpus, measure, scenario
from benchmarks.stack import OURS, environment

_LINES = 40


def take(folder: Path, posts: int, seed: int, out: Path) -> None:
    """Profile our build clean and after one edit, one job; write ``profile-*.pstats`` and text.

    The profiler adds to the time of every call: shares count here, not seconds.
    """
    out.mkdir(parents=True, exist_ok=True)
    scenario.prepare(OURS, folder, posts, seed)
    entries = corpus.entries(posts, seed)
    for step in scenario.STEPS[:3]:
        step.change(folder, entries, seed)
        target = (out / f"profile-{posts}-{step.name}.pstats").resolve()
        python, *words = OURS.command(1)
        command = [python, "-m", "cProfile", "-o", str(target), *words]
        measure.run(command, folder, environment(1))
        with target.with_suffix(".txt").open("w", encoding="utf-8") as text:
            stats = pstats.Stats(str(target), stream=text)
            stats.sort_stats("cumulative").print_stats(_LINES)
            stats.sort_stats("tottime").print_stats(_LINES)
            stats.print_callers(_LINES // 4)
        print(f"profile written to {target.with_suffix('.txt')}", file=sys.stderr)
