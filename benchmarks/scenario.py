"""What is done to a site between builds, and what each build then costs."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from benchmarks import corpus, measure
from benchmarks.stack import Stack, environment

_NEW_POST = corpus.Entry(
    path="posts/2026/one-more-post.md",
    title="One more post",
    date=corpus.LAST_DAY,
    author="Editors",
    tags=("builds", "news", "posts"),
    category="Essays",
    description="A post that was not there before.",
    links=(),
)


class Loss(Enum):
    """What is removed before a build."""

    NOTHING = "nothing"
    BUILT = "built"  # the cache is left, as in CI that restores it
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens to a project before a build.

    :ivar change: does it to the posts, given the project's folder, the posts and the seed.
    """

    name: str
    change: Callable[[Path, Sequence[corpus.Entry], int], None]
    loss: Loss = Loss.NOTHING


@dataclass(frozen=True, slots=True)
class Sample:
    """One measured build."""

    stack: str
    posts: int
    jobs: int
    step: str
    cost: measure.Cost
    difference: measure.Difference
    files: int
    size: int


def _leave(_folder: Path, _entries: Sequence[corpus.Entry], _seed: int) -> None:
    """Change nothing."""


def _edit(folder: Path, entries: Sequence[corpus.Entry], seed: int) -> None:
    """Add a paragraph to the end of a post of the middle."""
    entry = entries[len(entries) // 2]
    text = corpus.text(entry, seed) + "\nA last word, added later.\n"
    _write(folder, entry, text)


def _add(folder: Path, _entries: Sequence[corpus.Entry], seed: int) -> None:
    """Write a post that is newer than all others."""
    _write(folder, _NEW_POST, corpus.text(_NEW_POST, seed))


def _retitle(folder: Path, entries: Sequence[corpus.Entry], seed: int) -> None:
    """Give a post of the first third another title."""
    entry = entries[len(entries) // 3]
    text = corpus.text(entry, seed).replace(entry.title, "A title thought better of")
    _write(folder, entry, text)


def rename_tag(folder: Path, entries: Sequence[corpus.Entry], _seed: int) -> None:
    """Rename the least used tag in every post that has it."""
    old = rare_tag(entries)
    for entry in entries:
        if old in entry.tags:
            path = folder / entry.path
            head, end, body = path.read_text(encoding="utf-8").partition("\n---\n")
            tags = f"tags: [{', '.join(entry.tags)}]"
            renamed = f"tags: [{', '.join('renamed' if t == old else t for t in entry.tags)}]"
            _write(folder, entry, head.replace(tags, renamed) + end + body)


def rare_tag(entries: Sequence[corpus.Entry]) -> str:
    """Return the least used tag, the first by name of several."""
    counts = Counter(tag for entry in entries for tag in entry.tags)
    return min(counts, key=lambda tag: (counts[tag], tag))


STEPS = (
    Step("clean", _leave, Loss.ALL),
    Step("nothing", _leave),
    Step("edit", _edit),
    Step("new post", _add),
    Step("new title", _retitle),
    Step("renamed tag", rename_tag),
    Step("cache kept", _leave, Loss.BUILT),
)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Which posts are built: how many, by which seed."""

    posts: int
    seed: int


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to measure: rounds at most, and minutes after which none is begun.

    At least one round is played. Another is begun if by the length of those before it
    would end in time.
    """

    rounds: int
    minutes: float


def prepare(stack: Stack, folder: Path, posts: Corpus) -> None:
    """Make a folder anew that holds one stack's project and the posts of a corpus."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    stack.prepare(folder)
    corpus.write(folder, posts.posts, posts.seed)


def play(
    stack: Stack, steps: Iterable[Step], posts: Corpus, folder: Path, jobs: int
) -> Iterator[Sample]:
    """Take one stack through the steps, in order, from a fresh folder; yield each build."""
    prepare(stack, folder, posts)
    entries = corpus.entries(posts.posts, posts.seed)
    output = folder / stack.output
    before = measure.snapshot(output)
    for step in steps:
        if step.loss is not Loss.NOTHING:
            shutil.rmtree(folder / stack.built, ignore_errors=True)
            before = {}
        if step.loss is Loss.ALL:
            shutil.rmtree(folder / stack.cache, ignore_errors=True)
        step.change(folder, entries, posts.seed)
        cost = measure.run(stack.command(jobs), folder, environment())
        after = measure.snapshot(output, before)
        yield Sample(
            stack=stack.name,
            posts=posts.posts,
            jobs=jobs,
            step=step.name,
            cost=cost,
            difference=measure.compare(before, after),
            files=len(after),
            size=sum(mark.size for mark in after.values()),
        )
        before = after


def rounds(
    stacks: Sequence[Stack],
    steps: Sequence[Step],
    posts: Corpus,
    folder: Path,
    jobs: Sequence[int],
    limits: Limits,
) -> Iterator[Sample]:
    """Play every stack in turn, again and again, so that a busy minute strikes them alike."""
    begun = time.monotonic()
    for number in range(limits.rounds):
        spent = time.monotonic() - begun
        if number and spent * (number + 1) / number > limits.minutes * 60:
            return
        for count in jobs:
            for stack in stacks:
                yield from play(stack, steps, posts, folder / stack.name, count)


def _write(folder: Path, entry: corpus.Entry, text: str) -> None:
    path = folder / entry.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
