"""Two that want one address: posts among themselves, and old addresses over anything."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePath

from publishing import address
from publishing.problem import Problem, error
from publishing.reading.findings import shown
from publishing.reading.folder import FOLDER, SUFFIXES
from publishing.reading.post import Post


def clashing_posts(posts: Iterable[Post]) -> Iterator[Problem]:
    """Yield a problem for every post whose address is also another's."""
    by_key: dict[str, list[Post]] = {}
    for post in posts:
        by_key.setdefault(address.key(post.address), []).append(post)
    for same in by_key.values():
        for post in same if len(same) > 1 else ():
            other = same[0] if post is not same[0] else same[1]
            what = f"address: /{post.address} is also that of {other.path}"
            yield error(post.path, 1, 1, "address-taken", what, "rename or move one of them")


def old_addresses(
    posts: Collection[Post], pages: Collection[str], root: Path
) -> tuple[Mapping[str, Post], list[Problem]]:
    """Return the post that each old address leads to, and what is wrong with the others.

    :param posts: also those not yet published: what would clash on the day of publication is
        told before.
    :param pages: addresses of the ordinary pages.
    :param root: the project's folder, where the files beside posts stand as on the site.
    """
    owners = {address.key(page): "a page of this site" for page in pages}
    owners |= {address.key(post.address): f"where {post.path} is" for post in posts}
    folders = {folder for key in owners for folder in _folders(key)}
    is_near = any(
        address.key(old).startswith(FOLDER) for post in posts for old in post.redirect_from
    )
    beside = _files(root) if is_near else {}
    leads: dict[str, Post] = {}
    takers: dict[str, Post] = {}
    files: set[str] = set()
    problems: list[Problem] = []
    for post in posts:
        place = post.places.get("redirect_from", (1, 1))
        for old in post.redirect_from:
            key = address.key(old)
            if key == address.key(post.address) or takers.get(key) is post:
                continue
            if key in takers:
                owner = f"an old address of {takers[key].path}"
            elif not old.endswith("/") and key in folders:
                owner = "a folder of this site"
            elif file := next((file for file in _folders(key) if file in files), None):
                owner = f"below /{file}, an old address of {takers[file].path}"
            elif file := next((beside[at] for at in (key, *_folders(key)) if at in beside), None):
                owner = f"where the file {file} is"
            else:
                owner = owners.get(key) or address.owner_of(old) or ""
            if not owner and (page := _page_beside(key)) != address.key(post.address):
                # Hosts serve `/about.html` at `/about` as well, before they look for a folder.
                owner = owners.get(page) or address.owner_of(page) or ""
            if owner:
                what = f"redirect_from: {shown(f'/{old}')} is {owner}"
                problems.append(error(post.path, *place, "redirect-taken", what, _MEND))
                continue
            leads[old] = takers[key] = post
            folders.update(_folders(key))
            if not old.endswith("/"):
                files.add(key)
    return leads, problems


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
    return {address.key(path): path for path in paths}


def _folders(key: str) -> Iterator[str]:
    """Yield every folder that an address is in."""
    while key := key.rpartition("/")[0]:
        yield key


_MEND = "remove it; an old address leads to one post and stands over nothing else"
