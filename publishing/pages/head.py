"""What stands in the head of a page: the tags and the structured data of its spec."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from publishing.assets.social_card import SIZE as CARD_SIZE
from publishing.conf.settings import Settings
from publishing.model import permalinks
from publishing.model.author import Person
from publishing.pages import structured
from publishing.pages.headtags import Article, FeedLink, Picture, Subject, Tag, head_tags
from publishing.pages.page_spec import PageSpec
from publishing.pages.view import AuthorView, Card, PageView

_SUBJECTS = {"post": Subject.ARTICLE, "author": Subject.PROFILE}


class Head:
    """Makes the heads of one site's pages."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._publisher = Person(settings.project, settings.site_url)

    def tags(self, spec: PageSpec) -> tuple[Tag, ...]:
        """Return the ``meta`` and ``link`` elements of a page."""
        page = spec.page
        post: Card | None = spec.context.get("post")
        return head_tags(
            title=page.title,
            canonical=page.canonical,
            site_name=self._settings.project,
            language=page.language,
            subject=_SUBJECTS.get(page.kind, Subject.WEBSITE),
            description=page.description or self._settings.site_description,
            picture=self._picture(page),
            article=self._article(post) if post else None,
            feeds=self._feeds(spec),
            robots=page.robots,
        )

    def data(self, spec: PageSpec) -> Markup | None:
        """Return the JSON-LD of a page, or nothing where there is nothing to say."""
        page, context = spec.page, spec.context
        if page.kind == "home":
            settings = self._settings
            return structured.render(
                structured.website(
                    url=page.canonical,
                    name=settings.project,
                    description=settings.site_description,
                    language=settings.language,
                )
            )
        if page.robots or page.kind in {"about", "page"}:
            return None
        nodes = [structured.breadcrumbs(self._trail(spec))]
        if "post" in context:
            nodes.insert(0, self._posting(spec, context["post"]))
        elif context.get("author"):
            nodes.insert(0, self._profile(context["author"]))
        elif spec.lists is not None:
            posts = [(card.title, self._url(card.address)) for card in spec.lists]
            nodes.insert(
                0, structured.collection(url=page.canonical, title=page.title, posts=posts)
            )
        return structured.render(*nodes)

    def _picture(self, page: PageView) -> Picture | None:
        """Return the card of a page; one that has none of its own is shared with the site's."""
        if not self._settings.social_cards:
            return None
        if page.image:
            return Picture(self._url(page.image), page.image_alt, *CARD_SIZE)
        said = filter(None, (self._settings.project, self._settings.site_description))
        return Picture(self._url(permalinks.of_card(permalinks.HOME)), " – ".join(said), *CARD_SIZE)

    def _posting(self, spec: PageSpec, post: Card) -> Any:
        page = spec.page
        image = post.image.address if post.image else page.image
        return structured.posting(
            url=self._url(post.address),
            title=post.title,
            published=post.date,
            updated=post.updated,
            authors=self._people(post.authors),
            publisher=self._publisher,
            description=post.description,
            image=self._url(image) if image else None,
            language=page.language,
            section=post.categories[0].name if post.categories else "",
            keywords=[tag.name for tag in post.tags],
            words=post.words,
            licence_url=self._settings.licence_url,
        )

    def _profile(self, author: AuthorView) -> Any:
        return structured.profile(
            url=self._url(author.address),
            name=author.name,
            bio=author.bio,
            image=self._url(author.avatar) if author.avatar else None,
            links=[href for _, href in author.links],
        )

    def _article(self, post: Card) -> Article:
        return Article(
            published=post.date,
            updated=post.updated,
            authors=self._people(post.authors),
            section=post.categories[0].name if post.categories else "",
            tags=[tag.name for tag in post.tags],
        )

    def _people(self, authors: Sequence[AuthorView]) -> list[Person]:
        return [Person(author.name, self._url(author.address)) for author in authors]

    def _feeds(self, spec: PageSpec) -> list[FeedLink]:
        page, project = spec.page, self._settings.project
        found = []
        if page.feed and page.feed != permalinks.FEED:
            found.append(FeedLink(f"{spec.context['heading']} – {project}", page.feed))
        found += [FeedLink(project, permalinks.FEED), FeedLink(project, permalinks.JSON_FEED)]
        return [
            FeedLink(feed.title, permalinks.link(page.address, feed.href, self._settings.site_url))
            for feed in found
        ]

    def _trail(self, spec: PageSpec) -> list[tuple[str, str]]:
        page, settings = spec.page, self._settings
        trail = [(settings.project, settings.site_url)]
        if page.address != permalinks.BLOG:
            trail.append(("Posts", self._url(permalinks.BLOG)))
        return [*trail, (page.title, self._url(page.address))]

    def _url(self, where: str) -> str:
        return permalinks.absolute(where, self._settings.site_url)
