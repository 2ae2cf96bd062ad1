"""The drawn cards of the site: one for each post, made when it is due, and once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

from publishing.assets import social_card
from publishing.assets.decoder import Limits
from publishing.assets.social_card import SocialCard, Template
from publishing.base.cache import Cache
from publishing.base.output import Output
from publishing.base.theme_files import ThemeFiles
from publishing.library.library import Library
from publishing.model import permalinks
from publishing.model.post import Post
from publishing.model.problem import Problem
from publishing.render.store import Store


class SocialCards:
    """The cards of the published posts of a library."""

    def __init__(self, library: Library, store: Store) -> None:
        self._library = library
        self._store = store
        self._template = Template.of(ThemeFiles.templates(library.root))
        self._is_wanted = library.settings.social_cards
        posts = library.posts if self._is_wanted else ()
        self._dealt = [(post, self._card(post)) for post in posts]

    def outputs(self) -> Iterator[Output]:
        """Yield every card as a file."""
        for post, card in self._dealt:
            yield self._output(post.address, card)
        if self._is_wanted:
            yield self._output(permalinks.HOME, self._site_card())

    def _output(self, page: str, card: SocialCard) -> Output:
        key = social_card.key(card, self._template)
        limits = Limits.of(self._library.settings)
        make = partial(_drawn, self._store.cards, key, card, self._template, limits)
        return Output(permalinks.of_card(page), key, make)

    def problems(self) -> Iterator[Problem]:
        """Yield a warning for each card that cannot show all that it says."""
        for post, card in self._dealt:
            if card.is_plain:
                continue
            # Which letters there are in twenty fonts is found once.
            find = partial(social_card.lost, card, self._template)
            said = (self._template.digest, card.language, str(card.foot), *card.said)
            lost = self._store.remember("lost", *said, make=find)
            problem = social_card.glyph_warning(post, lost)
            if problem:
                yield problem

    def _card(self, post: Post) -> SocialCard:
        assert post.date is not None
        library, settings = self._library, self._library.settings
        image = library.images.get(post.path)
        categories = library.categories_of(post)
        language = post.language or settings.language
        return SocialCard(
            title=post.title,
            authors=tuple(author.name for author in library.authors_of(post)),
            foot=post.date.day,
            brand=settings.project,
            topic=categories[0].name if categories else "",
            language=language,
            image=library.root / image.source if image else None,
        )

    def _site_card(self) -> SocialCard:
        """Return the card of all pages that are not posts."""
        settings = self._library.settings
        return SocialCard(
            title=settings.site_description or settings.project,
            authors=(),
            foot=urlsplit(settings.site_url).netloc,
            brand=settings.project,
            topic="",
            language=settings.language,
        )


def _drawn(cache: Cache, key: str, card: SocialCard, template: Template, limits: Limits) -> bytes:
    kept = cache.get(key)
    if kept is None:
        # Typst and its fonts take a while to load, and most builds draw no card.
        from publishing.assets import card_drawing

        kept = card_drawing.draw(card, template, limits)
        cache.put(key, kept)
    return kept
