"""What a page is about, for machines: one function for each way in which pages are described.

A kind of page names the one that describes its pages (:mod:`publishing.pages.page_kind`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias, TypeVar

from publishing.conf.settings import Settings
from publishing.model import permalinks
from publishing.model.author import Person
from publishing.pages.cards import Row
from publishing.pages.headtags import Article
from publishing.pages.structured import Node, items, node
from publishing.pages.view import AuthorView, Card, PageView

About = TypeVar("About")
"""What the pages of a kind are about, such as the card of a post."""


class DescribedSite:
    """The site, as its pages are described: URLs are whole."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def url(self, where: str) -> str:
        """Return the whole URL of an address."""
        return permalinks.absolute(where, self.settings.site_url)

    def people(self, authors: Sequence[AuthorView]) -> list[Person]:
        """Return authors with the URLs of their pages."""
        return [Person(author.name, self.url(author.address)) for author in authors]

    def trail(self, page: PageView) -> Node:
        """Return the way to a page from the front page."""
        steps = [(self.settings.project, self.settings.site_url)]
        if page.address != permalinks.BLOG:
            steps.append(("Posts", self.url(permalinks.BLOG)))
        way = items([*steps, (page.title, self.url(page.address))], "item")
        return node("BreadcrumbList", itemListElement=way)


Description: TypeAlias = Callable[[DescribedSite, PageView, About], Iterable[Node]]
"""Returns the nodes of structured data of a page, with what the page is about."""


def nothing(_site: DescribedSite, _page: PageView, _about: object) -> Iterable[Node]:
    """Say nothing of a page."""
    return ()


def trail(site: DescribedSite, page: PageView, _about: object) -> Iterable[Node]:
    """Describe a page by the way to it alone."""
    return (site.trail(page),)


def website(site: DescribedSite, page: PageView, _about: object) -> Iterable[Node]:
    """Describe the front page: as the site, whose name search engines show with every result."""
    settings = site.settings
    described = node(
        "WebSite",
        url=page.canonical,
        name=settings.project,
        description=settings.site_description,
        inLanguage=settings.language,
    )
    return (described,)


def collection(site: DescribedSite, page: PageView, cards: Row) -> Iterable[Node]:
    """Describe a list of posts, in the order of the page."""
    posts = items(((card.title, site.url(card.address)) for card in cards), "url")
    listed = node("ItemList", itemListElement=posts)
    described = node("CollectionPage", url=page.canonical, name=page.title, mainEntity=listed)
    return described, site.trail(page)


def profile(site: DescribedSite, page: PageView, author: AuthorView) -> Iterable[Node]:
    """Describe the page of an author, and name the same person elsewhere."""
    url = site.url(author.address)
    person = node(
        "Person",
        name=author.name,
        url=url,
        description=author.bio,
        image=site.url(author.avatar) if author.avatar else None,
        sameAs=[href for _, href in author.links],
    )
    return node("ProfilePage", url=url, mainEntity=person), site.trail(page)


def posting(site: DescribedSite, page: PageView, post: Card) -> Iterable[Node]:
    """Describe the page of a post. The publication is the author of one that names nobody."""
    settings = site.settings
    organisation = node("Organization", name=settings.project, url=settings.site_url)
    people = [node("Person", name=one.name, url=one.url) for one in site.people(post.authors)]
    image = post.image.address if post.image else page.image
    described = node(
        "BlogPosting",
        headline=post.title,
        description=post.description,
        url=site.url(post.address),
        mainEntityOfPage=site.url(post.address),
        datePublished=post.date.isoformat(),
        dateModified=(post.updated or post.date).isoformat(),
        author=people or [organisation],
        publisher=organisation,
        image=site.url(image) if image else None,
        inLanguage=page.language,
        articleSection=post.categories[0].name if post.categories else "",
        keywords=[tag.name for tag in post.tags],
        wordCount=post.words,
        license=settings.licence_url,
    )
    return described, site.trail(page)


def article(site: DescribedSite, post: Card) -> Article:
    """Return what Open Graph is told of a post beside what it is told of any page."""
    return Article(
        published=post.date,
        updated=post.updated,
        authors=site.people(post.authors),
        section=post.categories[0].name if post.categories else "",
        tags=[tag.name for tag in post.tags],
    )
