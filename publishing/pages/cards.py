"""Posts, authors and terms as templates show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from publishing.pages.view import AuthorView, Card, TermView
from publishing.pictures.gallery import Shown
from publishing.press.printed import Printed
from publishing.reading.post import Post
from publishing.shelf.author import Author
from publishing.shelf.library import Library
from publishing.shelf.term import Kind, Term


class Cards:
    """Makes each view once.

    :param printed: finds what the press made of a post.
    :param image: finds a post's own picture.
    """

    def __init__(
        self,
        library: Library,
        printed: Callable[[Post], Printed],
        image: Callable[[Post], Shown | None],
    ) -> None:
        self._library = library
        self._printed = printed
        self._image = image
        self._made: dict[str, Card] = {}
        self._terms: dict[tuple[Kind, str], TermView] = {}
        self._authors: dict[str, AuthorView] = {}

    def of(self, post: Post) -> Card:
        """Return the card of a published post."""
        if post.docname not in self._made:
            self._made[post.docname] = self._card(post)
        return self._made[post.docname]

    def all(self, posts: Iterable[Post]) -> tuple[Card, ...]:
        """Return the cards of several posts, in their order."""
        return tuple(map(self.of, posts))

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
        printed, library = self._printed(post), self._library
        series = library.series_of(post)
        return Card(
            title=post.title,
            address=post.address,
            date=post.date,
            updated=post.updated,
            authors=tuple(map(self.author, library.authors_of(post))),
            tags=tuple(map(self.term, library.tags_of(post))),
            categories=tuple(map(self.term, library.categories_of(post))),
            series=self.term(series) if series else None,
            description=post.description or printed.excerpt,
            words=printed.words,
            minutes=printed.minutes,
            image=self._image(post),
            image_alt=post.image_alt,
            language=post.language,
            external_link=post.external_link,
            featured=post.featured,
            standing=library.standing(post),
        )


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
