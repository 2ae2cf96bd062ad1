"""What is wrong with the posts of a library once they are rendered: builds and checks say the same.

What is wrong with their files, their front matter and their addresses, the library knows before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from posixpath import dirname
from typing import TYPE_CHECKING
from urllib.parse import unquote

from publishing.feeds.feed_limits import hold_feeds
from publishing.library.folder import SUFFIXES
from publishing.library.foreign_files import CODE as FOREIGN
from publishing.library.foreign_files import suspicion
from publishing.library.library import Library
from publishing.library.publication_status import softened
from publishing.library.summary import build_summary
from publishing.model import permalinks
from publishing.model.filename import composed
from publishing.model.post import Post
from publishing.model.problem import Problem
from publishing.render.rendered_post import RenderedPost
from publishing.render.store import Store
from publishing.site.addresses import site_addresses
from publishing.site.link_check import check_links

if TYPE_CHECKING:
    from publishing.assets.responsive_images import ResponsiveImages


def render_problems(library: Library, rendered: Mapping[str, RenderedPost]) -> list[Problem]:
    """Return what rendering found; of a post that nobody will see, no error."""
    found = (problem for one in rendered.values() for problem in one.problems)
    return [softened(problem, library.idle) for problem in found]


def feed_problems(library: Library, rendered: Mapping[str, RenderedPost]) -> list[Problem]:
    """Return an error for every feed that is too long, or will be when what is scheduled is out."""
    if any(post.path not in rendered for post in library.posts):
        return []
    found = list(hold_feeds(library, rendered))
    later = None if found else library.when_all_is_out()
    if later and all(post.path in rendered for post in later.posts):
        found += hold_feeds(later, rendered)
    return found


def site_problems(
    library: Library,
    rendered: Mapping[str, RenderedPost],
    store: Store,
    responsive_images: ResponsiveImages | None = None,
    addresses: Iterable[str] | None = None,
) -> Iterator[Problem]:
    """Yield what is wrong with pictures, cards and links, and with files that are no posts.

    :param rendered: what was rendered of each post, those included that wait, by path. Of the
        others nothing is said.
    :param responsive_images: makes the sizes of pictures, if there is one already.
    :param addresses: every page and file of the site, if it has been made.
    """
    waiting = library.waiting()
    found = [
        *(
            problem
            for part in (library, waiting)
            for problem in _pictures(part, store, responsive_images)
        ),
        *(problem for part in (library, waiting) for problem in _cards(part, store)),
        *_links(library, waiting, rendered, store, addresses),
        *foreign_files(library, rendered),
    ]
    yield from (softened(problem, library.idle) for problem in found)


def validate(
    library: Library, rendered: Mapping[str, RenderedPost], store: Store
) -> Iterator[Problem]:
    """Yield everything that is wrong with posts once they are rendered."""
    yield from render_problems(library, rendered)
    yield from feed_problems(library, rendered)
    yield from site_problems(library, rendered, store)


def library_notices(
    library: Library,
    rendered: Mapping[str, RenderedPost],
    problems: Iterable[Problem],
    chosen: Collection[str] | None = None,
    *,
    is_refused: bool = False,
) -> list[str]:
    """Return what a run says of a library besides problems (:mod:`publishing.library.summary`).

    :param problems: all that were found; what is named in one is not named again.
    :param chosen: paths of the posts that are told of, if not of all.
    :param is_refused: whether nothing is published, so that there is nothing to count.
    """
    suspects = {problem.path for problem in problems if problem.code == FOREIGN}
    unread = library.unread
    others = _surely_unmentioned(library, rendered, unread) if chosen is None else ()
    unused = [path for path in others if path not in suspects]
    is_told = (lambda _path: True) if chosen is None else chosen.__contains__
    facts = build_summary(
        [post for post in library.public(library.posts) if is_told(post.path)],
        [post for post in library.held if is_told(post.path)],
        library.now,
        len(suspects),
        unused,
    )
    return [*facts][:-1] if is_refused else [*facts]


def foreign_files(library: Library, rendered: Mapping[str, RenderedPost]) -> Iterator[Problem]:
    """Yield a problem for every file that may be a post and is none, nor mentioned by one."""
    posts = {*library.unread, *(post.path for post in (*library.posts, *library.held))}
    for path in _surely_unmentioned(library, rendered):
        folders = _folders(path)
        is_beside = any(f"{folder}/index{end}" in posts for folder in folders for end in SUFFIXES)
        if problem := suspicion(library.root, path, is_beside=is_beside):
            yield problem


def unmentioned(library: Library, rendered: Mapping[str, RenderedPost]) -> list[str]:
    """Return the paths of the files among the posts that no rendered post shows or links to."""
    mentioned = {path for one in rendered.values() for path, _ in one.looked}
    mentioned.update(file.source for one in rendered.values() for file in one.files)
    mentioned.update(image.source for image in library.images.values())
    mentioned = set(map(composed, mentioned))
    return [path for path in library.others if composed(path) not in mentioned]


def _surely_unmentioned(
    library: Library, rendered: Mapping[str, RenderedPost], unread: Iterable[str] = ()
) -> Iterator[str]:
    """Yield the unmentioned files but those that a post which is not rendered may mention.

    :param unread: paths of posts that may mention some, though nothing of them can be read.
    """
    unknown = {post.path for post in library.everyone} - rendered.keys()
    folders = {dirname(path) for path in (*unknown, *unread)}
    return (p for p in unmentioned(library, rendered) if folders.isdisjoint(_folders(p)))


def _folders(path: str) -> list[str]:
    """Return the folders that a file is in, its own first."""
    return [parent.as_posix() for parent in PurePosixPath(path).parents][:-1]


def _pictures(
    library: Library, store: Store, responsive_images: ResponsiveImages | None
) -> Iterator[Problem]:
    """Yield what is wrong with the pictures that posts name for themselves."""
    if not library.images:
        return
    # With Pillow, which most checks do not need.
    from publishing.assets import responsive_images as pictures
    from publishing.assets.decoder import Limits
    from publishing.render.post_images import own_picture

    responsive_images = responsive_images or pictures.ResponsiveImages(
        library.root, store.pictures, Limits.of(library.settings)
    )
    for post in library.posts:
        found = own_picture(post, library, responsive_images)
        if isinstance(found, Problem):
            yield found


def _cards(library: Library, store: Store) -> Iterator[Problem]:
    """Yield what the cards of posts cannot show."""
    if not library.posts:
        return
    from publishing.pages.social_cards import SocialCards

    yield from SocialCards(library, store).problems()


def _links(
    library: Library,
    waiting: Library,
    rendered: Mapping[str, RenderedPost],
    store: Store,
    addresses: Iterable[str] | None,
) -> Iterator[Problem]:
    """Yield a warning for every link to an address or heading that the site has not.

    Nothing is said of the links of posts that wait, or of any, as long as one of their kind is
    not rendered: what is not known may be there.
    """
    public = all(post.path in rendered for post in library.posts)
    linking = [post for post in library.posts if public and rendered[post.path].links]
    held = public and all(post.path in rendered for post in waiting.posts)
    pending = [post for post in waiting.posts if held and rendered[post.path].links]
    if not linking and not pending:
        return
    there = set(site_addresses(library, rendered, store) if addresses is None else addresses)
    there.update(_perhaps(library, (*linking, *pending), rendered))
    yield from check_links(linking, library.posts, rendered, there)
    if pending:
        there.update(site_addresses(waiting, rendered, store))
        yield from check_links(pending, (*library.posts, *waiting.posts), rendered, there)


def _perhaps(
    library: Library, linking: Iterable[Post], rendered: Mapping[str, RenderedPost]
) -> Iterator[str]:
    """Yield the addresses of lists that posts link to and that refused posts may be in.

    Of those, not all tags, authors and years are known.
    """
    codes = {problem.code for problem in library.problems if problem.path in library.refused}
    loses_terms = bool(library.unread) or any(code.startswith(_LOSING) for code in codes)
    loses_years = loses_terms or any(code.startswith("date-") for code in codes)
    if not loses_years:
        return
    for link in (link for post in linking for link in rendered[post.path].links):
        where = unquote(link.address.removeprefix("/").partition("#")[0])
        below = where.removeprefix(permalinks.BLOG)
        if below != where and (loses_terms or below[:4].isdecimal()):
            yield where


_LOSING = ("front-matter", "value-", "character-", "control-")
"""Rules of errors after which tags and authors of a post are not known."""
