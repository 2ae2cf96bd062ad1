"""Where the time of our own build goes, by Python's profiler."""

from __future__ import annotations

import pstats
import sys
from pathlib import Path

from benchmarks import corpus, measure, scenario
from benchmarks.stack import OURS, environment

_LINES = 40

# By processor time, so that a busy machine does not show: the profiler's own clock is a wall's.
_RUNNER = """
import cProfile, runpy, sys, time
target, module, *sys.argv[1:] = sys.argv[1:]
profile = cProfile.Profile(time.process_time)
try:
    profile.runcall(runpy.run_module, module, run_name="__main__", alter_sys=True)
finally:
    profile.dump_stats(target)
"""


def take(folder: Path, posts: int, seed: int, out: Path) -> None:
    """Profile our build clean, unchanged and after one edit, with one job.

    Each gives a ``.pstats`` and a ``.txt`` in *out*. The profiler adds to every call: shares
    count here, not seconds.
    """
    out.mkdir(parents=True, exist_ok=True)
    scenario.prepare(OURS, folder, scenario.Corpus(posts, seed))
    entries = corpus.entries(posts, seed)
    for step in scenario.STEPS[:3]:
        step.change(folder, entries, seed)
        target = (out / f"profile-{posts}-{step.name}.pstats").resolve()
        python, _, *words = OURS.command(1)
        measure.run([python, "-c", _RUNNER, str(target), *words], folder, environment())
        with target.with_suffix(".txt").open("w", encoding="utf-8") as text:
            stats = pstats.Stats(str(target), stream=text)
            stats.sort_stats("cumulative").print_stats(_LINES)
            stats.sort_stats("tottime").print_stats(_LINES)
        print(f"profile written to {target.with_suffix('.txt')}", file=sys.stderr)
