"""What the pages of a site are made from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from publishing.conf.settings import Settings
from publishing.library.library import Library
from publishing.model.post import Post
from publishing.pages.cards import Cards
from publishing.pages.templates import Body
from publishing.render.engine import Page
from publishing.render.rendered_post import RenderedPost


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContent:
    """Everything that a page can show.

    :ivar cards: posts, authors and terms as templates show them.
    :ivar rendered: finds what was made of the body of a post.
    :ivar text: loads a text that was rendered, by its key.
    :ivar remember: as :meth:`publishing.render.store.Store.remember`.
    :ivar ordinary: the pages that Sphinx read.
    :ivar preview: whether there are pages for editors too.
    """

    library: Library
    cards: Cards
    rendered: Callable[[Post], RenderedPost]
    text: Callable[[str], str]
    remember: Callable[..., str]
    ordinary: Sequence[Page] = ()
    preview: bool = False

    @property
    def settings(self) -> Settings:
        """The settings of the publication."""
        return self.library.settings

    def body(self, key: str) -> Body:
        """Return a text that was rendered, loaded when a template shows it."""
        return Body(key, partial(self.text, key))
