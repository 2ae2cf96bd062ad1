"""Posts, authors and terms as templates show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import overload

from publishing.assets.responsive_images import Shown
from publishing.base.cache import digest
from publishing.library.library import Library
from publishing.model.author import Author
from publishing.model.post import Post
from publishing.model.taxonomy import Taxonomy, Term
from publishing.pages.view import AuthorView, Card, TermView
from publishing.render.rendered_post import RenderedPost


class Cards:
    """Makes each view once.

    :param rendered: finds what was rendered of a post.
    :param image: finds a post's own picture.
    """

    def __init__(
        self,
        library: Library,
        rendered: Callable[[Post], RenderedPost],
        image: Callable[[Post], Shown | None],
    ) -> None:
        self._library = library
        self._rendered = rendered
        self._image = image
        self._made: dict[str, Card] = {}
        self._keys: dict[str, str] = {}
        self._term_keys: dict[int, str] = {}
        self._terms: dict[tuple[Taxonomy, str], TermView] = {}
        self._authors: dict[str, AuthorView] = {}

    def of(self, post: Post) -> Card:
        """Return the card of a published post."""
        if post.docname not in self._made:
            self._made[post.docname] = self._card(post)
        return self._made[post.docname]

    def all(self, posts: Iterable[Post]) -> Row:
        """Return the cards of several posts, in their order."""
        return Row(self, tuple(posts))

    def key(self, post: Post) -> str:
        """Return a digest of all that :meth:`of` makes the card of a published post from.

        After an edit, most pages are told by the keys of their cards to be as they were, and
        no card of theirs is made.
        """
        known = self._keys.get(post.path)
        if known is None:
            known = self._keys[post.path] = self._key(post)
        return known

    def term(self, term: Term, *, counted: bool = False) -> TermView:
        """Return a term's view."""
        if counted:
            return TermView(
                kind=term.kind, name=term.name, address=term.address, count=len(term.posts)
            )
        key = (term.kind, term.slug)
        if key not in self._terms:
            self._terms[key] = TermView(kind=term.kind, name=term.name, address=term.address)
        return self._terms[key]

    def author(self, term: Term, *, counted: bool = False) -> AuthorView:
        """Return an author's view."""
        if counted:
            return _author(term, len(term.posts))
        if term.slug not in self._authors:
            self._authors[term.slug] = _author(term, None)
        return self._authors[term.slug]

    def _card(self, post: Post) -> Card:
        assert post.date is not None
        rendered, library = self._rendered(post), self._library
        series = library.series_of(post)
        return Card(
            key=self.key(post),
            front_matter=post,
            title=post.title,
            address=post.address,
            date=post.date,
            due=post.due or post.date,
            updated=post.updated,
            authors=tuple(map(self.author, library.authors_of(post))),
            tags=tuple(map(self.term, library.tags_of(post))),
            categories=tuple(map(self.term, library.categories_of(post))),
            series=self.term(series) if series else None,
            description=rendered.description(post),
            words=rendered.words,
            minutes=rendered.minutes,
            image=self._image(post),
            image_alt=post.image_alt,
            language=post.language,
            external_link=post.external_link,
            featured=post.featured,
            publication_status=library.publication_status(post),
        )

    def _key(self, post: Post) -> str:
        library, term_key = self._library, self._term_key
        assert post.date is not None
        series = library.series_of(post)
        parts = (
            self._rendered(post).listing_digest,
            # In a preview, a post without a date has today's.
            post.date.instant.isoformat(),
            str(post.date.day_only),
            # Neither of them is told before its time, which no rendered post knows of.
            repr((post.due, post.updated)),
            library.publication_status(post).value,
            repr(self._image(post)),
            *map(term_key, library.authors_of(post)),
            *map(term_key, library.tags_of(post)),
            *map(term_key, library.categories_of(post)),
            term_key(series) if series else "",
        )
        return digest("\n".join(parts))

    def _term_key(self, term: Term) -> str:
        """Return what is shown of a term; a library keeps each for as long as it is there."""
        known = self._term_keys.get(id(term))
        if known is None:
            view = self.author(term) if term.kind is Taxonomy.AUTHOR else self.term(term)
            known = self._term_keys[id(term)] = repr(view)
        return known


class Row(Sequence[Card]):
    """Cards of several posts, made when a template looks at them.

    :ivar posts: in the order of the cards.
    """

    def __init__(self, cards: Cards, posts: tuple[Post, ...]) -> None:
        self._cards = cards
        self.posts = posts

    def __len__(self) -> int:
        return len(self.posts)

    @overload
    def __getitem__(self, position: int) -> Card: ...
    @overload
    def __getitem__(self, position: slice) -> Row: ...
    def __getitem__(self, position: int | slice) -> Card | Row:
        if isinstance(position, slice):
            return Row(self._cards, self.posts[position])
        return self._cards.of(self.posts[position])

    def __repr__(self) -> str:
        return f"Row({' '.join(map(self._cards.key, self.posts))})"


def _author(term: Term, count: int | None) -> AuthorView:
    known = term.author or Author(id=None, name=term.name, url=None, bio="", avatar=None, links=())
    return AuthorView(
        name=term.name,
        address=term.address,
        count=count,
        bio=known.bio,
        avatar=known.avatar,
        url=known.url,
        links=known.links,
    )
