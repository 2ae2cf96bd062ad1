"""What is wrong with the posts of a library once they are printed: builds and checks say the same.

What is wrong with their files, their front matter and their addresses, the library knows before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from posixpath import dirname
from typing import TYPE_CHECKING
from urllib.parse import unquote

from publishing import address
from publishing.feeds.feed_bounds import hold_feeds
from publishing.link_check import check_links
from publishing.press.printed import Printed
from publishing.press.store import Store
from publishing.problem import Problem
from publishing.reading.filename import composed
from publishing.reading.folder import SUFFIXES
from publishing.reading.foreign_files import CODE as FOREIGN
from publishing.reading.foreign_files import suspicion
from publishing.reading.post import Post
from publishing.shelf.library import Library
from publishing.shelf.notice import notices
from publishing.shelf.standing import softened
from publishing.shelf.targets import targets

if TYPE_CHECKING:
    from publishing.pictures.gallery import Gallery


def print_problems(library: Library, printed: Mapping[str, Printed]) -> list[Problem]:
    """Return what printing found; of a post that nobody will see, no error."""
    found = (problem for one in printed.values() for problem in one.problems)
    return [softened(problem, library.idle) for problem in found]


def feed_problems(library: Library, printed: Mapping[str, Printed]) -> list[Problem]:
    """Return an error for every feed that is too long, or will be when what is scheduled is out."""
    if any(post.path not in printed for post in library.posts):
        return []
    found = list(hold_feeds(library, printed))
    later = None if found else library.when_all_is_out()
    if later and all(post.path in printed for post in later.posts):
        found += hold_feeds(later, printed)
    return found


def site_problems(
    library: Library,
    printed: Mapping[str, Printed],
    store: Store,
    gallery: Gallery | None = None,
    addresses: Iterable[str] | None = None,
) -> Iterator[Problem]:
    """Yield what is wrong with pictures, cards and links, and with files that are no posts.

    :param printed: what the press made of each post, those included that wait, by path. Of the
        others nothing is said.
    :param gallery: makes the sizes of pictures, if there is one already.
    :param addresses: every page and file of the site, if it has been made.
    """
    waiting = library.waiting()
    found = [
        *(problem for part in (library, waiting) for problem in _pictures(part, store, gallery)),
        *(problem for part in (library, waiting) for problem in _cards(part, store)),
        *_links(library, waiting, printed, addresses),
        *foreign_files(library, printed),
    ]
    yield from (softened(problem, library.idle) for problem in found)


def validate(library: Library, printed: Mapping[str, Printed], store: Store) -> Iterator[Problem]:
    """Yield everything that is wrong with posts once they are printed."""
    yield from print_problems(library, printed)
    yield from feed_problems(library, printed)
    yield from site_problems(library, printed, store)


def library_notices(
    library: Library,
    printed: Mapping[str, Printed],
    problems: Iterable[Problem],
    chosen: Collection[str] | None = None,
) -> Iterator[str]:
    """Yield what a run says of a library besides problems (:mod:`publishing.shelf.notice`).

    :param problems: all that were found; what is named in one is not named again.
    :param chosen: paths of the posts that are told of, if not of all.
    """
    suspects = {problem.path for problem in problems if problem.code == FOREIGN}
    is_sure = all(post.path in printed for post in library.everyone)
    others = unmentioned(library, printed) if is_sure and chosen is None else []
    unused = [path for path in others if path not in suspects]
    is_told = (lambda _path: True) if chosen is None else chosen.__contains__
    return notices(
        [post for post in library.public(library.posts) if is_told(post.path)],
        [post for post in library.held if is_told(post.path)],
        library.now,
        len(suspects),
        unused,
    )


def foreign_files(library: Library, printed: Mapping[str, Printed]) -> Iterator[Problem]:
    """Yield a problem for every file that may be a post and is none, nor mentioned by one."""
    posts = {*library.unread, *(post.path for post in (*library.posts, *library.held))}
    unknown = {dirname(post.path) for post in library.everyone if post.path not in printed}
    for path in unmentioned(library, printed):
        folders = list(_folders(path))
        if unknown.intersection(folders):
            continue  # it may be mentioned there
        is_beside = any(f"{folder}/index{end}" in posts for folder in folders for end in SUFFIXES)
        if problem := suspicion(library.root, path, is_beside=is_beside):
            yield problem


def unmentioned(library: Library, printed: Mapping[str, Printed]) -> list[str]:
    """Return the paths of the files among the posts that no printed post shows or links to."""
    mentioned = {path for one in printed.values() for path, _ in one.looked}
    mentioned.update(file.source for one in printed.values() for file in one.files)
    mentioned.update(image.source for image in library.images.values())
    mentioned = set(map(composed, mentioned))
    return [path for path in library.others if composed(path) not in mentioned]


def _folders(path: str) -> Iterator[str]:
    while path := dirname(path):
        yield path


def _pictures(library: Library, store: Store, gallery: Gallery | None) -> Iterator[Problem]:
    """Yield what is wrong with the pictures that posts name for themselves."""
    if not library.images:
        return
    # With Pillow, which most checks do not need.
    from publishing.pictures import gallery as pictures
    from publishing.pictures.decoder import Limits
    from publishing.policy.illustration import own_picture

    gallery = gallery or pictures.Gallery(library.root, store.pictures, Limits.of(library.settings))
    for post in library.posts:
        found = own_picture(post, library, gallery)
        if isinstance(found, Problem):
            yield found


def _cards(library: Library, store: Store) -> Iterator[Problem]:
    """Yield what the cards of posts cannot show."""
    if not library.posts:
        return
    from publishing.pictures.deck import Deck

    yield from Deck(library, store).problems()


def _links(
    library: Library,
    waiting: Library,
    printed: Mapping[str, Printed],
    addresses: Iterable[str] | None,
) -> Iterator[Problem]:
    """Yield a warning for every link to an address or heading that the site has not.

    Nothing is said of the links of posts that wait, or of any, as long as one of their kind is
    not printed: what is not known may be there.
    """
    public = all(post.path in printed for post in library.posts)
    linking = [post for post in library.posts if public and printed[post.path].links]
    held = public and all(post.path in printed for post in waiting.posts)
    pending = [post for post in waiting.posts if held and printed[post.path].links]
    if not linking and not pending:
        return
    there = set(site_addresses(library, printed) if addresses is None else addresses)
    there.update(_perhaps(library, (*linking, *pending), printed))
    yield from check_links(linking, library.posts, printed, there)
    if pending:
        there.update(site_addresses(waiting, printed))
        yield from check_links(pending, (*library.posts, *waiting.posts), printed, there)


def _perhaps(
    library: Library, linking: Iterable[Post], printed: Mapping[str, Printed]
) -> Iterator[str]:
    """Yield the addresses of lists that posts link to and that refused posts may be in.

    Of those, not all tags, authors and years are known.
    """
    codes = {problem.code for problem in library.problems if problem.path in library.refused}
    loses_terms = bool(library.unread) or any(code.startswith(_LOSING) for code in codes)
    loses_years = loses_terms or any(code.startswith("date-") for code in codes)
    if not loses_years:
        return
    for link in (link for post in linking for link in printed[post.path].links):
        where = unquote(link.address.removeprefix("/").partition("#")[0])
        below = where.removeprefix(address.BLOG)
        if below != where and (loses_terms or below[:4].isdecimal()):
            yield where


def site_addresses(library: Library, printed: Mapping[str, Printed]) -> Iterator[str]:
    """Yield every address of the site that a post may link to."""
    from publishing.pages.cards import Cards
    from publishing.pages.listings import Listings

    cards = Cards(library, lambda post: printed[post.path], lambda _post: None)
    for sheet in Listings(library, cards).sheets():
        yield sheet.page.address
        if sheet.page.feed:
            yield sheet.page.feed
    yield from (post.address for post in library.posts)
    yield from library.redirects
    for target in targets(library).values():
        if target.address is not None:
            yield target.address
    yield from (address.SEARCH, address.JSON_FEED, address.SITEMAP, address.ROBOTS)
    yield from (file.address for one in printed.values() for file in one.files)
    yield from (image.address for image in library.images.values())
    for path in (library.root / address.STATIC).rglob("*"):
        yield path.relative_to(library.root).as_posix()


_LOSING = ("front-matter", "value-", "character-", "control-")
"""Rules of errors after which tags and authors of a post are not known."""
