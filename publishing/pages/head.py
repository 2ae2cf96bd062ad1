"""What stands in the head of a page: its tags and its structured data."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from publishing.assets.social_card import SIZE as CARD_SIZE
from publishing.conf.settings import Settings
from publishing.feeds.formats import FeedLink, PageFeed, addresses, site_feed
from publishing.model import permalinks
from publishing.pages import structured
from publishing.pages.descriptions import DescribedSite
from publishing.pages.headtags import Picture, Tag, head_tags
from publishing.pages.page_kind import PageKind, PageSpec
from publishing.pages.view import PageView


class Head:
    """Makes the heads of one site's pages."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._site = DescribedSite(settings)

    def tags(self, kind: PageKind[Any], page: PageView, spec: PageSpec[Any]) -> tuple[Tag, ...]:
        """Return the ``meta`` and ``link`` elements of a page."""
        return head_tags(
            title=page.title,
            canonical=page.canonical,
            site_name=self._settings.project,
            language=page.language,
            subject=kind.subject,
            description=page.description or self._settings.site_description,
            picture=self._picture(page),
            article=kind.article(self._site, spec.about) if kind.article else None,
            feeds=self._feeds(page, spec.feed),
            robots=page.robots,
        )

    def data(self, kind: PageKind[Any], page: PageView, spec: PageSpec[Any]) -> Markup | None:
        """Return the JSON-LD of a page, or nothing where there is nothing to say."""
        if page.robots:
            return None
        nodes = tuple(kind.data(self._site, page, spec.about))
        return structured.render(*nodes) if nodes else None

    def _picture(self, page: PageView) -> Picture | None:
        """Return the card of a page; one that has none of its own is shared with the site's."""
        if not self._settings.social_cards:
            return None
        if page.image:
            return Picture(self._site.url(page.image), page.image_alt, *CARD_SIZE)
        said = filter(None, (self._settings.project, self._settings.site_description))
        card = self._site.url(permalinks.of_card(permalinks.HOME))
        return Picture(card, " – ".join(said), *CARD_SIZE)

    def _feeds(self, page: PageView, own: PageFeed | None) -> list[FeedLink]:
        """Return the feeds of a page, its own first: some readers offer only one."""
        whole = site_feed(self._settings)
        feeds = [own, whole] if own and own.page != whole.page else [whole]
        return [
            FeedLink(
                feed.title,
                permalinks.link(page.address, where, self._settings.site_url),
                format.media_type,
            )
            for feed in feeds
            for format, where in addresses(feed, self._settings)
        ]
