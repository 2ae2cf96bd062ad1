"""Every post once: which are published, and how they stand to each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from publishing.conf.settings import Settings
from publishing.frontmatter.post import read_partly
from publishing.library.arrangement import Arrangement
from publishing.library.authors import Authors
from publishing.library.catalogue import ByPost, Catalogue
from publishing.library.conflicts import clashing_posts, old_addresses
from publishing.library.folder import Folder, look
from publishing.library.loading import Memory, Reader, Reading, take_in
from publishing.library.lookalike import lookalike_authors
from publishing.library.pictures import images_of
from publishing.library.publication_status import PublicationStatus, softened
from publishing.library.takeover import taken_bylines
from publishing.model.filename import composed
from publishing.model.post import Post
from publishing.model.problem import Problem, report
from publishing.model.target import PostFile
from publishing.model.taxonomy import Taxonomy, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The posts of the publication at one moment.

    :ivar root: the project's folder.
    :ivar now: the moment that decides what is published.
    :ivar preview: whether what is not published yet is shown among what is.
    :ivar posts: published, newest first; in a preview all, those without a date before others.
        What is refused is among them, as it would be once it is mended: then nothing is published.
    :ivar held: the scheduled, the next one first, then drafts, then those that are withheld, then
        those that have expired.
    :ivar since: the last moment before now from which on readers were shown something else.
    :ivar until: the next such moment.
    :ivar problems: all that is wrong, in the order of a report.
    :ivar idle: paths of posts whose errors refuse nothing, since nobody will see them.
    :ivar refused: paths of posts that have an error.
    :ivar unread: paths of posts of which nothing can be read.
    :ivar others: paths of the files among the posts that are none.
    :ivar authors: those of `authors.yml`.
    :ivar terms: of each kind, those of published posts, by name.
    :ivar redirects: old address to the published post that had it.
    :ivar by_path: published posts by the path of their file.
    :ivar images: the picture of each post that names one that is there, by path.
    """

    settings: Settings
    root: Path
    now: datetime
    preview: bool
    posts: tuple[Post, ...]
    held: tuple[Post, ...]
    problems: tuple[Problem, ...]
    idle: frozenset[str]
    refused: frozenset[str]
    unread: tuple[str, ...]
    others: tuple[str, ...] = field(repr=False)
    authors: Authors = field(repr=False)
    terms: Mapping[Taxonomy, tuple[Term, ...]] = field(repr=False)
    redirects: Mapping[str, Post] = field(repr=False)
    by_path: Mapping[str, Post] = field(repr=False)
    images: Mapping[str, PostFile] = field(repr=False)
    since: datetime | None
    until: datetime | None
    _terms_of: Mapping[Taxonomy, ByPost] = field(repr=False)
    _positions: Mapping[str, int] = field(repr=False)
    _waiting: frozenset[str] = field(repr=False)

    @classmethod
    def load(
        cls,
        root: Path,
        settings: Settings,
        now: datetime,
        read: Reader = read_partly,
        *,
        preview: bool = False,
        memory: Memory | None = None,
        folder: Folder | None = None,
        recall: Callable[[str], Reading | None] = lambda _path: None,
        jobs: int = 1,
    ) -> Library:
        """Read every post in *root*; whatever is wrong is in :attr:`problems`.

        :param folder: what is to be read, if somebody has looked already.
        :param recall: finds what is known of a path, so that its file need not be read.
        :param jobs: processes at once, where many are to be read.
        """
        authors, found = Authors.load(root)
        folder = folder or look(root)
        loading = take_in(
            root,
            settings,
            now,
            read,
            folder.posts,
            preview=preview,
            memory=memory,
            recall=recall,
            jobs=jobs,
        )
        return cls.assemble(
            loading.posts,
            authors,
            settings,
            now,
            [*found, *loading.problems],
            root,
            preview=preview,
            refused=loading.refused,
            unread=loading.unread,
            others=folder.others,
        )

    @classmethod
    def assemble(
        cls,
        posts: Iterable[Post],
        authors: Authors,
        settings: Settings,
        now: datetime,
        problems: Iterable[Problem] = (),
        root: Path = Path(),
        *,
        preview: bool = False,
        refused: Collection[str] = (),
        unread: Iterable[str] = (),
        others: Iterable[str] = (),
    ) -> Library:
        """Relate posts that have been read to each other.

        The one thing looked up in *root* are the pictures that posts name, and its pages.

        :param refused: paths of those of the posts that have errors.
        :param unread: paths of posts of which nothing could be read.
        :param others: paths of the files among the posts that are none.
        """
        at = Arrangement.of(posts, settings, now, preview=preview)
        waiting = frozenset(post.path for post in at.held)
        catalogue = Catalogue.of(at.shown, authors)
        redirects, clashes = old_addresses(at.known, root, at.idle)
        unknown = frozenset() if preview else frozenset(map(composed, waiting))
        images, lacking = images_of(at.known, root, unknown, settings.bounds)
        by_path = {post.path: post for post in at.shown}
        found = [
            *clashes,
            *at.problems,
            *clashing_posts(at.known, at.idle),
            *lookalike_authors(at.known, authors),
            *taken_bylines(at.known, authors),
            *lacking,
        ]
        told = report([*problems, *(softened(one, at.idle) for one in found)])
        return cls(
            settings=settings,
            root=root,
            now=now,
            preview=preview,
            posts=at.shown,
            held=at.held,
            problems=tuple(told),
            idle=at.idle,
            refused=frozenset(refused).union(one.path for one in told if one.is_error),
            unread=tuple(unread),
            others=tuple(others),
            authors=authors,
            terms=catalogue.terms,
            redirects={old: post for old, post in redirects.items() if post.path in by_path},
            by_path=by_path,
            images={path: image for path, image in images.items() if path in by_path},
            _terms_of=catalogue.by_post,
            _positions={post.path: position for position, post in enumerate(at.shown)},
            since=at.since,
            until=at.until,
            _waiting=waiting,
        )

    def when_all_is_out(self) -> Library | None:
        """Return a library of the day on which the last scheduled post comes out, if one is."""
        scheduled = (
            p for p in self.held if self.publication_status(p) is PublicationStatus.SCHEDULED
        )
        moments = [post.due.instant for post in scheduled if post.due]
        if self.preview or not moments:
            return None
        known = self.authors, self.settings, max(moments)
        return Library.assemble(self.everyone, *known, root=self.root)

    def waiting(self) -> Library:
        """Return a library of what readers cannot see yet, as they would."""
        return self._of(() if self.preview else self.held)

    def without_refused(self) -> Library:
        """Return a library that shows all posts but those that have an error."""
        return self._of(post for post in self.everyone if post.path not in self.refused)

    def _of(self, posts: Iterable[Post]) -> Library:
        known = self.authors, self.settings, self.now
        return Library.assemble(posts, *known, root=self.root, preview=True)

    @property
    def count(self) -> int:
        """How many posts there are, those included that cannot be read."""
        return len(self.everyone) + len(self.unread)

    @property
    def everyone(self) -> tuple[Post, ...]:
        """Every post: the published, newest first, then the held."""
        return (*self.public(self.posts), *self.held)

    def public(self, posts: Iterable[Post]) -> tuple[Post, ...]:
        """Return those of some posts that readers can see: all, but in a preview."""
        return tuple(post for post in posts if post.path not in self._waiting)

    def publication_status(self, post: Post) -> PublicationStatus:
        """Return how a post stands."""
        return PublicationStatus.of(post, self.now)

    def authors_of(self, post: Post) -> tuple[Term, ...]:
        """Return who wrote a published post, in the order it states them."""
        return self._terms_of[Taxonomy.AUTHOR].get(post.path, ())

    def tags_of(self, post: Post) -> tuple[Term, ...]:
        """Return the tags of a published post."""
        return self._terms_of[Taxonomy.TAG].get(post.path, ())

    def categories_of(self, post: Post) -> tuple[Term, ...]:
        """Return the categories of a published post."""
        return self._terms_of[Taxonomy.CATEGORY].get(post.path, ())

    def series_of(self, post: Post) -> Term | None:
        """Return the series of a published post, if it is part of one."""
        return next(iter(self._terms_of[Taxonomy.SERIES].get(post.path, ())), None)

    def newer(self, post: Post) -> Post | None:
        """Return the published post that came next."""
        position = self._positions.get(post.path, 0)
        return self.posts[position - 1] if position else None

    def older(self, post: Post) -> Post | None:
        """Return the published post that came before."""
        position = self._positions.get(post.path, len(self.posts)) + 1
        return self.posts[position] if position < len(self.posts) else None
