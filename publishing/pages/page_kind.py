"""What there is to say of a kind of page, and of each page of the kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, NamedTuple

from publishing.conf.settings import Settings
from publishing.feeds.formats import PageFeed
from publishing.model import permalinks
from publishing.model.dates import Moment, newest
from publishing.model.post import Post
from publishing.pages.content import SiteContent
from publishing.pages.descriptions import About, DescribedSite, Description, nothing
from publishing.pages.headtags import Article, Subject
from publishing.pages.view import PageView


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec(Generic[About]):
    """One page, before its template is rendered.

    Its ``repr`` is what tells whether the page must be made again, so that every value in it
    must tell what it is.

    :ivar address: where it is served, relative to the site.
    :ivar about: what its head and its structured data tell of.
    :ivar context: what its template shows, beside what every template is given.
    :ivar shows: the posts that it shows something of: it changed when they did.
    :ivar canonical: the whole URL that search engines should know it by, if not its own.
    :ivar language: its language, if not that of the site.
    :ivar image: address of the drawn card that stands for it where it is shared.
    :ivar feed: the feed of the posts that it lists.
    """

    title: str
    address: str
    about: About
    context: Mapping[str, Any]
    shows: Sequence[Post] = field(default=(), repr=False)
    canonical: str | None = None
    language: str | None = None
    description: str = ""
    image: str | None = None
    image_alt: str = ""
    feed: PageFeed | None = None


class DeferredPage(NamedTuple, Generic[About]):
    """A page of which no more is known than what tells whether it must be made again.

    Most pages need not be, and there are ten thousand of them.

    :ivar address: as in :class:`PageSpec`; likewise :attr:`canonical`.
    :ivar key: returns text that differs whenever the page may differ.
    :ivar spec: returns the page.
    :ivar changed: when what it shows last changed, if it shows posts.
    """

    address: str
    key: Callable[[], str]
    spec: Callable[[], PageSpec[About]]
    canonical: str | None = None
    changed: Moment | None = None

    @classmethod
    def of(cls, spec: PageSpec[About]) -> DeferredPage[About]:
        """Return a page that is known already."""
        return cls(
            address=spec.address,
            key=partial(repr, spec),
            spec=lambda: spec,
            canonical=spec.canonical,
            changed=newest(post.updated or post.date for post in spec.shows),
        )

    def url(self, settings: Settings) -> str | None:
        """Return its URL, unless search engines should know the page by another."""
        url = permalinks.absolute(self.address, settings.site_url)
        return url if (self.canonical or url) == url else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind(Generic[About]):
    """A kind of page.

    :ivar name: what templates and style sheets know it by.
    :ivar template: the file in `_templates` that renders its ``<main>``.
    :ivar pages: yields every page of the kind that a site has, with its address, what it
        shows and its feed. One that takes long to find out about is yielded deferred.
    :ivar subject: what Open Graph calls it.
    :ivar article: returns what Open Graph is told of a post.
    :ivar data: returns its nodes of structured data.
    :ivar robots: what robots are told, such as ``noindex``.
    :ivar names_site: whether the name of the site is in its title.
    :ivar has_layout: whether its template fills the layout of the site, or makes a whole page.
    """

    name: str
    template: str
    pages: Callable[[SiteContent], Iterable[PageSpec[About] | DeferredPage[About]]]
    subject: Subject = Subject.WEBSITE
    article: Callable[[DescribedSite, About], Article] | None = None
    data: Description[About] = nothing
    robots: str | None = None
    names_site: bool = True
    has_layout: bool = True

    def deferred(self, content: SiteContent) -> Iterator[DeferredPage[About]]:
        """Yield every page of the kind."""
        for page in self.pages(content):
            yield page if isinstance(page, DeferredPage) else DeferredPage.of(page)

    def view(self, page: PageSpec[About], settings: Settings, robots: str | None) -> PageView:
        """Return what templates see of a page.

        :param robots: what robots are told of every page of the site.
        """
        return PageView(
            kind=self.name,
            title=page.title,
            address=page.address,
            canonical=page.canonical or permalinks.absolute(page.address, settings.site_url),
            language=page.language or settings.language,
            description=page.description,
            image=page.image,
            image_alt=page.image_alt,
            robots=self.robots or robots,
        )
