"""A seeded corpus of posts, of any size, the same bytes on every machine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

from benchmarks import prose
from benchmarks.words import CATEGORIES, Dice, authors, tags, zipf

FIRST_DAY = date(2016, 1, 1)
LAST_DAY = date(2025, 12, 31)
LARGEST = 100_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What the front matter of a benchmark post says, and where the post is.

    :ivar path: place below the project, such as ``posts/2021/plain-page.md``.
    :ivar links: other posts that the body mentions, by their paths.
    """

    path: str
    title: str
    date: date
    author: str
    tags: tuple[str, ...]
    category: str
    description: str
    links: tuple[str, ...]


def entries(posts: int, seed: int) -> tuple[Entry, ...]:
    """Return the posts of a corpus without their bodies, oldest first.

    Dates spread evenly over ten years. There are posts/40 authors (3 to 200) and
    posts/12 tags (20 to 600), used as unevenly as the words of a language.

    :raises ValueError: for fewer than 1 or more than 100,000 posts.
    """
    if not 1 <= posts <= LARGEST:
        raise ValueError(f"posts: {posts} is not between 1 and {LARGEST:,}")
    dice = Dice(f"entries {posts} {seed}")
    bylines = dice.shuffled(authors(min(max(posts // 40, 3), 200)))
    vocabulary = dice.shuffled(tags(min(max(posts // 12, 20), 600)))
    byline_totals, tag_totals = zipf(len(bylines)), zipf(len(vocabulary))
    days = (LAST_DAY - FIRST_DAY).days
    slugs: set[str] = set()
    found: list[Entry] = []
    for number in range(posts):
        title, slug = _name(dice, slugs)
        day = FIRST_DAY + timedelta(days=number * days // max(posts - 1, 1))
        mentioned = {dice.below(number) for _ in range(dice.below(4))} if number else set()
        found.append(
            Entry(
                path=_path(dice.below(10), day, slug),
                title=title,
                date=day,
                author=dice.several(bylines, 1, byline_totals)[0],
                tags=tuple(dice.several(vocabulary, 3, tag_totals)),
                category=dice.pick(CATEGORIES),
                description=re.sub(r'[`*"]|\[|\]\(\S+\)', "", prose.sentence(dice)),
                links=tuple(found[other].path for other in sorted(mentioned)),
            )
        )
    return tuple(found)


def text(entry: Entry, seed: int) -> str:
    """Return the whole file of a post, made from its path and the seed alone.

    The title is given twice, in the front matter and as the first heading: stock
    ABlog passes over a post without a heading.
    """
    head = (
        "---",
        f'title: "{entry.title}"',
        f"date: {entry.date.isoformat()}",
        f"author: {entry.author}",
        f"tags: [{', '.join(entry.tags)}]",
        f"category: {entry.category}",
        f'description: "{entry.description}"',
        "---",
    )
    links = [_relative(entry.path, link) for link in entry.links]
    body = prose.body(Dice(f"body {entry.path} {seed}"), links)
    return "\n".join(head) + f"\n\n# {entry.title}\n\n{body}"


def files(posts: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of every post of a corpus."""
    for entry in entries(posts, seed):
        yield entry.path, text(entry, seed).encode()


def write(folder: Path, posts: int, seed: int) -> None:
    """Write a corpus as ``posts/`` of a folder; files of before stay as they are."""
    for path, data in files(posts, seed):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _name(dice: Dice, taken: set[str]) -> tuple[str, str]:
    while True:
        title = prose.title(dice)
        ascii_title = title.lower().replace("ç", "c").replace("é", "e").replace("ï", "i")
        slug = "-".join(re.findall(r"[a-z0-9]+", ascii_title))
        if slug not in taken:
            taken.add(slug)
            return title, slug


def _path(choice: int, day: date, slug: str) -> str:
    if choice == 0:
        return f"posts/{day.isoformat()}-{slug}.md"
    if choice == 1:
        return f"posts/{day.year}/{slug}/index.md"
    return f"posts/{day.year}/{slug}.md"


def _relative(here: str, there: str) -> str:
    up: Sequence[str] = PurePosixPath(here).parent.parts[1:]
    return "../" * len(up) + there.removeprefix("posts/")
