"""Two that want one address: posts among themselves, and old addresses over anything."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePath

from publishing.library.folder import FOLDER, SUFFIXES
from publishing.model import permalinks
from publishing.model.post import Post
from publishing.model.problem import Problem, error, shown


def clashing_posts(posts: Iterable[Post], idle: Collection[str] = ()) -> Iterator[Problem]:
    """Yield a problem for every post whose address is also another's.

    :param idle: paths of the posts that readers will not see: with those, no other clashes.
    """
    by_key: dict[str, list[Post]] = {}
    for post in posts:
        by_key.setdefault(permalinks.key(post.address), []).append(post)
    for same in by_key.values():
        for post in same if len(same) > 1 else ():
            others = (other for other in same if post.path in idle or other.path not in idle)
            other = next((other for other in others if other is not post), None)
            if other:
                what = f"address: /{post.address} is also that of {other.path}"
                yield error(post.path, 1, 1, "address-taken", what, "rename or move one of them")


def old_addresses(
    posts: Collection[Post], root: Path, idle: Collection[str] = ()
) -> tuple[Mapping[str, Post], list[Problem]]:
    """Return the post that each old address leads to, and what is wrong with the others.

    :param posts: also those not yet published: what would clash on the day of publication is
        told before.
    :param root: the project's folder, where the files beside posts stand as on the site. The
        pages beside `conf.py` are there too, or may come to be.
    :param idle: paths of the posts that readers will not see, which take nothing from others.
    """
    is_near = any(
        permalinks.key(old).startswith(FOLDER) for post in posts for old in post.redirect_from
    )
    pages = [permalinks.of_post(path.stem) for path in root.glob("*.md")]
    taken = _Taken(pages, _files(root) if is_near else {})
    seen = [post for post in posts if post.path not in idle]
    unseen = [post for post in posts if post.path in idle]
    taken.stand(seen)
    for post in seen:
        taken.lead(post)
    taken.stand(unseen)
    for post in unseen:
        taken.lead(post)
    return taken.leads, taken.problems


class _Taken:
    """What every address belongs to, so far.

    :ivar leads: the post that each old address leads to.
    :ivar problems: what is wrong with the others.
    """

    def __init__(self, pages: Iterable[str], beside: Mapping[str, str]) -> None:
        self.leads: dict[str, Post] = {}
        self.problems: list[Problem] = []
        self._beside = beside
        self._owners = {permalinks.key(page): "a page of this site" for page in pages}
        self._folders = {folder for key in self._owners for folder in _folders(key)}
        self._takers: dict[str, Post] = {}
        self._files: set[str] = set()

    def stand(self, posts: Iterable[Post]) -> None:
        """Let posts have their own addresses."""
        for post in posts:
            key = permalinks.key(post.address)
            if taker := self._takers.get(key):
                what = f"address: /{post.address} is an old address of {taker.path}"
                self.problems.append(error(post.path, 1, 1, "address-taken", what, _RENAME))
            self._owners.setdefault(key, f"where {post.path} is")
            self._folders.update(_folders(key))

    def lead(self, post: Post) -> None:
        """Let the old addresses of a post lead to it, if nothing stands there."""
        position = post.positions.get("redirect_from", (1, 1))
        for old in post.redirect_from:
            key = permalinks.key(old)
            if key == permalinks.key(post.address) or self._takers.get(key) is post:
                continue
            if owner := self._owner(post, old, key):
                what = f"redirect_from: {shown(f'/{old}')} is {owner}"
                self.problems.append(error(post.path, *position, "redirect-taken", what, _MEND))
                continue
            self.leads[old] = self._takers[key] = post
            self._folders.update(_folders(key))
            if not old.endswith("/"):
                self._files.add(key)

    def _owner(self, post: Post, old: str, key: str) -> str:
        """Return in words what is at an old address of a post already."""
        if key in self._takers:
            return f"an old address of {self._takers[key].path}"
        if not old.endswith("/") and key in self._folders:
            return "a folder of this site"
        if file := next((file for file in _folders(key) if file in self._files), None):
            return f"below /{file}, an old address of {self._takers[file].path}"
        at = next((at for at in (key, *_folders(key)) if at in self._beside), None)
        if at is not None:
            return f"where the file {self._beside[at]} is"
        owner = self._owners.get(key) or permalinks.owner_of(old) or ""
        if not owner and (page := _page_beside(key)) != permalinks.key(post.address):
            # Hosts serve `/about.html` at `/about` as well, before they look for a folder.
            owner = self._owners.get(page) or permalinks.owner_of(page) or ""
        return owner


def _page_beside(key: str) -> str:
    """Return the address that a host may serve a file at too: ``a`` for ``a.html``."""
    return key.removesuffix(".html").removesuffix(".htm")


def _files(root: Path) -> Mapping[str, str]:
    """Return the files beside posts, which stand on the site where they stand here."""
    found = (
        f"{folder}/{name}"
        for folder, _, names in os.walk(root / FOLDER)
        for name in names
        if PurePath(name).suffix.lower() not in SUFFIXES
    )
    paths = (PurePath(path).relative_to(root).as_posix() for path in found)
    return {permalinks.key(path): path for path in paths}


def _folders(key: str) -> Iterator[str]:
    """Yield every folder that an address is in."""
    while key := key.rpartition("/")[0]:
        yield key


_MEND = "remove it; an old address leads to one post and stands over nothing else"
_RENAME = "rename or move the post"
