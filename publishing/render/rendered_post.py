"""What is rendered of one post: plain values that a cache can keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from publishing.base.cache import digest
from publishing.model.post import Post
from publishing.model.problem import Problem
from publishing.model.target import PostFile, SiteLink, Target


class Heading(NamedTuple):
    """One line of a post's table of contents.

    :ivar level: 2 for the post's own sections, 3 for those inside them, and so on.
    :ivar id: the fragment that leads to it.
    :ivar text: plain text.
    """

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPost:
    """A post's body, ready for its page and for feeds.

    :ivar body: digest of the sanitised HTML whose links are relative to the post's page.
    :ivar feed: of the same with absolute links and without what only a page can use.
    :ivar length: characters of that.
    :ivar listing_digest: as :func:`listing_digest` makes it makes it.
    :ivar excerpt: the first real text of the body, plain.
    :ivar words: how many words a reader has to read.
    :ivar keywords: what it is about (:mod:`publishing.render.keywords`).
    :ivar toc: the headings, in order.
    :ivar ids: every fragment that other posts may link to.
    :ivar files: what is published beside the post.
    :ivar pictures: those that it shows in several sizes; some are the site's own.
    :ivar links: addresses of the site that the body links to.
    :ivar asked: the source files that were asked about, and what was known of each.
    :ivar looked: files that were looked for, and their state (:mod:`publishing.assets.file_state`).
    :ivar problems: what rendering it found.
    """

    body: str
    feed: str
    length: int
    listing_digest: str
    excerpt: str
    words: int
    keywords: tuple[str, ...]
    toc: tuple[Heading, ...]
    ids: tuple[str, ...]
    files: tuple[PostFile, ...]
    pictures: tuple[PostFile, ...]
    links: tuple[SiteLink, ...]
    asked: tuple[tuple[str, Target | None], ...]
    looked: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]

    def description(self, post: Post) -> str:
        """Return what tells of the post in lists: its own description, or how it begins."""
        return post.description or self.excerpt

    @property
    def minutes(self) -> int:
        """Reading time at 230 words a minute, at least one."""
        return max(1, round(self.words / 230))


def listing_digest(post: Post, excerpt: str, words: int) -> str:
    """Return a digest of all that lists and feeds show of a post, beside whole texts.

    After an edit of a body that leaves it as it was, no list is made again.
    """
    return digest(repr(post.face), excerpt, str(words))
