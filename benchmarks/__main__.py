"""``python -m benchmarks``: measure builds.

``python -m benchmarks preview``: measure the live preview; ``… corpus DIR``: write posts.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import corpus, picture, preview, profile, report, scenario
from benchmarks.measure import CommandError
from benchmarks.stack import OURS
from benchmarks.stock import BARE, STOCK

STACKS = {stack.name: stack for stack in (OURS, STOCK, BARE)}


def main(words: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    if words[:1] == ["corpus"]:
        return _write_corpus(words[1:])
    if words[:1] == ["preview"]:
        return preview.main(words[1:])
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
                for sample in _samples(options, posts, Path(scratch)):
                    samples.append(sample)
                    print(_line(sample), file=sys.stderr, flush=True)
                _publish(samples, options.out)  # a run that is ended early keeps what it has
            if options.profile:
                profile.take(Path(scratch, "profile"), options.posts[-1], options.seed, options.out)
        except CommandError as failed:
            print(failed, file=sys.stderr)
            return 1
    print(f"{(options.out / 'figures.md').read_text(encoding='utf-8')}\nwritten to {options.out}/")
    return 0


def _samples(options: argparse.Namespace, posts: int, folder: Path) -> Iterator[scenario.Sample]:
    names = [name for name in options.stacks if name == OURS.name or posts <= options.stock_limit]
    return scenario.rounds(
        [STACKS[name] for name in names],
        [step for step in scenario.STEPS if step.name in options.steps],
        scenario.Corpus(posts, options.seed),
        folder,
        options.jobs,
        scenario.Limits(options.rounds, options.minutes),
    )


def _sizes(written: str) -> list[int]:
    return [int(word) for word in written.split()]


def _options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add("--posts", type=_sizes, default=[100, 1000, 10_000], help='of the corpus: "100 1000"')
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


def _line(sample: scenario.Sample) -> str:
    cost = sample.cost
    return (
        f"{sample.posts:>6} posts -j {sample.jobs} {sample.stack:6}{sample.step:12}"
        f"{cost.wall:8.2f} s {cost.cpu:8.2f} s CPU {sample.difference.changed:7} changed"
    )


def _publish(samples: Sequence[scenario.Sample], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    found = report.figures(samples)
    about = ", ".join(f"{name} {value}" for name, value in report.machine().items())
    (out / "figures.md").write_text(f"{report.table(found)}\n\n{about}\n", encoding="utf-8")
    data = json.dumps(report.data(found, samples), indent=1)
    (out / "figures.json").write_text(f"{data}\n", encoding="utf-8")
    lines = report.lines(found)
    if lines:
        drawing = picture.draw("Seconds to build, by posts", lines)
        (out / "growth.svg").write_text(drawing, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
