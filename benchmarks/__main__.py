"""``python -m benchmarks``: measure builds; ``python -m benchmarks corpus DIR``: write posts."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import corpus, picture, profile, report, scenario
from benchmarks.measure import CommandError
from benchmarks.stack import OURS, Stack
from benchmarks.stock import BARE, STOCK

STACKS = {stack.name: stack for stack in (OURS, STOCK, BARE)}


def main(words: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    if words[:1] == ["corpus"]:
        return _write_corpus(words[1:])
    return _measure(words)


def _write_corpus(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("python -m benchmarks corpus", description=corpus.__doc__)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("folder", type=Path, help="posts/ is written into it")
    options = parser.parse_args(words)
    corpus.write(options.folder, options.posts, options.seed)
    return 0


def _measure(words: Sequence[str]) -> int:
    options = _options(words)
    samples: list[scenario.Sample] = []
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as scratch:
        try:
            for posts in options.posts:
                stacks = _stacks(options.stacks, posts, options.stock_limit)
                playing = scenario.rounds(
                    stacks,
                    Path(scratch),
                    posts,
                    options.seed,
                    options.jobs,
                    [step for step in scenario.STEPS if step.name in options.steps],
                    options.rounds,
                    options.minutes,
                )
                for sample in playing:
                    samples.append(sample)
                    print(_line(sample), file=sys.stderr, flush=True)
            if options.profile:
                profile.take(Path(scratch, "profile"), options.posts[-1], options.seed, options.out)
        except CommandError as failed:
            print(failed, file=sys.stderr)
            return 1
    _publish(samples, options.out)
    return 0


def _options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add("--posts", type=int, nargs="+", default=[100, 1000, 10_000], help="sizes of the corpus")
    add("--seed", type=int, default=7)
    add("--jobs", type=int, nargs="+", default=[1, 2], help="numbers of jobs, as in -j")
    add("--rounds", type=int, default=3, help="rounds at most, a size; the median is told")
    add("--minutes", type=float, default=15, help="begin no round past this, a size")
    steps = [step.name for step in scenario.STEPS]
    add("--steps", nargs="+", choices=steps, default=steps, help="builds to measure, in order")
    add("--stacks", nargs="+", choices=STACKS, default=list(STACKS))
    add("--stock-limit", type=int, default=1000, help="posts at most for the stacks beside ours")
    add("--profile", action="store_true", help="also profile our build of the last size")
    add("--out", type=Path, default=Path("_build", "bench"), help="where the figures go")
    options = parser.parse_args(words)
    options.posts.sort()
    return options


def _stacks(names: Sequence[str], posts: int, limit: int) -> list[Stack]:
    return [STACKS[name] for name in names if STACKS[name] is OURS or posts <= limit]


def _line(sample: scenario.Sample) -> str:
    cost = sample.cost
    return (
        f"{sample.posts:>6} posts -j {sample.jobs} {sample.stack:6}{sample.step:12}"
        f"{cost.wall:8.2f} s {cost.cpu:8.2f} s CPU {sample.difference.changed:7} changed"
    )


def _publish(samples: Sequence[scenario.Sample], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    found = report.figures(samples)
    table = report.table(found)
    about = ", ".join(f"{name} {value}" for name, value in report.machine().items())
    load = os.getloadavg()[0]
    (out / "figures.md").write_text(f"{table}\n\n{about}\n", encoding="utf-8")
    (out / "figures.json").write_text(
        json.dumps(report.data(found, samples), indent=1) + "\n", encoding="utf-8"
    )
    (out / "growth.svg").write_text(
        picture.draw("Seconds to build, by posts", report.lines(found)), encoding="utf-8"
    )
    print(f"{table}\n\n{about}; load now {load:.1f}\nwritten to {out}/")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
