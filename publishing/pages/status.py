"""The editor's view: what waits and until when, what is missing, who writes and how much."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from publishing.conf import clock
from publishing.conf.settings import Settings, SettingsError
from publishing.library.library import Library
from publishing.library.publication_status import PublicationStatus
from publishing.model.date_words import long_instant
from publishing.model.post import Post
from publishing.model.problem import printable, report, summary
from publishing.model.taxonomy import Taxonomy, Term
from publishing.render.store import Store

MOST: Final = 10
"""Posts of one kind that the text names; the page names all."""
_WIDEST: Final = 40


@dataclass(frozen=True, slots=True)
class Share:
    """How many posts somebody wrote, or a year has.

    :ivar name: an author's name, or a year.
    :ivar term: the author.
    """

    name: str
    published: int
    waiting: int
    term: Term | None = None

    @property
    def total(self) -> int:
        """All of them."""
        return self.published + self.waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How a publication stands at one moment.

    :ivar published: how many posts readers can see.
    :ivar scheduled: the next one first.
    :ivar withheld: posts that are meant for a few, and those that have expired.
    :ivar undescribed: posts whose description is only the beginning of their text.
    :ivar unpictured: posts that are shown with a drawn card for want of a picture.
    :ivar rare: tags of one post: slips, or subjects to come back to.
    :ivar authors: those with most posts first.
    :ivar years: the latest first.
    """

    published: int
    scheduled: tuple[Post, ...]
    drafts: tuple[Post, ...]
    withheld: tuple[Post, ...]
    undescribed: tuple[Post, ...]
    unpictured: tuple[Post, ...]
    rare: tuple[Term, ...]
    authors: tuple[Share, ...]
    years: tuple[Share, ...]

    @classmethod
    def of(cls, preview: Library) -> Status:
        """Look at a library that shows all posts."""
        # What is not out yet comes first: there, something can still be done.
        everyone = (*preview.held, *preview.public(preview.posts))
        standings = {post.path: preview.publication_status(post) for post in everyone}
        shares = (_author(term, preview) for term in preview.terms[Taxonomy.AUTHOR])
        return cls(
            published=len(everyone) - len(preview.held),
            scheduled=_with(PublicationStatus.SCHEDULED, everyone, standings),
            drafts=_with(PublicationStatus.DRAFT, everyone, standings),
            withheld=(
                *_with(PublicationStatus.WITHHELD, everyone, standings),
                *_with(PublicationStatus.EXPIRED, everyone, standings),
            ),
            undescribed=tuple(post for post in everyone if not post.description),
            unpictured=tuple(post for post in everyone if not post.image),
            rare=tuple(term for term in preview.terms[Taxonomy.TAG] if len(term.posts) == 1),
            authors=tuple(sorted(shares, key=lambda share: -share.total)),
            years=tuple(_years(everyone, standings)),
        )


def status(root: Path, environ: Mapping[str, str]) -> int:
    """Print how the publication in *root* stands, and return the exit status."""
    try:
        settings = Settings.load(root, environ)
        now = clock.now(environ)
    except SettingsError as failure:
        sys.stdout.writelines(f"{problem}\n" for problem in report(failure.problems))
        return 1
    library = Library.load(root, settings, now, Store(root, settings).read, preview=True)
    found = Status.of(library.without_refused())
    sys.stdout.writelines(f"{line}\n" for line in lines(found, settings, now))
    if any(problem.is_error for problem in library.problems):
        counted = summary(library.problems, library.count)
        sys.stdout.write(
            f"\nPosts with errors are left out here ({counted}): make check names them.\n"
        )
    return 0


def lines(found: Status, settings: Settings, now: datetime) -> Iterator[str]:
    """Yield the status as text."""
    yield (
        f"{printable(settings.project)} on {now.astimezone(settings.site_zone):%Y-%m-%d}: "
        f"{found.published:,} published, {len(found.scheduled):,} scheduled, "
        f"{_count(len(found.drafts), 'draft')}"
    )
    if found.scheduled:
        yield from ("", "Scheduled")
        for post in found.scheduled:
            assert post.due
            yield f"  {long_instant(post.due, settings.language)}: {_named(post)}"
    yield from _listed("Drafts", found.drafts, len(found.drafts))
    yield from _listed("Held back or expired", found.withheld, len(found.withheld))
    yield from _listed("Without a description", found.undescribed)
    yield from _listed("Without an image", found.unpictured)
    if found.rare:
        yield from ("", f"Tags used once ({len(found.rare):,})")
        yield f"  {', '.join(printable(term.name) for term in found.rare)}"
    yield from _chart("Authors", found.authors)
    yield from _chart("Years", found.years)


def _listed(heading: str, posts: Sequence[Post], most: int = MOST) -> Iterator[str]:
    if posts:
        yield from ("", f"{heading} ({len(posts):,})")
        yield from (f"  {_named(post)}" for post in posts[:most])
        if len(posts) > most:
            yield f"  and {len(posts) - most:,} more"


def _chart(heading: str, shares: Sequence[Share]) -> Iterator[str]:
    if not shares:
        return
    yield from ("", heading)
    widest = max(len(printable(share.name)) for share in shares)
    most = max(share.total for share in shares)
    scale = min(1.0, _WIDEST / most)
    for share in shares:
        bar = "#" * round(share.published * scale) + "-" * round(share.waiting * scale)
        waiting = f" and {share.waiting:,} waiting" if share.waiting else ""
        yield f"  {printable(share.name):{widest}}  {share.published:,}{waiting}  {bar}"


def _named(post: Post) -> str:
    return f"{printable(post.title)} ({printable(post.path)})"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _with(
    publication_status: PublicationStatus,
    posts: Iterable[Post],
    standings: Mapping[str, PublicationStatus],
) -> tuple[Post, ...]:
    return tuple(post for post in posts if standings[post.path] is publication_status)


def _author(term: Term, preview: Library) -> Share:
    published = len(preview.public(term.posts))
    return Share(term.name, published, len(term.posts) - published, term)


def _years(posts: Iterable[Post], standings: Mapping[str, PublicationStatus]) -> Iterator[Share]:
    out: Counter[int] = Counter()
    waiting: Counter[int] = Counter()
    for post in posts:
        if post.date:
            chosen = out if standings[post.path] is PublicationStatus.PUBLISHED else waiting
            chosen[post.date.day.year] += 1
    for year in sorted({*out, *waiting}, reverse=True):
        yield Share(str(year), out[year], waiting[year])
