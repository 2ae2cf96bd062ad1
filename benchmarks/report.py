"""The figures of a run: a Markdown table for people, JSON for programs."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version

from benchmarks.picture import Line
from benchmarks.scenario import Sample

MEASURE = "stock"  # the stack that ratios are taken to
_HEAD = (
    "Posts",
    "Jobs",
    "Step",
    "Stack",
    "Wall s",
    "CPU s",
    "Search s",
    "Wall, of stock",
    "CPU, of stock",
    "Peak MB",
    "All MB",
    "Written",
    "Changed",
    "Removed",
    "Files",
    "Site MB",
    "Rounds",
)
_LEFT = {2, 3}
_DRAWN = ("clean", "edit")


@dataclass(frozen=True, slots=True)
class Figure:
    """The medians of one build of one stack.

    :ivar wall_ratio: wall seconds in parts of stock's, the median over the rounds of the two
        in the same round; None where stock was not measured.
    :ivar search: of the seconds of processor time, those that the index of the search took.
    """

    posts: int
    jobs: int
    step: str
    stack: str
    rounds: int
    wall: float
    cpu: float
    search: float
    wall_ratio: float | None
    cpu_ratio: float | None
    peak: int
    peak_tree: int
    written: int
    changed: int
    removed: int
    files: int
    size: int


def figures(samples: Iterable[Sample]) -> tuple[Figure, ...]:
    """Return the medians of all samples of one kind, in the order in which kinds first come."""
    kinds: dict[tuple[int, int, str, str], list[Sample]] = {}
    for sample in samples:
        kinds.setdefault((sample.posts, sample.jobs, sample.step, sample.stack), []).append(sample)
    order = {
        step: position for position, step in enumerate(dict.fromkeys(kind[2] for kind in kinds))
    }
    found = [
        _figure(kind, same, kinds.get((*kind[:3], MEASURE), [])) for kind, same in kinds.items()
    ]
    return tuple(sorted(found, key=lambda figure: (figure.posts, figure.jobs, order[figure.step])))


def _figure(
    kind: tuple[int, int, str, str], same: Sequence[Sample], stock: Sequence[Sample]
) -> Figure:
    posts, jobs, step, stack = kind
    pairs = list(zip(same, stock, strict=False))
    middle = statistics.median
    return Figure(
        posts=posts,
        jobs=jobs,
        step=step,
        stack=stack,
        rounds=len(same),
        wall=middle(sample.cost.wall for sample in same),
        cpu=middle(sample.cost.cpu for sample in same),
        search=middle(sample.cost.search for sample in same),
        wall_ratio=middle(a.cost.wall / b.cost.wall for a, b in pairs) if pairs else None,
        cpu_ratio=middle(a.cost.cpu / b.cost.cpu for a, b in pairs) if pairs else None,
        peak=max(sample.cost.peak for sample in same),
        peak_tree=max(max(sample.cost.peak_tree, sample.cost.peak) for sample in same),
        written=same[-1].difference.written,
        changed=same[-1].difference.changed,
        removed=same[-1].difference.removed,
        files=same[-1].files,
        size=same[-1].size,
    )


def table(found: Iterable[Figure]) -> str:
    """Return the figures as a Markdown table, padded so that it reads in a terminal too."""
    rows = [_HEAD, *(_row(figure) for figure in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    rule = [
        "-" * width if column in _LEFT else "-" * (width - 1) + ":"
        for column, width in enumerate(widths)
    ]
    lines = [
        [
            cell.ljust(width) if column in _LEFT else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        for row in rows
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in [lines[0], rule, *lines[1:]])


def _row(figure: Figure) -> tuple[str, ...]:
    return (
        f"{figure.posts:,}",
        str(figure.jobs),
        figure.step,
        figure.stack,
        f"{figure.wall:.2f}",
        f"{figure.cpu:.2f}",
        f"{figure.search:.2f}" if figure.search else "–",
        _ratio(figure.wall_ratio),
        _ratio(figure.cpu_ratio),
        f"{figure.peak / 1e6:,.0f}",
        f"{figure.peak_tree / 1e6:,.0f}",
        f"{figure.written:,}",
        f"{figure.changed:,}",
        f"{figure.removed:,}",
        f"{figure.files:,}",
        f"{figure.size / 1e6:.1f}",
        str(figure.rounds),
    )


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def machine() -> dict[str, str]:
    """Return what the figures depend on besides the code."""
    names = ("sphinx", "myst-parser", "ablog", "sphinx-book-theme")
    return {
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        **{name: version(name) for name in names},
    }


def data(found: Iterable[Figure], samples: Iterable[Sample]) -> dict[str, object]:
    """Return everything as plain values for JSON: the machine, the medians, every build."""
    return {
        "machine": machine(),
        "figures": [asdict(figure) for figure in found],
        "samples": [asdict(sample) for sample in samples],
    }


def lines(found: Sequence[Figure]) -> list[Line]:
    """Return the growth of each stack's clean build and rebuild, by wall seconds of one job."""
    jobs = min(figure.jobs for figure in found)
    kinds: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for figure in found:
        if figure.jobs == jobs and figure.step in _DRAWN:
            kinds.setdefault((figure.stack, figure.step), []).append((figure.posts, figure.wall))
    return [
        Line(f"{stack}, {step}", stack, step != _DRAWN[0], tuple(sorted(points)))
        for (stack, step), points in kinds.items()
    ]
